"""Numbers and lengths of time in words become what Alexa makes of them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.understanding import quantities
from simulator.understanding.language import of_locale

NUMBERS = of_locale("en-US").numbers


@pytest.mark.parametrize(
    ("words", "iso"),
    [
        ("twenty minutes", "PT20M"),
        ("a minute", "PT1M"),
        ("half an hour", "PT30M"),
        ("an hour and a half", "PT1H30M"),
        ("two and a half hours", "PT2H30M"),
        ("one hour and twenty minutes", "PT1H20M"),
        ("forty five minutes", "PT45M"),
        ("a hundred and twenty minutes", "PT120M"),
        ("three days", "P3D"),
        ("a couple of weeks", "P2W"),
        ("about ten minutes", "PT10M"),
        ("more than ten minutes", "PT10M"),
        ("half a day", "PT12H"),
        ("thirty seconds", "PT30S"),
    ],
)
def test_a_length_of_time_is_iso_8601(words: str, iso: str) -> None:
    """As AMAZON.DURATION gives it."""
    assert quantities.duration(words.split(), NUMBERS) == iso


@pytest.mark.parametrize(
    "words", ["ten", "minutes", "half an hour and", "my leg", "ten legs", "ten minutes minutes", ""]
)
def test_other_words_are_no_length_of_time(words: str) -> None:
    """Nothing is made up from half of one."""
    assert quantities.duration(words.split(), NUMBERS) is None


@given(st.integers(1, 999))
def test_every_number_survives_being_spelled(count: int) -> None:
    """Digits that are typed are heard as the same number, where they are counted at all."""
    words = quantities.spelled(str(count), NUMBERS)

    if count < 100 or count % 10 == 0:
        assert quantities.number(words, NUMBERS) == count
    else:
        assert len(words) == 3


def test_emergency_numbers_are_spelled_one_by_one() -> None:
    """Nobody calls nine hundred eleven."""
    assert quantities.spelled("911", NUMBERS) == ["nine", "one", "one"]
