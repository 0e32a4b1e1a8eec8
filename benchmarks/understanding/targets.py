"""What is counted on the development set, and how much of it is wanted."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from benchmarks.understanding import development as dev
from benchmarks.understanding.development import Line
from simulator.interpretation import Interpretation

MAIN = ("relief", "why", "tip", "check", "question", "eased", "hurts", "worse")
ANSWERS = ("yes", "no", "unsure", "next", "back", "repeat", "stop")
REST = (
    *("pause", "continue", "help", "over", "slower", "faster", "meaning", "whyask", "call"),
    "summary",
)

Heard = Sequence[tuple[Line, Interpretation]]
Test = Callable[[Line, Interpretation], bool]


@dataclass(frozen=True)
class Target:
    """One number: of which lines, what share is counted, and what it should be."""

    name: str
    among: Callable[[Line], bool]
    counts: Test
    at_least: float | None = None
    at_most: float | None = None


@dataclass(frozen=True)
class Share:
    """So many of so many."""

    counted: int
    of: int

    @property
    def value(self) -> float:
        """From 0 to 1."""
        return self.counted / self.of if self.of else 0.0

    def interval(self) -> tuple[float, float]:
        """Where the true share lies, 95 % sure: Wilson's interval."""
        if not self.of:
            return 0.0, 1.0
        z = 1.96
        wide = 1 + z * z / self.of
        centre = (self.value + z * z / (2 * self.of)) / wide
        spread = self.value * (1 - self.value) / self.of + z * z / (4 * self.of**2)
        half = z * math.sqrt(spread) / wide
        return max(centre - half, 0.0), min(centre + half, 1.0)


def _kind(*kinds: str) -> Callable[[Line], bool]:
    return lambda line: line.kind in kinds


def _emergency(line: Line) -> bool:
    return line.emergency


def _lesser(line: Line) -> bool:
    return line.kind == "sign" and not line.emergency


def _one_emergency(line: Line) -> bool:
    return line.kind == "sign" and line.emergency


def _caught(_line: Line, heard: Interpretation) -> bool:
    return dev.caught(heard)


def _lulled(_line: Line, heard: Interpretation) -> bool:
    return heard.intent in dev.LULLS


def _present(_line: Line, heard: Interpretation) -> bool:
    return dev.present(heard)


TARGETS = (
    Target("main intents right", _kind(*MAIN), dev.right, at_least=0.90),
    Target("emergency sign caught", _emergency, _caught, at_least=0.98),
    Target("emergency sign, the right one", _one_emergency, dev.right, at_least=0.90),
    Target("emergency heard as a lull", _emergency, _lulled, at_most=0.0),
    Target("other sign caught", _lesser, _caught, at_least=0.90),
    Target("negated sign taken as there", _kind("denied"), _present, at_most=0.05),
    Target("out of scope refused", _kind("other"), dev.right, at_least=0.93),
    Target("answers right", _kind(*ANSWERS), dev.right, at_least=0.90),
)
"""What the issue of the simulator asks for."""

BESIDES = (
    Target("other sign, the right one", _lesser, dev.right),
    Target("denial heard as one", _kind("denied"), dev.right),
    Target("relief, why, tip, question: slots right", _kind(*dev.SLOTS), dev.slots_right),
    Target("relief: slots right", _kind("relief"), dev.slots_right),
    Target("other requests right", _kind(*REST), dev.right),
    Target("misheard words, right all the same", lambda line: line.misheard, dev.right),
    Target("all lines right", lambda _line: True, dev.right),
)
"""What tells more, and has no target."""


def share(target: Target, heard: Heard) -> Share:
    """How much of it counts."""
    among = [(line, one) for line, one in heard if target.among(line)]
    return Share(sum(target.counts(line, one) for line, one in among), len(among))


def met(target: Target, value: float) -> bool:
    """Whether the target is reached; what has none always is."""
    low = 0.0 if target.at_least is None else target.at_least
    high = 1.0 if target.at_most is None else target.at_most
    return low <= value <= high
