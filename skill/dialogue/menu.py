"""Welcome and menu: is it cramping now, and one yes/no offer at a time."""

from __future__ import annotations

from skill.content.types import Content
from skill.dialogue import check, learn, offers, relief, triage
from skill.dialogue.acts import Say
from skill.dialogue.events import AskRelief, AskTopic, Event, Signal
from skill.dialogue.returning import ask_again, say_again, welcome
from skill.dialogue.state import State, Turn

OFFERED = {
    "offer_why": AskTopic("cause"),
    "offer_tip": AskTopic("tip"),
    "offer_after": AskTopic("tip", "after"),
}
"""What a yes to an offer asks for."""


def respond_to_welcome(state: State, event: Event, content: Content, now: int) -> Turn:
    """Start relief unless it does not cramp now."""
    if not state.asked or event is Signal.BACK:
        return welcome(state, content)
    if event is Signal.CONTINUE:
        return ask_again(state, content, Say("no_place_kept"))
    if event is Signal.NO:
        due = triage.owed(state, content)
        advised = triage.ADVISED in state.said
        advice = (triage.advice(due, state, content),) if due and not advised else ()
        return offers.next_offer(state, content, *advice)
    return relief.start(state, AskRelief(), content, now)


def respond_to_offer(state: State, event: Event, content: Content) -> Turn:
    """Take the offer up, or make the next one."""
    if event is Signal.BACK:
        return say_again(state, content)
    if event in (Signal.YES, Signal.NEXT, Signal.CONTINUE):
        return accept(state, content)
    if event is Signal.UNSURE and state.asked == "offer_check":
        return accept(state, content)
    return offers.next_offer(state, content)


def accept(state: State, content: Content) -> Turn:
    """Do what was offered."""
    if state.asked == "offer_check":
        return check.start(state, content)
    return learn.tell(state, OFFERED[state.asked], content)
