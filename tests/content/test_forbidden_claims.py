"""What must never be said, and what is said only with its guard (clinical reference, section G).

Here every line is held to the rules by itself; the walk holds whole replies to them.
"""

import pytest
from claims import NEVER, ONLY_WITH, found

from skill.content.lines import every_step, shown_lines, spoken_lines
from skill.content.load import build

CONTENT = {locale: build(locale)[0] for locale in ("en-US", "en-GB")}
LINES = sorted(
    {
        found
        for content in CONTENT.values()
        for lines in (spoken_lines, shown_lines)
        for found in lines(content)
    }
)


@pytest.mark.parametrize(("rule", "pattern", "example"), NEVER)
def test_no_line_makes_a_forbidden_claim(rule: str, pattern: str, example: str) -> None:
    """Not in any line of any locale."""
    assert found(pattern, example), f"{rule}: the pattern does not bite"
    assert [found_ for found_ in LINES if found(pattern, found_[2])] == []


@pytest.mark.parametrize(("rule", "pattern", "guard", "example"), ONLY_WITH)
def test_a_risky_line_carries_its_guard(rule: str, pattern: str, guard: str, example: str) -> None:
    """In the same line: what is said alone may be heard alone."""
    lines = [place for place in LINES if place[1] not in ("name", "title")]
    risky = [place for place in lines if found(pattern, place[2])]

    assert found(pattern, example), f"{rule}: the pattern does not bite"
    assert not found(guard, example), f"{rule}: the guard guards nothing"
    assert risky, f"{rule}: no line left that needs this guard"
    assert [place for place in risky if not found(guard, place[2])] == []


def test_standing_is_never_first_and_always_guarded() -> None:
    """NOT-06: only a standing step makes anybody stand, and it says who must not."""
    for _, key, step in every_step(CONTENT["en-US"]):
        if found(r"\bstand\b", step.say):
            assert step.standing, step.id
        if step.standing:
            assert key != "steps[0]"
            assert found(r"^only if you're steady", step.say), step.id
            assert found(r"dizzy", step.say), step.id
            assert found(r"numb", step.say), step.id
            assert found(r"^only if steady\b.*not.*(dizzy.*numb|numb.*dizzy)", step.show), step.id


def test_the_action_comes_before_anything_else() -> None:
    """NOT-03: no comfort, no reason, no read-back ahead of what to do."""
    for locale, number in (("en-US", "911"), ("en-GB", "your local emergency number")):
        content = CONTENT[locale]
        assert content.advice["emergency"].now == f"Call {number} now."
        assert content.advice["emergency"].again == f"Call {number}."
        for sign in (*content.signs.values(), *content.check.values()):
            if sign.tier in ("same_day", "soon"):
                opening = sign.do.split(". ")[0]
                assert found(r"^(stop|rest|have|get|take|book|tell|don't)\b", opening), sign.id
                assert found(r"\b(today|visit)\b", sign.do), sign.id


def test_an_emergency_says_what_to_do_until_help_comes() -> None:
    """GRP-12: sit or lie, unlock the door, keep the phone, don't drive; and never a wait."""
    meanwhile = CONTENT["en-US"].advice["emergency"].meanwhile
    for words in ("Unlock the door", "phone near", "don't drive"):
        assert words in meanwhile
    content = CONTENT["en-US"]
    for sign in (*content.signs.values(), *content.check.values(), *content.follow_ups.values()):
        if sign.tier == "emergency":
            assert found(r"\b(sit|sitting|lie|lying|still|rest)\b", sign.do), sign.id


def test_an_unread_answer_is_never_taken_for_a_no() -> None:
    """NOT-15: the safer advice, for a yes and for somebody who can't tell."""
    for tier, given in CONTENT["en-US"].advice.items():
        assert found(r"^if the answer is yes, or you can't tell, ", given.if_unread), tier
        assert found(r"911|advice today|book a visit", given.if_unread), tier


def test_an_intimate_answer_is_read_back_in_a_few_words() -> None:
    """NOT-14: others may hear; seven words at most, and none of the plainest."""
    content = CONTENT["en-US"]
    for sign in (*content.signs.values(), *content.check.values(), *content.follow_ups.values()):
        assert len(sign.heard.split()) <= 7, sign.id
    for id in ("bladder_bowel_control", "saddle_numbness"):
        assert not found(r"\b(pee|poop|bottom)\b", content.signs[id].heard), id
    assert not found(r"\b(pee|poop)\b", content.check["bladder_and_bowel"].heard)


def test_the_check_never_clears_anybody() -> None:
    """NOT-02, GRP-09: a no to everything ends with what can't be known."""
    for variant in CONTENT["en-US"].prompts["no_all_clear"].say:
        assert variant.startswith("I can't rule things out.")
