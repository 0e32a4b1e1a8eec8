"""What the linter says: one line a finding."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """An error is certain; a warning rests on a guess, or on a measure that is a matter of degree.

    Only errors fail the build: a sample added elsewhere may move a guess.
    """

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True)
class Finding:
    """One thing to mend."""

    severity: Severity
    place: str
    """A file with a line or key, or the requests that lead to a reply."""
    fault: str
    """The same however the rest of the project changes: what ``kept.toml`` knows it by."""
    next_move: str

    def __str__(self) -> str:
        return f"{self.place}: {self.severity}: {self.fault}; {self.next_move}"


def error(place: str, fault: str, next_move: str) -> Finding:
    """Something that is wrong whoever listens."""
    return Finding(Severity.ERROR, place, fault, next_move)


def warning(place: str, fault: str, next_move: str) -> Finding:
    """Something that is likely wrong."""
    return Finding(Severity.WARNING, place, fault, next_move)


class RefusedError(Exception):
    """What is written makes no package or no skill; ``findings`` say why."""

    def __init__(self, findings: list[Finding]) -> None:
        super().__init__("\n".join(map(str, findings)))
        self.findings = findings


def refused(told: str) -> Finding:
    """What the build or the skill told: ``place: fault``, mostly with a next move."""
    place, _, rest = told.partition(": ")
    fault, _, next_move = rest.rpartition("; " if "; " in rest else ": ")
    return error(place, fault or rest, next_move if fault else "mend it")
