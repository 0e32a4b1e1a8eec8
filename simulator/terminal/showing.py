"""A turn as lines: what was heard, what is said and when, and what the device does next."""

from __future__ import annotations

from collections.abc import Iterator

from simulator.hearing import Pause, Sound, Words
from simulator.interpretation import FALLBACK, Interpretation
from simulator.terminal.screen import Line, Span, line
from simulator.timeline import NOTICED, Beat, is_count
from simulator.turn import Microphone, Next, Session, Turn

NO_SESSION = "no session"
THEN = {
    Next.REPROMPT: "then the reprompt",
    Next.QUIET: "then it stops listening",
    Next.END: "then the session ends",
}


def heard(meaning: Interpretation) -> Line:
    """What the words were taken for, and whether that is sure."""
    slots = "".join(f" {name}={id or '?'}" for name, id in meaning.ids().items())
    return line((f"{meaning.intent}{slots}", "meaning"), (" · ", "quiet"), sureness(meaning))


def sureness(meaning: Interpretation) -> Span:
    """Whether it is one of the model's own phrases, or how likely a guess."""
    if meaning.intent == FALLBACK:
        return meaning.why, "doubt"
    if meaning.exact:
        return meaning.why, "quiet"
    return f"guess {meaning.score:.2f}", "doubt"


def beat(one: Beat, timed: bool) -> Line:
    """A piece of a reply; ``timed`` says when it is heard."""
    spans: list[Span] = []
    for part in one.parts:
        if not isinstance(part, Pause) or part.seconds >= NOTICED:
            spans += [(" ", "")] if spans else []
            spans.append(_part(part, timed))
    return line(*spans, margin=f"{_minutes(one.at):>6}  " if timed else "  ")


def _part(part: Words | Pause | Sound, timed: bool) -> Span:
    match part:
        case Words(text):
            return text, "count" if timed and is_count(part) else "spoken"
        case Pause(seconds):
            return f"[{seconds:g} s]", "quiet"
    return f"[sound: {part.source}]", "quiet"


def _minutes(seconds: float) -> str:
    minutes, rest = divmod(int(seconds + 0.5), 60)
    return f"{minutes}:{rest:02}"


def after(turn: Turn, session: Session | None, heard: float | None = None) -> Iterator[Line]:
    """What there is to say once a turn is over, with the session as it is by now.

    ``heard`` are the seconds of its speech after which somebody broke in; None where nobody did.
    """
    for fault in turn.faults:
        yield line((f"{turn.ended.removeprefix('ERROR ')}: {fault}", "fault"))
    for doubt in turn.doubts:
        yield line((f"certification: {doubt}", "doubt"))
    told = f" · acts {' '.join(turn.acts)}" if turn.acts else ""
    yield line(*microphone(session, _over(turn)), (f"{_spoke(turn, heard)}{told}", "quiet"))


def _over(turn: Turn) -> str:
    """How the session ended, where there is none after a turn."""
    if turn.ended:
        return f"session over, the skill is told {turn.ended}"
    return "session over" if turn.sent else NO_SESSION


def _spoke(turn: Turn, heard: float | None) -> str:
    if heard is not None:
        return f" · cut off after {int(heard)} s"
    return f" · spoke {turn.speech.seconds:.0f} s" if turn.speech else ""


def microphone(session: Session | None, over: str = NO_SESSION) -> tuple[Span, ...]:
    """The microphone, and what the device does by itself and when; ``over`` if it does nothing."""
    if session is None:
        return ((f"○ microphone closed, {over}", "quiet"),)
    next_up = f"{session.left:.3g} s, {THEN[session.next]}"
    if session.microphone is Microphone.OPEN:
        return (("● microphone open", "listening"), (f" {next_up}", "quiet"))
    return ((f"○ microphone closed, the screen keeps the session {next_up}", "quiet"),)
