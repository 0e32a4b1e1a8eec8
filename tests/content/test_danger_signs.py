"""The danger signs and questions as the design and the clinical reference have them."""

import re

import pytest

from skill.content.load import build
from skill.content.types import DangerQuestion

CONTENT, _ = build("en-US")

TIERS = {
    "emergency": """
        bladder_bowel_control both_legs_weak_or_numb saddle_numbness chest_pain_or_breathless
        stroke_signs cold_pale_leg severe_abdominal_pain dark_urine poison faint_or_collapse
        heat_illness heart_racing stiff_all_over black_stool
    """,
    "same_day": """
        one_leg_swollen_red_warm blood_in_stool injury fever long_cramp muscle_weakness
        calf_pain_for_days fluid_loss recent_surgery_or_travel
    """,
    "soon": "frequent_cramps sleep_loss weight_loss pregnancy",
    "guard": "dizzy one_leg_numb",
}

AUDIBLE = {
    "chest_pain_or_breathless": "chest.*breath",
    "heart_racing": "heart",
    "faint_or_collapse": "pass out|faint",
    "stroke_signs": "face.*speech.*weak",
    "both_legs_weak_or_numb": "both (your )?legs.*weak",
    "saddle_numbness": "(numb|skin) between your legs",
    "bladder_bowel_control": "pee.*poop.*pee|pee or poop.*pee",
    "one_leg_swollen_red_warm": "(swollen|bigger|puffy).*hot",
    "cold_pale_leg": "cold",
    "blood_in_stool": "blood",
    "black_stool": "black",
    "severe_abdominal_pain": "very bad|very badly|very strong",
    "long_cramp": "ten minutes",
    "injury": "hurt|pop|snap|tight",
    "heat_illness": "heat|hot|very ill|really sick",
    "poison": "poison",
    "dark_urine": "pee is dark|pee dark|dark pee",
    "stiff_all_over": "jaw",
    "weight_loss": "weight",
    "frequent_cramps": "cramps come (often|a lot)",
    "sleep_loss": "sleep|wake",
}
"""What must be heard, in the question or its follow-up, for each sign that a question covers."""

NAMED = [
    pytest.param(question, sign, form, id=f"{question.id}-{sign}-{form}")
    for question in (*CONTENT.check.values(), *CONTENT.follow_ups.values())
    for sign in question.covers
    for form in ("ask", "plainer")
]


@pytest.mark.parametrize("tier", TIERS)
def test_each_sign_has_its_tier(tier: str) -> None:
    """DESIGN section 4, sign by sign."""
    assert {id for id, sign in CONTENT.signs.items() if sign.tier == tier} == {*TIERS[tier].split()}


@pytest.mark.parametrize(("question", "sign", "form"), NAMED)
def test_a_covered_sign_is_heard(question: DangerQuestion, sign: str, form: str) -> None:
    """In either wording a person hears every sign that a yes may mean."""
    heard = getattr(question, form)
    if question.follow_up:
        heard += " " + getattr(CONTENT.follow_ups[question.follow_up], form)

    assert re.search(AUDIBLE[sign], heard), heard


def test_the_check_asks_the_worst_first() -> None:
    """Eight questions: lungs and heart, brain, spine, limb, gut, then slower things (GRP-01)."""
    assert list(CONTENT.check) == [
        "heart_and_lungs",
        "stroke",
        "both_legs",
        "bladder_and_bowel",
        "one_leg",
        "gut",
        "long_or_after",
        "over_time",
    ]
    assert [bool(question.follow_up) for question in CONTENT.check.values()] == [
        *(False, False, False, False),
        *(True, True, True, False),
    ]


def test_hands_are_off_a_leg_that_may_hold_a_clot_or_a_tear() -> None:
    """AVO-03, REL-16: swollen, hot, discoloured, cold or hurt."""
    for id in ("one_leg_swollen_red_warm", "calf_pain_for_days", "injury", "cold_pale_leg"):
        assert CONTENT.signs[id].hands_off, id
    for id in ("one_leg", "worse"):
        assert CONTENT.danger_question(id).hands_off, id


@pytest.mark.parametrize("id", [id for id, sign in CONTENT.signs.items() if sign.hands_off])
def test_hands_off_is_also_said(id: str) -> None:
    """A sign that stops the stretching and the rubbing tells the person to stop, too."""
    assert re.search(r"^stop\b|don't .*rub", CONTENT.signs[id].do, re.IGNORECASE)


def test_every_same_day_sign_of_the_leg_is_followed_up() -> None:
    """5a, 6a, 7a: a same-day sign may hide an emergency, so one question more is asked."""
    for sign in CONTENT.signs.values():
        if sign.tier == "same_day":
            assert CONTENT.follow_ups[sign.follow_up].tier == "emergency", sign.id
