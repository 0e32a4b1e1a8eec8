"""What a "no" or a "can't" speaks of, and what is told to be well or over (English)."""

from __future__ import annotations

import pytest

from simulator.understanding.language import of_locale
from simulator.understanding.negation import DENIED, WELL, Negation, cues_of


def marked(said: str, mark: str) -> list[str]:
    words = tuple(said.split())
    marks = Negation(cues_of(of_locale("en-US"))).marks(words)
    return [words[at] for found, at in marks if found == mark]


@pytest.mark.parametrize(
    ("said", "denied"),
    [
        ("no chest pain", ["chest", "pain"]),
        ("i haven't had any chest pain", ["had", "any", "chest", "pain"]),
        ("i can't feel my foot", ["feel", "my", "foot"]),
        ("my foot is cold", []),
    ],
)
def test_a_denial_speaks_of_the_words_after_it(said: str, denied: list[str]) -> None:
    """However many stand between; what cannot be done is marked alike."""
    assert marked(said, DENIED) == denied


@pytest.mark.parametrize("said", ["no fever but my leg is cold", "it isn't hot it's ice cold"])
def test_a_denial_ends_where_a_sentence_starts_anew(said: str) -> None:
    """The sign behind "but" or "it's" is not denied."""
    assert "cold" not in marked(said, DENIED)


def test_a_denial_does_not_reach_far() -> None:
    """Five words on it is forgotten."""
    assert marked("no one two three four five six", DENIED) == "one two three four five".split()


@pytest.mark.parametrize("said", ["not an hour without pain", "i'm never without pain"])
def test_a_denial_behind_a_denial_takes_it_back(said: str) -> None:
    """The pain is there."""
    assert "pain" not in marked(said, DENIED)
    assert marked("without pain", DENIED) == ["pain"]


def test_an_ending_speaks_of_the_words_before_it() -> None:
    assert marked("the numbness in my foot has gone", WELL) == ["in", "my", "foot", "has"]
    assert marked("my chest is fine", WELL) == ["my", "chest", "is"]
