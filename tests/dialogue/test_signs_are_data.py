"""A new sign, or another order of the questions, needs no Python: it is a change to content/.

How people say a new sign is a change to interaction_model/source/, beside it.
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from talking import Talk

from skill.content.load import build
from skill.dialogue.acts import AskDanger, GiveAdvice, MentionAdvice
from skill.dialogue.events import Signal, TellSigns

CONTENT = Path(__file__).resolve().parents[2] / "content"

RULE = """
[yellow_skin]
tier = "{tier}"
evidence = ["RF-24"]
follow_up = "{follow_up}"
"""
WORDS = """
[yellow_skin]
heard = "yellow skin"
means = "That's skin or eyes that turn yellow."
do = "Have that checked today."
urgent = "Call {emergency_number} if you feel very ill."
"""


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    return Path(shutil.copytree(CONTENT, tmp_path / "content"))


def append(path: Path, text: str) -> None:
    path.write_text(f"{path.read_text()}\n{text}")


@pytest.mark.parametrize(("tier", "follow_up"), [("emergency", ""), ("same_day", "very_ill")])
def test_a_sign_that_is_added_is_met_as_its_tier_demands(
    copy: Path, tier: str, follow_up: str
) -> None:
    append(copy / "triage/signs.toml", RULE.format(tier=tier, follow_up=follow_up))
    append(copy / "en/signs.toml", WORDS)
    content, faults = build("en-US", copy)
    assert faults == []

    talk = Talk(content)
    talk.cramp("calf")
    talk.say(TellSigns(("yellow_skin",)))

    if tier == "emergency":
        assert talk.acts == (GiveAdvice("emergency", "yellow_skin"),)
    else:
        assert talk.acts == (MentionAdvice("same_day", "yellow_skin"), AskDanger("very_ill"))


def test_questions_are_asked_in_the_order_of_the_file(copy: Path) -> None:
    """The second table put first is asked first."""
    path = copy / "triage/check.toml"
    text = path.read_text()
    table = re.search(r"(?m)^\[questions\.stroke\]\n(?:(?!\[).*\n)*", text)
    assert table
    first = text.index("[questions.")
    path.write_text(text[:first] + table[0] + text[first:].replace(table[0], ""))
    content, faults = build("en-US", copy)
    assert faults == []

    talk = Talk(content)
    talk.say(Signal.CHECK)
    assert talk.acts[-1] == AskDanger("stroke")
    talk.say(Signal.NO)
    assert talk.acts[-1] == AskDanger("heart_and_lungs")
