"""A danger sign told with a "not" is heard as one, and one that is denied is not (told_and_denied).

English, in the built model. The lines were written for these tests; no sample is one of them.
"""

from __future__ import annotations

from collections import Counter

import pytest
from told_and_denied import DENIED, EMERGENCIES, OVER, TOLD, TURNED, lines, said

from simulator import model
from simulator.interpretation import Interpretation, Understanding
from simulator.understanding import understand

LULLS = frozenset(
    "EasedIntent SymptomDeniedIntent ReliefIntent AMAZON.NoIntent DisagreeIntent AMAZON.StopIntent "
    "AMAZON.CancelIntent FinishIntent AMAZON.NavigateHomeIntent SessionEndedRequest "
    "AMAZON.NextIntent AdvanceIntent AMAZON.ResumeIntent CarryOnIntent".split()
)
"""What would let a danger pass: after these the skill goes on, or ends."""
ASKS = frozenset({"WarningSignsIntent", "CallForHelpIntent"})


@pytest.fixture(scope="module")
def hearing() -> Understanding:
    return understand(model.load("en-US"))


def is_sign(heard: Interpretation) -> bool:
    return heard.intent == "SymptomIntent" or heard.intent.startswith("Sign")


def test_every_sign_is_told_and_denied() -> None:
    """Each in at least five and eight ways, emergencies in seven; no line comes twice."""
    signs = {value.id for value in model.load("en-US").types["CrampSymptom"]}
    told, denied = (Counter(sign for sign, _ in lines(one)) for one in (TOLD, DENIED))

    assert set(told) == set(denied) == signs
    assert min(told.values()) >= 5
    assert min(denied.values()) >= 8
    assert min(told[sign] for sign in EMERGENCIES) >= 7
    assert (
        len({text for _, text in (*lines(TOLD), *lines(DENIED))}) == told.total() + denied.total()
    )


def test_no_line_is_a_sample() -> None:
    """What is measured here was never taught."""
    samples = {text for one in model.load("en-US").intents.values() for text in one.samples}

    assert [text for _, text in (*lines(TOLD), *lines(DENIED)) if text in samples] == []


def test_a_sign_told_with_a_negation_never_lulls(hearing: Understanding) -> None:
    """Be it "can't feel", "no control", "won't hold me" or "nothing comes out": not one."""
    heard = [(text, hearing.interpret(text).intent) for _, text in lines(TOLD)]

    assert [one for one in heard if one[1] in LULLS] == []


def test_a_sign_told_with_a_negation_is_caught(hearing: Understanding) -> None:
    """As some sign, or as a wish to go through them: every emergency, and 19 of 20 of the rest."""
    missed = [
        (sign, text)
        for sign, text in lines(TOLD)
        if not (is_sign(heard := hearing.interpret(text)) or heard.intent in ASKS)
    ]

    assert [one for one in missed if one[0] in EMERGENCIES] == []
    assert len(missed) / len(lines(TOLD)) <= 0.05


def test_a_denied_sign_is_rarely_heard_as_there(hearing: Understanding) -> None:
    """One in twenty at most, over all signs together."""
    there = [text for _, text in lines(DENIED) if is_sign(hearing.interpret(text))]

    assert len(there) / len(lines(DENIED)) <= 0.05, there


def test_most_denials_are_heard_as_such(hearing: Understanding) -> None:
    """More than half; nearly all others are asked about, and hardly any is not understood."""
    heard = Counter(hearing.interpret(text).intent for _, text in lines(DENIED))

    assert heard["SymptomDeniedIntent"] / heard.total() >= 0.6
    assert (heard["SymptomDeniedIntent"] + heard["WarningSignsIntent"]) / heard.total() >= 0.95


@pytest.mark.parametrize(
    ("full", "short"),
    [
        ("my speech is not slurred", "my speech isn't slurred"),
        ("i cannot feel my legs", "i can't feel my legs"),
        ("i can not feel my legs", "i can't feel my legs"),
        ("my bladder will not hold", "my bladder won't hold"),
    ],
)
def test_a_negation_said_in_full_is_heard_the_same(
    hearing: Understanding, full: str, short: str
) -> None:
    whole, contracted = hearing.interpret(full), hearing.interpret(short)

    assert (whole.intent, whole.ids()) == (contracted.intent, contracted.ids())
    assert whole.score == contracted.score


def test_a_sign_behind_a_denial_or_good_news_is_caught(hearing: Understanding) -> None:
    """As in "no fever but my leg is cold": all of them, four of five as a sign."""
    heard = [(text, hearing.interpret(text)) for text in said(TURNED)]

    assert [text for text, one in heard if not (is_sign(one) or one.intent in ASKS)] == []
    assert sum(is_sign(one) for _, one in heard) / len(heard) >= 0.8


def test_a_sign_that_is_over_is_asked_about_or_denied(hearing: Understanding) -> None:
    """It is not there now; whether all is well is for the check to ask."""
    heard = {text: hearing.interpret(text).intent for text in said(OVER)}

    assert set(heard.values()) <= {"WarningSignsIntent", "SymptomDeniedIntent"}, heard
