"""What there is to learn from: the model's samples, with words in their slots."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from simulator.model import Intent, Model, Value
from simulator.understanding.meanings import NAMES_A_SIGN, own_intent
from simulator.understanding.text import SLOT, Reader, Tokens

EACH_SLOT = 2
"""Lines that a sample gives for each slot that its intent has."""
FILLINGS = 1000
"""Ways to fill a slot of which each comes up in some line, where an intent has so many."""
DURATIONS = ("ten minutes", "half an hour", "two hours", "three days", "a week")
"""What stands in a slot for a length of time."""
ANYTHING = ("something", "that", "it")
"""What stands in a slot of any other built-in type."""


@dataclass(frozen=True)
class Lesson:
    """A line and what it means."""

    words: Tokens
    intent: str
    text: str
    """The sample that it was made from; lines of one sample are alike."""


def lessons(model: Model, reader: Reader) -> tuple[Lesson, ...]:
    """Every line to learn from, the same each time."""
    return tuple(_lessons(model, reader))


def _lessons(model: Model, reader: Reader) -> Iterator[Lesson]:
    for intent in model.intents.values():
        fillings = {name: _fillings(model, type_name) for name, type_name in intent.slots.items()}
        slotted = [sample for sample in intent.samples if SLOT.search(sample)]
        each = _lines_each(fillings, len(slotted))
        for sample in intent.samples:
            for _ in range(each if SLOT.search(sample) else 1):
                text, filled = _filled(sample, fillings)
                yield Lesson(reader.words(text), _meaning(model, intent, filled), sample)


def _meaning(model: Model, intent: Intent, filled: Mapping[str, Value | None]) -> str:
    """The intent that a line teaches: a sign's own, where the line names a sign that has one."""
    if intent.name != NAMES_A_SIGN:
        return intent.name
    named = (own_intent(model, value.id) for value in filled.values() if value)
    return next((own for own in named if own != NAMES_A_SIGN), NAMES_A_SIGN)


Fillings = Iterator[tuple[str, Value | None]]


def _lines_each(fillings: Mapping[str, tuple[int, Fillings]], samples: int) -> int:
    """Lines a sample gives: some for each slot of its intent, and more to use up the fillings."""
    ways = max((count for count, _ in fillings.values()), default=1)
    wanted = max(EACH_SLOT * len(fillings) * samples, min(ways, FILLINGS))
    return -(-wanted // samples) if samples else 1


def _fillings(model: Model, type_name: str) -> tuple[int, Fillings]:
    """How many ways there are to fill a slot of that type, and all of them over and over."""
    if type_name in model.types:
        ways = _interleaved([[(p, v) for p in v.phrases] for v in model.types[type_name]])
    else:
        words = DURATIONS if type_name == "AMAZON.DURATION" else ANYTHING
        ways = [(text, None) for text in words]
    return len(ways), itertools.cycle(ways)


def _interleaved(
    lists: Sequence[Sequence[tuple[str, Value]]],
) -> list[tuple[str, Value | None]]:
    """One of each value, then the next of each, so that neighbours differ."""
    rows = itertools.zip_longest(*lists)
    return [way for row in rows for way in row if way is not None]


def _filled(
    sample: str, fillings: Mapping[str, tuple[int, Fillings]]
) -> tuple[str, dict[str, Value | None]]:
    """A sample with words in its slots, and the values they stand for."""
    values: dict[str, Value | None] = {}
    parts = SLOT.split(sample)
    for at in range(1, len(parts), 2):
        name = parts[at]
        parts[at], values[name] = next(fillings[name][1])
    return "".join(parts), values
