"""Conversations written down, as a person would write one.

::

    # the first line says what the conversation shows
    locale: en-US                      headers, each optional: locale, device, start, seed
    U: my calf is cramping             | ReliefIntent muscle=calf
    A: GiveStep Ask                    | Straighten that leg ... Has it eased?
    OPEN

``U:`` is what the person says and, after the bar, what it should be taken for; in place of words
stands anything that ``simulator.action`` can do, as ``(silence)``. ``A:`` is what the skill decides
and, after the bar, what is heard; ``...`` stands for any words, ``(nothing)`` for none, pauses and
spacing do not count, and an indented line goes on with the words.

``OPEN`` and ``CLOSED`` are the microphone afterwards. ``KEPT`` is a session that a screen keeps
without it; ``ENDED`` is none, and ``ENDED EXCEEDED_MAX_REPROMPTS`` one whose end the skill was told
like that. All but ``U:`` may be left out.

The request ids, and with them the wording, follow from ``seed``, by default the file's name.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

from simulator import action
from simulator.action import Action, Do, Say, Skip, Wait
from simulator.errors import SimulatorError
from simulator.interpretation import Named
from simulator.turn import Microphone

START = datetime(2026, 1, 5, 3, 0, tzinfo=UTC)
"""When a conversation begins that does not say: a night, as cramps like it."""
NOTHING = "(nothing)"
"""Stands for words where none may be heard."""
KEPT = "KEPT"
ENDED = "ENDED"


@dataclass(frozen=True)
class Expected:
    """What should come of an action; None where the transcript does not care."""

    heard_as: Named | None = None
    acts: tuple[str, ...] | None = None
    words: str | None = None
    microphone: Microphone | None = None
    session: str | None = None
    """``KEPT``, ``ENDED``, or ``ENDED`` with what the skill was told of it."""


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
    seed: str = ""
    """What the request ids follow from; empty for the file's name."""


_HEADERS = ("locale", "device", "start", "seed")
_SILENT = "nothing is said after {}; take this line out"


def read(path: Path) -> Transcript:
    """Read a transcript; SimulatorError with ``file:line`` where it is not one."""
    try:
        return parse(path.read_text(encoding="utf-8"), path)
    except (OSError, UnicodeDecodeError) as fault:
        raise SimulatorError(f"{path}: cannot be read ({fault})") from fault


def parse(text: str, path: Path) -> Transcript:
    """The transcript of that text, which is or will be in that file; else SimulatorError."""
    return _Reader(path).transcript(text.splitlines())


class _Reader:
    """Reads one file, line by line."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._line = 1
        self._headers: dict[str, str] = {}
        self._steps: list[Step] = []

    def transcript(self, lines: list[str]) -> Transcript:
        """The lines as a transcript; raises a fault that names the line where they are none."""
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
            headers.get("seed", ""),
        )

    def _take(self, text: str) -> None:
        key, colon, rest = (part.strip() for part in text.partition(":"))
        first, *more = text.split()
        if text[0].isspace():
            self._expect(words=f"{self._step.expected.words or ''} {text.strip()}".strip())
        elif key == "U" and colon:
            self._steps.append(self._asked(rest))
        elif key == "A" and colon:
            self._answered(rest)
        elif first in ("OPEN", "CLOSED") and not more:
            self._expect(microphone=Microphone(first.lower()))
        elif (first == KEPT and not more) or first == ENDED:
            self._expect(session=" ".join((first, *more)))
        elif key in _HEADERS and colon:
            self._header(key, rest)
        else:
            known = "U:, A:, OPEN, CLOSED, KEPT, ENDED or a header"
            raise self._fault(f"{text.strip()!r} is none of {known}")

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
        try:
            does = action.read(said)
            expected = Expected(action.named(heard_as) if heard_as else None)
        except SimulatorError as fault:
            raise self._fault(str(fault)) from fault
        if heard_as and not isinstance(does, Say):
            raise self._fault("only words can be taken for an intent; take the part after | out")
        return Step(self._line, said, does, expected, self._line)

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
        session: str | None = None,
    ) -> None:
        step = self._step
        if isinstance(step.action, Skip | Wait) or step.action == Do("new session"):
            raise self._fault(_SILENT.format(step.text))
        expected = replace(
            step.expected,
            acts=acts or step.expected.acts,
            words=words or step.expected.words,
            microphone=microphone or step.expected.microphone,
            session=session or step.expected.session,
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
