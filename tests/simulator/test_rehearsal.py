"""Every sample of a model said back to its recogniser, taught and untaught."""

from __future__ import annotations

from pathlib import Path

import pytest
from stand_ins import small_model

from simulator.model import Intent, Model
from simulator.understanding import rehearse
from simulator.understanding.rehearsal import Rehearsal


@pytest.fixture(scope="module")
def rehearsal(tmp_path_factory: pytest.TempPathFactory) -> Rehearsal:
    return rehearse(small_model(), tmp_path_factory.mktemp("cache"))


def test_what_was_taught_is_known_for_certain(rehearsal: Rehearsal) -> None:
    """Each sample comes up, with its slots filled, and is heard word for word."""
    lines = list(rehearsal.as_taught())
    samples = {(name, one) for name, i in small_model().intents.items() for one in i.samples}
    assert {(line.intent, line.sample) for line in lines} == samples
    assert {line.heard.score for line in lines} == {1.0}
    assert {line.heard.intent for line in lines if line.meant == "EasedIntent"} == {"EasedIntent"}


def test_a_line_that_names_a_sign_means_its_own_intent(rehearsal: Rehearsal) -> None:
    """A sample of the intent with the slot teaches the sign's own, where the slot names it."""
    meant = {line.meant for line in rehearsal.as_taught() if line.intent == "SymptomIntent"}
    assert meant == {"SymptomIntent", "SignChestPainIntent"}


def test_what_was_kept_back_is_not_known_word_for_word(rehearsal: Rehearsal) -> None:
    """A sample that nothing else is like comes up, and is guessed at or not understood."""
    lines = [line for lines in rehearsal.untaught() for line in lines]
    assert "pardon" in {line.sample for line in lines}
    assert all(line.heard.score < 1 for line in lines)


FEVER = [f"{who} {how} fever" for who in ("i have a", "she has a", "a") for how in ("high", "bad")]
EASED = [f"{what} {how} eased" for what in ("it", "the cramp", "my leg") for how in ("has", "just")]


def test_a_sample_among_its_like_does_not_come_up(tmp_path: Path) -> None:
    """The others of its intent place it; one that is like another intent's is lost to that."""
    intents = {
        "SignFeverIntent": Intent("SignFeverIntent", (*FEVER, "the cramp in my leg eased"), {}),
        "EasedIntent": Intent("EasedIntent", tuple(EASED), {}),
    }
    model = Model("en-US", "cramp coach", intents, {}, "a few samples")
    lost = [line for lines in rehearse(model, tmp_path).untaught() for line in lines]
    assert [line.sample for line in lost] == ["the cramp in my leg eased"]
    assert lost[0].heard.intent == "EasedIntent"
