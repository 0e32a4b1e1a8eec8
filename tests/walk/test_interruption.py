"""A danger sign in a person's own words, none of them a sample, wherever the talk is.

The sentences were written by people who never saw the interaction model. Each is understood, sent
as the request that Alexa would send, and the reply judged by the promises of the walk.
"""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import NamedTuple

import pytest

from simulator import envelope, model
from simulator.interpretation import Interpretation
from simulator.model import Model
from simulator.understanding import understand
from walk import tables
from walk.bookmark import Walked
from walk.content import book
from walk.events import Event, all_events, sign_meaning
from walk.exploring import ROOT, Node, Walker

SENTENCES = Path(__file__).resolve().parents[2] / "benchmarks/understanding/development.en-US.jsonl"
OLDER = Path(__file__).resolve().parents[1] / "simulator/held_out.en-US.txt"
FEWEST = 6
"""Sentences for each sign that must be understood; of how many is a benchmark's matter."""
NO = "AMAZON.NoIntent"
CALF = "ReliefIntent calf"
CHECK = "WarningSignsIntent"
LEG_YES = [CHECK, *[NO] * 4, "AMAZON.YesIntent"]

MOMENTS: dict[str, list[str]] = {
    "as the first words": [],
    "at the welcome": ["LaunchRequest"],
    "in the first hold": [CALF],
    "in a hold in bed": ["ReliefIntent calf, bed", NO],
    "on the toilet": ["ReliefIntent toilet"],
    "while it rests": [CALF, "WorseIntent", NO],
    "asked below or above": ["ReliefIntent", NO],
    "asked front or back": ["ReliefIntent thigh"],
    "asked whether parked": ["ReliefIntent driving"],
    "in a pause of a hold": [CALF, "AMAZON.PauseIntent"],
    "in a pause of a question": [CHECK, "AMAZON.PauseIntent"],
    "in a tip": ["PreventionIntent water"],
    "in a cause": ["WhyIntent night"],
    "in a common question": ["QuestionIntent magnesium"],
    "in a why during a hold": [CALF, "WhyIntent"],
    "offered care": [CALF, "EasedIntent"],
    "offered why": [CALF, "EasedIntent", NO],
    "offered a tip": [CALF, "EasedIntent", NO, NO],
    "offered the check": [CALF, "EasedIntent", NO, NO, NO],
    "after advice": ["SymptomIntent fever", NO],
    "not understood once": [CALF, "AMAZON.FallbackIntent"],
    "not understood once in the check": [CHECK, "AMAZON.FallbackIntent"],
    "not understood twice": [CALF, *["AMAZON.FallbackIntent"] * 2],
    "one item denied": [CHECK, "SymptomDeniedIntent chest_pain_or_breathless: chest pain"],
    **{f"asked {id}": [CHECK, *[NO] * n] for n, id in enumerate(tables.CHECK)},
    "asked one_leg_cold": LEG_YES,
    "asked gut_right_now": [CHECK, *[NO] * 5, "AMAZON.YesIntent"],
    "asked very_ill": [CHECK, *[NO] * 6, "AMAZON.YesIntent"],
    "asked worse": [CALF, "WorseIntent"],
    "with something owed": [*LEG_YES, NO, NO],
    "back in a new session": [CALF, "CarryOnIntent in a new session"],
    "ten minutes on": [CALF, "StillHurtsIntent  eleven minutes later"],
}
"""Where the talk is, by the events that lead there."""


class Spoken(NamedTuple):
    """A sentence, the signs its writer meant, and what was understood."""

    words: str
    meant: frozenset[str]
    heard: Interpretation


def told() -> list[tuple[str, str]]:
    """Every sentence that says danger signs are there, and the signs, joined by a plus."""
    lines = [json.loads(line) for line in SENTENCES.read_text(encoding="utf-8").splitlines()]
    pairs = [(line["say"], line["means"].partition(":")) for line in lines]
    found = [(say, signs) for say, (kind, _, signs) in pairs if kind in ("sign", "signs")]
    older = (line.split(" | ") for line in OLDER.read_text(encoding="utf-8").splitlines())
    named = [(line[1], line[0].removeprefix("sign ")) for line in older if len(line) == 2]
    return found + [(say, sign) for say, sign in named if sign in tables.SIGNS]


@pytest.fixture(scope="module")
def heard() -> Model:
    return model.load("en-US")


@pytest.fixture(scope="module")
def spoken(heard: Model) -> list[Spoken]:
    """Those sentences as they are understood, but for the few that are a sample."""
    samples = {sample for intent in heard.intents.values() for sample in intent.samples}
    understanding = understand(heard)
    return [
        Spoken(say, frozenset(signs.split("+")), understanding.interpret(say))
        for say, signs in told()
        if say not in samples
    ]


@pytest.fixture(scope="module")
def known() -> Walker:
    """Answers the events that lead to a moment."""
    return Walker(all_events())


def signs_in(heard: Interpretation) -> frozenset[str]:
    """The signs that an interpretation names: by an intent of their own, or in slots."""
    own = {f"Sign{''.join(p.capitalize() for p in id.split('_'))}Intent": id for id in tables.SIGNS}
    if heard.intent in own:
        return frozenset({own[heard.intent]})
    named = (heard.ids().get(slot) for slot in ("symptom", "also"))
    return frozenset(id for id in named if id) if heard.intent == "SymptomIntent" else frozenset()


def worst(signs: frozenset[str]) -> int:
    return max((tables.RANK[tables.SIGNS[sign]] for sign in signs), default=-1)


def understood(one: Spoken) -> bool:
    """Whether a sign is heard that is as urgent as what was meant, or more urgent."""
    heard = signs_in(one.heard)
    return bool(heard) and worst(heard) >= worst(one.meant)


def event_of(one: Spoken, heard: Model) -> Event:
    """The request that Alexa would send for these words."""
    asked = envelope.intent(heard.intents[one.heard.intent], one.heard.slots)
    request = json.dumps({**asked, "locale": "en-US"})[:-1]
    return Event(one.words, request, sign_meaning(*sorted(signs_in(one.heard))))


def node_at(path: list[str], known: Walker) -> Node:
    """The moment that a path of events leads to."""
    numbers = {event.name: n for n, event in enumerate(known.events)}
    node = ROOT
    for name in path:
        step = known.step(node, json.loads(node.attributes), numbers[name], 0)
        node = step.node(0, 0)
    return node


def test_the_moments_are_all_there_are(known: Walker) -> None:
    """Every question that can be open is open in one of them."""
    asks = set(book("en-US").files["asks"]) - {"welcome"}
    danger = {f"danger:{id}" for id in tables.QUESTIONS}
    assert {node_at(path, known).memory.open for path in MOMENTS.values()} == asks | danger | {""}


@pytest.mark.parametrize("sign", tables.SIGNS)
def test_a_sign_is_understood_in_words_that_are_no_sample(sign: str, spoken: list[Spoken]) -> None:
    meant = [one for one in spoken if one.meant == {sign}]
    right = [one for one in meant if understood(one)]
    assert len(right) >= FEWEST, [
        (one.words, one.heard.intent) for one in meant if one not in right
    ]


@pytest.mark.parametrize("moment", MOMENTS)
def test_a_sign_said_in_own_words_is_met_wherever_the_talk_is(
    moment: str, spoken: list[Spoken], heard: Model, known: Walker
) -> None:
    """Each reply keeps every promise of the walk, those about its tier first of all."""
    node = node_at(MOMENTS[moment], known)
    events = [event_of(one, heard) for one in spoken if understood(one)]
    walker = Walker(events, walked=Walked(known.skill, known.store))
    before = json.loads(node.attributes)
    broken = {
        event.name: step.faults
        for n, event in enumerate(events)
        if (step := walker.step(node, before, n, n)).faults
    }
    assert not broken
    assert Counter(len(event.meaning[1]) for event in events)[1] >= FEWEST * len(tables.SIGNS)
