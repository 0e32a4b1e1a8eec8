"""A conversation as the page gets it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from simulator import action
from simulator.hearing import Manner, Part, Pause, Words
from simulator.interpretation import Interpretation, Reasons
from simulator.page.talk import Step, Talk
from simulator.timeline import Beat, beats, is_count
from simulator.turn import Place, Turn

Json = dict[str, Any]


def step(one: Step, talk: Talk) -> Json:
    """One step, with the place it leads to."""
    return {
        "id": one.id,
        "parent": one.parent,
        "did": one.did,
        "lead": [action.written(each) for each in one.lead],
        "turns": [turn(each) for each in one.turns],
        "place": place(one.place, talk),
    }


def place(here: Place, talk: Talk) -> Json:
    """The clock, the microphone, and what the device does next by itself and when."""
    session = here.session
    return {
        "clock": (here.now - talk.start).total_seconds(),
        "microphone": here.microphone,
        "session": session is not None,
        "left": session.left if session else None,
        "next": session.next if session else None,
        "attributes": dict(session.attributes) if session else {},
    }


def turn(one: Turn) -> Json:
    """What was done, heard, sent and answered."""
    heard = one.interpretation
    return {
        "did": one.did,
        "heard": {**heard.as_json(), "why": heard.why, "exact": heard.exact} if heard else None,
        "beats": [_beat(each) for each in beats(one.speech)],
        "text": one.speech.text,
        "seconds": round(one.speech.seconds, 2),
        "microphone": one.microphone,
        "session": one.open,
        "ended": one.ended,
        "acts": one.acts,
        "faults": one.faults,
        "doubts": one.doubts,
        "request": one.sent,
        "response": one.answer.body if one.answer else None,
        "status": one.answer.status if one.answer else None,
        "milliseconds": round(one.answer.seconds * 1000, 1) if one.answer else None,
    }


def why(meaning: Interpretation, reasons: Reasons) -> Json:
    """What words mean, the likeliest intents, and the samples that are most like them."""
    return {
        **meaning.as_json(),
        "why": meaning.why,
        "exact": meaning.exact,
        "guesses": [{"intent": one.intent, "score": one.score} for one in reasons.guesses],
        "nearest": [
            {"sample": one.sample, "intent": one.intent, "likeness": one.likeness}
            for one in reasons.nearest
        ],
    }


def _beat(one: Beat) -> Json:
    parts = list(_parts(one))
    return {"at": round(one.at, 2), "seconds": round(one.seconds, 2), "parts": parts}


def _parts(one: Beat) -> Iterator[Json]:
    for part in one.parts:
        yield _part(part)


def _part(part: Part) -> Json:
    match part:
        case Words(text, manner, spelled):
            said = {"words": text, "count": is_count(part), **_manner(manner)}
            return {**said, "spelled": spelled} if any(each in text for each in spelled) else said
        case Pause(seconds):
            return {"pause": seconds}
    return {"sound": part.source}


def _manner(manner: Manner) -> Json:
    """What of it is not as the voice's own."""
    plain = Manner()
    return {
        name: getattr(manner, name)
        for name in ("rate", "pitch", "volume", "whispered")
        if getattr(manner, name) != getattr(plain, name)
    }
