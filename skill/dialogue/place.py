"""The place in relief that "continue" comes back to after the session has died.

What a place may hold is where the movements had got to, and nothing a person said of their
health. So a talk in which a sign, a guard or a stretch that hurt is in force keeps none: coming
back without them would offer what they forbid.
"""

from __future__ import annotations

from enum import Enum

from skill.content.types import Content, Step
from skill.dialogue import position, triage
from skill.dialogue.acts import Act, AdviseIfYes, Aftercare, GiveAdvice, MentionAdvice, Say
from skill.dialogue.events import ComeBack, Event, Place, Signal
from skill.dialogue.relief import ROUNDS
from skill.dialogue.returning import ask_again, once
from skill.dialogue.state import State, Turn, change

BOTH_LEGS = "both_legs"
"""A muscle of its own, and the guard that it brings along."""

HOW_LONG = (
    (90, "left_just_now"),
    (7 * 60, "left_some_minutes_ago"),
    (15 * 60, "left_ten_minutes_ago"),
    (25 * 60, "left_twenty_minutes_ago"),
)
"""Up to how many seconds which prompt says how long it has been; beyond, ``LONGEST_AGO``."""
LONGEST_AGO = "left_half_an_hour_ago"


class Mark(Enum):
    """What a turn means for the bookmark."""

    KEEP = "keep"
    FORGET = "forget"
    FORGET_SOON = "forget_soon"
    """Nothing hangs on when: it has eased, or was to be forgotten before."""
    LEAVE = "leave"


def mark(before: State, turn: Turn, content: Content) -> Mark:
    """What to do with the bookmark after a turn was decided.

    It is kept in relief, and in a check that came out of relief. It is forgotten with any advice
    for today or for an emergency, as soon as something is in force that may not be stored, and
    when it has eased. Everything else, a launch above all, leaves it alone.
    """
    after = turn.state
    if any(_forbids(act) for act in turn.acts):
        return Mark.FORGET_SOON if in_force(before, content) else Mark.FORGET
    if _has_eased(before, turn):
        return Mark.FORGET_SOON
    if in_force(after, content):
        return Mark.LEAVE if in_force(before, content) else Mark.FORGET
    from_relief = after.phase == "check" and after.return_to == "relief"
    return Mark.KEEP if after.step and (after.phase == "relief" or from_relief) else Mark.LEAVE


def _forbids(act: Act) -> bool:
    """Whether an act is advice after which nobody is led back to a stretch."""
    if isinstance(act, GiveAdvice | MentionAdvice):
        return act.tier in ("emergency", "same_day")
    return isinstance(act, AdviseIfYes)


def _has_eased(before: State, turn: Turn) -> bool:
    told = any(isinstance(act, Aftercare) for act in turn.acts)
    return not turn.state.step and (told or bool(before.step))


def in_force(state: State, content: Content) -> bool:
    """Whether the talk rests on something about a person's health, which is never stored."""
    guards = set(state.guards) - ({BOTH_LEGS} if state.muscle == BOTH_LEGS else set())
    told = state.signs or state.hurt or state.ask_first or state.earlier
    return bool(guards or told or triage.owed(state, content))


def of(state: State) -> Place:
    """The place of a state in relief; within the check, one from which the check comes first."""
    rounds = ROUNDS if state.phase == "check" else min(state.rounds, ROUNDS)
    return Place(state.muscle, state.situation, state.step, rounds, state.started)


def wanted(state: State, event: Event, content: Content) -> bool:
    """Whether this asks for the place of an earlier session: nothing has begun in this one."""
    if event is not Signal.CONTINUE or state.paused:
        return False
    return state.phase == "welcome" and not state.step and not in_force(state, content)


def come_back(state: State, event: ComeBack, content: Content, now: int) -> Turn:
    """The movement first, how long it has been, the danger line, and whether it has eased.

    The hold waits for the answer: after a while it may have eased, or be worse. Somebody who was
    driving is asked again whether they are parked.
    """
    left = event.place
    guards = (*state.guards, BOTH_LEGS) if left.muscle == BOTH_LEGS else state.guards
    state = change(
        state,
        phase="relief",
        muscle=left.muscle,
        situation=left.situation,
        step=left.step,
        rounds=left.rounds,
        started=left.started,
        guards=tuple(dict.fromkeys(guards)),
        unread=0,
    )
    step = reopening(state, content)
    asked = "parked" if step.asks == "parked" else "since"
    state = once(change(state, step=step.id, asked=asked), "danger_line")
    danger = (Say("danger_line_now"), Say("danger_line_leg"))
    ago = Say(how_long(now - event.left_at))
    return ask_again(state, content, position.show(state, content), ago, *danger)


def reopening(state: State, content: Content) -> Step:
    """Where to begin again: never with standing up, and in a car with parking it."""
    steps = position.allowed_steps(state, content)
    if steps[0].asks == "parked":
        return steps[0]
    at = steps.index(position.current_step(state, content))
    return next(step for step in steps[at::-1] if not step.standing)


def how_long(seconds: int) -> str:
    """The prompt that says how long ago that was, as a person would say it."""
    return next((prompt for end, prompt in HOW_LONG if seconds < end), LONGEST_AGO)
