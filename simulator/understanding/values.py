"""The words that fill a slot, and the value they resolve to."""

from __future__ import annotations

import functools
import math
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol

from rapidfuzz import fuzz, process

from simulator.interpretation import Slot
from simulator.model import Model, Value
from simulator.understanding import quantities
from simulator.understanding.language import Language, Numbers
from simulator.understanding.text import Reader, Tokens

LIKE_ENOUGH = 0.6
"""The share of what a phrase tells that must be said, for words to count as that phrase.

Of the phrases of each type, left out one at a time, 85 % are then given a value by the others, and
of those 92 % the right one.
"""
TELLS_ENOUGH = 0.4
"""How much that must be; a word of one value in seven alone, said nowhere else, tells 1.9."""
SPELLED_ALIKE = 86.0
"""Of 100: from here on a word that nobody taught counts as one that is spelled like it ..."""
SHORTEST_ALIKE = 4
"""... if both have so many letters at least."""
REMEMBERED = 256
"""Utterances whose spans are kept, since each is looked at more than once."""


@dataclass(frozen=True)
class Span:
    """Words of an utterance, from ``start`` up to ``end``, that fill a slot of some type."""

    start: int
    end: int
    text: str
    """What the slot's value is: the words, or what a built-in type makes of them."""
    match: Value | None = None

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

    def __init__(
        self,
        values: Iterable[Value],
        reader: Reader,
        determiners: Iterable[str],
        samples: Mapping[str, int],
    ) -> None:
        """``samples`` says how many samples have a word, outside their slots."""
        self._determiners = frozenset(determiners)
        self._known: dict[Tokens, Value] = {}
        for value in values:
            for text in value.phrases:
                self._known.setdefault(reader.words(text), value)
        self._singular = {_singular(phrase): value for phrase, value in self._known.items()}
        self._longest: dict[str, int] = {}
        for phrase in (*self._known, *self._singular, *map(_plural, self._singular)):
            self._longest[phrase[0]] = max(len(phrase), self._longest.get(phrase[0], 0))
        self._with: defaultdict[str, list[Tokens]] = defaultdict(list)
        for phrase in self._known:
            for word in dict.fromkeys(phrase):
                self._with[word].append(phrase)
        self._samples = samples
        self._tells = self._what_words_tell()
        self._long = [word for word in self._tells if len(word) >= SHORTEST_ALIKE]
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
        """The words that say most of some phrase, all its words counted by how telling they are."""
        said = {known: at for at, word in enumerate(words) if (known := self._as_known(word))}
        phrases = {one for word in said if self._tells[word] for one in self._with[word]}
        ranked = ((self._share(one, said), one) for one in phrases)
        best = max(ranked, default=None)
        if best is None or best[0][0] < LIKE_ENOUGH or best[0][1] < TELLS_ENOUGH:
            return None
        found = [said[word] for word in best[1] if word in said and self._tells[word]]
        start, end = min(found), max(found) + 1
        return Span(start, end, " ".join(words[start:end]), self._known[best[1]])

    def _what_words_tell(self) -> dict[str, float]:
        """How much each word tells one value from the others, and from what else is said.

        Nothing where all values have it, and next to nothing where samples are full of it.
        """
        values = len({value.id for value in self._known.values()})
        tells = {}
        for word, phrases in self._with.items():
            having = len({self._known[phrase].id for phrase in phrases})
            own = len(phrases) / (len(phrases) + self._samples.get(word, 0))
            tells[word] = math.log(values / having) * own
        return tells

    def _as_known(self, word: str) -> str | None:
        """The word of some phrase that this is, or is spelled like."""
        if word in self._tells or word in self._samples or len(word) < SHORTEST_ALIKE:
            return word if word in self._tells else None
        found = process.extractOne(word, self._long, scorer=fuzz.ratio, score_cutoff=SPELLED_ALIKE)
        return found[0] if found else None

    def _share(self, phrase: Tokens, said: Collection[str]) -> tuple[float, float]:
        """The share of what a phrase tells that is said, and how much that is."""
        told = [self._tells[word] for word in set(phrase) if word in said]
        return sum(told) / sum(self._tells[word] for word in set(phrase)), sum(told)


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


def values_of(model: Model, reader: Reader, language: Language) -> dict[str, Values]:
    """The values of every slot type in use, by the type's name."""
    samples = _words_of_samples(model, reader)
    builtin: dict[str, Values] = {
        "AMAZON.DURATION": Durations(language.numbers),
        "AMAZON.NUMBER": Counts(language.numbers),
    }
    used = sorted({name for intent in model.intents.values() for name in intent.slots.values()})
    return {
        name: Listed(model.types[name], reader, language.determiners, samples)
        if name in model.types
        else builtin.get(name, AnyWords())
        for name in used
    }


def _words_of_samples(model: Model, reader: Reader) -> Counter[str]:
    """How many samples have each word."""
    samples = (sample for intent in model.intents.values() for sample in intent.samples)
    return Counter(word for sample in samples for word in set(reader.words(sample)))


def _singular(words: Tokens) -> Tokens:
    """The words with a plural ending off the last one, as entity resolution is lenient there."""
    last = words[-1]
    if len(last) > 3 and last.endswith("s") and not last.endswith("ss"):
        return (*words[:-1], last[:-1])
    return words


def _plural(words: Tokens) -> Tokens:
    return (*words[:-1], f"{words[-1]}s")
