"""Every sequence of yes, no and unsure through the questions, against the table of clinical E2.

The table is written out here by hand. It knows no state: each sequence is said to a fresh session.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, NamedTuple

import pytest

from skill.alexa.skill import build_skill
from walk.content import book
from walk.events import all_events, envelope, request_ids
from walk.hearing import Ear, Reply, reply_of

EVENTS = {event.name: event for event in all_events()}
SAID = {"yes": "AMAZON.YesIntent", "no": "AMAZON.NoIntent", "unsure": "UnsureIntent"}
SKILL = build_skill()
EAR = Ear(book("en-US"))
IDS = request_ids()

EMERGENCY, SAME_DAY, SOON, NOTHING = "emergency", "same_day", "soon", ""
RANK = {NOTHING: 0, SOON: 1, SAME_DAY: 2, EMERGENCY: 3}


class Asked(NamedTuple):
    """A question of E2: what a yes comes to, and the follow-up that is asked first."""

    id: str
    tier: str
    follow_up: str = ""


E2 = [
    Asked("heart_and_lungs", EMERGENCY),
    Asked("stroke", EMERGENCY),
    Asked("both_legs", EMERGENCY),
    Asked("bladder_and_bowel", EMERGENCY),
    Asked("one_leg", SAME_DAY, "one_leg_cold"),
    Asked("gut", SAME_DAY, "gut_right_now"),
    Asked("long_or_after", SAME_DAY, "very_ill"),
    Asked("over_time", SOON),
]
"""A no to a follow-up leaves the tier beside it; a yes or an unsure to one is an emergency."""
WORSE = Asked("worse", SAME_DAY, "one_leg_cold")
"""Asked when a stretch makes it worse (REL-16)."""


class Sequence(NamedTuple):
    """Answers in order, each with the question it is given to, and what they come to."""

    answers: tuple[tuple[str, str], ...]
    tier: str
    yes_to: frozenset[str]


def sequences(questions: list[Asked], tier: str = NOTHING) -> Iterator[Sequence]:
    """Every way through these questions; an emergency ends it."""
    if not questions:
        yield Sequence((), tier, frozenset())
        return
    first, rest = questions[0], questions[1:]
    for said in SAID:
        for way in after(first, said, rest, tier):
            yes = {first.id} if said != "no" else set()
            yield Sequence(((first.id, said), *way.answers), way.tier, way.yes_to | yes)


def after(asked: Asked, said: str, rest: list[Asked], tier: str) -> Iterator[Sequence]:
    """What comes after one answer."""
    if said == "no":
        yield from sequences(rest, tier)
    elif asked.tier == EMERGENCY:
        yield Sequence((), EMERGENCY, frozenset())
    elif asked.follow_up:
        worst = max(tier, asked.tier, key=RANK.__getitem__)
        yield from sequences([Asked(asked.follow_up, EMERGENCY), *rest], worst)
    else:
        yield from sequences(rest, max(tier, asked.tier, key=RANK.__getitem__))


class Talk:
    """One session, through request and response JSON."""

    def __init__(self) -> None:
        self.attributes: dict[str, Any] = {}
        self.turns = 0

    def say(self, event: str) -> Reply:
        new = not self.turns
        sent = envelope(EVENTS[event], json.dumps(self.attributes), new, IDS[self.turns % len(IDS)])
        self.turns += 1
        answer = json.loads(json.dumps(SKILL.answer(json.loads(sent))))
        self.attributes = answer["sessionAttributes"]
        return reply_of(answer, len(json.dumps(answer)), EAR)


STARTS = {
    "asked for at the start": (["WarningSignsIntent"], E2),
    "offered, and taken up": (
        ["AMAZON.NoIntent", "QuestionIntent dangerous", "AMAZON.YesIntent"],
        E2,
    ),
    "in the middle of a stretch": (["ReliefIntent calf, bed", "WarningSignsIntent"], E2),
    "unasked, after three rounds": (
        ["ReliefIntent calf", *["StillHurtsIntent"] * 3],
        E2,
    ),
    "for a stretch that made it worse": (["ReliefIntent calf", "WorseIntent"], [WORSE]),
}


@pytest.mark.parametrize(("start", "questions"), STARTS.values(), ids=STARTS.keys())
def test_every_sequence_of_answers_comes_to_what_the_table_says(
    start: list[str], questions: list[Asked], capsys: pytest.CaptureFixture[str]
) -> None:
    """Each question in its order, and at the end the worst tier found; never a tier less."""
    ways = list(sequences(questions))
    turns = sum(judged(start, way) for way in ways)
    with capsys.disabled():
        print(f" {len(ways)} ways, {turns} answers", end="")
    assert len(ways) == (WAYS_THROUGH_E2 if questions is E2 else WAYS_THROUGH_WORSE)


WAYS_THROUGH_E2, WAYS_THROUGH_WORSE = 8 + 4 + 3 * (4 + 3 * (4 + 3 * 3)), 1 + 2 * 3
"""Four questions with two endings each; three with four more, and three ways on; one with three."""


def judged(start: list[str], way: Sequence) -> int:
    """Say one sequence and compare every reply; the number of answers given."""
    talk = Talk()
    for event in start:
        reply = talk.say(event)
    for question, said in way.answers:
        assert reply.question == f"danger:{question}", (way, reply.speech.text)
        reply = talk.say(SAID[said])
        assert not reply.speech.faults, way
    assert_outcome(way, reply)
    return len(way.answers)


def assert_outcome(way: Sequence, reply: Reply) -> None:
    """The last reply is the advice of the tier found, and nothing less."""
    told = reply.speech
    assert not reply.question.startswith("danger:"), (way, told.text)
    assert told.tier == RANK[way.tier], (way, told.text)
    if way.tier == EMERGENCY:
        assert reply.ended, way
        assert told.opens_with("advice_now", EMERGENCY), (way, told.text)
        assert told.has("read_back", way.answers[-1][0]), (way, told.text)
        return
    if way.tier == NOTHING:
        went_through = len(way.answers) > 1
        assert told.has("prompt", "no_all_clear") == went_through, (way, told.text)
        return
    alone = len(way.answers) < len(E2)
    assert told.has("advice_meanwhile", way.tier) or alone, (way, told.text)
    assert told.ids("read_back") & way.yes_to or alone, (way, told.text)
