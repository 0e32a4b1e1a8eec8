"""Everything there is to learn from, in fifths: samples that are nearly the same stay together."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from sklearn.feature_extraction.text import TfidfVectorizer

from simulator.understanding.lessons import Lesson

FOLDS = 5
ALIKE = 0.6
"""Cosine of word tf-idf from which samples stay together."""
SEED = 5


def folds_of(lessons: Sequence[Lesson]) -> dict[str, int]:
    """The fold of each sample, by its text."""
    texts = list(dict.fromkeys(lesson.text for lesson in lessons))
    group = _groups(texts)
    drawn = np.random.RandomState(SEED).randint(0, FOLDS, group.max() + 1)
    return dict(zip(texts, drawn[group].tolist(), strict=True))


def _groups(texts: Sequence[str]) -> NDArray[np.intp]:
    """Each text joins the first one before it that it is like."""
    rows = TfidfVectorizer(analyzer=str.split).fit_transform(texts).tocsr()
    group = np.full(len(texts), -1)
    for index in range(len(texts)):
        if group[index] < 0:
            like = (rows @ rows[index].T).toarray().ravel() >= ALIKE
            group[(like & (group < 0)) | (np.arange(len(texts)) == index)] = index
    return np.unique(group, return_inverse=True)[1]
