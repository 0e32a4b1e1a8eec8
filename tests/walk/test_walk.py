"""Nothing breaks a promise, whatever the order: a sample here, all of it in ``prove``."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from walk import tables
from walk.content import Book, book
from walk.events import VARIANTS
from walk.exploring import WHOLE, Plan, Walk, walk

SAMPLE = Plan(every=20, widest=50, deepest=6)
SAMPLE_CLASSES, SAMPLE_TRANSITIONS = 590, 17_000
"""Floors: what the sample is known to reach."""
CLASSES, BESIDE, TRANSITIONS = 7100, 6600, 3_250_000
"""Floors: what the walk of everything reaches."""
STROLLS = 400

UNSAID = {
    "prompts.danger_list[0]": "stands in for the questions, where they are switched off",
    "prompts.trouble[0]": "is said when something fails inside, and nothing does",
    "advice.emergency.contact": "is switched off",
    "prompts.left_some_minutes_ago[0]": "is for another length of time than the walk's",
    "prompts.left_twenty_minutes_ago[0]": "is for another length of time than the walk's",
    "prompts.left_half_an_hour_ago[0]": "is for another length of time than the walk's",
    "advice.same_day.if_unread": "is for a question that ends in same day at worst; none does",
}
"""The lines that no conversation says, and why."""


Record = Callable[[str, object], None]


def walked_as(plan: Plan, strolls: int, record_property: Record) -> Walk:
    """The walk by a plan; how far it went is told, also when something is found."""
    start = time.monotonic()
    walked = walk(plan, strolls)
    record_property("the walk", f"{walked.summary()}, {time.monotonic() - start:.0f} s")
    assert not walked.breaches, walked.report()
    return walked


def test_nothing_breaks_a_promise_on_a_sample_of_the_walk(record_property: Record) -> None:
    """Every emergency and stop from every sampled class, and a slice of all else from each."""
    walked = walked_as(SAMPLE, 60, record_property)
    assert len(walked.nodes) >= SAMPLE_CLASSES
    assert walked.transitions >= SAMPLE_TRANSITIONS


@pytest.mark.prove
def test_nothing_breaks_a_promise_from_any_class_to_the_fixpoint(record_property: Record) -> None:
    """Every event from every class of the design, pairs of detours, and strolls.

    It ends when no event leads anywhere new. The lines that nothing said by then are told.
    """
    walked = walked_as(WHOLE, STROLLS, record_property)
    whole = sum(node.whole for node in walked.nodes)
    assert whole >= CLASSES
    assert len(walked.nodes) - whole >= BESIDE
    assert walked.transitions >= TRANSITIONS
    unsaid = book("en-US").sources - walked.heard - set(UNSAID)
    record_property("lines that nothing said", ", ".join(sorted(unsaid)) or "none")


@pytest.fixture(scope="module")
def lines() -> Book:
    return book("en-US")


def test_the_walk_and_the_content_know_the_same_signs(lines: Book) -> None:
    """The tables of the design are what the content holds: a sign moved to another tier shows."""
    rules = lines.files_of("triage/signs")
    assert {id: rule["tier"] for id, rule in rules.items()} == tables.SIGNS
    follow_ups = {id: rule["follow_up"] for id, rule in rules.items() if "follow_up" in rule}
    assert follow_ups == tables.FOLLOW_UP
    assert {id for id, rule in rules.items() if rule.get("hands_off")} == tables.HANDS_OFF
    guards = {id: rule["guard"] for id, rule in rules.items() if "guard" in rule}
    assert guards == tables.GUARD_OF


def test_the_walk_and_the_content_know_the_same_questions(lines: Book) -> None:
    """The eight questions in their order, what each owes, and its follow-up."""
    check = lines.files_of("triage/check")
    assert list(check["questions"]) == tables.CHECK
    every = {**check["questions"], **check["follow_ups"]}
    assert {id: rule["tier"] for id, rule in every.items()} == tables.QUESTIONS
    after = {id: rule["follow_up"] for id, rule in every.items() if "follow_up" in rule}
    assert after == tables.NEXT_AFTER_YES
    assert {id for id, rule in every.items() if rule.get("hands_off")} == tables.HANDS_OFF_QUESTIONS


def test_the_walk_and_the_content_know_the_same_topics_and_places(lines: Book) -> None:
    """A new muscle, place, cause, tip or question is walked."""
    folders = {name.partition("/")[0] for name in lines.files}
    by_folder = {
        folder: {name.partition("/")[2] for name in lines.files if name.startswith(f"{folder}/")}
        for folder in folders
    }
    assert by_folder["routines"] == set(tables.MUSCLES)
    assert by_folder["situations"] == set(tables.SITUATIONS)
    for kind, ids in tables.TOPICS.items():
        assert by_folder[f"{kind}s"] == set(ids)


def test_every_wording_can_be_picked(lines: Book) -> None:
    """The request ids of the walk pick every variant of every line that has some."""
    variants = [entry["say"] for entry in lines.files["prompts"].values()]
    variants += [entry["ask"] for entry in lines.files["asks"].values()]
    assert all(VARIANTS % len(each) == 0 for each in variants)
