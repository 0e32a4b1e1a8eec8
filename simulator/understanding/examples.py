"""The samples that were learned from, to be found by what an utterance shares with them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from simulator.understanding.features import Floats, Vector


@dataclass(frozen=True)
class Examples:
    """Samples by word and word pair: which have it, and how strongly."""

    lines: tuple[str, ...]
    """The samples, those of one intent together, in the order of the intents."""
    first: NDArray[np.int32]
    """Where each intent's samples begin; every intent has some."""
    starts: NDArray[np.int32]
    """Where each feature's lines begin in ``rows`` and ``says``, and one more for the end."""
    rows: NDArray[np.int32]
    says: Floats

    def likeness(self, words: Vector) -> Floats:
        """How like the utterance each sample is, 0 to 1: the cosine of their words and pairs."""
        slices = [slice(self.starts[at], self.starts[at + 1]) for at in words[0]]
        if not slices:
            return np.zeros(len(self.lines), np.float32)
        rows = np.concatenate([self.rows[one] for one in slices])
        parts = [self.says[one] * says for one, says in zip(slices, words[1], strict=True)]
        return np.bincount(rows, np.concatenate(parts), len(self.lines)).astype(np.float32)

    def best_of_each(self, likeness: Floats) -> Floats:
        """How like the utterance the likest sample of each intent is."""
        return np.maximum.reduceat(likeness, self.first)

    def nearest(self, likeness: Floats, most: int) -> list[tuple[str, int, float]]:
        """The likest samples, with the number of their intent and how like they are."""
        order = np.argsort(-likeness, kind="stable")[:most]
        intents = np.searchsorted(self.first, order, side="right") - 1
        ranked = zip(order.tolist(), intents.tolist(), likeness[order].tolist(), strict=True)
        return [(self.lines[row], intent, like) for row, intent, like in ranked if like > 0]

    def of_intent(self, intent: int) -> slice:
        """The samples of one intent."""
        ends = (*self.first.tolist(), len(self.lines))
        return slice(ends[intent], ends[intent + 1])
