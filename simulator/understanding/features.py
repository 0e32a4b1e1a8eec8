"""What an utterance looks like to the recogniser: which words, word pairs and letter runs it has.

The same code serves learning and hearing, so that the two cannot drift apart.
"""

from __future__ import annotations

import itertools
import math
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from simulator.understanding.negation import Negation
from simulator.understanding.text import Tokens

Floats = NDArray[np.float32]
Vector = tuple[list[int], list[float]]
"""Which features are there, and how much each says."""

UNKNOWN = "?"
"""Stands for a word that was not taught: how many there are, and beside what, tells something."""
RUN = 4
"""Letters in a run; a run stays within one word and the spaces around it."""
WORDS_WEIGH = 1.0
LETTERS_WEIGH = 1.1
"""How much each kind counts beside the other; each kind's own numbers have length one."""


def word_grams(words: Tokens, known: Collection[str], negation: Negation) -> Iterator[str]:
    """The words, each two neighbours, and the words that are denied or said to be well.

    The ends of the utterance count as neighbours.
    """
    said = [word if word in known else UNKNOWN for word in words]
    yield from said
    for pair in itertools.pairwise(("^", *said, "$")):
        yield " ".join(pair)
    for mark, at in negation.marks(words):
        yield mark + said[at]


def letter_grams(word: str) -> Iterator[str]:
    """The runs of letters of one word; marked, so that none is taken for a word."""
    edged = f" {word} "
    for start in range(len(edged) - RUN + 1):
        yield f"~{edged[start : start + RUN]}"


class Vocabulary:
    """Every feature that was seen in learning, and how rare it is."""

    def __init__(self, grams: Sequence[str], rarity: Floats, negation: Negation) -> None:
        """``rarity`` is the inverse document frequency of each gram, in the same order."""
        self.negation = negation
        self.grams = tuple(grams)
        self.rarity = rarity
        self._index = {gram: index for index, gram in enumerate(self.grams)}
        self._weights = rarity.tolist()
        self._letters: dict[str, Counter[int]] = {}

    def knows(self, word: str) -> bool:
        """Whether that word was taught."""
        return word in self._index

    def words_vector(self, words: Tokens) -> Vector:
        """The words and word pairs of an utterance; their numbers have length `WORDS_WEIGH`."""
        found = Counter(map(self._index.get, word_grams(words, self._index, self.negation)))
        found.pop(None, None)
        says = {at: 1 + math.log(count) for at, count in found.items() if at is not None}
        return self._scaled(says, WORDS_WEIGH)

    def letters_vector(self, words: Tokens) -> Vector:
        """The runs of letters of an utterance; their numbers have length `LETTERS_WEIGH`."""
        total: dict[int, float] = {}
        for word in words:
            for at, count in self._letters_of(word).items():
                total[at] = total.get(at, 0.0) + count
        return self._scaled(total, LETTERS_WEIGH)

    def _letters_of(self, word: str) -> Counter[int]:
        found = self._letters.get(word)
        if found is None:
            seen = (self._index.get(gram) for gram in letter_grams(word))
            found = self._letters[word] = Counter(at for at in seen if at is not None)
        return found

    def _scaled(self, counts: dict[int, float], weight: float) -> Vector:
        values = [count * self._weights[at] for at, count in counts.items()]
        length = math.hypot(*values)
        scale = weight / length if length else 0.0
        return list(counts), [value * scale for value in values]


def rarity(seen: NDArray[np.integer[Any]], lines: int) -> Floats:
    """How rare a gram is that so many of the lines have: its inverse document frequency."""
    return np.asarray(1 + np.log((1 + lines) / (1 + seen)), np.float32)


def taught(lines: Iterable[Tokens]) -> set[str]:
    """The words that count as known: those that two of the lines have.

    A word that one line alone has is no more telling than one that none has.
    """
    seen = Counter(word for words in lines for word in set(words))
    return {word for word, count in seen.items() if count > 1}
