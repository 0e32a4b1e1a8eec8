"""A reply in the time it takes: what is heard when."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from simulator.hearing import Part, Pause, Speech, Words

NOTICED = 0.5
"""Seconds; a shorter pause is the breath between two sentences."""


@dataclass(frozen=True)
class Beat:
    """A stretch of a reply that is shown in one piece."""

    at: float
    """Seconds after the reply began."""
    parts: tuple[Part, ...]

    @property
    def seconds(self) -> float:
        """How long it takes."""
        return Speech(self.parts).seconds


def beats(speech: Speech) -> tuple[Beat, ...]:
    """The reply, cut after each pause and before each count; in one piece where nothing is held."""
    if not any(_noticed(part) for part in speech.parts):
        return (Beat(0.0, speech.parts),) if speech else ()
    found: list[Beat] = []
    at = 0.0
    for parts in _cut(speech):
        found.append(Beat(at, parts))
        at += found[-1].seconds
    return tuple(found)


def is_count(part: Part) -> bool:
    """Whether it is one word alone, as "Twenty." is while a stretch is held."""
    return isinstance(part, Words) and len(part.text.split()) == 1


def _cut(speech: Speech) -> Iterator[tuple[Part, ...]]:
    """Sentences and pauses, in the runs that are heard as one."""
    run: list[Part] = []
    for part in _sentences(speech):
        counts = is_count(part) and not (run and is_count(run[-1]))
        if run and (counts or _noticed(run[-1])):
            yield tuple(run)
            run = []
        run.append(part)
    if run:
        yield tuple(run)


def _sentences(speech: Speech) -> Iterator[Part]:
    for part in speech.parts:
        if isinstance(part, Words):
            yield from (replace(part, text=text) for text in re.split(r"(?<=[.!?]) ", part.text))
        else:
            yield part


def _noticed(part: Part) -> bool:
    return isinstance(part, Pause) and part.seconds >= NOTICED
