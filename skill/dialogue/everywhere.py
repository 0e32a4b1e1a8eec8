"""What works in every phase and as the first words: help, stop, repeat, pause and their like."""

from __future__ import annotations

from skill.content.types import URGENCY, Content
from skill.dialogue import check, learn, offers, position, relief, triage
from skill.dialogue.acts import (
    Act,
    Ask,
    ExplainDanger,
    GiveReason,
    Help,
    MentionAdvice,
    Pace,
    Say,
    Wait,
)
from skill.dialogue.events import Event, Signal
from skill.dialogue.returning import ask_again, say_again, step_again, welcome
from skill.dialogue.state import State, TopicAt, Turn, change


def open_(state: State, content: Content) -> Turn:
    """Open with the movement; with advice to leave the leg alone, say that again instead."""
    if triage.hands_off(state, content):
        return relief.leave_the_leg(state, content)
    return welcome(state, content)


def help_(state: State, content: Content) -> Turn:
    """What can be said here; the movement first as long as relief has not begun."""
    unmoved = not state.started or position.unmoved(state)
    movement = unmoved and not triage.hands_off(state, content)
    first: tuple[Act, ...] = (Say("help_movement"),) if movement else ()
    if state.phase == "check":
        return ask_again(state, content, *first, Say("help_check"))
    asked = state.asked or "cramping_now"
    return ask_again(state, content, *first, Help(asked))


def sum_up(state: State, content: Content) -> Turn:
    """Say what to tell the doctor, then ask what was open."""
    return ask_again(change(state, summed_up=True), content, triage.summary(state, content))


def stay_with(state: State, content: Content) -> Turn:
    """To somebody afraid or alone: a word, and then the last thing whole, so that it goes on."""
    turn = say_again(state, content)
    named = Say("welcome")
    acts = (Say("help_movement") if act == named else act for act in turn.acts)
    return Turn(turn.state, (Say("afraid"), *acts))


def pause(state: State, content: Content) -> Turn:
    """Wait a while, then ask whether to go on; what was asked stays open.

    Advice for today is no thing to wait with, so that is said instead of "I'll wait".
    """
    due = triage.owed(state, content)
    pressing = due is not None and URGENCY[due.tier] >= URGENCY["same_day"]
    first = MentionAdvice(due.tier, due.because) if due and pressing else Say("pause")
    return Turn(change(state, paused=True, unread=0), (first, Wait(), Ask("ready")))


def set_pace(state: State, content: Content, pace: Pace) -> Turn:
    """Change how long holds are and how fast lines are read, and say the last thing so."""
    return say_again(change(state, pace=pace), content, Say(f"pace_{pace}"))


def start_over(state: State, content: Content) -> Turn:
    """Begin this part again; what is owed stays owed."""
    state = change(state, unread=0)
    if state.phase == "check":
        return check.go_on(triage.fold(state, content), content)
    if state.phase == "relief":
        state = position.at_step(state, position.allowed_steps(state, content)[0])
        return step_again(change(state, rounds=0), content)
    if state.phase == "learn" and state.topic:
        topic = TopicAt(state.topic.kind, state.topic.id)
        return learn.breath(change(state, topic=topic), content)
    return open_(change(state, offered=()), content)


def meaning(state: State, content: Content) -> Turn:
    """Explain the open danger question; elsewhere say the last thing again."""
    danger = triage.open_question(state, content) if state.phase == "check" else None
    if danger:
        return ask_again(state, content, ExplainDanger(danger))
    return say_again(state, content)


def why_ask(state: State, content: Content) -> Turn | None:
    """One line on why the open danger question is asked; None outside the check."""
    danger = triage.open_question(state, content) if state.phase == "check" else None
    return ask_again(state, content, GiveReason(danger)) if danger else None


def not_understood(state: State, content: Content) -> Turn:
    """Ask again; then say what can be said; then leave the movement with the person and close."""
    if not state.asked:
        return welcome(change(state, unread=1), content)
    state = change(state, unread=state.unread + 1)
    if state.unread == 1:
        return ask_again(state, content, Say("missed"))
    if state.unread == 2:
        return ask_again(state, content, Say("missed_again"), Help(state.asked))
    return offers.close(state, content, Say("missed_too_often"), Say("come_back"))


PACES: tuple[Pace, ...] = ("slow", "normal", "fast")


def pace_after(state: State, event: Event) -> Pace:
    """One pace slower or faster than ours, as far as there is one."""
    by = 1 if event is Signal.FASTER else -1
    return PACES[min(max(PACES.index(state.pace) + by, 0), len(PACES) - 1)]
