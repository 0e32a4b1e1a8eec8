"""Learns to recognise what a model's samples mean. Imports scikit-learn, so it is imported late."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse  # type: ignore[import-untyped]
from sklearn.linear_model import LogisticRegression
from sklearn.svm import LinearSVC

from simulator.understanding import features
from simulator.understanding.features import Floats, Vocabulary
from simulator.understanding.learned import Examples, Home, Learned, home_signs, softmax
from simulator.understanding.lessons import Lesson
from simulator.understanding.text import Tokens

SEED = 7
TRIALS = 3
"""Times that some lessons are kept back, to learn how sure to be."""
FOLDS = 10
"""Every so many-th sample is kept back in a trial."""
UNTAUGHT = 10
"""Every so many-th intent is kept back whole once: it stands for speech not meant for the skill."""
NEVER = -10.0
"""The score of an intent that a recogniser was not taught."""
SHARPNESS = np.geomspace(1, 32, 41)
"""What is tried."""

Matrix = Any
"""A sparse matrix in CSR form; scipy's types are not told apart here."""
Rows = NDArray[np.intp]
Flags = NDArray[np.bool_]


def learn(lessons: Sequence[Lesson], strangers: Sequence[Lesson]) -> Learned:
    """Learn from all lessons; how sure to be is learned by keeping some back.

    ``strangers`` are lines not meant for the skill, each like the sample whose number it has.
    """
    every = _Class(lessons, strangers)
    trials = [_trial(every, fold) for fold in range(TRIALS)]
    taught = np.arange(len(lessons))
    weighted = every.counts.weighted(taught)
    weights, bias = _fit(weighted.all[taught], every.meant[taught], len(every.intents))
    return Learned(
        every.intents,
        weighted.vocabulary,
        weights,
        bias,
        _sharpness(trials),
        _home(trials),
        _examples(every, weighted.words[taught]),
    )


class _Class:
    """All lines: the lessons first, then the strangers."""

    def __init__(self, lessons: Sequence[Lesson], strangers: Sequence[Lesson]) -> None:
        lines = [*lessons, *strangers]
        self.intents = tuple(sorted({lesson.intent for lesson in lines}))
        column = {intent: index for index, intent in enumerate(self.intents)}
        self.texts = [lesson.text for lesson in lessons]
        self.counts = Counts([lesson.words for lesson in lines])
        self.meant = np.asarray([column[lesson.intent] for lesson in lines])
        self.sample = np.asarray([lesson.sample for lesson in lines])
        self.stranger = np.arange(len(lines)) >= len(lessons)


class Counts:
    """How often each line has each gram, to be weighted by what any part of the lines knows."""

    def __init__(self, lines: Sequence[Tokens]) -> None:
        self.lines = lines
        column: dict[str, int] = {}
        data: list[float] = []
        indices: list[int] = []
        ends = [0]
        for words in lines:
            grams = Counter(
                itertools.chain(features.word_grams(words), features.letter_grams(words))
            )
            indices += [column.setdefault(gram, len(column)) for gram in grams]
            data += grams.values()
            ends.append(len(indices))
        self._grams = np.asarray(list(column), dtype=object)
        shape = (len(lines), len(column))
        self._counts: Matrix = sparse.csr_matrix((np.log(data) + 1, indices, ends), shape=shape)
        self._letters = np.asarray([gram.startswith("~") for gram in column])

    def weighted(self, known: Rows) -> Weighted:
        """All lines as features, by the vocabulary of the known lines alone."""
        vocabulary, kept = self._vocabulary(known)
        rarity = np.full(len(self._grams), vocabulary.unseen, np.float32)
        rarity[kept] = vocabulary.rarity
        rows: Matrix = self._counts @ sparse.diags(rarity)
        words = _scaled(rows, ~self._letters, features.WORDS_WEIGH)[:, kept]
        letters = _scaled(rows, self._letters, features.LETTERS_WEIGH)[:, kept]
        return Weighted(vocabulary, _csr(words + letters), _csr(words))

    def _vocabulary(self, known: Rows) -> tuple[Vocabulary, Rows]:
        """The vocabulary of some lines, and the columns that are in it.

        A run of letters that only one line has tells nothing, and is left out.
        """
        seen = np.asarray((self._counts[known] > 0).sum(axis=0)).ravel()
        kept = np.flatnonzero((seen > 1) | ((seen == 1) & ~self._letters))
        rarity = features.rarity(seen[kept], len(known))
        return Vocabulary(self._grams[kept].tolist(), rarity), kept


@dataclass(frozen=True)
class Weighted:
    """Lines as features."""

    vocabulary: Vocabulary
    all: Matrix
    words: Matrix
    """The words and word pairs alone."""


def _csr(matrix: Matrix) -> Matrix:
    return matrix.tocsr().astype(np.float32)


def _scaled(rows: Matrix, columns: Flags, weight: float) -> Matrix:
    """These columns alone, each row of that length."""
    only: Matrix = rows @ sparse.diags(columns.astype(np.float32))
    length = np.sqrt(np.asarray(only.multiply(only).sum(axis=1)).ravel())
    scale = np.divide(weight, length, out=np.zeros_like(length), where=length > 0)
    return (sparse.diags(scale) @ only).tocsr()


def _fit(rows: Matrix, meant: NDArray[np.intp], intents: int) -> tuple[Floats, Floats]:
    """A weight for each feature and intent, and the bias of each intent."""
    weights = np.zeros((rows.shape[1], intents), np.float32)
    bias = np.full(intents, NEVER, np.float32)
    taught = np.unique(meant)
    if len(taught) < 2:
        bias[taught] = 0.0
        return weights, bias
    machine = LinearSVC(C=1.0, tol=0.1, random_state=SEED).fit(rows, meant)
    both = np.asarray([[-1.0], [1.0]]) if len(machine.classes_) == 2 else 1.0
    weights[:, machine.classes_] = (machine.coef_ * both).T
    bias[machine.classes_] = (machine.intercept_ * both).ravel()
    return weights, bias


@dataclass(frozen=True)
class _Trial:
    """Lines that were kept back, as a recogniser that never saw them weighs them."""

    scores: Floats
    meant: NDArray[np.intp]
    signs: Floats
    stranger: Flags
    """Whether it was not meant for the skill, as far as that recogniser was taught."""


def _trial(every: _Class, fold: int) -> _Trial:
    untaught = (every.meant % UNTAUGHT == fold) & ~every.stranger
    aside = (every.sample % FOLDS == fold) & ~every.stranger
    known = np.flatnonzero(~(untaught | aside | every.stranger))
    weighted = every.counts.weighted(known)
    weights, bias = _fit(weighted.all[known], every.meant[known], len(every.intents))
    like_known = every.stranger & (every.sample % TRIALS == fold) & (every.sample % FOLDS != fold)
    asked = _one_a_sample(np.flatnonzero(untaught | aside), every.sample)
    asked = np.concatenate([asked, np.flatnonzero(like_known)])
    scores = weighted.all[asked] @ weights + bias
    covered = [weighted.vocabulary.coverage(every.counts.lines[row]) for row in asked]
    signs = [home_signs(*one) for one in zip(scores, covered, strict=True)]
    stranger = (untaught | every.stranger)[asked]
    return _Trial(scores, every.meant[asked], np.asarray(signs, np.float32), stranger)


def _one_a_sample(rows: Rows, samples: NDArray[np.intp]) -> Rows:
    return rows[np.unique(samples[rows], return_index=True)[1]]


def _sharpness(trials: Sequence[_Trial]) -> float:
    """The sharpness under which what was meant is likeliest."""

    def surprise(sharpness: float) -> float:
        total = 0.0
        for trial in trials:
            home = ~trial.stranger
            chances = softmax(trial.scores[home] * np.float32(sharpness))
            meant = chances[np.arange(len(chances)), trial.meant[home]]
            total -= float(np.log(np.maximum(meant, 1e-6)).sum())
        return total

    return float(min(SHARPNESS, key=surprise))


def _home(trials: Sequence[_Trial]) -> Home:
    """How to tell what is meant for the skill; where there are no strangers, everything is."""
    signs = np.concatenate([trial.signs for trial in trials])
    stranger = np.concatenate([trial.stranger for trial in trials])
    if stranger.all() or not stranger.any():
        return Home(np.zeros(signs.shape[1], np.float32), 2.0)
    curve = LogisticRegression(class_weight="balanced", C=100.0).fit(signs, ~stranger)
    return Home(curve.coef_[0].astype(np.float32), float(curve.intercept_[0]))


def _examples(every: _Class, words: Matrix) -> Examples:
    """The lessons, by the words and word pairs that they have."""
    by_feature = words.tocsc()
    return Examples(
        tuple(every.texts),
        every.meant[: len(every.texts)].astype(np.int16),
        by_feature.indptr.astype(np.int32),
        by_feature.indices.astype(np.int32),
        by_feature.data.astype(np.float32),
    )
