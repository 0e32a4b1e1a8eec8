"""What an utterance looks like to the recogniser: which words, word pairs and letter runs it has.

The same code serves learning and hearing, so that the two cannot drift apart.
"""

from __future__ import annotations

import itertools
import math
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from simulator.understanding.text import Tokens

Floats = NDArray[np.float32]
Indexes = NDArray[np.int32]

SHORTEST, LONGEST = 3, 5
"""Letters in a run; a run stays within one word and the spaces around it."""
WORDS_WEIGH = 1.0
LETTERS_WEIGH = 0.8
"""How much each kind counts beside the other; each kind's own numbers have length one."""


def word_grams(words: Tokens) -> Iterator[str]:
    """The words, and each two neighbours; the ends of the utterance count as neighbours."""
    yield from words
    edged = ("^", *words, "$")
    for pair in itertools.pairwise(edged):
        yield " ".join(pair)


def letter_grams(words: Tokens) -> Iterator[str]:
    """The runs of letters; marked, so that none is taken for a word."""
    for word in words:
        edged = f" {word} "
        for length in range(SHORTEST, LONGEST + 1):
            for start in range(len(edged) - length + 1):
                yield f"~{edged[start : start + length]}"


class Vocabulary:
    """Every feature that was seen in learning, and how rare it is."""

    def __init__(self, grams: Sequence[str], rarity: Floats) -> None:
        """``rarity`` is the inverse document frequency of each gram, in the same order."""
        self.grams = tuple(grams)
        self.rarity = rarity
        self._index = {gram: index for index, gram in enumerate(self.grams)}
        self._weights = rarity.tolist()
        self.unseen = float(rarity.max(initial=1.0))
        """The rarity of what was never seen."""

    def words_vector(self, words: Tokens) -> tuple[list[int], list[float]]:
        """The words and word pairs of an utterance: which, and how much each says."""
        return self._block(word_grams(words), WORDS_WEIGH)

    def letters_vector(self, words: Tokens) -> tuple[list[int], list[float]]:
        """The runs of letters of an utterance: which, and how much each says."""
        return self._block(letter_grams(words), LETTERS_WEIGH)

    def _block(self, grams: Iterator[str], weight: float) -> tuple[list[int], list[float]]:
        """One kind of features; what was never seen shortens the rest."""
        at: list[int] = []
        says: list[float] = []
        length = 0.0
        for gram, count in Counter(grams).items():
            index = self._index.get(gram)
            rarity = self.unseen if index is None else self._weights[index]
            value = (1 + math.log(count)) * rarity
            length += value * value
            if index is not None:
                at.append(index)
                says.append(value)
        scale = weight / math.sqrt(length) if length else 0.0
        return at, [value * scale for value in says]

    def coverage(self, words: Tokens) -> float:
        """The share of the words, counted by how rare they are, that were seen in learning."""
        at = [self._index.get(word) for word in words]
        seen = sum(self._weights[index] for index in at if index is not None)
        total = seen + self.unseen * at.count(None)
        return float(seen / total) if total else 0.0


def rarity(seen: NDArray[np.integer[Any]], lines: int) -> Floats:
    """How rare a gram is that so many of the lines have: its inverse document frequency."""
    return np.asarray(1 + np.log((1 + lines) / (1 + seen)), np.float32)
