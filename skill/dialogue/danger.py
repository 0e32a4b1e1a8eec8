"""What interrupts everything: a danger sign, a call for help, a leg that gets worse."""

from __future__ import annotations

from skill.content.types import Content, Sign
from skill.dialogue import check, offers, position, triage
from skill.dialogue.acts import Act, DescribeSign, GiveAdvice, MentionAdvice, Say
from skill.dialogue.events import TellSigns
from skill.dialogue.returning import ask_again, step_again
from skill.dialogue.state import Owed, State, Turn, change

TOO_LONG = 10
"""Minutes after which a cramp that has not eased is a danger sign (clinical DUR-03)."""


def call_for_help(state: State) -> Turn:
    """Say what to do; the skill never offers to call (platform P7)."""
    return Turn(state, (GiveAdvice("emergency", ""),))


def tell(state: State, event: TellSigns, content: Content) -> Turn | None:
    """Meet named signs as the worst of them demands; None when it is no danger sign after all."""
    signs = tuple(sign for sign in _with_duration(event) if sign in content.signs)
    worst = triage.worst_sign(signs, content)
    if worst is None:
        return None if event.minutes is not None else check.start(state, content)
    state = note(state, signs, content)
    if worst.tier == "emergency":
        return Turn(state, (GiveAdvice("emergency", worst.id),))
    if worst.tier == "same_day":
        return follow_up(state, worst, content, MentionAdvice("same_day", worst.id))
    if worst.tier == "soon":
        return soon(state, worst, content)
    return follow_up(state, worst, content, Say(f"guard_{worst.guard}", worst.id))


def _with_duration(event: TellSigns) -> tuple[str, ...]:
    """The signs named, with a cramp that is too long added and one that is not removed."""
    if event.minutes is None:
        return event.signs
    if event.minutes >= TOO_LONG:
        return event.signs or ("long_cramp",)
    return tuple(sign for sign in event.signs if sign != "long_cramp")


def note(state: State, signs: tuple[str, ...], content: Content) -> State:
    """Remember signs, the guards they bring and the advice they owe."""
    new = [content.signs[sign] for sign in signs if sign not in state.signs]
    guards = [sign.guard for sign in new if sign.guard and sign.guard not in state.guards]
    owed = state.owed
    for sign in new:
        if sign.tier != "guard":
            owed = triage.worse(owed, Owed(sign.tier, sign.id))
    return change(
        state,
        signs=(*state.signs, *(sign.id for sign in new)),
        guards=(*state.guards, *guards),
        owed=owed,
        unread=0,
    )


def follow_up(state: State, sign: Sign, content: Content, said: Act) -> Turn:
    """Say a sign's advice, then ask its follow-up; without one, go back to where we were."""
    if sign.follow_up and sign.follow_up not in state.ask_first:
        state = change(state, ask_first=(sign.follow_up, *state.ask_first))
    state = _in_check_if_open(state, content)
    if state.phase == "check":
        return check.go_on(state, content, said)
    if state.phase == "relief" and not triage.hands_off(state, content):
        return step_again(state, content, said)
    if sign.tier == "same_day":
        return offers.advise(state, GiveAdvice("same_day", sign.id))
    return ask_again(state, content, said)


def _in_check_if_open(state: State, content: Content) -> State:
    return check.enter(state) if triage.open_question(state, content) else state


def soon(state: State, sign: Sign, content: Content) -> Turn:
    """Note it where something is under way; where nothing is, give the advice."""
    if state.phase in ("relief", "check"):
        return ask_again(state, content, Say("noted", sign.id))
    if not state.started:
        state = change(state, phase="welcome", asked="cramping_now")
        return ask_again(state, content, GiveAdvice("soon", sign.id))
    return offers.next_offer(state, content, GiveAdvice("soon", sign.id))


def worse(state: State, content: Content, now: int) -> Turn:
    """Stop the stretch at once and ask about a pop, swelling, heat or cold.

    Never another round of the same hold: the place to come back to is the next movement.
    """
    if "worse" in state.ask_first:
        return check.start(state, content, Say("stop_stretching"))
    state = _at_another_movement(state, content, now)
    state = check.enter(change(state, ask_first=("worse", *state.ask_first)))
    return check.go_on(state, content, Say("stop_stretching"))


def _at_another_movement(state: State, content: Content, now: int) -> State:
    if state.phase == "check":
        return state
    if state.step:
        return change(position.moved(state, content, 1), phase="relief")
    return position.begun(state, content, "", "", now)


def describe(state: State, sign: str, content: Content) -> Turn:
    """Say what a sign is, then ask what was open."""
    return ask_again(state, content, DescribeSign(sign))
