"""The words that fill a slot, and the value they resolve to."""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Protocol

from rapidfuzz import fuzz

from simulator.interpretation import Slot
from simulator.model import Value
from simulator.understanding import quantities
from simulator.understanding.language import Numbers
from simulator.understanding.text import Reader, Tokens

LIKE_ENOUGH = 82.0
"""Of 100: from here on words count as a way to say a value."""
REMEMBERED = 256
"""Utterances whose spans are kept, since each is looked at more than once."""
_STEM = 4
"""Letters by which words are taken to be akin, before they are compared closely."""


@dataclass(frozen=True)
class Span:
    """Words of an utterance, from ``start`` up to ``end``, that fill a slot of some type."""

    start: int
    end: int
    text: str
    """What the slot's value is: the words, or what a built-in type makes of them."""
    match: Value | None = None
    likeness: float = 100.0
    """Of 100; less than 100 where the words are only like a way to say the value."""

    def slot(self, name: str, type_name: str) -> Slot:
        """The slot that these words fill."""
        return Slot(name, type_name, self.text, self.match)


class Values(Protocol):
    """One slot type."""

    def spans(self, words: Tokens) -> tuple[Span, ...]:
        """Every run of words that is a value of this type."""

    def closest(self, words: Tokens) -> Span | None:
        """The run of words most like a value; None where nothing is like one."""


class Listed:
    """A custom type: a list of values and what else they are called."""

    def __init__(self, values: Iterable[Value], reader: Reader, determiners: Iterable[str]) -> None:
        self._determiners = frozenset(determiners)
        self._known: dict[Tokens, Value] = {}
        for value in values:
            for text in value.phrases:
                self._known.setdefault(reader.words(text), value)
        self._singular = {_singular(phrase): value for phrase, value in self._known.items()}
        self._longest: dict[str, int] = {}
        for phrase in (*self._known, *self._singular, *map(_plural, self._singular)):
            self._longest[phrase[0]] = max(len(phrase), self._longest.get(phrase[0], 0))
        self._akin: defaultdict[str, set[Tokens]] = defaultdict(set)
        for phrase in self._known:
            for word in phrase:
                self._akin[word[:_STEM]].add(phrase)
        self._remembered = functools.lru_cache(maxsize=REMEMBERED)(self._find)

    def spans(self, words: Tokens) -> tuple[Span, ...]:
        """Every run of words that is a value; with or without "my" or "the" before it."""
        return self._remembered(words)

    def _find(self, words: Tokens) -> tuple[Span, ...]:
        return tuple(
            Span(start, end, " ".join(words[start:end]), value)
            for start in range(len(words))
            for end in range(start + 1, min(start + self._reach(words[start:]), len(words)) + 1)
            if (value := self._value(words[start:end]))
        )

    def _reach(self, words: Tokens) -> int:
        """How many words a value may have that begins with the first of these."""
        reach = self._longest.get(words[0], 0)
        if words[0] in self._determiners and len(words) > 1:
            return max(reach, 1 + self._reach(words[1:]))
        return reach

    def _value(self, words: Tokens) -> Value | None:
        found = self._known.get(words) or self._singular.get(_singular(words))
        if found is None and words[0] in self._determiners and len(words) > 1:
            return self._value(words[1:])
        return found

    def closest(self, words: Tokens) -> Span | None:
        """The run of words most like a way to say a value, by spelling and by the words in it."""
        best = max(self._near(words), key=lambda span: span.likeness, default=None)
        return best if best and best.likeness >= LIKE_ENOUGH else None

    def _near(self, words: Tokens) -> Iterator[Span]:
        said = " ".join(words)
        for phrase in self._candidates(words):
            text = " ".join(phrase)
            aligned = fuzz.partial_ratio_alignment(text, said)
            if aligned is None or len(text) > len(said) + 2:
                continue
            likeness = max(aligned.score, fuzz.token_set_ratio(text, said) - 5) - 40 / len(text)
            start, end = _words_at(words, aligned.dest_start, aligned.dest_end)
            if start < end:
                match = self._known[phrase]
                yield Span(start, end, " ".join(words[start:end]), match, likeness)

    def _candidates(self, words: Tokens) -> set[Tokens]:
        """The phrases that share the beginning of a telling word with these words."""
        return {
            phrase
            for word in words
            if len(word) >= _STEM
            for phrase in self._akin.get(word[:_STEM], ())
        }


class Durations:
    """``AMAZON.DURATION``."""

    def __init__(self, numbers: Numbers) -> None:
        self._numbers = numbers

    def spans(self, words: Tokens) -> tuple[Span, ...]:
        """Every run of words that is a length of time."""
        units = [at for at, word in enumerate(words) if quantities.unit(word, self._numbers)]
        return tuple(
            Span(start, end, length)
            for start in range(max(units, default=0))
            for end in range(start + 2, min(start + quantities.LONGEST, len(words)) + 1)
            if any(start < unit < end for unit in units)
            and (length := quantities.duration(words[start:end], self._numbers))
        )

    def closest(self, words: Tokens) -> Span | None:  # noqa: ARG002
        """None: a length of time is told exactly or not at all."""
        return None


class Counts:
    """``AMAZON.NUMBER``."""

    def __init__(self, numbers: Numbers) -> None:
        self._numbers = numbers

    def spans(self, words: Tokens) -> tuple[Span, ...]:
        """Every run of words that is a number."""
        return tuple(
            Span(start, end, str(count))
            for start in range(len(words))
            for end in range(start + 1, min(start + quantities.LONGEST, len(words)) + 1)
            if (count := quantities.number(words[start:end], self._numbers)) is not None
        )

    def closest(self, words: Tokens) -> Span | None:  # noqa: ARG002
        """None: a number is told exactly or not at all."""
        return None


class AnyWords:
    """A built-in type that takes whatever is said, as ``AMAZON.SearchQuery``."""

    def spans(self, words: Tokens) -> tuple[Span, ...]:
        """Every run of words."""
        return tuple(
            Span(start, end, " ".join(words[start:end]))
            for start in range(len(words))
            for end in range(start + 1, len(words) + 1)
        )

    def closest(self, words: Tokens) -> Span | None:
        """All the words."""
        return Span(0, len(words), " ".join(words)) if words else None


def values_of(
    types: Mapping[str, tuple[Value, ...]],
    used: Iterable[str],
    reader: Reader,
    determiners: Iterable[str],
    numbers: Numbers,
) -> dict[str, Values]:
    """The values of every slot type in use, by the type's name."""
    known: dict[str, Values] = {
        "AMAZON.DURATION": Durations(numbers),
        "AMAZON.NUMBER": Counts(numbers),
    }
    for name in used:
        if name in types:
            known[name] = Listed(types[name], reader, determiners)
        else:
            known.setdefault(name, AnyWords())
    return known


def _singular(words: Tokens) -> Tokens:
    """The words with a plural ending off the last one, as entity resolution is lenient there."""
    last = words[-1]
    if len(last) > 3 and last.endswith("s") and not last.endswith("ss"):
        return (*words[:-1], last[:-1])
    return words


def _plural(words: Tokens) -> Tokens:
    return (*words[:-1], f"{words[-1]}s")


def _words_at(words: Tokens, start: int, end: int) -> tuple[int, int]:
    """The whole words that the letters from ``start`` to ``end`` of the utterance lie in."""
    first, last, position = len(words), 0, 0
    for index, word in enumerate(words):
        if position < end and position + len(word) > start:
            first, last = min(first, index), index + 1
        position += len(word) + 1
    return first, last
