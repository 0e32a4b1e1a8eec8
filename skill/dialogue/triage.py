"""What is owed and which danger question is open, computed from what was said.

Nothing here decides wording or flow. Because both follow from the answers, taking an answer
back really takes it back.
"""

from __future__ import annotations

from collections.abc import Sequence

from skill.content.types import URGENCY, Content, DangerQuestion, Sign, Tier, telling
from skill.dialogue.acts import AskDanger, GiveAdvice, Summarize
from skill.dialogue.state import Answer, AnswerTo, Owed, State, change

BY_CLOCK = "ten_minutes"
"""Remembered once the skill itself has found that the cramp is too long."""
ADVISED = "advised"
"""Remembered once what is owed was said in full ahead of the welcome's question."""
LEAVE_THE_LEG = "leave_the_leg"
"""The guard that keeps hands off a leg when the answers behind it are forgotten."""


def worse(one: Owed | None, other: Owed | None, content: Content) -> Owed | None:
    """The more urgent of two; then what leaves the leg alone, or does not only guard; the first."""
    if one is None or other is None:
        return one or other
    return max(one, other, key=lambda due: _weight(due, content))


def _weight(due: Owed, content: Content) -> tuple[int, bool, bool]:
    """What makes one advice come before another."""
    sign = content.signs.get(due.because)
    guards = sign is not None and bool(sign.guard)
    return URGENCY[due.tier], says_hands_off(due.because, content), not guards


def owed(state: State, content: Content) -> Owed | None:
    """The most urgent advice that is owed, from signs named and questions answered."""
    due = state.owed
    for answer in state.answers:
        if answer.said != "no":
            question = content.danger_question(answer.question)
            due = worse(due, Owed(question.tier, question.id), content)
    return due


def hands_off(state: State, content: Content) -> bool:
    """Whether the leg must not be stretched or rubbed (clinical AVO-03, REL-16)."""
    if LEAVE_THE_LEG in state.guards:
        return True
    return any(content.signs[sign].hands_off for sign in state.signs) or any(
        content.danger_question(answer.question).hands_off
        for answer in state.answers
        if answer.said != "no"
    )


def says_hands_off(because: str, content: Content) -> bool:
    """Whether the advice for a sign or question itself says not to touch the leg."""
    sign = content.signs.get(because)
    return sign.hands_off if sign else content.danger_question(because).hands_off


ALSO = 2
"""Other things in the read-back of advice; a list longer than three is not followed."""


def advice(due: Owed, state: State, content: Content, *noted: str) -> GiveAdvice:
    """What is owed, in full, with whatever was noted just now and the most urgent of the rest."""
    if due.tier == "emergency":
        return GiveAdvice(due.tier, due.because)
    told = [id for id in reasons(state, content) if id != due.because]
    others = [id for id in told if not _one_matter(id, due.because, content)]
    chosen = sorted(others, key=lambda id: id not in noted)[:ALSO]
    return GiveAdvice(due.tier, due.because, tuple(id for id in others if id in chosen))


def _one_matter(one: str, other: str, content: Content) -> bool:
    """Whether one is a danger question that covers the other, or covers what it covers."""
    covered = [
        {id} if id in content.signs else set(content.danger_question(id).covers)
        for id in (one, other)
    ]
    return not covered[0].isdisjoint(covered[1])


def reasons(state: State, content: Content) -> list[str]:
    """Every sign named and danger question not answered with a no, the most urgent first.

    What only guards is left out.
    """
    asked = [answer.question for answer in answered(state)]
    kept = [state.owed.because] if state.owed else []
    told = [id for id in (*state.signs, *asked, *kept) if tier_of(id, content) != "guard"]
    return sorted(dict.fromkeys(told), key=lambda id: -URGENCY[tier_of(id, content)])


def answered(state: State) -> tuple[Answer, ...]:
    """Each yes and unsure of this talk, one a question: a yes counts more, whenever it was."""
    told = [answer for answer in (*state.answers, *state.earlier) if answer.said != "no"]
    sure = sorted(told, key=lambda answer: answer.said == "yes")
    return tuple({answer.question: answer for answer in sure}.values())


MOST_IN_A_SUMMARY = 7
"""Things in a summary, the most urgent first: what can be said, and asked after, in a breath."""


def summary(state: State, content: Content) -> Summarize:
    """What to tell the doctor: this talk's signs and answers."""
    doubts = {answer.question for answer in answered(state) if answer.said == "unsure"}
    guards = [sign for sign in state.signs if content.signs[sign].tier == "guard"]
    everything = [*reasons(state, content), *guards]
    told = everything[:MOST_IN_A_SUMMARY]
    heard = tuple(id for id in told if id not in doubts)
    unsure = tuple(id for id in told if id in doubts)
    return Summarize(heard, unsure, more=len(everything) > len(told))


def tier_of(because: str, content: Content) -> Tier:
    """The tier of a sign, or of a yes to a danger question."""
    sign = content.signs.get(because)
    return sign.tier if sign else content.danger_question(because).tier


def answer_to(question: str, state: State) -> AnswerTo | None:
    """What was answered to a danger question; None when it was not."""
    return next((a.said for a in state.answers if a.question == question), None)


def open_question(state: State, content: Content) -> str | None:
    """The danger question to ask next; None when none is left.

    A follow-up comes straight after the yes that raised it. Only a sign that was named removes a
    question; a denied one never does.
    """
    if not content.asks_questions:
        return None
    own = tuple(content.check) if state.whole_check else ()
    for id in (*state.ask_first, *own):
        question = content.danger_question(id)
        said = answer_to(id, state)
        if said is None and not _already_named(question, state):
            return id
        if said in ("yes", "unsure") and _unanswered(question.follow_up, state):
            return question.follow_up
    return None


def _already_named(question: DangerQuestion, state: State) -> bool:
    """Whether a sign that was volunteered answers it; the clock volunteers nothing."""
    clocked = {"long_cramp"} if BY_CLOCK in state.said else set()
    volunteered = set(state.signs) - clocked
    return question.id not in state.ask_first and not volunteered.isdisjoint(question.covers)


def _unanswered(question: str, state: State) -> bool:
    return bool(question) and answer_to(question, state) is None


def worst_tier(question: DangerQuestion, content: Content) -> Tier:
    """The most urgent tier that a question or its follow-up can reach."""
    tiers = [question.tier]
    if question.follow_up:
        tiers.append(content.danger_question(question.follow_up).tier)
    return max(tiers, key=URGENCY.__getitem__)


def denied_item(question: DangerQuestion, sign: str, words: str, content: Content) -> str:
    """The one item of a question that a denial speaks of; empty when that is not clear.

    "No chest pain" says nothing about breathing, though both are one sign; "not a lot of blood"
    says nothing about blood, but "no blood" says all about a lot of it.
    """
    items = question.items.get(sign, ())
    if words in items:
        return words
    follow_up = content.follow_ups.get(question.follow_up)
    if follow_up and words in follow_up.items.get(sign, ()):
        return ""
    said = telling(words)
    if _asked_before(question, sign, words, content):
        meant = [item for item in items if (said - LIMBS) & telling(item)]
    else:
        meant = [item for item in items if said <= telling(item) and said >= _own(item, items)]
    return meant[0] if len(meant) == 1 else ""


def _own(item: str, items: Sequence[str]) -> frozenset[str]:
    """The words that this item alone has among these; all of its words where it has none."""
    others = frozenset().union(*(telling(other) for other in items if other != item))
    return telling(item) - others - LIMBS or telling(item)


LIMBS = frozenset("leg legs foot feet calf".split())
"""What a denial need not name: "not hot" denies "a hot leg"."""


def _asked_before(question: DangerQuestion, sign: str, words: str, content: Content) -> bool:
    """Whether these are the words of the question that this one follows up."""
    followed = (one for one in content.check.values() if one.follow_up == question.id)
    return any(words in one.items.get(sign, ()) for one in followed)


def left_to_ask(question: DangerQuestion, state: State) -> tuple[str, ...]:
    """The items of a question that were not denied, and that the clock has not answered."""
    known = question.items.get("long_cramp", ()) if BY_CLOCK in state.said else ()
    named = (item for items in question.items.values() for item in items)
    return tuple(item for item in named if item not in (*state.denied, *known))


def asking(question: DangerQuestion, state: State) -> AskDanger:
    """Ask a question; where the clock has answered a part of it, only for the rest."""
    clocked = BY_CLOCK in state.said and "long_cramp" in question.items
    if not clocked:
        return AskDanger(question.id)
    return AskDanger(question.id, "rest", left_to_ask(question, state))


def raise_questions(state: State, told: Sequence[Sign], content: Content) -> State:
    """The state with the follow-ups of signs ahead of all other questions.

    A question that was waiting and that one of the signs has answered is asked no more.
    """
    follow_ups = [sign.follow_up for sign in told if sign.follow_up]
    named = {sign.id for sign in told}
    waiting = tuple(
        id
        for id in state.ask_first
        if answer_to(id, state) or named.isdisjoint(content.danger_question(id).covers)
    )
    return ask_anew(change(state, ask_first=waiting), content, *dict.fromkeys(follow_ups))


def ask_anew(state: State, content: Content, *questions: str) -> State:
    """The state with these questions ahead of all others; an earlier no to one is forgotten.

    What the other answers owe can't be taken back from then on: the last of them is no longer
    the one before the open question.
    """
    if any(answer_to(question, state) == "no" for question in questions):
        state = change(kept(state, content), earlier=state.earlier)
    return change(
        state,
        answers=tuple(a for a in state.answers if a.said != "no" or a.question not in questions),
        ask_first=(*questions, *(id for id in state.ask_first if id not in questions)),
    )


def fold(state: State, content: Content) -> State:
    """Forget the answers but keep what they owe and forbid, so that the check can start again."""
    return change(kept(state, content), answers=(), denied=())


def kept(state: State, content: Content) -> State:
    """The state with what the answers owe and forbid kept apart from them."""
    guards = state.guards
    if hands_off(state, content) and LEAVE_THE_LEG not in guards:
        guards = (*guards, LEAVE_THE_LEG)
    return change(state, owed=owed(state, content), guards=guards, earlier=answered(state))


def record(state: State, question: DangerQuestion, said: AnswerTo) -> State:
    """The state with one more answer; a follow-up that it raises is asked, even if asked before."""
    kept = tuple(a for a in state.answers if said == "no" or a.question != question.follow_up)
    return change(state, answers=(*kept, Answer(question.id, said)), denied=(), unread=0)


def undo(state: State, content: Content) -> State:
    """The state without the last answer, where that opens its question again.

    Where something said since has put another question first, nothing is taken back unheard.
    """
    before = change(state, answers=state.answers[:-1], denied=(), unread=0)
    if state.answers and open_question(before, content) == state.answers[-1].question:
        return before
    return change(state, denied=(), unread=0)
