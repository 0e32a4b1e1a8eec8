"""Speech that is not for this skill, so that it can be told from speech that is.

The samples of a model say nothing of the rest of the world. What stands for it here: the lines of
``<language>.elsewhere.txt``, and the same lines with other common words in them. Those come from
the word frequencies that the package pyspellchecker brings (MIT licence; counted by its authors in
OpenSubtitles, which is spoken language).
"""

from __future__ import annotations

import functools
import itertools
import random
from collections import Counter
from collections.abc import Collection, Iterator, Sequence

from spellchecker import SpellChecker

from simulator.interpretation import FALLBACK
from simulator.understanding.language import FILES
from simulator.understanding.lessons import Lesson
from simulator.understanding.text import Reader, Tokens

EACH = 1
"""Lines made from one, with other words in it."""
LITTLE_WORDS = 400
"""So many of the commonest words stay in a line: they are its frame."""
COMMON = 15000
"""The other words come from so many of the commonest."""
FLATTER = 0.7
"""The power of a word's frequency that is its chance, so that not the same few come up."""
SEED = 7


def elsewhere(code: str, reader: Reader, own: Collection[str]) -> tuple[Lesson, ...]:
    """Lines that mean Fallback, the same each time; ``own`` are words of the skill itself."""
    lines = _lines(code, reader)
    return (*_as_said(lines), *_with_other_words(lines, code, own))


def _lines(code: str, reader: Reader) -> list[str]:
    text = (FILES / f"{code}.elsewhere.txt").read_text(encoding="utf-8")
    return [" ".join(reader.words(one)) for one in text.splitlines() if one and one[0] != "#"]


def _as_said(lines: Sequence[str]) -> Iterator[Lesson]:
    for line in lines:
        yield Lesson(tuple(line.split()), FALLBACK, line)


def _with_other_words(lines: Sequence[str], code: str, own: Collection[str]) -> Iterator[Lesson]:
    common = _common(code)
    frame = frozenset(itertools.islice(common, LITTLE_WORDS))
    strange = [word for word in common if word not in frame and word not in own and word.isalpha()]
    chances = [common[word] ** FLATTER for word in strange]
    draws = random.Random(SEED).choices(strange, chances, k=EACH * _length(lines))  # noqa: S311
    drawn = iter(draws)
    for line in lines:
        for _ in range(EACH):
            words: Tokens = tuple(one if one in frame else next(drawn) for one in line.split())
            yield Lesson(words, FALLBACK, line)


@functools.cache
def _common(code: str) -> dict[str, int]:
    """The commonest words of a language, commonest first, and how often each was counted."""
    counted: Counter[str] = Counter(SpellChecker(language=code).word_frequency.dictionary)
    return dict(counted.most_common(COMMON))


def _length(lines: Sequence[str]) -> int:
    return sum(len(line.split()) for line in lines)
