"""No half of a danger sign's advice can go: what each must tell, from the clinical reference."""

import re

import pytest

from skill.content.load import load

CONTENT = load("en-US")

TELLS = {
    "chest_pain_or_breathless": "sit, still",
    "stroke_signs": "sit or lie, note the time",
    "both_legs_weak_or_numb": "don't .*walk, sitting or lying",
    "saddle_numbness": "sitting or lying",
    "bladder_bowel_control": "sitting or lying",
    "cold_pale_leg": "stop stretching, still, don't rub or warm",
    "faint_or_collapse": "lie flat, help whoever",
    "heart_racing": "sit, still",
    "severe_abdominal_pain": "sitting or lying",
    "black_stool": "sitting or lying",
    "dark_urine": "stop, rest, don't rub",
    "poison": "fresh air, sit, keep the container",
    "heat_illness": "cool place, lie",
    "stiff_all_over": "sitting or lying",
    "one_leg_swollen_red_warm": "stop, don't stretch or rub, checked today",
    "injury": "stop, don't stretch or rub, checked today",
    "fever": "rest, don't stretch or rub, seen today",
    "blood_in_stool": "checked today, don't strain",
    "calf_pain_for_days": "stop, don't stretch or rub, checked today",
    "recent_surgery_or_travel": "checked today, don't rub, surgery or a long trip.*clot",
    "muscle_weakness": "checked today, don't rub, walk on it alone",
    "long_cramp": "seen today",
    "fluid_loss": "small sips, today, limit",
    "weight_loss": "visit, weight loss",
    "frequent_cramps": "visit, keep coming back",
    "sleep_loss": "visit, sleep",
    "pregnancy": "midwife or .*doctor",
}
"""What ``do`` tells, whatever the words around it (clinical F, RF and AVO)."""

CALLS = {
    "one_leg_swollen_red_warm": "cold, chest pain, breathing",
    "calf_pain_for_days": "cold, chest pain, breathing",
    "recent_surgery_or_travel": "cold, chest pain, breathing",
    "injury": "tight|numb|cold|pale",
    "fever": "confused|hard to wake|stiff|very ill",
    "blood_in_stool": "a lot|black|faint|pain",
    "muscle_weakness": "both legs|pee|poop|numb|face",
    "long_cramp": "cold|pale|numb|dark|bear",
    "fluid_loss": "faint|confused|pee|black|blood",
}
"""What ``urgent`` says makes it a call."""


def has_all(text: str, wanted: str) -> list[str]:
    """What is missing of the wanted things."""
    return [one for one in wanted.split(", ") if not re.search(rf"\b(?:{one})", text.lower())]


@pytest.mark.parametrize("sign", [id for id, one in CONTENT.signs.items() if one.do])
def test_advice_tells_all_that_it_must(sign: str) -> None:
    assert not has_all(CONTENT.signs[sign].do, TELLS[sign]), sign


@pytest.mark.parametrize("sign", CALLS)
def test_what_would_make_it_urgent_is_told_with_the_number(sign: str) -> None:
    assert not has_all(CONTENT.signs[sign].urgent, CALLS[sign]), sign
    assert "911" in CONTENT.signs[sign].urgent


def test_the_danger_line_names_what_it_must() -> None:
    """Chest pain, breathing, a leg cold or numb: stop and call (DESIGN section 2)."""
    said = " ".join(
        line for id in ("danger_line_now", "danger_line_leg") for line in CONTENT.prompts[id].say
    )
    assert not has_all(said, "chest pain, trouble breathing, cold, numb, stop, call 911, leg")


def test_an_emergency_calls_first_and_tells_what_to_do_meanwhile() -> None:
    tier = CONTENT.advice["emergency"]
    assert tier.now == "Call 911 now."
    assert not has_all(tier.meanwhile, "unlock the door, phone, don't drive")
