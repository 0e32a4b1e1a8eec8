"""What was learned from a model, and what it makes of words it never saw. Needs numpy alone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from simulator.understanding.examples import Examples
from simulator.understanding.features import Floats, Vocabulary
from simulator.understanding.text import Tokens

NEAREST = 3
"""Samples that are shown to say why."""
NEAREST_WEIGHS = 1.0
"""How much the likeness of an intent's likest sample adds to its score."""
SHARPNESS = 4.0
"""What the scores are multiplied by to become the exponents of probabilities."""


@dataclass(frozen=True)
class Weighed:
    """What speaks for each intent; one is Fallback, for what is not meant for the skill."""

    intents: tuple[str, ...]
    probabilities: Floats
    """Of each intent, in the same order."""
    denial: float
    """Above zero where the words sound like something that is not there, below like one that is."""
    all_known: bool = True
    """Whether every one of the words was taught."""

    def chances(self) -> list[tuple[str, float]]:
        """How likely it is that each intent is meant, likeliest first."""
        order = np.argsort(-self.probabilities, kind="stable").tolist()
        likely = self.probabilities.tolist()
        return [(self.intents[index], likely[index]) for index in order]


class Weighing(Protocol):
    """Anything that weighs what words mean."""

    def weigh(self, words: Tokens) -> Weighed:
        """What speaks for each intent in these words."""

    def nearest(self, words: Tokens, intent: str) -> list[str]:
        """The samples of an intent that are most like these words, most like first."""

    def closest(self, words: Tokens) -> list[tuple[str, str, float]]:
        """The samples of any intent that are most like these words: sample, intent, likeness."""


@dataclass(frozen=True)
class Learned:
    """A linear recogniser over the features of an utterance."""

    intents: tuple[str, ...]
    vocabulary: Vocabulary
    weights: Floats
    """A row a feature, a column an intent; the last column is for denial."""
    bias: Floats
    examples: Examples

    def weigh(self, words: Tokens) -> Weighed:
        """What speaks for each intent in these words."""
        scores = self.scores(words)
        all_known = all(map(self.vocabulary.knows, words))
        likely = softmax(scores[:-1] * SHARPNESS)
        return Weighed(self.intents, likely, float(scores[-1]), all_known)

    def scores(self, words: Tokens) -> Floats:
        """How much speaks for each intent, and last for a denial; above zero is for, below against.

        A linear score, and something for the likest sample: short speech follows one closely.
        """
        said = self.vocabulary.words_vector(words)
        spelled = self.vocabulary.letters_vector(words)
        says = np.asarray(said[1] + spelled[1], np.float32)
        scores = np.asarray(says @ self.weights[said[0] + spelled[0]] + self.bias, np.float32)
        near = self.examples.best_of_each(self.examples.likeness(said))
        scores[:-1] += np.float32(NEAREST_WEIGHS) * near
        return scores

    def nearest(self, words: Tokens, intent: str) -> list[str]:
        """The samples of an intent that are most like these words, most like first."""
        likeness = self.examples.likeness(self.vocabulary.words_vector(words))
        own = self.examples.of_intent(self.intents.index(intent))
        order = np.argsort(-likeness[own], kind="stable")[:NEAREST].tolist()
        return [self.examples.lines[own][row] for row in order]

    def closest(self, words: Tokens) -> list[tuple[str, str, float]]:
        """The samples of any intent that are most like these words: sample, intent, likeness."""
        likeness = self.examples.likeness(self.vocabulary.words_vector(words))
        found = self.examples.nearest(likeness, NEAREST)
        return [(sample, self.intents[intent], like) for sample, intent, like in found]


def softmax(exponents: NDArray[np.floating[Any]]) -> Floats:
    """Probabilities from exponents, along the last axis."""
    raised = np.exp(exponents - exponents.max(axis=-1, keepdims=True))
    return np.asarray(raised / raised.sum(axis=-1, keepdims=True), np.float32)
