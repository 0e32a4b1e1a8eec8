"""Ways to learn what words mean, each in the place of the one that was kept.

All hear the same features and stand in the same recogniser: exact samples before them, slots,
limits and the column for denial after them. How sharply scores become probabilities is set for
each on samples that were kept back.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz, process
from scipy import sparse  # type: ignore[import-untyped]
from sklearn.decomposition import TruncatedSVD
from sklearn.linear_model import LogisticRegression, SGDClassifier
from sklearn.naive_bayes import ComplementNB
from sklearn.svm import LinearSVC

from simulator.understanding.features import Floats
from simulator.understanding.learned import SHARPNESS, Learned, Weighed, softmax
from simulator.understanding.lessons import Lesson
from simulator.understanding.negation import Negation
from simulator.understanding.text import Tokens
from simulator.understanding.training import learn

KEPT = "linear SVM + nearest sample (kept)"
Score = Callable[[Tokens], Floats]
"""What speaks for each intent of the learned one, in its order."""
Teach = Callable[[Learned, Sequence[Lesson]], Score]

SEED = 7
TRIED = np.geomspace(0.05, 60, 40)
"""Sharpnesses that are tried."""
VECTORS = 150
"""Numbers in a word vector."""


@dataclass(frozen=True)
class Approach:
    """One way, learned."""

    learned: Learned
    score: Score
    sharpness: float

    def weigh(self, words: Tokens) -> Weighed:
        """What speaks for each intent in these words."""
        kept = self.learned.weigh(words)
        return replace(kept, probabilities=softmax(self.score(words) * self.sharpness))

    def nearest(self, words: Tokens, intent: str) -> list[str]:
        """As the kept one has it: it is shown, and decides nothing."""
        return self.learned.nearest(words, intent)

    def closest(self, words: Tokens) -> list[tuple[str, str, float]]:
        """As the kept one has it."""
        return self.learned.closest(words)


@dataclass(frozen=True)
class Trial:
    """Lessons of which some are kept back."""

    lessons: Sequence[Lesson]
    learned: Learned
    asked: Sequence[Lesson]


def trial(
    lessons: Sequence[Lesson], fold_of: Mapping[str, int], negation: Negation, most: int = 500
) -> Trial:
    """Keep back one fold; of it so many lines are asked at most."""
    known = [lesson for lesson in lessons if fold_of[lesson.text] != 0]
    back = {one.text: one for one in lessons if fold_of[one.text] == 0}
    asked = list(back.values())
    return Trial(known, learn(known, negation), asked[:: -(-len(asked) // most)])


def kept(learned: Learned) -> Approach:
    """The one that was kept, as it is in the simulator."""
    return Approach(learned, lambda words: learned.scores(words)[:-1], SHARPNESS)


def learned_in(teach: Teach, learned: Learned, lessons: Sequence[Lesson], trial: Trial) -> Approach:
    """Teach everything, with the sharpness that fits what is kept back in the trial."""
    score = teach(trial.learned, trial.lessons)
    scores = np.stack([score(one.words) for one in trial.asked])
    meant = np.asarray([learned.intents.index(one.intent) for one in trial.asked])

    def surprise(sharpness: float) -> float:
        likely = softmax(scores * sharpness)[np.arange(len(meant)), meant]
        return -float(np.log(np.maximum(likely, 1e-6)).mean())

    return Approach(learned, teach(learned, lessons), float(min(TRIED, key=surprise)))


def _machine(make: Callable[[], Any], words_only: bool = False) -> Teach:
    """A classifier of scikit-learn's, on the features that the kept one has."""

    def teach(learned: Learned, lessons: Sequence[Lesson]) -> Score:
        machine = make().fit(
            _rows(learned, [one.words for one in lessons], words_only),
            [learned.intents.index(one.intent) for one in lessons],
        )
        return lambda words: _scores(machine, _rows(learned, [words], words_only))

    return teach


def _rows(learned: Learned, lines: Sequence[Tokens], words_only: bool = False) -> Any:
    data: list[float] = []
    indices: list[int] = []
    ends = [0]
    for words in lines:
        blocks = [learned.vocabulary.words_vector(words)]
        blocks += [] if words_only else [learned.vocabulary.letters_vector(words)]
        for at, says in blocks:
            indices += at
            data += says
        ends.append(len(indices))
    return sparse.csr_matrix((data, indices, ends), (len(lines), len(learned.vocabulary.grams)))


def _scores(machine: Any, rows: Any) -> Floats:
    if hasattr(machine, "decision_function"):
        return np.asarray(machine.decision_function(rows)[0], np.float32)
    return np.asarray(machine.predict_joint_log_proba(rows)[0], np.float32)


def _vectors(learned: Learned, lessons: Sequence[Lesson]) -> Score:
    """Word vectors learned from which words stand together in the samples; a line is their sum."""
    rows = _rows(learned, [one.words for one in lessons])
    space = TruncatedSVD(VECTORS, random_state=SEED).fit(rows)
    machine = LogisticRegression(C=30, max_iter=30, tol=0.01).fit(
        _even(space.transform(rows)), [learned.intents.index(one.intent) for one in lessons]
    )
    return lambda words: _scores(machine, _even(space.transform(_rows(learned, [words]))))


def _even(vectors: NDArray[Any]) -> NDArray[Any]:
    return np.asarray(vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9))


def _nearest(learned: Learned, _lessons: Sequence[Lesson]) -> Score:
    """The likest sample of each intent, by what words and pairs they share."""
    examples, vocabulary = learned.examples, learned.vocabulary
    return lambda words: examples.best_of_each(examples.likeness(vocabulary.words_vector(words)))


def _spelled(learned: Learned, _lessons: Sequence[Lesson]) -> Score:
    """The likest sample of each intent, by rapidfuzz's ratio of sorted words."""
    lines = [" ".join(sorted(line.split())) for line in learned.examples.lines]

    def score(words: Tokens) -> Floats:
        said = [" ".join(sorted(words))]
        likeness = process.cdist(said, lines, scorer=fuzz.ratio)[0] / 100
        return learned.examples.best_of_each(likeness.astype(np.float32))

    return score


WAYS: Mapping[str, Teach] = {
    "linear SVM, words and letter runs": _machine(
        lambda: LinearSVC(C=0.7, tol=0.1, max_iter=20, random_state=SEED)
    ),
    "linear SVM, words alone": _machine(
        lambda: LinearSVC(C=0.7, tol=0.1, max_iter=20, random_state=SEED), words_only=True
    ),
    "logistic regression": _machine(
        lambda: SGDClassifier("log_loss", alpha=1e-6, max_iter=12, tol=None, random_state=SEED)
    ),
    "complement naive Bayes": _machine(lambda: ComplementNB(alpha=0.1)),
    "word vectors from the samples": _vectors,
    "nearest sample by words": _nearest,
    "nearest sample by spelling": _spelled,
}
