"""The words that fill a slot where no phrase is said exactly."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from simulator.model import Value
from simulator.understanding.language import of_locale
from simulator.understanding.text import Reader
from simulator.understanding.values import Listed

PLACES = (
    Value("toilet", "toilet", ("on the toilet", "sitting on the can")),
    Value("bed", "bed", ("in bed", "trying to sleep", "under the blanket")),
    Value("driving", "driving", ("behind the wheel", "in the car")),
)
COMMON = {"can": 400, "the": 900, "on": 500, "in": 500, "trying": 40}
"""How many samples say a word outside their slots."""


def closest(said: str, samples: Mapping[str, int] = COMMON) -> tuple[str, str] | None:
    """The id of the place that is named, and the words that name it."""
    places = Listed(PLACES, Reader(of_locale("en-US")), ["the", "my"], samples)
    found = places.closest(tuple(said.split()))
    return (found.match.id, found.text) if found and found.match else None


@pytest.mark.parametrize(
    ("said", "place", "words"),
    [
        ("it grabs me in a hired car", "driving", "in a hired car"),
        ("i was sleeping under a heavy blanket", "bed", "under a heavy blanket"),
        ("i am sat on the toilett", "toilet", "on the toilett"),
    ],
)
def test_most_of_a_phrase_names_the_value(said: str, place: str, words: str) -> None:
    """A word more, a word less, or one letter wrong; the slot holds the words as they were said."""
    assert closest(said) == (place, words)


def test_half_of_what_a_phrase_tells_names_nothing() -> None:
    """Whichever half it is: a garden has a behind, and a potter has a wheel."""
    assert closest("behind the garden") is None
    assert closest("at the potter's wheel") is None
    assert closest("behind a wheel") == ("driving", "behind a wheel")


@pytest.mark.parametrize("said", ["can you help", "my leg is trying me", "on and on"])
def test_words_that_everybody_says_name_nothing(said: str) -> None:
    """Although each stands in some phrase."""
    assert closest(said) is None


def test_a_word_that_samples_know_is_not_taken_for_one_spelled_alike() -> None:
    """A "toilett" that nobody taught is a toilet; one that samples speak of is itself."""
    assert closest("sat on the toilett") == ("toilet", "on the toilett")
    assert closest("sat on the toilett", {**COMMON, "toilett": 3}) is None
