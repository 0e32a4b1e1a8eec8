"""A locale without content of its own gets the nearest language, and no number of another place."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from alexa_json import intent, put_locale
from listening import listen, ssml_of, words

from skill.alexa.skill import Skill, build_skill
from skill.content.load import ContentError

ELSEWHERE = ["en-GB", "en-AU", "de-DE", "fr-CA", "ja-JP", "xx-XX"]
NO_LOCALE = [None, "", "en", "en-us", "EN-US", "../en", "en-US/..", "english", 7, ["en-US"], {}]


def heard(skill: Skill, locale: object) -> str:
    """What is said there to somebody who was poisoned."""
    return words(listen(ssml_of(skill.answer(put_locale(intent("SignPoisonIntent"), locale)))))


def test_at_home_it_is_the_number_of_home(skill: Skill) -> None:
    assert heard(skill, "en-US").startswith("Call 911 now.")


@pytest.mark.parametrize("locale", [*ELSEWHERE, *NO_LOCALE], ids=str)
def test_elsewhere_it_is_the_local_emergency_number(skill: Skill, locale: object) -> None:
    told = heard(skill, locale)
    assert told.startswith("Call your local emergency number now.")
    assert "911" not in told


@pytest.mark.parametrize("locale", [*ELSEWHERE, *NO_LOCALE], ids=str)
def test_elsewhere_a_cramp_gets_its_movement_in_the_nearest_language(
    skill: Skill, locale: object
) -> None:
    raw = put_locale(intent("ReliefIntent"), locale)
    assert words(listen(ssml_of(skill.answer(raw)))).startswith("Straighten that leg")


def test_a_request_that_has_no_locale_at_all_is_answered(skill: Skill) -> None:
    told = words(listen(ssml_of(skill.answer(intent("SignPoisonIntent", locale=None)))))
    assert told.startswith("Call your local emergency number now.")


def test_a_conversation_may_change_its_locale(skill: Skill) -> None:
    """Nothing in the state belongs to one locale."""
    first = skill.answer(put_locale(intent("SignFeverIntent"), "en-US"))
    attributes = json.loads(json.dumps(first["sessionAttributes"]))
    second = put_locale(intent("AMAZON.YesIntent", attributes=attributes), "de-DE")
    assert words(listen(ssml_of(skill.answer(second)))).startswith("Call your local")


def test_content_that_breaks_its_rules_never_gets_to_speak(tmp_path: Path) -> None:
    (tmp_path / "en").mkdir()
    with pytest.raises(ContentError):
        build_skill(tmp_path)
