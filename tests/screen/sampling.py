"""The screens that the skill really sends: every kind of answer, and talks at random."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from functools import cache
from typing import Any

from walk.events import Event, all_events, envelope, request_ids

from skill.alexa.skill import Skill, build_skill
from skill.storage.memory import MemoryBookmarks

Json = dict[str, Any]

TALKS, TURNS = 110, 20
APL = "Alexa.Presentation.APL"
NO_SCREEN = '"supportedInterfaces": {}'
SCREEN = json.dumps({"supportedInterfaces": {APL: {"runtime": {"maxVersion": "1.6"}}}})[1:-1]


def on_a_screen(request: str) -> Json:
    """A request of the walk's, from a device with a screen."""
    assert request.count(NO_SCREEN) == 1
    sent: Json = json.loads(request.replace(NO_SCREEN, SCREEN))
    return sent


def talk(skill: Skill, events: list[Event], seed: int) -> Iterator[tuple[Event, Json]]:
    """Events at random, with what is answered; after the end of a session the next begins."""
    dice, ids = random.Random(seed), request_ids()  # noqa: S311
    attributes, new = "{}", True
    plain = [event for event in events if event.goes_on]
    for _ in range(TURNS):
        event = dice.choice(events if dice.random() < 0.5 else plain)
        answer = skill.answer(on_a_screen(envelope(event, attributes, new, dice.choice(ids))))
        yield event, answer
        new = answer["response"].get("shouldEndSession") is not False
        attributes = "{}" if new else json.dumps(answer["sessionAttributes"])


@cache
def answers() -> tuple[Json, ...]:
    """Responses to every event as first words, to talks at random, and to coming back."""
    skill, events = build_skill(), [event for event in all_events() if not event.new]
    firsts = [
        skill.answer(on_a_screen(envelope(event, "{}", True, id)))
        for event in events
        for id in request_ids()[:2]
    ]
    talks = [answer for seed in range(TALKS) for _, answer in talk(skill, events, seed)]
    return (*firsts, *talks, *coming_back(events))


def coming_back(events: list[Event]) -> Iterator[Json]:
    """Responses to "continue" in a new session, wherever relief was left."""
    skill, id = build_skill(bookmarks=MemoryBookmarks()), request_ids()[0]
    again = next(event for event in all_events() if event.meaning == ("come_back",))
    no = next(event for event in events if event.meaning == ("no",))
    for event in (event for event in events if event.meaning[0] == "relief"):
        left = skill.answer(on_a_screen(envelope(event, "{}", True, id)))
        for _ in range(2):
            yield skill.answer(on_a_screen(envelope(again, "{}", True, id)))
            attributes = json.dumps(left["sessionAttributes"])
            left = skill.answer(on_a_screen(envelope(no, attributes, False, id)))


@cache
def directives() -> tuple[Json, ...]:
    """Every screen among them once, whatever its question is marked with."""
    found: dict[str, Json] = {}
    for answer in answers():
        for directive in answer["response"].get("directives", ()):
            screen = {**directive["datasources"]["screen"], "mark": ""}
            found.setdefault(json.dumps(screen, sort_keys=True), directive)
    return tuple(found.values())


TEXTS = ("words", "details", "question", "owed")


@cache
def hardest() -> tuple[Json, ...]:
    """Of the screens that are built alike those with the most words: where these fit, all do."""
    alike: dict[str, list[Json]] = {}
    for directive in directives():
        screen = directive["datasources"]["screen"]
        built = {key: bool(screen[key]) for key in (*TEXTS, "eyebrow", "number", "drawn", "count")}
        labels = [button["label"] for button in screen["buttons"]]
        key = json.dumps((built, labels, screen["size"], screen["kind"]))
        alike.setdefault(key, []).append(directive)
    found = {}
    for group in alike.values():
        for text in TEXTS:
            group.sort(key=lambda one: -len(one["datasources"]["screen"][text]))
            found |= {id(one): one for one in group[:2]}
    return tuple(found.values())
