"""The check: danger questions, the worst first, and what their answers lead to.

Only a yes, a no or an unsure is an answer here. Anything else asks once more in plainer words,
and then gives the safer advice; nothing is ever taken for a no (clinical NOT-15).
"""

from __future__ import annotations

from skill.content.types import URGENCY, Content
from skill.dialogue import offers, position, triage
from skill.dialogue.acts import (
    Act,
    AdviseIfYes,
    AskDanger,
    GiveAdvice,
    MentionAdvice,
    Say,
    WarnUrgent,
)
from skill.dialogue.events import DenySign, Event, Signal
from skill.dialogue.returning import ask_again, forget, once, step_again
from skill.dialogue.state import AnswerTo, Owed, Phase, State, Turn, change

ANSWERS: dict[Event, AnswerTo] = {
    Signal.YES: "yes",
    Signal.NO: "no",
    Signal.UNSURE: "unsure",
}


def start(state: State, content: Content, *first: Act) -> Turn:
    """Begin the check at its first question, or go on with one that is under way."""
    if not content.asks_questions:
        return list_instead(state, content, *first)
    if state.whole_check and triage.open_question(state, content) is None:
        state = triage.fold(forget(state, "checked"), content)
    intro = () if first or state.phase == "check" else (Say("check_intro"),)
    return go_on(enter(change(state, whole_check=True)), content, *first, *intro)


def ask_for(state: State, content: Content) -> Turn:
    """Start the check when it is asked for; inside it, that answers nothing."""
    if state.phase == "check" and triage.open_question(state, content):
        return no_answer(change(state, whole_check=True), content)
    return start(state, content)


def list_instead(state: State, content: Content, *first: Act) -> Turn:
    """Say the danger signs as a list, where the questions are switched off, and go on."""
    state = once(change(state, rounds=0), "checked")
    if state.phase == "relief":
        asked = position.current_step(state, content).asks
        return ask_again(change(state, asked=asked), content, *first, Say("danger_list"))
    if state.asked == "offer_check":
        return offers.next_offer(state, content, *first, Say("danger_list"))
    return ask_again(state, content, *first, Say("danger_list"))


def enter(state: State) -> State:
    """The state inside the check, knowing what to come back to."""
    if state.phase == "check":
        return state
    back: Phase = "menu"
    if state.phase == "relief" or (state.phase == "welcome" and not state.started):
        back = state.phase
    return change(state, phase="check", asked="", unread=0, denied=(), return_to=back)


def respond(state: State, event: Event, content: Content) -> Turn:
    """Take an answer to the open danger question, or ask it again."""
    if isinstance(event, DenySign):
        return deny(state, event, content)
    if event is Signal.BACK:
        return ask_again(triage.undo(state, content), content)
    if isinstance(event, Signal) and event in ANSWERS:
        return answer(state, ANSWERS[event], content)
    return no_answer(state, content)


def answer(state: State, said: AnswerTo, content: Content) -> Turn:
    """Record an answer; the first emergency ends the check (clinical GRP-06)."""
    id = triage.open_question(state, content)
    if id is None:
        return conclude(state, content)
    question = content.danger_question(id)
    state = triage.record(state, question, said)
    if said != "no" and question.tier == "emergency":
        return Turn(state, (GiveAdvice("emergency", id),))
    told = okay(state, content) if said == "no" else (MentionAdvice(question.tier, id),)
    turn = go_on(state, content, *told)
    return Turn(change(turn.state, answered=turn.state.phase != "check"), turn.acts)


def okay(state: State, content: Content) -> tuple[Act, ...]:
    """A word between two questions; never one ahead of advice (clinical NOT-03).

    What asks for the rest of a question has that word itself.
    """
    id = triage.open_question(state, content)
    if not id or triage.asking(content.danger_question(id), state).form == "rest":
        return ()
    return (Say("okay"),)


def go_on(state: State, content: Content, *first: Act) -> Turn:
    """Ask the next danger question; with none left, say what the check comes to."""
    if triage.open_question(state, content) is None:
        return conclude(state, content, *first)
    return ask_again(state, content, *first)


def conclude(state: State, content: Content, *first: Act) -> Turn:
    """Give what is owed in full, and come back to the leg where that is safe.

    With more to say than the advice, the leg waits until it is asked for: one breath at a time.
    """
    due = triage.owed(state, content)
    safe_to_stretch = state.return_to == "relief" and not triage.hands_off(state, content)
    finished = state.whole_check and "checked" not in state.said
    if safe_to_stretch and not finished:
        return step_again(state, content, *first, *_urgent(state, content))
    noted = tuple(act.sign for act in first if isinstance(act, Say) and act.prompt == "noted")
    verdict = _verdict(due, finished, state, content, *noted)
    first = tuple(act for act in first if not _says_no_more(act, verdict))
    state = once(change(state, rounds=0), "checked") if state.whole_check else state
    long = first or (due and due.tier != "soon" and position.on_the_road(state, content))
    if safe_to_stretch and not (due and long):
        return step_again(state, content, *first, *verdict)
    if state.return_to == "welcome" and not (finished or triage.hands_off(state, content)):
        return ask_again(_welcomed(state, due), content, *first, *verdict)
    if due:
        return offers.advise(state, *first, *verdict)
    return offers.next_offer(state, content, *first, *verdict)


def _welcomed(state: State, due: Owed | None) -> State:
    """Back at the welcome, where a cramp may be told yet; its "no" need not repeat advice given."""
    state = once(state, triage.ADVISED) if due else state
    return change(state, phase="welcome", asked="cramping_now")


def _urgent(state: State, content: Content) -> tuple[Act, ...]:
    """What would make the sign that was named last an emergency, or else what is owed."""
    named = [sign for sign in state.signs if content.signs[sign].tier == "same_day"][-1:]
    due = triage.owed(state, content)
    because = named or ([due.because] if due and due.tier == "same_day" else [])
    return tuple(WarnUrgent(id) for id in because)


def _verdict(
    due: Owed | None, finished: bool, state: State, content: Content, *noted: str
) -> tuple[Act, ...]:
    """The advice owed; without any, that a check of noes is no all-clear (clinical GRP-09).

    A sign noted just now is read back in it.
    """
    if due:
        return (triage.advice(due, state, content, *noted),)
    return (Say("no_all_clear"),) if finished else ()


def _says_no_more(act: Act, verdict: tuple[Act, ...]) -> bool:
    """Whether an act is in short what is about to be said in full: the same advice, or less."""
    full = next((one for one in verdict if isinstance(one, GiveAdvice)), None)
    if full and isinstance(act, Say):
        return act.prompt == "noted" and act.sign in (full.because, *full.also)
    if full and isinstance(act, MentionAdvice):
        less = URGENCY[act.tier] < URGENCY[full.tier]
        return less or act.because == full.because
    return False


def deny(state: State, event: DenySign, content: Content) -> Turn:
    """Take one item of a grouped question as denied, and ask for the rest."""
    id = triage.open_question(state, content)
    question = content.danger_question(id) if id else None
    if question is None or event.sign not in question.items:
        return no_answer(state, content)
    item = triage.denied_item(question, event.sign, event.words, content)
    if not item or item in state.denied:
        return no_answer(state, content)
    state = change(state, denied=(*state.denied, item), unread=0)
    left = triage.left_to_ask(question, state)
    if not left:
        return answer(state, "no", content)
    return Turn(state, (AskDanger(question.id, "rest", left),))


def reopen(state: State, content: Content) -> Turn | None:
    """Take back the answer that has just ended the check; None where that can't be."""
    before = triage.undo(state, content)
    if len(before.answers) == len(state.answers):
        return None
    back = change(forget(before, "checked"), phase="check", asked="", answered=False)
    return ask_again(back, content)


def no_answer(state: State, content: Content) -> Turn:
    """Ask once more in plainer words; the second time, give the safer advice and close."""
    id = triage.open_question(state, content)
    if id is None:
        return conclude(state, content)
    state = change(state, unread=state.unread + 1)
    if state.unread < 2:
        return Turn(state, (Say("say_yes_or_no"), AskDanger(id, "plainer")))
    return unread(state, id, content)


def unread(state: State, id: str, content: Content) -> Turn:
    """Close with what is owed, and with what a yes would have meant."""
    due = triage.owed(state, content)
    mention = (MentionAdvice(due.tier, due.because),) if due else ()
    tier = triage.worst_tier(content.danger_question(id), content)
    return Turn(state, (AdviseIfYes(tier), *mention, Say("come_back")))
