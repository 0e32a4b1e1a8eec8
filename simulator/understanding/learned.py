"""What was learned from a model, and what it makes of words it never saw. Needs numpy alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from simulator.understanding.features import Floats, Vocabulary
from simulator.understanding.text import Tokens

NEAREST = 3
"""Lines that are shown to say why."""


@dataclass(frozen=True)
class Weighed:
    """What speaks for each intent."""

    intents: tuple[str, ...]
    probabilities: Floats
    """Of each intent, in the same order, if it is any of them."""
    at_home: float
    """How likely it is that it is any of them."""

    def chances(self) -> list[tuple[str, float]]:
        """How likely it is that each intent is meant, likeliest first."""
        order = np.argsort(-self.probabilities, kind="stable").tolist()
        likely = (self.probabilities * np.float32(self.at_home)).tolist()
        return [(self.intents[index], likely[index]) for index in order]


@dataclass(frozen=True)
class Home:
    """Tells speech that is meant for this skill from speech that is not: a logistic curve."""

    coefficients: Floats
    intercept: float

    def likelihood(self, signs: Sequence[float]) -> float:
        """From 0 to 1, from the signs that `Learned.signs` reads."""
        return float(1 / (1 + np.exp(-(np.dot(self.coefficients, signs) + self.intercept))))


@dataclass(frozen=True)
class Examples:
    """The lines that were learned from, by word and word pair: which have it, and how strongly."""

    lines: tuple[str, ...]
    """The sample that each line was made from."""
    meant: NDArray[np.int16]
    """What each line means: the number of its intent."""
    starts: NDArray[np.int32]
    """Where each feature's lines begin in ``rows`` and ``says``, and one more for the end."""
    rows: NDArray[np.int32]
    says: Floats

    def likeness(self, at: Sequence[int], says: Sequence[float]) -> Floats:
        """How like the utterance each line is: the cosine of their features."""
        slices = [slice(self.starts[one], self.starts[one + 1]) for one in at]
        if not slices:
            return np.zeros(len(self.lines), np.float32)
        rows = np.concatenate([self.rows[one] for one in slices])
        parts = [self.says[one] * weight for one, weight in zip(slices, says, strict=True)]
        total = np.bincount(rows, np.concatenate(parts), len(self.lines))
        return total.astype(np.float32)


@dataclass(frozen=True)
class Learned:
    """A linear recogniser over the features of an utterance."""

    intents: tuple[str, ...]
    vocabulary: Vocabulary
    weights: Floats
    """A row a feature, a column an intent."""
    bias: Floats
    sharpness: float
    """What the scores are multiplied by to become the exponents of probabilities."""
    home: Home
    examples: Examples

    def weigh(self, words: Tokens) -> Weighed:
        """What speaks for each intent in these words."""
        at, says = self.vocabulary.words_vector(words)
        letters_at, letters_say = self.vocabulary.letters_vector(words)
        scores = np.asarray(says + letters_say, np.float32) @ self.weights[at + letters_at]
        scores += self.bias
        signs = home_signs(scores, self.vocabulary.coverage(words))
        return Weighed(self.intents, softmax(scores * self.sharpness), self.home.likelihood(signs))

    def nearest(self, words: Tokens, intent: str) -> list[str]:
        """The samples of an intent that are most like these words, most like first."""
        likeness = self.examples.likeness(*self.vocabulary.words_vector(words))
        own = np.flatnonzero(self.examples.meant == self.intents.index(intent))
        order = own[np.argsort(-likeness[own], kind="stable")[: 8 * NEAREST]]
        return list(dict.fromkeys(self.examples.lines[row] for row in order))[:NEAREST]

    def closest(self, words: Tokens) -> list[tuple[str, str, float]]:
        """The samples of any intent that are most like these words: sample, intent, likeness."""
        likeness = self.examples.likeness(*self.vocabulary.words_vector(words))
        order = np.argsort(-likeness, kind="stable")[: 64 * NEAREST].tolist()
        found = {
            (self.examples.lines[row], self.intents[self.examples.meant[row]]): float(likeness[row])
            for row in reversed(order)
        }
        ranked = sorted(found.items(), key=lambda item: -item[1])
        return [(sample, intent, score) for (sample, intent), score in ranked[:NEAREST] if score]


def softmax(exponents: Floats) -> Floats:
    """Probabilities from exponents, along the last axis."""
    raised = np.exp(exponents - exponents.max(axis=-1, keepdims=True))
    return np.asarray(raised / raised.sum(axis=-1, keepdims=True), np.float32)


def home_signs(scores: Floats, coverage: float) -> tuple[float, float]:
    """What tells whether an utterance is meant for this skill at all.

    The score of the best intent, and the share of the words that were ever taught.
    """
    return float(scores.max()), coverage
