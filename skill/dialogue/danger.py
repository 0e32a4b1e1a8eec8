"""What interrupts everything: a danger sign, a call for help, a leg that gets worse."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from skill.content.types import URGENCY, Content, Sign
from skill.dialogue import check, offers, position, triage
from skill.dialogue.acts import Act, DescribeSign, GiveAdvice, MentionAdvice, Say, Wait
from skill.dialogue.events import TellSigns
from skill.dialogue.returning import ask_again, forget, step_again
from skill.dialogue.state import Owed, State, Turn, change

TOO_LONG = 10
"""Minutes after which a cramp that has not eased is a danger sign (clinical DUR-03)."""
TODAY = URGENCY["same_day"]


def call_for_help(state: State) -> Turn:
    """Say what to do; the skill never offers to call (platform P7)."""
    return Turn(state, (GiveAdvice("emergency", ""),))


def tell(state: State, event: TellSigns, content: Content, now: int) -> Turn | None:
    """Meet named signs as the worst of them demands; None when it is no danger sign after all."""
    named = _with_duration(event, content)
    told = [content.signs[sign] for sign in dict.fromkeys(named) if sign in content.signs]
    if not told:
        short = event.minutes is not None and not named
        return None if short else unrecognised(state, content)
    worst = max(told, key=lambda sign: (URGENCY[sign.tier], sign.hands_off))
    state = note(state, tuple(sign.id for sign in told), content)
    state = triage.raise_questions(state, told, content)
    if "long_cramp" in named and _untold(state, content):
        state = position.begun(state, content, "", "", now)
    guards = [Say(f"guard_{sign.guard}", sign.id) for sign in told if sign.tier == "guard"]
    if worst.tier == "emergency":
        return Turn(state, (GiveAdvice("emergency", worst.id),))
    if worst.tier == "same_day":
        return follow_up(state, told, content, MentionAdvice("same_day", worst.id), *guards)
    if worst.tier == "guard":
        return follow_up(state, told, content, *guards)
    if guards:
        return follow_up(state, told, content, *guards, Say("noted", worst.id))
    return soon(state, worst, content)


def made_safe(turn: Turn, content: Content) -> Turn:
    """The turn with its advice told for where the person is: the car stops first (REL-15).

    Not where it is said again ahead of a pause.
    """
    place = content.situations.get(turn.state.situation)
    stopped = place and place.before and not position.on_the_road(turn.state, content)
    pauses = any(isinstance(act, Wait) for act in turn.acts)
    if place is None or place.make_safe is None or stopped or pauses:
        return turn
    return Turn(turn.state, tuple(_told_in(act, turn.state.situation) for act in turn.acts))


def _told_in(act: Act, situation: str) -> Act:
    told_today = isinstance(act, GiveAdvice | MentionAdvice) and URGENCY[act.tier] >= TODAY
    return msgspec.structs.replace(act, place=situation) if told_today else act


def _untold(state: State, content: Content) -> bool:
    """Whether this is the first word of a cramp that may be stretched."""
    return state.phase == "welcome" and not state.started and not triage.hands_off(state, content)


def unrecognised(state: State, content: Content) -> Turn:
    """Something is wrong and we don't know what: the check; inside it, an answer not read."""
    if state.phase == "check" and triage.open_question(state, content):
        return check.no_answer(state, content)
    return check.start(state, content)


def _with_duration(event: TellSigns, content: Content) -> tuple[str, ...]:
    """The signs named; a length alone, or beside a guard, says whether the cramp is too long."""
    if event.minutes is None:
        return event.signs
    if event.minutes >= TOO_LONG:
        tiers = {content.signs[sign].tier for sign in event.signs if sign in content.signs}
        return event.signs if tiers - {"guard"} else (*event.signs, "long_cramp")
    return tuple(sign for sign in event.signs if sign != "long_cramp")


def note(state: State, signs: tuple[str, ...], content: Content) -> State:
    """Remember signs, the guards they bring and the advice they owe."""
    new = [content.signs[sign] for sign in signs if sign not in state.signs]
    state = forget(state, triage.ADVISED) if new else state
    guards = [sign.guard for sign in new if sign.guard and sign.guard not in state.guards]
    owed = state.owed
    for sign in new:
        if sign.tier != "guard":
            owed = triage.worse(owed, Owed(sign.tier, sign.id), content)
    return change(
        state,
        signs=(*state.signs, *(sign.id for sign in new)),
        guards=(*state.guards, *guards),
        owed=owed,
        unread=0,
        denied=(),
    )


def follow_up(state: State, told: Sequence[Sign], content: Content, *said: Act) -> Turn:
    """Say what signs demand, then ask their follow-ups; without any, go back to where we were."""
    if any(sign.follow_up for sign in told) and triage.open_question(state, content):
        state = check.enter(state)
    if state.phase == "check":
        return check.go_on(state, content, *said)
    if state.phase == "relief" and not triage.hands_off(state, content):
        return step_again(state, content, *said)
    first = said[0]
    if isinstance(first, MentionAdvice):
        advice = triage.advice(Owed(first.tier, first.because), state, content)
        return offers.advise(state, advice, *said[1:])
    return ask_again(state, content, *said)


def soon(state: State, sign: Sign, content: Content) -> Turn:
    """Note it ahead of or within relief and the check; give the advice once that is over."""
    if state.phase == "check":
        return check.go_on(state, content, Say("noted", sign.id))
    if state.phase == "relief":
        return ask_again(state, content, Say("noted", sign.id))
    if not state.started and not triage.hands_off(state, content):
        state = change(state, phase="welcome", asked="cramping_now")
        return ask_again(state, content, Say("help_movement"), Say("noted", sign.id))
    due = triage.owed(state, content)
    if due is None or due.tier == "soon":
        due = Owed("soon", sign.id)
    return offers.next_offer(state, content, triage.advice(due, state, content))


def worse(state: State, content: Content, now: int) -> Turn:
    """Stop the stretch at once and ask about a pop, swelling, heat or cold.

    Never another round of the same hold: the place to come back to is the next movement.
    """
    state = triage.ask_anew(_at_another_movement(state, content, now), content, "worse")
    if not content.asks_questions:
        return check.start(state, content, Say("stop_stretching"))
    if triage.answer_to("worse", state):
        return check.start(state, content, Say("stop_stretching"))
    return check.go_on(check.enter(state), content, Say("stop_stretching"))


def _at_another_movement(state: State, content: Content, now: int) -> State:
    if not state.step:
        known, state = bool(state.muscle), position.begun(state, content, "", "", now)
        if not known:
            return state
    state = position.given_up(state, content)
    if state.phase == "check":
        return change(state, asked="", unread=0, denied=(), return_to="relief")
    return change(state, phase="relief")


def describe(state: State, sign: str, content: Content) -> Turn:
    """Say what a sign is, then ask what was open."""
    return ask_again(state, content, DescribeSign(sign))
