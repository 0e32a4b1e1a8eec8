"""Relief: one movement at a time, each with its hold, until it has eased."""

from __future__ import annotations

from skill.content.types import Content
from skill.dialogue import check, danger, offers, position, triage
from skill.dialogue.acts import Aftercare, Ask, MentionAdvice, Say
from skill.dialogue.events import AskRelief, Event, Signal
from skill.dialogue.returning import ask_again, once, step_again, with_disclaimer
from skill.dialogue.state import State, Turn, change

ROUNDS = 3
"""Counted holds without ease after which the check comes unasked (clinical CAL-05, DUR-05)."""

EASES = ("eased", "rested", "since")
"""Questions to which a yes means that it has eased."""


def start(state: State, event: AskRelief, content: Content, now: int) -> Turn:
    """Give the first movement for a muscle and a place; the same one again where nothing is new."""
    if triage.hands_off(state, content):
        return leave_the_leg(state, content)
    muscle = event.muscle if event.muscle in content.routines else ""
    situation = event.situation if event.situation in content.situations else ""
    new = (muscle and muscle != state.muscle) or (situation and situation != state.situation)
    if not state.step or new:
        return step_again(position.begun(state, content, muscle, situation, now), content)
    if state.phase == "relief" and overdue(state, now):
        return check_unasked(state, content, now)
    return step_again(change(state, unread=0), content)


def leave_the_leg(state: State, content: Content) -> Turn:
    """Rest it: stretching and rubbing have stopped for good (clinical AVO-03, REL-16)."""
    if triage.open_question(state, content):
        return ask_again(check.enter(state), content, Say("leave_the_leg"))
    due = triage.owed(state, content)
    if due and triage.says_hands_off(due.because, content):
        return offers.advise(state, triage.advice(due, state, content))
    advice = (triage.advice(due, state, content),) if due else ()
    return offers.advise(state, Say("leave_the_leg"), *advice)


def respond(state: State, event: Event, content: Content, now: int) -> Turn:
    """Hear whether it has eased, and go on from there."""
    if state.asked == "parked":
        return parked(state, event, content)
    if state.asked == "offer_check":
        taken = event in (Signal.YES, Signal.UNSURE)
        return check.start(state, content) if taken else step_again(state, content)
    if event is Signal.EASED or (event is Signal.YES and state.asked in EASES):
        return eased(state, content)
    if event is Signal.BACK:
        return step_again(position.moved(state, content, -1), content)
    if event in (Signal.NEXT, Signal.CONTINUE) and state.asked != "since":
        return next_step(count_round(state, content), content, now)
    return still_hurts(state, content, now)


def parked(state: State, event: Event, content: Content) -> Turn:
    """Give the movement once the car stands still (clinical REL-15)."""
    if event in (Signal.YES, Signal.NEXT, Signal.CONTINUE):
        return step_again(once(position.moved(state, content, 1), "parked"), content)
    return ask_again(state, content, Say("not_parked"))


def eased(state: State, content: Content) -> Turn:
    """What is owed first; without it, how to go on safely; then what is still to be asked."""
    due = triage.owed(state, content)
    state = change(state, phase="menu", rounds=0, step="")
    if triage.open_question(state, content):
        safely = MentionAdvice(due.tier, due.because) if due else Aftercare(state.situation)
        return check.go_on(check.enter(state), content, safely)
    if due:
        advice = triage.advice(due, state, content)
        room = state.situation and not advice.also
        up = (Aftercare(state.situation, soreness=False),) if room else ()
        return offers.advise(state, advice, *up)
    return with_disclaimer(offers.next_offer(state, content, Aftercare(state.situation)))


def count_round(state: State, content: Content) -> State:
    """The state with our hold counted as a round that did not ease it, and counted once."""
    held = position.current_step(state, content).hold and state.asked not in ("where", "rested")
    return change(state, rounds=state.rounds + bool(held))


def still_hurts(state: State, content: Content, now: int) -> Turn:
    """The next movement; where the muscle is unknown, first ask for it once."""
    if state.phase != "relief" or triage.hands_off(state, content):
        return start(state, AskRelief(), content, now)
    if state.asked == "parked":
        return ask_again(state, content, Say("not_parked"))
    if state.asked == "since":
        return resumed(state, content, now)
    state = count_round(state, content)
    unknown = state.muscle == position.DEFAULT and "where" not in state.said
    if unknown and not due_for_check(state, now, content):
        state = once(change(state, asked="where"), "where")
        return with_disclaimer(Turn(state, (Ask("where"),)))
    return next_step(state, content, now)


def resumed(state: State, content: Content, now: int) -> Turn:
    """The movement that was left, with its hold; after ten minutes the check comes first."""
    if due_for_check(state, now, content):
        return check_unasked(state, content, now)
    return step_again(state, content)


def next_step(state: State, content: Content, now: int) -> Turn:
    """The next movement; after three rounds or ten minutes the check comes first."""
    if triage.hands_off(state, content):
        return leave_the_leg(state, content)
    if not position.hurts(state, content):
        state = position.moved(state, content, 1)
    state = change(state, phase="relief", unread=0)
    if due_for_check(state, now, content):
        return check_unasked(state, content, now)
    return with_disclaimer(step_again(state, content))


def due_for_check(state: State, now: int, content: Content) -> bool:
    """Whether to ask now: after three rounds, ten minutes, or a stretch that made it worse."""
    nothing_left = state.rounds >= ROUNDS or position.hurts(state, content)
    return (nothing_left and "checked" not in state.said) or overdue(state, now)


def overdue(state: State, now: int) -> bool:
    """Whether ten minutes have passed and nobody has spoken of it yet."""
    return too_long(state, now) and "long_cramp" not in state.signs


def too_long(state: State, now: int) -> bool:
    """Whether ten minutes have passed since the cramp was told (clinical DUR-05)."""
    return bool(state.started) and now - state.started >= danger.TOO_LONG * 60


def check_unasked(state: State, content: Content, now: int) -> Turn:
    """Start the check; ten minutes by the clock are themselves a danger sign."""
    if not too_long(state, now) or "long_cramp" in state.signs:
        first = (Say("check_unasked"),) if content.asks_questions else ()
        return check.start(state, content, *first)
    state = once(danger.note(state, ("long_cramp",), content), triage.BY_CLOCK)
    state = triage.raise_questions(state, [content.signs["long_cramp"]], content)
    return check.start(state, content, MentionAdvice("same_day", "long_cramp"))
