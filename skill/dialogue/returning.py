"""The way back: the open question again, or all of the last thing again.

A detour speaks first and then asks what was open (``ask_again``). A repeat or the end of a pause
says the last thing whole (``say_again``). Both read the state alone, so every detour comes back
to the same place.
"""

from __future__ import annotations

from skill.content.types import URGENCY, Content
from skill.dialogue import position, triage
from skill.dialogue.acts import Act, Ask, Explain, MentionAdvice, Say, WarnUrgent
from skill.dialogue.state import State, TopicAt, Turn, change


def ask_again(state: State, content: Content, *first: Act) -> Turn:
    """Say the detour's acts, then ask what was open."""
    danger = triage.open_question(state, content) if state.phase == "check" else None
    if danger:
        return Turn(state, (*first, triage.asking(content.danger_question(danger), state)))
    if not state.asked:
        state = change(state, asked="cramping_now")
    return Turn(state, (*first, Ask(state.asked)))


def say_again(state: State, content: Content, *first: Act) -> Turn:
    """Say the last thing whole, and ask what was open."""
    if not state.asked and state.phase != "check":
        return welcome(state, content)
    if state.summed_up:
        return ask_again(state, content, *first, triage.summary(state, content))
    if state.aside and state.topic:
        return ask_again(state, content, *first, *told(state, state.topic, content))
    if state.phase == "relief" and state.asked not in ("where", "offer_check", "since"):
        return step_again(state, content, *first)
    return ask_again(state, content, *first, *_substance(state, content))


def told(state: State, topic: TopicAt, content: Content) -> tuple[Act, ...]:
    """A topic's breath, with what must come ahead of it.

    No word on stretching, rubbing or warming goes to a leg to be left alone, and none that calms
    to somebody who owes a doctor a call: that advice stands in its place (clinical NOT-02, S1-53).
    """
    due = triage.owed(state, content)
    calms = content.topics(topic.kind)[topic.id].breaths[topic.breath].calms
    if calms and due and URGENCY[due.tier] >= URGENCY["same_day"]:
        return (MentionAdvice(due.tier, due.because), WarnUrgent(due.because))
    if withheld(state, topic, content):
        return (Say("nothing_on_the_leg"),)
    breath = Explain(topic.kind, topic.id, topic.breath)
    return (Say("leave_the_leg"), breath) if triage.hands_off(state, content) else (breath,)


def withheld(state: State, topic: TopicAt, content: Content) -> bool:
    """Whether a breath tells to stretch, rub, warm, cool or work a leg that is to be left alone."""
    breath = content.topics(topic.kind)[topic.id].breaths[topic.breath]
    return breath.handles and triage.hands_off(state, content)


def step_again(state: State, content: Content, *first: Act) -> Turn:
    """Read our movement aloud and ask its question; rest where that stretch made it worse."""
    if position.hurts(state, content):
        state = change(state, phase="relief", asked="rested")
        return ask_again(state, content, *first, Say("rest_gently"))
    step = position.give(state, content)
    state = position.at_step(state, position.current_step(state, content))
    if step.danger_line:
        state = once(state, "danger_line")
    return ask_again(change(state, phase="relief"), content, *first, step)


def welcome(state: State, content: Content) -> Turn:
    """Open with the movement, and ask whether it cramps; a leg to be left alone is left alone."""
    state = change(state, phase="welcome", asked="cramping_now")
    if triage.hands_off(state, content):
        return Turn(state, (Say("leave_the_leg"), Ask("cramping_now")))
    return Turn(state, (Say("welcome"), Ask("welcome")))


def with_disclaimer(turn: Turn) -> Turn:
    """The turn with the disclaimer ahead of its last words, once a session (clinical DIS-05)."""
    if "disclaimer" in turn.state.said:
        return turn
    *acts, last = turn.acts
    return Turn(once(turn.state, "disclaimer"), (*acts, Say("disclaimer"), last))


def once(state: State, what: str) -> State:
    """Remember that something said once a session was said."""
    return state if what in state.said else change(state, said=(*state.said, what))


def forget(state: State, what: str) -> State:
    """Let something be said once more."""
    return change(state, said=tuple(said for said in state.said if said != what))


def _substance(state: State, content: Content) -> tuple[Act, ...]:
    """What stood before the open question."""
    if state.asked == "since":
        return (position.show(state, content),)
    owed = triage.owed(state, content)
    advised = state.phase == "welcome" and triage.ADVISED in state.said
    if owed and (state.phase == "advice" or advised):
        return (triage.advice(owed, state, content),)
    if state.phase == "welcome":
        return welcome(state, content).acts[:1]
    if state.phase == "learn" and state.topic:
        return told(state, state.topic, content)
    return ()
