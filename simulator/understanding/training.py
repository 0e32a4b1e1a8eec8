"""Learns to recognise what a model's samples mean. Imports scikit-learn, so it is imported late."""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse  # type: ignore[import-untyped]
from sklearn.exceptions import ConvergenceWarning
from sklearn.svm import LinearSVC

from simulator.understanding import features
from simulator.understanding.examples import Examples
from simulator.understanding.features import Floats, Vocabulary
from simulator.understanding.learned import Learned
from simulator.understanding.lessons import Lesson
from simulator.understanding.meanings import says_it_is_gone, says_it_is_there
from simulator.understanding.negation import Negation
from simulator.understanding.text import Tokens

SEED = 7
FIRMNESS = 1.5
"""How much a line that is not recognised counts against simple weights: scikit-learn's C."""
PASSES = 10
"""Times that the lines are gone through; more of them recognise no more, and take longer."""
PASSES_FOR_DENIAL = 20
"""The same for denials, which are one question, and a close one."""
NEVER = -10.0
"""The score of an intent of which there are no lines."""

Matrix = Any
"""A sparse matrix in CSR form; scipy's types are not told apart here."""


def learn(lessons: Sequence[Lesson], negation: Negation) -> Learned:
    """Learn from all lessons: which intent a line means, and whether it says it is not there."""
    intents = tuple(sorted({lesson.intent for lesson in lessons}))
    column = {intent: index for index, intent in enumerate(intents)}
    meant = np.asarray([column[lesson.intent] for lesson in lessons])
    rows = Rows.of([lesson.words for lesson in lessons], _known(lessons), negation)
    weights, bias = _fit(rows.all, meant, len(intents))
    denial, denial_bias = _fit_denial(rows.all, lessons)
    return Learned(
        intents,
        rows.vocabulary,
        np.column_stack([weights, denial]),
        np.append(bias, denial_bias).astype(np.float32),
        _examples(lessons, meant, rows.words),
    )


@dataclass(frozen=True)
class Rows:
    """Lines as features, and the vocabulary of these."""

    vocabulary: Vocabulary
    all: Matrix
    words: Matrix
    """The words and word pairs alone."""

    @classmethod
    def of(cls, lines: Sequence[Tokens], known: set[str], negation: Negation) -> Rows:
        """``known`` are the words that count as taught."""
        grams, words = _counted([features.word_grams(line, known, negation) for line in lines])
        words.data = 1 + np.log(words.data)
        runs, letters = _letters(lines)
        kept = np.flatnonzero(_lines_with(letters) > 1)
        letters = letters[:, kept]
        grams += [runs[index] for index in kept]
        seen = np.concatenate([_lines_with(words), _lines_with(letters)])
        vocabulary = Vocabulary(grams, features.rarity(seen, len(lines)), negation)
        words = _scaled(words, vocabulary.rarity[: words.shape[1]], features.WORDS_WEIGH)
        letters = _scaled(letters, vocabulary.rarity[words.shape[1] :], features.LETTERS_WEIGH)
        return cls(vocabulary, sparse.hstack([words, letters], format="csr"), words)


def _known(lessons: Sequence[Lesson]) -> set[str]:
    """Known are words that two samples have; not those that fill some slot in all lines."""
    return features.taught({lesson.text: lesson.words for lesson in lessons}.values())


def _letters(lines: Sequence[Tokens]) -> tuple[list[str], Matrix]:
    """The runs of letters of each line: those of its words, each word read once."""
    words, said = _counted(lines)
    runs, spelled = _counted([features.letter_grams(word) for word in words])
    return runs, (said @ spelled).tocsr()


def _counted(lines: Iterable[Iterable[str]]) -> tuple[list[str], Matrix]:
    """Everything that is in the lines, and how often each line has it."""
    column: dict[str, int] = {}
    indices: list[int] = []
    ends = [0]
    for line in lines:
        indices += [column.setdefault(one, len(column)) for one in line]
        ends.append(len(indices))
    shape = (len(ends) - 1, len(column))
    rows = sparse.csr_matrix((np.ones(len(indices)), indices, ends), shape=shape)
    rows.sum_duplicates()
    return list(column), rows


def _lines_with(rows: Matrix) -> NDArray[np.integer[Any]]:
    return np.asarray(np.bincount(rows.indices, minlength=rows.shape[1]))


def _scaled(rows: Matrix, rarity: Floats, weight: float) -> Matrix:
    """Each count by how rare the thing is, and then each row of that length."""
    weighted: Matrix = rows @ sparse.diags(rarity.astype(float))
    length = np.sqrt(np.asarray(weighted.multiply(weighted).sum(axis=1)).ravel())
    scale = np.divide(weight, length, out=np.zeros_like(length), where=length > 0)
    return (sparse.diags(scale) @ weighted).tocsr()


def _fit(rows: Matrix, meant: NDArray[np.intp], intents: int) -> tuple[Floats, Floats]:
    """A weight for each feature and intent, and the bias of each intent."""
    weights = np.zeros((rows.shape[1], intents), np.float32)
    bias = np.full(intents, NEVER, np.float32)
    taught = np.unique(meant)
    if len(taught) < 2:
        bias[taught] = 0.0
        return weights, bias
    machine = _machine(rows, meant)
    both = np.asarray([[-1.0], [1.0]]) if len(machine.classes_) == 2 else 1.0
    weights[:, machine.classes_] = (machine.coef_ * both).T
    bias[machine.classes_] = (machine.intercept_ * both).ravel()
    return weights, bias


def _fit_denial(rows: Matrix, lessons: Sequence[Lesson]) -> tuple[Floats, float]:
    """A weight for each feature, above zero where it says that something is not there."""
    gone = np.asarray([says_it_is_gone(lesson.intent) for lesson in lessons])
    there = np.asarray([says_it_is_there(lesson.intent) for lesson in lessons])
    if not gone.any() or not there.any():
        return np.zeros(rows.shape[1], np.float32), NEVER
    both = gone | there
    machine = _machine(rows[both], gone[both], PASSES_FOR_DENIAL, "balanced")
    return machine.coef_[0].astype(np.float32), float(machine.intercept_[0])


def _machine(
    rows: Matrix, meant: NDArray[Any], passes: int = PASSES, class_weight: str | None = None
) -> LinearSVC:
    machine = LinearSVC(
        C=FIRMNESS, tol=0.01, max_iter=passes, class_weight=class_weight, random_state=SEED
    )
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)  # a few passes are what is wanted
        return machine.fit(rows, meant)


def _examples(lessons: Sequence[Lesson], meant: NDArray[np.intp], words: Matrix) -> Examples:
    """One line of each sample, by the words and word pairs that it has."""
    of_sample = {(one.intent, one.text): row for row, one in reversed(list(enumerate(lessons)))}
    chosen = np.sort(np.asarray(list(of_sample.values())))
    chosen = chosen[np.argsort(meant[chosen], kind="stable")]
    by_feature = words[chosen].tocsc()
    return Examples(
        tuple(lessons[index].text for index in chosen),
        np.searchsorted(meant[chosen], np.unique(meant)).astype(np.int32),
        by_feature.indptr.astype(np.int32),
        by_feature.indices.astype(np.int32),
        by_feature.data.astype(np.float32),
    )
