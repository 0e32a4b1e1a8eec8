"""Why it happens, how to prevent it, and common questions: a breath at a time."""

from __future__ import annotations

from skill.content.types import Content
from skill.dialogue import offers
from skill.dialogue.acts import Ask
from skill.dialogue.events import AskTopic, Event, Signal
from skill.dialogue.returning import ask_again, told, withheld
from skill.dialogue.state import State, TopicAt, Turn, change

AFTER = "after"
"""The tip that is care for the leg once the cramp has gone."""
DANGER = "dangerous"
"""The common question that is answered with the danger line and the offer of the check.

Asked again once that was offered, it is told to its end like any other.
"""


def tell(state: State, event: AskTopic, content: Content) -> Turn:
    """Tell a topic's first breath; in the middle of relief or the check, as an aside."""
    topic = TopicAt(event.kind, chosen(state, event, content))
    state = change(state, topic=topic, unread=0)
    if state.phase in ("relief", "check"):
        if topic.id == DANGER and state.phase == "relief":
            state = change(state, asked="offer_check")
        return ask_again(change(state, aside=True), content, *told(state, topic, content))
    if topic.id == DANGER and "offer_check" not in state.offered:
        offered = tuple(dict.fromkeys((*state.offered, "offer_check")))
        state = change(state, phase="menu", asked="offer_check", offered=offered, aside=True)
        return Turn(state, (*told(state, topic, content), Ask("offer_check")))
    return breath(state, content)


def chosen(state: State, event: AskTopic, content: Content) -> str:
    """The topic asked for, or the one that fits where the person is."""
    if event.id in content.topics(event.kind):
        return event.id
    place = content.situations.get(state.situation)
    if place is None or event.kind == "question":
        return "general" if event.kind != "question" else DANGER
    return place.cause if event.kind == "cause" else place.tip


def breath(state: State, content: Content) -> Turn:
    """Tell the breath we are at, then ask for more; after the last one, make an offer."""
    topic = state.topic
    if topic is None:
        return offers.next_offer(state, content)
    state = change(state, phase="learn", asked="more", offered=_offered(state, topic))
    if withheld(state, topic, content):
        return offers.next_offer(state, content, *told(state, topic, content))
    if topic.breath + 1 < len(content.topics(topic.kind)[topic.id].breaths):
        return Turn(state, (*told(state, topic, content), Ask("more")))
    turn = offers.next_offer(state, content, *told(state, topic, content))
    return Turn(change(turn.state, aside=True), turn.acts)


def _offered(state: State, topic: TopicAt) -> tuple[str, ...]:
    """What need not be offered any more, now that it was told."""
    offer = {"cause": "offer_why", "tip": "offer_tip"}.get(topic.kind, "")
    offer = "offer_after" if topic.id == AFTER else offer
    return (*state.offered, offer) if offer and offer not in state.offered else state.offered


def respond(state: State, event: Event, content: Content) -> Turn:
    """More, back, or enough."""
    if state.topic and event in (Signal.YES, Signal.NEXT, Signal.CONTINUE, Signal.UNSURE):
        last = len(content.topics(state.topic.kind)[state.topic.id].breaths) - 1
        return breath(_at(state, state.topic, min(state.topic.breath + 1, last)), content)
    if state.topic and event is Signal.BACK:
        return breath(_at(state, state.topic, max(state.topic.breath - 1, 0)), content)
    return offers.next_offer(state, content)


def _at(state: State, topic: TopicAt, breath: int) -> State:
    return change(state, topic=TopicAt(topic.kind, topic.id, breath))
