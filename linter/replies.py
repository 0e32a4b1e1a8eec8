"""What is heard: microphone, reprompt, the first movement, the reading grade."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from linter import meanings
from linter.findings import Finding, error
from linter.language import Language
from linter.lines import Line
from linter.project import Project
from linter.reading import HARDEST, HARDEST_DANGER_QUESTION, reading_grade, sentences
from linter.talks import Told, talks
from simulator.hearing import WORDS_A_SECOND, Pause, Speech, Words

SOONEST = 12 / WORDS_A_SECOND
"""Seconds of speech before the first movement at most: twelve words (DESIGN section 5)."""


def heard(project: Project) -> Iterator[Finding]:
    """Judge every reply that a fresh session can lead to; the same fault once, by the shortest way.

    Of a reply that Alexa refuses, only that.
    """
    found: dict[str, Finding] = {}
    for told in talks(project):
        for one in _faults(project, told):
            found.setdefault(one.fault, one)
    yield from found.values()


def _faults(project: Project, told: Told) -> Iterator[Finding]:
    if told.turn.faults:
        yield from (_told(told, fault) for fault in told.turn.faults)
        return
    for rule in RULES:
        yield from rule(project, told)


def microphone(_project: Project, told: Told) -> Iterator[Finding]:
    """The reply asks if and only if the device then listens, and it has a reprompt for silence."""
    last = sentences(told.turn.speech.text)[-1:]
    yield from (_told(told, doubt, *last) for doubt in told.turn.doubts)


def _told(told: Told, fault: str, *said: str) -> Finding:
    """What the simulator found in a response: a fault, mostly what to do, and where it is said."""
    what, _, next_move = fault.partition("; ")
    quoted = "".join(f": {one!r}" for one in said)
    return error(told.place, what + quoted, next_move or "mend the response")


def movement(project: Project, told: Told) -> Iterator[Finding]:
    """Where the body is to move, little is said before."""
    if not _moves(told):
        return
    seconds = before_movement(told.turn.speech, project.language)
    first = next(iter(sentences(told.turn.speech.text)), "")
    if seconds is None:
        fault = f"no movement is told: {first!r}"
        yield error(told.place, fault, "open with what to do with the body")
    elif seconds > SOONEST:
        fault = f"{seconds:.1f} s of speech before the first movement: {first!r}"
        yield error(told.place, fault, f"open with the movement, within {SOONEST:g} s")


def _moves(told: Told) -> bool:
    """Whether a movement is due: in the first reply to a cramp, and wherever a step is given.

    What would make it an emergency may come before the step.
    """
    sent = told.turn.sent["request"] if told.turn.sent else {}
    asked = sent.get("intent", {}).get("name") or sent.get("type")
    opens = len(told.path) == 1 and asked in meanings.MOVES_FIRST
    acts = told.turn.acts or ()
    return opens or ("GiveStep" in acts and "WarnUrgent" not in acts)


def before_movement(speech: Speech, language: Language) -> float | None:
    """Seconds until the first movement is said: 2.5 words a second, and the breaks."""
    starts = re.compile(rf"\b(?:{'|'.join(map(re.escape, language.movements))})\b", re.IGNORECASE)
    seconds = 0.0
    for part in speech.parts:
        if isinstance(part, Words):
            found = starts.search(part.text)
            before = part.text[: found.start()] if found else part.text
            seconds += len(before.split()) / WORDS_A_SECOND
            if found:
                return seconds
        elif isinstance(part, Pause):
            seconds += part.seconds
    return None


def plain(project: Project, told: Told) -> Iterator[Finding]:
    """A reply can be followed by somebody in pain, and a danger question above all."""
    said = told.turn.speech.text
    yield from _too_hard(project, told, said, HARDEST, "the reply")
    if "AskDanger" in (told.turn.acts or ()):
        asked = danger_question(said, project.lines)
        yield from _too_hard(project, told, asked, HARDEST_DANGER_QUESTION, "the danger question")


def _too_hard(
    project: Project, told: Told, said: str, hardest: int, what: str
) -> Iterator[Finding]:
    measured = reading_grade(said, project.language)
    if measured is not None and measured > hardest:
        fault = f"{what} {said!r} has reading grade {measured:.1f}"
        yield error(told.place, fault, f"say it in shorter words and sentences, {hardest} at most")


def danger_question(said: str, lines: tuple[Line, ...]) -> str:
    """The question that a reply ends with: a line of the content, else the last sentence."""
    asked = [line.heard for line in lines if line.heard and said.endswith(line.heard)]
    return max(asked, key=len, default=sentences(said)[-1])


RULES: tuple[Callable[[Project, Told], Iterator[Finding]], ...] = (microphone, movement, plain)
