"""Every reply that a fresh session can lead to, through the skill as a black box."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from linter import meanings
from linter.project import Project
from linter.reading import sentences
from simulator.device import device
from simulator.envelope import Ids
from simulator.interpretation import Named
from simulator.model import Intent, Model
from simulator.session import Conversation
from simulator.turn import Place, Turn

LONGEST = 15
"""Turns of a talk that is followed."""
BEGAN = datetime(2026, 1, 5, 3, 0, tzinfo=UTC)
SOME_TIME = "PT20M"
"""What fills a slot for a length of time."""

Request = Named | None
"""An intent named outright; None opens the skill."""


@dataclass(frozen=True)
class Told:
    """A reply, and how it came about."""

    path: tuple[str, ...]
    """What was said from the first request on."""
    turn: Turn
    after: Place

    @property
    def place(self) -> str:
        """For a finding."""
        return " > ".join(self.path)


def talks(project: Project) -> Iterator[Told]:
    """Each reply once, by the shortest talk that leads to it.

    A talk is followed for as long as it brings a sentence that was not heard before.
    """
    conversation = Conversation(
        project.skill,
        project.model,
        project.understanding,
        device("echo"),
        Ids("linter"),
        BEGAN,
    )
    known: set[str] = set()
    heard: set[tuple[str, bool]] = set()
    requests: tuple[Request, ...] = tuple(openers(project.model))
    level = [Told((), Turn(""), conversation.place)]
    for _ in range(LONGEST):
        following = []
        for before in level:
            for told in _answers(conversation, before, requests):
                key = (told.turn.speech.text, told.turn.open)
                if key not in heard:
                    heard.add(key)
                    yield told
                new = set(sentences(told.turn.speech.text)) - known
                known |= new
                if new and told.turn.open:
                    following.append(told)
        requests, level = tuple(answers(project.model)), following


def _answers(
    conversation: Conversation, before: Told, requests: tuple[Request, ...]
) -> Iterator[Told]:
    for request in requests:
        conversation.place = before.after
        turn = conversation.name(request) if request else conversation.open()
        yield Told((*before.path, turn.did), turn, conversation.place)


def openers(model: Model) -> Iterator[Request]:
    """What a session can begin with: the name, each intent, with each value of each slot.

    Relief comes with every pair of values, since what it opens with depends on both.
    """
    yield None
    for intent in model.intents.values():
        yield Named(intent.name)
        for slot in intent.slots:
            yield from (Named(intent.name, {slot: id_}) for id_ in _ids(model, intent, slot))
    relief = model.intents.get(meanings.RELIEF)
    if relief and len(relief.slots) == 2:
        one, other = relief.slots
        for id_ in _ids(model, relief, one):
            for with_ in _ids(model, relief, other):
                yield Named(relief.name, {one: id_, other: with_})


def _ids(model: Model, intent: Intent, slot: str) -> list[str]:
    values = model.types.get(intent.slots[slot])
    return [SOME_TIME] if values is None else [value.id for value in values]


def answers(model: Model) -> Iterator[Request]:
    """What can be said next, each meaning once: no sign's own intent, and no soft twin."""
    known = [name for name in model.intents if not meanings.is_own(name)]
    spoken_for = [
        one for one in known if meanings.has_builtin(one) and not meanings.is_builtin(one)
    ]
    return (Named(name) for name in known if name not in spoken_for)
