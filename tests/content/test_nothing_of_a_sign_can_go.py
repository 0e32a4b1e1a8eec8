"""What a danger sign needs can't be taken out unnoticed: whatever goes, a fault names the sign."""

import itertools
import re
import tomllib
from pathlib import Path

import pytest

from skill.content.load import build

ROOT = Path(__file__).resolve().parents[2] / "content"
RULES = tomllib.loads((ROOT / "triage/signs.toml").read_text())
CHECK = tomllib.loads((ROOT / "triage/check.toml").read_text())
ITEMS = tomllib.loads((ROOT / "en/check.toml").read_text())

NEEDS = {
    "emergency": {"heard", "means", "do"},
    "same_day": {"heard", "means", "do", "urgent"},
    "soon": {"heard", "means", "do", "urgent"},
    "guard": {"heard", "means"},
}
"""The lines that a sign of each tier is told with."""

ASKED_IN = {
    "chest_pain_or_breathless": {"heart_and_lungs"},
    "heart_racing": {"heart_and_lungs"},
    "faint_or_collapse": {"heart_and_lungs"},
    "stroke_signs": {"stroke"},
    "both_legs_weak_or_numb": {"both_legs"},
    "saddle_numbness": {"both_legs"},
    "bladder_bowel_control": {"bladder_and_bowel"},
    "one_leg_swollen_red_warm": {"one_leg", "worse"},
    "cold_pale_leg": {"one_leg", "one_leg_cold", "worse"},
    "blood_in_stool": {"gut", "gut_right_now"},
    "black_stool": {"gut", "gut_right_now"},
    "severe_abdominal_pain": {"gut", "gut_right_now"},
    "long_cramp": {"long_or_after"},
    "injury": {"long_or_after", "very_ill", "worse"},
    "poison": {"long_or_after"},
    "heat_illness": {"long_or_after", "very_ill"},
    "dark_urine": {"very_ill", "long_or_after"},
    "stiff_all_over": {"very_ill", "long_or_after"},
    "weight_loss": {"over_time"},
    "frequent_cramps": {"over_time"},
    "sleep_loss": {"over_time"},
}
"""Clinical E2, and REL-16 for a stretch that makes it worse: where each sign is asked about."""
ONLY_VOLUNTEERED = set(
    """fever muscle_weakness calf_pain_for_days fluid_loss recent_surgery_or_travel pregnancy dizzy
    one_leg_numb""".split()
)
"""What no question asks; a person says it unasked, and the list after the check names some."""


def without(text: str, pattern: str) -> str:
    """A file's text with one thing taken out of it."""
    changed, times = re.subn(pattern, lambda found: found["before"], text, count=1)
    assert times, pattern
    return changed


def faults_without(root: Path, file: str, pattern: str) -> list[str]:
    """The faults of the content once something is taken out of one of its files."""
    path = root / f"{file}.toml"
    path.write_text(without(path.read_text(), pattern))
    return build("en-US", root)[1]


def table(name: str) -> str:
    """A pattern for a whole table."""
    return rf"(?m)(?P<before>)^\[{name}\]\n(?:(?!\[).*\n)*"


def line(name: str, key: str) -> str:
    """A pattern for one line of a table; what stands before it in the table stays."""
    return rf"(?m)(?P<before>^\[{name}\]\n(?:(?!\[|{key} = ).*\n)*){key} = .*\n"


@pytest.mark.parametrize("sign", RULES)
def test_the_words_of_a_sign_are_missed(copy: Path, sign: str) -> None:
    assert any(f": {sign}: " in fault for fault in faults_without(copy, "en/signs", table(sign)))


@pytest.mark.parametrize("sign", RULES)
def test_the_rule_of_a_sign_is_missed(copy: Path, sign: str) -> None:
    found = faults_without(copy, "triage/signs", table(sign))
    assert any(f": {sign}: " in fault for fault in found)


@pytest.mark.parametrize(
    ("sign", "key"), [(sign, key) for sign in RULES for key in sorted(NEEDS[RULES[sign]["tier"]])]
)
def test_every_line_of_a_sign_is_missed(copy: Path, sign: str, key: str) -> None:
    """Its read-back, its meaning, its advice, and what would make it urgent."""
    found = faults_without(copy, "en/signs", line(sign, key))
    assert any(f": {sign}.{key}: " in fault for fault in found), found


@pytest.mark.parametrize("sign", sorted({*ASKED_IN, *ONLY_VOLUNTEERED}))
def test_a_sign_is_asked_where_the_reference_asks_it(sign: str) -> None:
    """A question or an item that is taken out with all its traces is missed here."""
    questions = {**CHECK["questions"], **CHECK["follow_ups"]}
    asked = {id for id, rule in questions.items() if sign in rule["covers"]}
    assert asked == ASKED_IN.get(sign, set()), sign
    for id in asked:
        spoken = (id, questions[id].get("follow_up", id))
        assert any(ITEMS[one]["items"].get(sign) for one in spoken), (sign, id)


def test_every_sign_is_in_these_tables() -> None:
    assert set(ASKED_IN) | ONLY_VOLUNTEERED == set(RULES)
    assert not set(ASKED_IN) & ONLY_VOLUNTEERED


@pytest.mark.parametrize(
    ("tier", "key"),
    [
        ("emergency", "now"),
        *itertools.product(
            ("emergency", "same_day", "soon"), ("heard", "meanwhile", "again", "if_unread")
        ),
    ],
)
def test_every_line_of_a_tier_is_missed(copy: Path, tier: str, key: str) -> None:
    found = faults_without(copy, "en/advice", line(tier, key))
    assert any(f": {tier}.{key}: " in fault for fault in found), found
