"""Conversations written down, as a person would write one.

::

    # the first line says what the conversation shows
    locale: en-US                      headers, each optional: locale, device, start
    U: my calf is cramping             | ReliefIntent muscle=calf
    A: GiveStep Ask                    | Straighten that leg ... Has it eased?
    OPEN

``U:`` is what the person says and, after the bar, what it should be taken for. ``A:`` is what the
skill decides and, after the bar, what is heard; ``...`` stands for any words, pauses and spacing
do not count, and an indented line goes on with the words. ``OPEN`` and ``CLOSED`` are the
microphone afterwards. All but ``U:`` may be left out.

In place of words a person can do something: ``(open)``, ``(silence)``, ``(exit)``,
``(new session)``, ``(wait 11 minutes)``, or name an intent: ``!SymptomIntent symptom=fever``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

from simulator.errors import SimulatorError, no_such
from simulator.interpretation import Named
from simulator.session import Microphone

START = datetime(2026, 1, 5, 3, 0, tzinfo=UTC)
"""When a conversation begins that does not say: a night, as cramps like it."""


@dataclass(frozen=True)
class Say:
    """Words."""

    words: str


@dataclass(frozen=True)
class Do:
    """Something that is not words: ``open``, ``silence``, ``exit`` or ``new session``."""

    what: str


@dataclass(frozen=True)
class Wait:
    """Time passes before the next request."""

    seconds: float


Action = Say | Named | Do | Wait


@dataclass(frozen=True)
class Expected:
    """What should come of an action; None where the transcript does not care."""

    heard_as: Named | None = None
    acts: tuple[str, ...] | None = None
    words: str | None = None
    microphone: Microphone | None = None


@dataclass(frozen=True)
class Step:
    """One thing the person does, and what should come of it."""

    line: int
    """Of its ``U:``, counted from one."""
    text: str
    action: Action
    expected: Expected = field(default_factory=Expected)
    last_line: int = 0
    """Of the last line that expects something of it."""


@dataclass(frozen=True)
class Transcript:
    """One conversation in a file."""

    path: Path
    shows: str
    steps: tuple[Step, ...]
    locale: str = "en-US"
    device: str = "echo"
    start: datetime = START


_DEEDS = frozenset({"open", "silence", "exit", "new session"})
_UNITS = {"second": 1, "minute": 60, "hour": 3600}
_SILENT = "nothing is said after {}; take this line out"


def read(path: Path) -> Transcript:
    """Read a transcript; SimulatorError with ``file:line`` where it is not one."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as fault:
        raise SimulatorError(f"{path}: cannot be read ({fault})") from fault
    return _Reader(path).transcript(lines)


class _Reader:
    """Reads one file, line by line."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._line = 1
        self._headers: dict[str, str] = {}
        self._steps: list[Step] = []

    def transcript(self, lines: list[str]) -> Transcript:
        if not lines or not lines[0].startswith("#"):
            raise self._fault("begin with a # line that says what the conversation shows")
        for self._line, text in enumerate(lines, 1):
            if text.strip() and not text.startswith("#"):
                self._take(text)
        if not self._steps:
            raise self._fault("nobody says anything; add a U: line")
        headers = self._headers
        return Transcript(
            self._path,
            lines[0].lstrip("# ").strip(),
            tuple(self._steps),
            headers.get("locale", "en-US"),
            headers.get("device", "echo"),
            self._start(headers["start"]) if "start" in headers else START,
        )

    def _take(self, text: str) -> None:
        key, colon, rest = (part.strip() for part in text.partition(":"))
        if text[0].isspace():
            self._expect(words=f"{self._step.expected.words or ''} {text.strip()}".strip())
        elif key == "U" and colon:
            self._steps.append(self._asked(rest))
        elif key == "A" and colon:
            self._answered(rest)
        elif text.strip() in ("OPEN", "CLOSED"):
            self._expect(microphone=Microphone(text.strip().lower()))
        elif key in ("locale", "device", "start") and colon:
            self._header(key, rest)
        else:
            raise self._fault(f"{text.strip()!r} is none of U:, A:, OPEN, CLOSED or a header")

    @property
    def _step(self) -> Step:
        if not self._steps:
            raise self._fault("this expects something before anybody spoke; put a U: line first")
        return self._steps[-1]

    def _header(self, key: str, value: str) -> None:
        if self._steps:
            raise self._fault(f"{key}: stands after the first U: line; move it to the top")
        self._headers[key] = value

    def _asked(self, text: str) -> Step:
        said, _, heard_as = (part.strip() for part in text.partition("|"))
        action = self._action(said)
        expected = Expected(self._named(heard_as) if heard_as else None)
        if heard_as and not isinstance(action, Say):
            raise self._fault("only words can be taken for an intent; take the part after | out")
        return Step(self._line, said, action, expected, self._line)

    def _action(self, said: str) -> Action:
        if not said:
            raise self._fault("nothing is said; write the words, or (silence)")
        if said.startswith("!"):
            return self._named(said[1:])
        if not (said.startswith("(") and said.endswith(")")):
            return Say(said)
        what = " ".join(said[1:-1].split())
        if what.startswith("wait"):
            return self._wait(what)
        if what not in _DEEDS:
            raise self._fault(no_such("action", what, {*_DEEDS, "wait 11 minutes"}))
        return Do(what)

    def _wait(self, what: str) -> Wait:
        found = re.fullmatch(r"wait (\d+) (second|minute|hour)s?", what)
        if not found:
            raise self._fault(f"({what}) has no length; write it as (wait 11 minutes)")
        return Wait(int(found[1]) * _UNITS[found[2]])

    def _named(self, text: str) -> Named:
        name, *pairs = text.split()
        slots = {}
        for pair in pairs:
            slot, equals, value = pair.partition("=")
            if not (slot and equals and value):
                raise self._fault(f"{pair!r} is no slot; write it as muscle=calf")
            slots[slot] = value
        return Named(name, slots)

    def _answered(self, text: str) -> None:
        acts, _, words = (part.strip() for part in text.partition("|"))
        for act in acts.split():
            if not re.fullmatch(r"[A-Z][A-Za-z]*", act):
                raise self._fault(f"{act!r} is no act; put a | before the words that are heard")
        self._expect(acts=tuple(acts.split()) or None, words=words or None)

    def _expect(
        self,
        acts: tuple[str, ...] | None = None,
        words: str | None = None,
        microphone: Microphone | None = None,
    ) -> None:
        step = self._step
        silent = isinstance(step.action, Wait) or step.action == Do("new session")
        if silent:
            raise self._fault(_SILENT.format(step.text))
        expected = replace(
            step.expected,
            acts=acts or step.expected.acts,
            words=words or step.expected.words,
            microphone=microphone or step.expected.microphone,
        )
        self._steps[-1] = replace(step, expected=expected, last_line=self._line)

    def _start(self, text: str) -> datetime:
        try:
            start = datetime.fromisoformat(text)
        except ValueError:
            raise self._fault(f"start: {text!r} is no time; write 2026-01-05T03:00:00Z") from None
        return start if start.tzinfo else start.replace(tzinfo=UTC)

    def _fault(self, message: str) -> SimulatorError:
        return SimulatorError(f"{self._path}:{self._line}: {message}")


def words_match(expected: str, heard: str) -> bool:
    """Whether what was heard is what was expected; ``...`` stands for any words, or none."""
    parts = (re.escape(" ".join(part.split())) for part in expected.split("..."))
    return re.fullmatch(r"\s*.*?\s*".join(parts), " ".join(heard.split())) is not None


def first_missing(expected: str, heard: str) -> str:
    """The first run of expected words that is not heard where it should be."""
    heard, position = " ".join(heard.split()), 0
    for part in _parts(expected):
        found = heard.find(part, position)
        if found < 0:
            return part
        position = found + len(part)
    return ""


def _parts(expected: str) -> Iterator[str]:
    return (part for text in expected.split("...") if (part := " ".join(text.split())))
