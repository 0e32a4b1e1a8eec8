"""The conversations that are open in the page, and a turn as the page gets it."""

from __future__ import annotations

import secrets
import threading
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from simulator.errors import SimulatorError, no_such
from simulator.hearing import Part, Pause, Words
from simulator.session import Conversation
from simulator.stage import Stage
from simulator.turn import Turn

MOST = 32
"""Conversations kept; the one untouched for longest makes room for a new one."""

Json = dict[str, Any]


@dataclass
class _Open:
    conversation: Conversation
    lock: threading.Lock = field(default_factory=threading.Lock)


class Talks:
    """Every open conversation, by an id that nobody can guess."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        self._open: OrderedDict[str, _Open] = OrderedDict()
        self._lock = threading.Lock()

    def begin(self, locale: str, device: str) -> str:
        """Begin a conversation; SimulatorError where there is no such locale or device."""
        id = secrets.token_urlsafe(12)
        conversation = self._stage.conversation(locale, device, seed=id)
        with self._lock:
            self._open[id] = _Open(conversation)
            while len(self._open) > MOST:
                self._open.popitem(last=False)
        return id

    def turn(self, id: str, what: str, words: str = "") -> Json:
        """Take one turn; KeyError where the conversation is not open any more."""
        with self._lock:
            talk = self._open[id]
            self._open.move_to_end(id)
        with talk.lock:
            return as_json(_taken(talk.conversation, what, words))


def _taken(conversation: Conversation, what: str, words: str) -> Turn:
    deeds: dict[str, Callable[[], Turn]] = {
        "say": lambda: conversation.say(words),
        "open": conversation.open,
        "silence": conversation.silence,
        "exit": conversation.leave,
    }
    if what not in deeds:
        raise SimulatorError(no_such("turn", what, deeds))
    if what == "say" and not words.strip():
        raise SimulatorError("nothing was said; type some words, or take the turn 'silence'")
    return deeds[what]()


def as_json(turn: Turn) -> Json:
    """A turn as the page shows it."""
    heard = turn.interpretation
    parts = [_part(part) for part in turn.speech.parts]
    return {
        "did": turn.did,
        "heard": {**heard.as_json(), "why": heard.why} if heard else None,
        "reply": parts,
        "seconds": round(turn.speech.seconds, 1),
        "microphone": turn.microphone,
        "session": turn.open,
        "acts": turn.acts,
        "faults": turn.faults,
        "doubts": turn.doubts,
        "request": turn.sent,
        "response": turn.answer.body if turn.answer else None,
    }


def _part(part: Part) -> Json:
    match part:
        case Words(text):
            return {"words": text}
        case Pause(seconds):
            return {"pause": seconds}
    return {"sound": part.source}
