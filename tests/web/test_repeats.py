"""Which requests are known to have come before, and that little is kept to know it."""

from __future__ import annotations

import tracemalloc
from typing import Any

import pytest
from amazon_signing import NOW, SKILL_ID

from skill import settings
from skill.web.repeats import MOST_IDS, Repeats


def request(id: Any, kind: str = "LaunchRequest") -> dict[str, Any]:
    return {"request": {"type": kind, "requestId": id}}


def test_a_second_time_is_known_for_as_long_as_a_timestamp_is_good() -> None:
    """Five minutes: from 150 s before the timestamp to 150 s after it."""
    for first in range(0, 600, 50):
        repeats = Repeats()
        repeats.is_repeat(request("another"), NOW)
        assert not repeats.is_repeat(request("a"), NOW + first)
        assert repeats.is_repeat(request("a"), NOW + first + 300)


def test_it_is_forgotten_in_the_end() -> None:
    """Two turns of five minutes, and nothing is left."""
    repeats = Repeats()
    assert not repeats.is_repeat(request("a"), NOW)
    assert not repeats.is_repeat(request("b"), NOW + 301)
    assert not repeats.is_repeat(request("c"), NOW + 602)
    assert not repeats.is_repeat(request("a"), NOW + 603)


@pytest.mark.parametrize("id", [None, 7, [], {}])
def test_what_has_no_id_is_no_repeat(id: Any) -> None:
    """There is nothing to know it by."""
    repeats = Repeats()
    assert not repeats.is_repeat(request(id), NOW)
    assert not repeats.is_repeat(request(id), NOW)


def test_half_a_surrogate_in_an_id_is_no_fault() -> None:
    repeats = Repeats()
    assert not repeats.is_repeat(request("\ud800"), NOW)
    assert repeats.is_repeat(request("\ud800"), NOW)


def test_the_newest_are_known_however_many_there_are() -> None:
    """A flood of genuine requests makes it forget the oldest, not grow."""
    repeats = Repeats(most=100)
    for number in range(1000):
        assert not repeats.is_repeat(request(str(number)), NOW)
    assert all(repeats.is_repeat(request(str(number)), NOW) for number in range(950, 1000))


def test_its_memory_is_bounded() -> None:
    """At most some 15 MB, whatever the traffic; measured with a tenth of the ids."""
    tracemalloc.start()
    repeats = Repeats(most=MOST_IDS // 10)
    for number in range(MOST_IDS // 2):
        repeats.is_repeat(request(str(number)), NOW)
    kept, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert kept < 1_800_000


@pytest.mark.parametrize(
    ("value", "expected"), [(None, False), ("", False), ("off", False), ("on", True), ("ON ", True)]
)
def test_it_is_a_setting_and_off(value: str | None, expected: bool) -> None:
    environ = {} if value is None else {"CRAMP_COACH_REFUSE_REPEATS": value}
    assert settings.refuse_repeats({**environ, "CRAMP_COACH_SKILL_ID": SKILL_ID}) is expected


def test_another_value_of_the_setting_is_named() -> None:
    with pytest.raises(settings.SettingsError, match=r"REFUSE_REPEATS is 'yes'. Set it to"):
        settings.refuse_repeats({"CRAMP_COACH_REFUSE_REPEATS": "yes"})
