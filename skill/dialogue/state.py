"""Where a conversation is: plain facts that survive a JSON round trip.

What can be recomputed is not here: what is owed and which danger question is open follow from
the answers (``triage``), the next movement from the position (``position``).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal, TypeVar

import msgspec

from skill.content.types import Content, Tier
from skill.dialogue.acts import Act, Pace
from skill.dialogue.events import TopicKind

VERSION = 1
T = TypeVar("T")
UNREADABLE = (msgspec.ValidationError, UnicodeEncodeError)
"""What msgspec raises for a value that is not of a type; the second for half a surrogate pair."""

Phase = Literal["welcome", "menu", "relief", "check", "learn", "advice"]
AnswerTo = Literal["yes", "no", "unsure"]


class Answer(msgspec.Struct, frozen=True, array_like=True):
    """One danger question answered."""

    question: str
    said: AnswerTo


class Owed(msgspec.Struct, frozen=True, array_like=True):
    """Advice that must be given: its tier, and the sign or question it rests on."""

    tier: Tier
    because: str


class TopicAt(msgspec.Struct, frozen=True, array_like=True):
    """A topic, and the breath of it that was told last."""

    kind: TopicKind
    id: str
    breath: int = 0


class State(msgspec.Struct, frozen=True, omit_defaults=True):
    """One conversation, between two turns."""

    version: int = 0
    phase: Phase = "welcome"
    asked: str = ""
    """The everyday question that is open; danger questions follow from the answers."""
    paused: bool = False
    unread: int = 0
    """Answers in a row that could not be read."""

    muscle: str = ""
    situation: str = ""
    step: str = ""
    """The movement we are at; empty before a cramp is told and once it has eased."""
    started: int = 0
    """When the cramp was first told, in seconds since the epoch; 0 when it has not been."""
    rounds: int = 0
    """Counted holds that did not ease it."""
    hurt: tuple[str, ...] = ()
    """Stretches that made it worse; none of them is held again."""

    signs: tuple[str, ...] = ()
    """Danger signs named unasked, in order."""
    guards: tuple[str, ...] = ()
    owed: Owed | None = None
    """Owed from named signs and from earlier rounds of questions."""
    answers: tuple[Answer, ...] = ()
    earlier: tuple[Answer, ...] = ()
    """Each yes and unsure from earlier rounds of questions, for the summary."""
    denied: tuple[str, ...] = ()
    """Items of the open danger question that were denied one at a time."""
    ask_first: tuple[str, ...] = ()
    """Danger questions that something said has raised, ahead of the check's own."""
    whole_check: bool = False
    """Whether the check's own questions are being asked, or were."""
    return_to: Phase = "menu"

    topic: TopicAt | None = None
    aside: bool = False
    """Whether ``topic`` was told in the last turn as a detour from another phase."""
    answered: bool = False
    """Whether the last turn took the answer that ended the questions."""
    summed_up: bool = False
    """Whether the last turn said what to tell the doctor."""
    said: tuple[str, ...] = ()
    """What is said once a session and was."""
    offered: tuple[str, ...] = ()
    pace: Pace = "normal"


class Turn(msgspec.Struct, frozen=True):
    """What was decided: where we are now, and what to say."""

    state: State
    acts: tuple[Act, ...]


def change(state: State, **facts: Any) -> State:
    """The state with some facts replaced."""
    return msgspec.structs.replace(state, **facts)


def dump(state: State) -> dict[str, Any]:
    """The state as JSON values, stamped with its version."""
    saved: dict[str, Any] = msgspec.to_builtins(change(state, version=VERSION))
    return saved


def load(saved: object, content: Content) -> State:
    """Rebuild a state; one that is foreign, broken or of another version starts over.

    What keeps a person safe is carried over from anything that still says it readably.
    """
    try:
        state = msgspec.convert(saved, State)
    except UNREADABLE:
        return salvaged(saved, content)
    if state.version != VERSION or not _fits(state, content):
        return salvaged(saved, content)
    return state


def salvaged(saved: object, content: Content) -> State:
    """A new state that keeps the advice owed and the guards in force, where they can be read."""
    from skill.dialogue import triage  # it stands on this module

    facts = saved if isinstance(saved, Mapping) else {}
    owed = _readable(facts.get("owed"), Owed)
    danger = content.check.keys() | content.follow_ups.keys()
    kept = State(
        owed=owed if owed and _owed_fits(owed, content) else None,
        answers=tuple(a for a in _each(facts.get("answers"), Answer) if a.question in danger),
        signs=tuple(sign for sign in _each(facts.get("signs"), str) if sign in content.signs),
        guards=tuple(_each(facts.get("guards"), str)),
    )
    folded = triage.fold(kept, content)
    return State(owed=folded.owed, guards=folded.guards)


def _each(raw: object, kind: type[T]) -> list[T]:
    """The items of a list that can be read."""
    items = raw if isinstance(raw, list | tuple) else ()
    return [read for item in items if (read := _readable(item, kind)) is not None]


def _readable(raw: object, kind: type[T]) -> T | None:
    try:
        return msgspec.convert(raw, kind)
    except UNREADABLE:
        return None


def _fits(state: State, content: Content) -> bool:
    """Whether everything the state names is in this content."""
    danger = content.check.keys() | content.follow_ups.keys()
    return (
        (not state.asked or state.asked in content.asks)
        and _position_fits(state, content)
        and content.signs.keys() >= set(state.signs)
        and danger >= {*(answer.question for answer in _told(state)), *state.ask_first}
        and (state.owed is None or _owed_fits(state.owed, content))
        and (state.topic is None or _topic_fits(state.topic, content))
        and _phase_fits(state)
    )


def _told(state: State) -> tuple[Answer, ...]:
    return (*state.answers, *state.earlier)


def _position_fits(state: State, content: Content) -> bool:
    known = (not state.muscle or state.muscle in content.routines) and (
        not state.situation or state.situation in content.situations
    )
    return known and (
        not state.step or state.step in content.step_ids(state.muscle, state.situation)
    )


def _owed_fits(owed: Owed, content: Content) -> bool:
    reasons = (content.signs, content.check, content.follow_ups)
    return owed.tier in content.advice and any(owed.because in known for known in reasons)


def _topic_fits(topic: TopicAt, content: Content) -> bool:
    known = content.topics(topic.kind).get(topic.id)
    return known is not None and 0 <= topic.breath < len(known.breaths)


def _phase_fits(state: State) -> bool:
    """Whether the phase has what it needs to be in."""
    needs = {
        "relief": state.step and state.asked,
        "learn": state.topic,
        "menu": state.asked.startswith("offer_"),
        "check": (state.whole_check or state.ask_first)
        and (state.muscle or state.return_to != "relief"),
    }
    return bool(needs.get(state.phase, True))
