"""Who decides a turn: danger first, then what works everywhere, then the phase."""

from __future__ import annotations

from collections.abc import Callable

from skill.content.types import Content
from skill.dialogue import (
    advice,
    check,
    danger,
    everywhere,
    learn,
    menu,
    place,
    relief,
    triage,
)
from skill.dialogue.acts import Say
from skill.dialogue.advice import AGAIN
from skill.dialogue.events import (
    AskMeaning,
    AskRelief,
    AskTopic,
    ComeBack,
    DenySign,
    Event,
    Signal,
    TellSigns,
)
from skill.dialogue.returning import ask_again, say_again, welcome
from skill.dialogue.state import State, Turn, change

READY = frozenset({Signal.YES, Signal.NEXT, Signal.CONTINUE})
SAYS_AGAIN = frozenset({Signal.REPEAT, Signal.SLOWER, Signal.FASTER, Signal.PAUSE, AskMeaning()})
"""What brings back the last thing said, an aside too."""


NO_ANSWERS = frozenset(
    {Signal.NEXT, Signal.CONTINUE, Signal.EASED, Signal.STILL_HURTS, Signal.CHECK}
)
"""What is understood anywhere else, and answers no danger question."""


def decide(state: State, event: Event, content: Content, now: int) -> Turn:
    """Decide where the conversation goes and what is said.

    ``now`` is seconds since the epoch, by the request's own clock. The state must fit the
    content (``state.load`` sees to that). Never raises, whatever the order of events.
    """
    if isinstance(event, ComeBack):
        return place.come_back(state, event, content, now)
    if state.paused:
        return after_pause(change(state, paused=False), event, content, now)
    if event is Signal.BACK and state.answered and (turn := check.reopen(state, content)):
        return turn
    state = gone_on(state, event)
    turn = interrupt(state, event, content, now) or respond(state, event, content, now)
    return danger.made_safe(turn, content)


def gone_on(state: State, event: Event) -> State:
    """The state without what is only true of the last turn, as far as this one ends it."""
    if not says_again(state, event):
        state = change(state, aside=False, summed_up=False)
    if not may_be_unread(state, event):
        state = change(state, unread=0)
    return change(state, answered=False)


def says_again(state: State, event: Event) -> bool:
    """Whether the last thing is said once more, and so stays the last thing."""
    wants_it = state.phase == "advice" and event in AGAIN
    return event in SAYS_AGAIN or wants_it


def may_be_unread(state: State, event: Event) -> bool:
    """Whether it may turn out that nothing could be made of it, where we are."""
    if state.phase == "check" and isinstance(event, DenySign | TellSigns):
        return True
    return event is Signal.NOT_UNDERSTOOD or (state.phase == "check" and event in NO_ANSWERS)


def after_pause(state: State, event: Event, content: Content, now: int) -> Turn:
    """Say the last thing again; the open danger question is never answered by "ready?"."""
    if event in READY:
        return say_again(state, content)
    if event in (Signal.NO, Signal.UNSURE):
        return everywhere.pause(state, content)
    return decide(state, event, content, now)


def interrupt(state: State, event: Event, content: Content, now: int) -> Turn | None:
    """What comes first in any phase: danger, relief, and being asked something."""
    match event:
        case Signal.CALL_FOR_HELP:
            return danger.call_for_help(state)
        case TellSigns():
            return danger.tell(state, event, content, now)
        case Signal.WORSE:
            return danger.worse(state, content, now)
        case Signal.CHECK:
            return check.ask_for(state, content)
        case AskRelief():
            return relief.start(state, event, content, now)
        case AskTopic():
            return topic(state, event, content)
        case AskMeaning() if event.sign in content.signs:
            return danger.describe(state, event.sign, content)
        case AskMeaning():
            return everywhere.meaning(state, content)
        case Signal.WHY_ASK:
            return everywhere.why_ask(state, content) or topic(state, AskTopic("cause"), content)
        case _:
            return control(state, event, content)


def topic(state: State, event: AskTopic, content: Content) -> Turn:
    """Tell a topic; a bare "why" inside the check asks for the question's reason."""
    bare = event.kind == "cause" and not event.id
    why = everywhere.why_ask(state, content) if bare else None
    return why or learn.tell(state, event, content)


CONTROL: dict[Event, Callable[[State, Content], Turn]] = {
    Signal.LAUNCH: everywhere.open_,
    Signal.STOP: advice.farewell,
    Signal.HELP: everywhere.help_,
    Signal.SUMMARY: everywhere.sum_up,
    Signal.AFRAID: everywhere.stay_with,
    Signal.REPEAT: say_again,
    Signal.PAUSE: everywhere.pause,
    Signal.START_OVER: everywhere.start_over,
}
"""What means the same in every phase."""


def control(state: State, event: Event, content: Content) -> Turn | None:
    """What steers the talk itself."""
    match event:
        case Signal.SLOWER | Signal.FASTER:
            return everywhere.set_pace(state, content, everywhere.pace_after(state, event))
        case Signal.NOT_UNDERSTOOD if state.phase != "check":
            return everywhere.not_understood(state, content)
        case Signal():
            steer = CONTROL.get(event)
            return steer(state, content) if steer else None
        case _:
            return None


def respond(state: State, event: Event, content: Content, now: int) -> Turn:
    """What the phase makes of an answer."""
    if state.phase == "check":
        if triage.open_question(state, content) is None:
            return check.conclude(state, content)
        return check.respond(state, event, content)
    match event:
        case DenySign():
            return (
                ask_again(state, content, Say("okay")) if state.asked else welcome(state, content)
            )
        case Signal.EASED:
            return relief.eased(state, content)
        case Signal.STILL_HURTS | TellSigns():
            return relief.still_hurts(state, content, now)
        case _:
            return in_phase(state, event, content, now)


def in_phase(state: State, event: Event, content: Content, now: int) -> Turn:
    """An answer to the open everyday question."""
    match state.phase:
        case "relief":
            return relief.respond(state, event, content, now)
        case "learn":
            return learn.respond(state, event, content)
        case "menu":
            return menu.respond_to_offer(state, event, content)
        case "advice":
            return advice.respond(state, event, content)
        case _:
            return menu.respond_to_welcome(state, event, content, now)
