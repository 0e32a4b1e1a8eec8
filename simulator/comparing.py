"""What was written against what came out, told so that a person sees where they part."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from simulator.interpretation import Interpretation, Named
from simulator.transcript import ENDED, KEPT, NOTHING, Step
from simulator.turn import Turn

ANY = "..."
"""Stands for any words, or none."""
_AROUND = 4
"""Words that are shown on each side of a change."""
_ALIKE = 3
"""Words that must be heard in a row for the rest of them to be missed."""


@dataclass(frozen=True)
class Difference:
    """One thing that came out other than it was written."""

    line: int
    said: str
    what: str
    expected: str
    heard: str
    hint: str = ""

    def shown(self, path: Path) -> str:
        """For a person: place, fault, what changed, and both sides one under the other."""
        lines = [
            f"{path}:{self.line}: {self.what}",
            f"    U: {self.said}",
            *([f"    {self.hint}"] if self.hint else []),
            f"  - expected: {self.expected}",
            f"  + came out: {self.heard}",
        ]
        return "\n".join(lines)


def differences(step: Step, turn: Turn) -> Iterator[Difference]:
    """Everything in which a turn is not what its step expects."""
    if step.expected.heard_as and turn.interpretation:
        yield from _heard_as(step, step.expected.heard_as, turn.interpretation)
    for what, expected, came_out, hint in _after(step, turn):
        yield Difference(step.last_line, step.text, what, expected, came_out, hint)


def _heard_as(step: Step, named: Named, heard: Interpretation) -> Iterator[Difference]:
    """The intent must be the one written, and so must each slot that is written."""
    ids = heard.ids()
    slots = {slot: ids.get(slot) for slot in named.slots}
    if named.intent != heard.intent or slots != named.slots:
        yield Difference(
            step.line,
            step.text,
            "it was taken for something else",
            _named(named.intent, dict(named.slots)),
            _named(heard.intent, dict(ids)),
            f"why: {heard.why}" if heard.why else "",
        )


def _named(intent: str, slots: dict[str, str | None]) -> str:
    return " ".join((intent, *(f"{slot}={value}" for slot, value in slots.items() if value)))


def _after(step: Step, turn: Turn) -> Iterator[tuple[str, str, str, str]]:
    """What differs in how it was answered: what, both sides, and a hint."""
    expected = step.expected
    for fault in turn.faults:
        yield "Alexa refuses this", "a valid response", fault, ""
    for doubt in turn.doubts:
        yield "certification refuses this", "no doubt", doubt, ""
    if expected.acts is not None and turn.acts is not None and expected.acts != turn.acts:
        decided = " ".join(turn.acts) or "nothing"
        yield "the skill decided otherwise", " ".join(expected.acts), decided, ""
    if expected.words is not None and not words_match(expected.words, turn.speech.text):
        said = turn.speech.text
        yield "the reply differs", expected.words, said or NOTHING, parting(expected.words, said)
    if expected.microphone and expected.microphone is not turn.microphone:
        sides = expected.microphone.upper(), turn.microphone.upper()
        yield "the microphone differs", *sides, ""
    if expected.session and not session_matches(expected.session, turn):
        yield "the session differs", expected.session, session_after(turn), ""


def session_after(turn: Turn) -> str:
    """The session after a turn as a transcript writes it; ``OPEN`` where it also listens."""
    if turn.open:
        return KEPT if turn.microphone == "closed" else "OPEN"
    return f"{ENDED} {turn.ended}".strip()


def session_matches(expected: str, turn: Turn) -> bool:
    """Whether the session is as expected; ``ENDED`` alone is any end."""
    after = session_after(turn)
    return expected in (after, after.split()[0])


def words_match(expected: str, heard: str) -> bool:
    """Whether what was heard is what was expected; ``...`` stands for any words, or none."""
    if expected == NOTHING:
        return not heard
    parts = (re.escape(" ".join(part.split())) for part in expected.split(ANY))
    return re.fullmatch(r"\s*.*?\s*".join(parts), " ".join(heard.split())) is not None


def parting(expected: str, heard: str) -> str:
    """Where the words part: what was left out as ``[-so-]``, what came instead as ``{+so+}``."""
    if not heard or expected == NOTHING:
        return ""
    if ANY not in expected:
        return f"changed: {_changed(expected.split(), heard.split())}"
    missing = first_missing(expected, heard)
    return _missed(missing, heard) if missing else "more was said; add ... where it may be"


def _missed(missing: str, heard: str) -> str:
    """What was not heard, and as far as it was if it began so."""
    words = missing.split()
    said = f" {' '.join(heard.split())} "
    begun = (n for n in range(len(words) - 1, _ALIKE - 1, -1) if f" {' '.join(words[:n])} " in said)
    far = next(begun, 0)
    return f"not heard there: {missing}" + (f" (only: {' '.join(words[:far])})" if far else "")


def first_missing(expected: str, heard: str) -> str:
    """The first run of expected words that is not heard where it should be."""
    heard, position = " ".join(heard.split()), 0
    for part in (" ".join(text.split()) for text in expected.split(ANY)):
        found = heard.find(part, position)
        if found < 0:
            return part
        position = found + len(part)
    return ""


def _changed(before: Sequence[str], after: Sequence[str]) -> str:
    """Both in one line, with a few words around every change."""
    pieces: list[str] = []
    matcher = difflib.SequenceMatcher(None, before, after, autojunk=False)
    for kind, start, end, since, until in matcher.get_opcodes():
        if kind == "equal":
            last = (end, until) == (len(before), len(after))
            pieces.append(_shortened(before[start:end], start == since == 0, last))
            continue
        if end > start:
            pieces.append(f"[-{' '.join(before[start:end])}-]")
        if until > since:
            pieces.append(f"{{+{' '.join(after[since:until])}+}}")
    return " ".join(pieces)


def _shortened(same: Sequence[str], first: bool, last: bool) -> str:
    """Words that did not change, as far as they stand beside a change."""
    head, tail = (0 if first else _AROUND), (0 if last else _AROUND)
    if len(same) <= head + tail:
        return " ".join(same)
    return " ".join((*same[:head], "…", *same[len(same) - tail :]))
