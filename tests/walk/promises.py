"""What must hold at every turn, stated from the design and judged by what is said.

Each promise is a generator of breaches: it gets one turn and says what is wrong with it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from walk import tables
from walk.content import Book
from walk.events import Event, Meaning
from walk.hearing import Heard, Reply
from walk.memory import RELIEF, Memory, came_back, left_in, meant, owed_in, sums_up
from walk.showing import shows_advice, shows_movement, shows_question

RELIEF_QUESTIONS = RELIEF
OFFERS = frozenset({"offer_after", "offer_why", "offer_tip", "offer_check"})
FOLLOW_UPS = frozenset(tables.FOLLOW_UP.values())
UNREADABLE = frozenset({"fallback", "next", "continue", "eased", "still_hurts", "short"})
"""What is never an answer to a danger question."""


class Turn(NamedTuple):
    """One turn: what was known before, what happened, what was said, what is known now."""

    before: Memory
    event: Event
    what: Meaning
    """What the event means here."""
    reply: Reply
    after: Memory
    book: Book


Breaches = Iterator[str]


def breaches(turn: Turn) -> list[str]:
    """Every breach of every promise in a turn."""
    if turn.event.meaning[0] == "quiet":
        return [*quiet(turn)]
    found = [*turn.reply.faults, *turn.reply.speech.faults, *turn.reply.reprompt.faults]
    kind = turn.what[0]
    promises = ALWAYS + BY_KIND.get(kind, ()) + ((no_answer,) if kind in UNREADABLE else ())
    for promise in promises:
        for breach in promise(turn):
            found.append(f"{promise.__name__}: {breach}")
    return found


def quiet(turn: Turn) -> Breaches:
    """What takes no speech gets none, and the session is left as it is."""
    if not turn.reply.silent or turn.reply.ended is not None:
        yield "quiet: speaks, or ends the session"


def microphone(turn: Turn) -> Breaches:
    """A question means an open microphone with a reprompt; no question, a closed session."""
    reply = turn.reply
    asks = [line for line in reply.speech.lines if is_question(line.labels)]
    if not isinstance(reply.ended, bool):
        yield f"shouldEndSession is {reply.ended}"
    if not reply.speech.text:
        yield "nothing is said"
    if reply.ended and (reply.reprompt.text or asks or reply.speech.text.endswith("?")):
        yield "closed, but it asks"
    if not reply.ended and not (reply.question and reply.reprompt.text):
        yield "open without a question or a reprompt"
    if len(asks) > 1:
        yield f"{len(asks)} questions at once"


def is_question(labels: frozenset[tuple[str, str]]) -> bool:
    """Whether a line is a question that wants an answer."""
    return any(kind in ("ask", "danger_ask", "danger_plainer", "rest") for kind, _ in labels)


def reprompt(turn: Turn) -> Breaches:
    """It belongs to the open question; a danger question's carries the safer advice."""
    question = turn.reply.question
    if not question:
        return
    said = turn.reply.reprompt
    id = question.partition("danger:")[2]
    if not id:
        welcome = question == "cramping_now" and said.has("reprompt", "welcome")
        resting = turn.after.hands_off and said.has("help", question)
        if not (welcome or resting or said.has("reprompt", question)):
            yield f"the reprompt is not about {question}: {said.text}"
        return
    if not (said.has("danger_plainer", id) and said.has("advice_if_unread", tables.worst_of(id))):
        yield f"the reprompt of {id} is not the question and its safer advice: {said.text}"


def nothing_fails(turn: Turn) -> Breaches:
    """No turn ends in an apology for a fault of ours."""
    if turn.reply.speech.has("prompt", "trouble"):
        yield "something went wrong inside"


def advice_owed(turn: Turn) -> Breaches:
    """Advice once owed is in every reprompt and every goodbye; nothing drops or invents it."""
    owed = turn.after.tier
    if turn.reply.ended and turn.reply.speech.tier < owed and turn.what[0] != "call_for_help":
        yield f"closes without the {tables.TIERS[owed]} advice that is owed"
    again = owed_in(turn.reply)
    if not turn.reply.ended and again != owed:
        yield f"owed {tables.TIERS[owed]!r}, the reprompt says {tables.TIERS[again]!r}"


def advice_in_full(turn: Turn) -> Breaches:
    """When the questions end, and when it has eased, what is owed is said in full."""
    if not turn.after.tier or turn.reply.question.startswith("danger:"):
        return
    tier = tables.TIERS[turn.after.tier]
    ends_check = turn.before.danger and turn.what[0] in ("yes", "no", "unsure", "deny")
    by_the_way = not turn.before.whole or turn.before.checked
    back_to_relief = turn.reply.question in RELIEF_QUESTIONS and by_the_way
    eased = turn.what == ("eased",) and not turn.before.danger
    given_up = turn.reply.ended and turn.reply.speech.ids("advice_if_unread")
    due = eased or (ends_check and not back_to_relief and not given_up)
    if not due:
        return
    if not turn.reply.speech.has("advice_meanwhile", tier):
        yield f"ends without all of the {tier} advice"
    yield from read_back(turn, tier)


def read_back(turn: Turn, tier: str) -> Breaches:
    """Every sign that was named; of more than three things, those told just now and the worst."""
    told = turn.reply.speech.ids("read_back")
    noted = {sign for sign in turn.after.named if tables.SIGNS[sign] != "guard"}
    noted -= {sign for id in told for sign in turn.book.items.get(id, ())}
    if tier == "emergency" or not noted - told:
        return
    just_now = set(turn.what[1]) if turn.what[0] == "signs" else set()
    least = min((tables.RANK[TIER_OF[id]] for id in told - just_now), default=0)
    missing = {sign for sign in noted - told if tables.RANK[tables.SIGNS[sign]] > least}
    if len(told) < MOST_READ_BACK or missing:
        yield f"of {sorted(noted)} reads back {sorted(told & noted)} alone"


MOST_READ_BACK = 3
TIER_OF = {**tables.SIGNS, **tables.QUESTIONS}


def emergency(turn: Turn) -> Breaches:
    """The call comes first and last, with what was heard and what to do, and the session closes."""
    reasons = emergency_reasons(turn)
    if reasons is None:
        called = turn.reply.speech.has("advice_now", "emergency")
        if called and turn.after.tier < tables.RANK["emergency"]:
            yield "calls an emergency that was not named"
        return
    speech = turn.reply.speech
    if not speech.opens_with("advice_now", "emergency") or not speech.text.startswith("Call "):
        yield "does not open with the call"
    if speech.text.count(turn.book.number) < 2:
        yield "the number is not said twice"
    if ("advice_again", "emergency") not in speech.lines[-1].labels:
        yield "does not end with the call"
    if not turn.reply.ended:
        yield "the session stays open"
    if not speech.has("advice_meanwhile", "emergency"):
        yield "does not say what to do until help comes"
    if reasons and not reasons & speech.ids("read_back"):
        yield f"does not read back {reasons}"


def emergency_reasons(turn: Turn) -> set[str] | None:
    """What an emergency rests on; empty for a bare call for help, None where there is none."""
    match turn.what:
        case ("signs", signs) if any(tables.SIGNS[s] == "emergency" for s in signs):
            return {s for s in signs if tables.SIGNS[s] == "emergency"}
        case ("yes" | "unsure",) if tables.QUESTIONS.get(turn.before.danger) == "emergency":
            return {turn.before.danger}
        case ("call_for_help",):
            return set()
        case _:
            return None


def lesser_signs(turn: Turn) -> Breaches:
    """Same day: what to do, next; soon: noted or advised; guards: what to do with the body."""
    if turn.what[0] != "signs" or not turn.what[1] or emergency_reasons(turn) is not None:
        return
    signs = turn.what[1]
    worst = max((tables.SIGNS[sign] for sign in signs), key=tables.RANK.__getitem__)
    these = [sign for sign in signs if tables.SIGNS[sign] == worst]
    yield from {"same_day": same_day, "soon": soon, "guard": guard}[worst](turn, these)


def same_day(turn: Turn, signs: list[str]) -> Breaches:
    """What to do is the next sentence, and then the sign's follow-up."""
    if not any(turn.reply.speech.opens_with("sign_do", sign) for sign in signs):
        yield f"{signs} do not open the reply with what to do"
    yield from follow_up(turn, signs)


def follow_up(turn: Turn, signs: list[str]) -> Breaches:
    """The follow-up of one of these signs is asked, unless it was answered or others wait."""
    wanted = {tables.FOLLOW_UP[sign] for sign in signs if sign in tables.FOLLOW_UP}
    wanted -= turn.before.ever_asked
    if not wanted:
        return
    if turn.reply.question.partition("danger:")[2] not in wanted | set(tables.FOLLOW_UP.values()):
        yield f"{signs} are not followed by {wanted}"


def soon(turn: Turn, signs: list[str]) -> Breaches:
    """Noted where something is under way, and it goes on; else said."""
    here = turn.before.here
    speech = turn.reply.speech
    guarded = any(speech.opens_with("prompt", f"guard_{name}") for name in tables.NO_STANDING)
    noted = any(speech.opens_with("noted", sign) for sign in signs)
    noted = noted or (guarded and bool(speech.ids("noted") & set(signs)))
    said = any(speech.opens_with("sign_do", sign) for sign in signs)
    if not set(signs).isdisjoint(turn.book.items.get(turn.before.danger, ())):
        on = turn.reply.question.startswith("danger:") or speech.ids("advice_meanwhile")
        told = noted or said or bool(set(signs) & speech.ids("read_back"))
        if not told or turn.reply.question == here or not on:
            yield f"{signs} answer {here}, and it does not go on from there"
    elif here in RELIEF_QUESTIONS or turn.before.danger:
        back = turn.reply.question == here or (guarded and turn.reply.question in RELIEF_QUESTIONS)
        if not noted or not back:
            yield f"{signs} are not noted on the way to {here}"
    elif not turn.before.begun:
        if not speech.ids("noted") & set(signs) and not said and not worse_told(turn):
            yield f"{signs} are not noted"
    elif not said and not (noted and (guarded or here == "offer_check")) and not worse_told(turn):
        yield f"{signs} do not get their advice"


def worse_told(turn: Turn) -> bool:
    """Whether more urgent advice that is owed comes first and in full."""
    full = turn.reply.speech.ids("advice_meanwhile")
    return turn.after.tier > 1 and bool(full) and says_first(turn, turn.after.tier)


def guard(turn: Turn, signs: list[str]) -> Breaches:
    """What to do with the body, at once."""
    names = {f"guard_{tables.GUARD_OF[sign]}" for sign in signs}
    if not any(turn.reply.speech.opens_with("prompt", name) for name in names):
        yield f"{signs} are not met"
    yield from follow_up(turn, signs)


def something_wrong(turn: Turn) -> Breaches:
    """A sign that was not recognised starts the check; inside it, that answers nothing."""
    if turn.what != ("signs", ()) and turn.what != ("check",):
        return
    if turn.before.danger:
        yield from unread(turn, turn.before.danger)
    elif not turn.reply.question.startswith("danger:"):
        yield "does not start the check"
    if turn.before.new and turn.reply.question != "danger:heart_and_lungs":
        yield "does not start at the first question"


def movement_first(turn: Turn) -> Breaches:
    """A relief request gets a movement within twelve words, where the leg may be moved."""
    wants = turn.what[0] == "relief"
    wants = wants or (turn.what[0] in ("yes", "unsure") and turn.before.here == "cramping_now")
    overdue = turn.after.started_late or turn.after.rounds >= tables.ROUNDS
    if overdue and turn.reply.question.startswith("danger:"):
        return
    if not wants or turn.before.hands_off or rests(turn):
        return
    if not turn.reply.speech.moves_within(12):
        yield "no movement within twelve words"
    if not turn.reply.speech.lines or not turn.reply.speech.lines[0].ids("step"):
        yield "does not open with the movement"


def rests(turn: Turn) -> bool:
    """Whether the leg rests because this stretch made it worse."""
    return turn.reply.speech.has("prompt", "rest_gently") and turn.before.told_worse


def opening(turn: Turn) -> Breaches:
    """Launch and help open with the movement as long as relief has not begun."""
    if turn.what[0] == "launch" and turn.before.new and not turn.reply.speech.moves_within(12):
        yield "the launch has no movement within twelve words"
    untouched = not turn.before.begun and not turn.before.hands_off
    if turn.what[0] == "help" and untouched and not turn.reply.speech.moves_within(12):
        yield "help has no movement within twelve words"


def leg_left_alone(turn: Turn) -> Breaches:
    """After a hands-off sign nobody is told to stretch or rub."""
    speech = turn.reply.speech
    if turn.after.hands_off and turn.before.hands_off | (turn.what[0] != "back"):
        told = [speech.steps[0].text] if speech.steps else []
        told += [line for line in (speech.stretches, turn.reply.reprompt.stretches) if line]
        if told:
            yield f"tells a leg to be left alone to move: {told[0]}"
    handled = speech.ids("breath") & tables.HANDLING
    if turn.after.hands_off and handled:
        yield f"handles a leg to be left alone: {handled}"
    no_rub = turn.after.named & tables.NO_RUB or "pregnant" in turn.after.guards
    if speech.ids("rub") and no_rub:
        yield "rubs where nobody should"


def nobody_falls(turn: Turn) -> Breaches:
    """No standing step under a guard, or where standing is unsafe."""
    standing = [step.text for step in turn.reply.speech.steps if step.text in turn.book.standing]
    if standing and turn.after.seated:
        yield f"stands under {sorted(turn.after.guards)} {turn.after.place}: {standing[0]}"


def danger_line(turn: Turn) -> Breaches:
    """The first counted hold carries the danger line, and only the first."""
    speech = turn.reply.speech
    said = speech.has("prompt", "danger_line_now") and speech.has("prompt", "danger_line_leg")
    if speech.has_hold and not turn.before.held and not said:
        yield "the first hold goes without the danger line"
    if turn.before.held and said:
        yield "the danger line comes again"


def disclaimer(turn: Turn) -> Breaches:
    """Once a session; at the first "eased" at the latest."""
    said = turn.reply.speech.has("prompt", "disclaimer")
    if said and turn.before.disclaimed:
        yield "comes twice"
    at_ease = turn.what[0] == "eased" and turn.before.here in RELIEF_QUESTIONS
    if at_ease and turn.reply.question in OFFERS and not turn.after.disclaimed:
        yield "is left out"


def danger_answers(turn: Turn) -> Breaches:
    """A yes that is no emergency is met with what to do, then its follow-up."""
    id = turn.before.danger
    if turn.what[0] not in ("yes", "unsure") or not id or tables.QUESTIONS[id] == "emergency":
        return
    speech = turn.reply.speech
    worse = turn.after.tier > tables.RANK[tables.QUESTIONS[id]] and speech.ids("advice_meanwhile")
    if not (speech.opens_with("danger_do", id) or (worse and says_first(turn, turn.after.tier))):
        yield f"a yes to {id} does not open with what to do"
    after = tables.NEXT_AFTER_YES.get(id, "")
    if after and after not in turn.before.ever_asked and turn.reply.question != f"danger:{after}":
        yield f"a yes to {id} is not followed by {after}"


def says_first(turn: Turn, tier: int) -> bool:
    """Whether the first sentence is what to do for a sign or a question of this tier."""
    first = turn.reply.speech.lines[0]
    ranks = [tables.RANK[tables.SIGNS[id]] for id in first.ids("sign_do")]
    return tier in [*ranks, *(tables.RANK[tables.QUESTIONS[id]] for id in first.ids("danger_do"))]


def denial(turn: Turn) -> Breaches:
    """A no goes on; the end of the noes is no all-clear."""
    id = turn.before.danger
    if turn.what != ("no",) or not id:
        return
    if turn.reply.question == f"danger:{id}":
        yield f"a no to {id} is not taken"
    over = not turn.reply.question.startswith("danger:")
    ends_check = turn.before.whole and not turn.before.checked
    due = over and ends_check and not turn.after.tier
    if due and not turn.reply.speech.has("prompt", "no_all_clear"):
        yield "the check ends like an all-clear"


def one_item_denied(turn: Turn) -> Breaches:
    """A denial of one item asks for the rest, and never speaks for another item."""
    id = turn.before.danger
    if turn.what[0] != "deny":
        return
    if not id:
        if turn.reply.ended:
            yield "a denial closes"
        return
    _, sign, words = turn.what
    items = turn.book.items[id]
    every = [item for of_sign in items.values() for item in of_sign]
    mine = items.get(sign, [])
    left = turn.before.left or tuple(every)
    words = tables.SAYS_AS_MUCH.get((id, words), words)
    if words in mine:
        rest = tuple(item for item in left if item != words)
        yield from asks_for(turn, rest, already=words not in left)
    elif words in other_phrases(turn, sign) or len(mine) != 1:
        yield from unread(turn, id)


def other_phrases(turn: Turn, sign: str) -> set[str]:
    """The phrases for a sign in the other questions."""
    questions = turn.book.items.values()
    return {phrase for items in questions for phrase in items.get(sign, ())}


def asks_for(turn: Turn, rest: tuple[str, ...], already: bool) -> Breaches:
    """The rest of the items is asked for; the denial of the last one is a no."""
    question = f"danger:{turn.before.danger}"
    if already:
        if turn.reply.question != question and not turn.reply.ended:
            yield "an item denied twice answers the question"
    elif rest and (turn.reply.question != question or turn.after.left != rest):
        yield "does not ask for just the items that are left"
    elif not rest and turn.reply.question == question:
        yield "every item was denied, and it asks again"


def no_answer(turn: Turn) -> Breaches:
    """Skip, next, continue, eased and what is not understood never answer a danger question."""
    if turn.before.danger and turn.what[0] in UNREADABLE:
        yield from unread(turn, turn.before.danger)


def unread(turn: Turn, id: str) -> Breaches:
    """Once more in plainer words; the second time in a row the safer advice, and it closes."""
    speech = turn.reply.speech
    plainer = turn.reply.question == f"danger:{id}" and ("danger_plainer", id) in (
        speech.lines[-1].labels if speech.lines else ()
    )
    closed = turn.reply.ended and speech.has("advice_if_unread", tables.worst_of(id))
    if not (plainer or closed):
        yield f"takes {turn.what} for an answer to {id}"
    if plainer and turn.before.misses:
        yield "asks a third time"
    if closed and not turn.before.misses_at_most:
        yield "closes at the first answer that it could not read"


def leaving(turn: Turn) -> Breaches:
    """Stop closes from anywhere, with what a yes to an open danger question would have meant."""
    if turn.what != ("stop",):
        return
    speech = turn.reply.speech
    if not turn.reply.ended or not speech.has("prompt", "goodbye"):
        yield "stop does not close with a goodbye"
    id = turn.before.danger
    if id and not speech.has("advice_if_unread", tables.worst_of(id)):
        yield f"leaves {id} open without the safer advice"


def helping(turn: Turn) -> Breaches:
    """Help says what can be said here, and asks what was open."""
    if turn.what != ("help",):
        return
    here = turn.before.here or "cramping_now"
    speech = turn.reply.speech
    told = speech.has("prompt", "help_check") if turn.before.danger else speech.has("help", here)
    if not told or turn.reply.question != here:
        yield f"does not help with {here}"


def repeating(turn: Turn) -> Breaches:
    """Repeat, and ready after a pause, say the last thing again and ask what was open."""
    if turn.what not in (("repeat",), ("resume",)):
        return
    before, speech = turn.before, turn.reply.speech
    here = before.here or "cramping_now"
    if turn.reply.question != here:
        yield f"does not come back to {here}"
    if before.summed_up and turn.what == ("repeat",):
        yield from summary(turn)
    elif before.breath and turn.what == ("repeat",) and not before.breath & speech.ids("breath"):
        yield "does not say the topic again"
    aside = before.breath or before.summed_up or warned(turn.reply)
    if here == "eased" and not aside and turn.what == ("repeat",) and not speech.steps:
        yield "does not give the movement again"
    if before.new and not speech.has("prompt", "welcome"):
        yield "does not welcome"


def staying(turn: Turn) -> Breaches:
    """Somebody afraid hears a word for that first; then it goes on from where it was."""
    here = turn.before.here or "cramping_now"
    speech = turn.reply.speech
    if not speech.opens_with("prompt", "afraid") or turn.reply.question != here:
        yield f"has no word for the fear on the way to {here}"
    if turn.before.new and not speech.moves_within(18):
        yield "opens without a movement"
    if here == "eased" and not (speech.steps or rests(turn) or warned(turn.reply)):
        yield "does not give the movement again"


def texts(turn: Turn) -> set[str]:
    """Every line of the reply."""
    return {line.text for line in turn.reply.speech.lines}


def told_for_the_water(turn: Turn) -> Breaches:
    """With a call to make, a swimmer first gets to the side (REL-15)."""
    speech = turn.reply.speech
    called = speech.opens_with("advice_now", "emergency")
    if turn.before.place == "water" and called and not speech.has("make_safe", "water"):
        yield "leaves a swimmer in the water"


def taken_back(turn: Turn) -> Breaches:
    """Straight after the answer that ended the questions, "go back" asks its question again."""
    closed_by = turn.before.closed_by
    if turn.what == ("back",) and closed_by and turn.reply.question != f"danger:{closed_by}":
        yield f"does not come back to {closed_by}"


def detours(turn: Turn) -> Breaches:
    """A why, a tip, a question or a "what do you mean" is answered, and comes back."""
    before, speech = turn.before, turn.reply.speech
    here = before.here or "cramping_now"
    match turn.what:
        case ("meaning", ""):
            first = speech.opens_with("danger_means", before.danger) if before.danger else True
        case ("meaning", sign):
            first = speech.opens_with("sign_means", sign)
        case ("why_ask",) | ("topic", "cause", "") if before.danger:
            first = speech.opens_with("danger_why", before.danger)
        case _:
            return
    if not first or turn.reply.question != here:
        yield f"{turn.what} is not answered on the way to {here}"


def topic(turn: Turn) -> Breaches:
    """A topic opens the reply; in the middle of relief or the check it comes back to it."""
    bare_why = turn.what == ("why_ask",) or turn.what == ("topic", "cause", "")
    if turn.what[0] not in ("topic", "why_ask") or (bare_why and turn.before.danger):
        return
    _, kind, id = turn.what if turn.what[0] == "topic" else ("topic", "cause", "")
    speech, here = turn.reply.speech, turn.before.here
    lines = speech.lines
    withheld = turn.before.hands_off and f"{kind}.{id}" in handling()
    if withheld and speech.opens_with("prompt", "nothing_on_the_leg"):
        return
    if turn.before.hands_off and not turn.reply.speech.tier:
        if not speech.opens_with("prompt", "leave_the_leg"):
            yield "talks of a cramp before it says to leave the leg alone"
        lines = lines[1:]
    told = lines[0].ids("breath") if lines else set()
    wanted = f"{kind}.{id.strip('?')}"
    if f"{wanted}.0" in tables.CALMING and seen_today(turn):
        return
    if not any(one.startswith(wanted) and one.endswith(".0") for one in told):
        yield f"{turn.what} does not open with its first breath"
    in_relief = here in RELIEF_QUESTIONS
    if turn.before.danger and turn.reply.question != here:
        yield f"does not come back to {here}"
    if in_relief and turn.reply.question not in (here, "offer_check"):
        yield f"does not come back to {here}"
    offers = turn.reply.question == "offer_check" or turn.before.check_offered
    if id == "dangerous" and not turn.before.danger and not offers:
        yield "does not offer the check"


def handling() -> set[str]:
    """Topics whose first breath handles the leg; no topic named may mean any of them."""
    named = {id.removesuffix(".0") for id in tables.HANDLING if id.endswith(".0")}
    return named | {f"{kind}.{id}" for kind in ("tip", "question") for id in ("", "?")}


def seen_today(turn: Turn) -> bool:
    """Whether somebody is to be seen today, or to call."""
    return turn.after.tier >= tables.RANK["same_day"]


def calming(turn: Turn) -> Breaches:
    """Nobody who should be seen today hears that cramps mostly pass."""
    calm = turn.reply.speech.ids("breath") & tables.CALMING
    if calm and seen_today(turn):
        yield f"calms somebody who should be seen: {calm}"


def missed(turn: Turn) -> Breaches:
    """What is not understood is asked again, helped with, and then left with the movement."""
    if turn.what != ("fallback",) or turn.before.danger:
        return
    speech = turn.reply.speech
    if turn.reply.ended:
        if turn.before.misses_at_most < 2 or not speech.has("prompt", "missed_too_often"):
            yield "closes too soon"
    elif turn.reply.question != (turn.before.here or "cramping_now"):
        yield f"does not come back to {turn.before.here}"
    elif turn.before.misses > 2:
        yield "goes on forever"


def pausing(turn: Turn) -> Breaches:
    """A pause waits and asks whether to go on."""
    if turn.what in (("pause",), ("still_paused",)) and turn.reply.question != "ready":
        yield "does not wait"


def everyday_yes(turn: Turn) -> Breaches:
    """A yes to an everyday question does what was asked."""
    if turn.what != ("yes",) or turn.before.danger or not turn.before.here:
        return
    speech, question = turn.reply.speech, turn.reply.question
    hands_off = turn.before.hands_off
    checks = question.startswith("danger:")
    eased = speech.ids("aftercare") or speech.ids("advice_meanwhile")
    withheld = hands_off and speech.has("prompt", "nothing_on_the_leg")
    told = bool(speech.ids("breath")) or withheld
    done = {
        "cramping_now": bool(speech.steps) or hands_off or rests(turn),
        "eased": bool(eased) or checks,
        "rested": bool(eased) or checks,
        "since": bool(eased) or checks,
        "where": bool(speech.steps) or checks or hands_off or rests(turn),
        "which_thigh": bool(speech.steps) or checks or hands_off or rests(turn),
        "parked": bool(speech.steps) or hands_off or rests(turn),
        "more": told or (seen_today(turn) and speech.tier > 1),
        "again": bool(speech.ids("advice_meanwhile"))
        or (turn.before.summed_up and sums_up(speech)),
        "offer_why": told,
        "offer_tip": told,
        "offer_after": told,
        "offer_check": checks,
    }[turn.before.here]
    if not done:
        yield f"a yes to {turn.before.here} does not do it"


def everyday_no(turn: Turn) -> Breaches:
    """A no to an everyday question goes on to something else, or ends."""
    if turn.what != ("no",) or turn.before.danger or not turn.before.here:
        return
    here, speech, question = turn.before.here, turn.reply.speech, turn.reply.question
    another = (question in OFFERS - {here}) or (turn.reply.ended and bool(speech.text))
    moves = bool(speech.steps) or question == "where" or question.startswith("danger:")
    resting = turn.before.hands_off and speech.has("prompt", "leave_the_leg")
    resting = resting or rests(turn)
    done = {
        "cramping_now": another,
        "eased": moves or resting,
        "rested": moves or resting,
        "since": moves or resting,
        "where": moves or resting,
        "which_thigh": moves or resting,
        "parked": question == "parked" and not speech.has_hold,
        "more": another,
        "again": bool(turn.reply.ended),
        "offer_why": another,
        "offer_tip": another,
        "offer_after": another,
        "offer_check": another or bool(speech.steps) or resting,
    }[here]
    if not done:
        yield f"a no to {here} leads nowhere"


def worse(turn: Turn) -> Breaches:
    """Worse stops the stretch at once and asks about the leg; never the same hold again."""
    speech = turn.reply.speech
    if turn.what == ("worse",):
        if not speech.opens_with("prompt", "stop_stretching") or speech.steps:
            yield "does not stop the stretch at once"
        if not turn.reply.question.startswith("danger:"):
            yield "does not ask about the leg"
        first = "worse" not in turn.before.ever_asked and not turn.before.danger
        if first and turn.reply.question != "danger:worse":
            yield "does not ask about a pop, swelling, heat or cold"
    over = turn.before.stopped_step and turn.before.danger and turn.what == ("no",)
    if over and turn.before.stopped_step in texts(turn):
        yield "gives the hold that made it worse once more"


def checks_unasked(turn: Turn) -> Breaches:
    """Three holds or ten minutes that did not ease it bring the check unasked."""
    goes_on = turn.what[0] in ("no", "still_hurts", "next", "continue", "short", "unsure")
    if turn.before.here not in ("eased", "since") or not goes_on or turn.before.hands_off:
        return
    asks = turn.reply.question.startswith("danger:")
    if turn.after.rounds >= tables.ROUNDS and not turn.before.checked and not asks:
        yield "three rounds and no check"
    back_late = turn.before.here == "since" and turn.before.started_late
    late = (turn.event.late or back_late) and "long_cramp" not in turn.before.named
    if late and not (asks and turn.reply.speech.opens_with("sign_do", "long_cramp")):
        yield "ten minutes and no word of it"


def coming_back(turn: Turn) -> Breaches:
    """Continue in a new session: the movement, how long it has been, the danger line, a question.

    It comes back where relief was left, and never after advice or with a sign or guard told.
    """
    speech, before = turn.reply.speech, turn.before
    if not came_back(speech):
        if before.place_left and not before.guards:
            yield "has lost the place"
        if turn.reply.question != "cramping_now":
            yield "without a place it does not ask whether it cramps"
        return
    if not before.place_left:
        yield "comes back to a place that should have been forgotten"
    if not speech.lines[0].ids("step") or not speech.moves_within(12):
        yield "does not open with the movement"
    if speech.has_hold:
        yield "holds before it has asked"
    if not (speech.has("prompt", "danger_line_now") and speech.has("prompt", "danger_line_leg")):
        yield "comes back without the danger line"
    if turn.reply.question not in ("since", "parked"):
        yield "does not ask whether it has eased"
    if speech.steps and speech.steps[0].text in turn.book.standing:
        yield "begins with standing up"


def comes_back_only_when_asked(turn: Turn) -> Breaches:
    """Nobody is told of an earlier session who has not said "continue"."""
    if came_back(turn.reply.speech) and turn.what not in (("come_back",), ("continue",)):
        yield "speaks of an earlier session"


def teaching(turn: Turn) -> Breaches:
    """In relief the reprompt says how to come back later, where there will be a place."""
    said = turn.reply.reprompt.has("prompt", "continue_later")
    if said and not turn.after.place_left:
        yield "teaches to come back to nothing"
    in_relief = turn.reply.question in RELIEF_QUESTIONS and not turn.after.guards
    if in_relief and turn.after.place_left and not said:
        yield "does not teach how to come back"


def urgent_on_the_way_back(turn: Turn) -> Breaches:
    """Back from a sign's follow-up to the leg: what would make it an emergency is said first."""
    follow_up = turn.before.danger in FOLLOW_UPS and not turn.before.whole
    answered = turn.what[0] == "no" and turn.reply.question in RELIEF_QUESTIONS
    if follow_up and answered and seen_today(turn) and not warned(turn.reply):
        yield "goes back to the leg and does not say what would make it urgent"


def warned(reply: Reply) -> bool:
    """Whether it is said what would make it an emergency."""
    return bool(reply.speech.ids("sign_urgent") or reply.speech.ids("danger_urgent"))


def summary(turn: Turn) -> Breaches:
    """All that was told, worst first where it is much, nothing else; and back to what was open."""
    told = {one for id, one in turn.reply.speech.says if id == "summary"}
    unsure = {one for id, one in turn.reply.speech.says if id == "summary_unsure"}
    named = read_backs(turn, turn.before.named)
    yes = answered(turn, "yes")
    sure, doubts = read_backs(turn, yes), read_backs(turn, answered(turn, "unsure") - yes)
    missing = ((named | sure) - told) | (doubts - unsure - told)
    cut = len(told) + len(unsure) >= MOST_IN_A_SUMMARY
    if missing and not cut:
        yield f"leaves out {missing}"
    if bool(missing) != turn.reply.speech.has("prompt", "summary_more"):
        yield "does not say rightly whether there was more"
    if made_up := (told - named - sure) | (unsure - doubts):
        yield f"makes up {made_up}"
    if not told and not unsure and not turn.reply.speech.has("prompt", "summary_nothing"):
        yield "sums up nothing without a word of it"
    if turn.reply.question != (turn.before.here or "cramping_now"):
        yield f"does not come back to {turn.before.here}"


MOST_IN_A_SUMMARY = 7


def answered(turn: Turn, as_said: str) -> set[str]:
    """The danger questions that were answered so, in this round of questions or an earlier one."""
    answers = (*turn.before.answers, *turn.before.earlier)
    return {id for id, said in answers if said == as_said}


def read_backs(turn: Turn, ids: Iterable[str]) -> set[str]:
    """What is said of these signs or danger questions when they are read back."""
    words = {**turn.book.files["check"], **turn.book.files["signs"]}
    return {words[id]["heard"] for id in ids}


def card(turn: Turn) -> Breaches:
    """A card is one of three, the same for everybody, and goes with what it is for alone."""
    wanted = None
    if name := card_for(turn.reply.speech):
        written = turn.book.files["cards"][name]
        wanted = (written["title"], "\n".join(written["lines"]))
    if turn.reply.card != wanted:
        yield f"the card is not {name or 'left out'}: {turn.reply.card}"


def card_for(speech: Heard) -> str:
    """The card that belongs to a reply; empty where none does."""
    if sums_up(speech):
        return "doctor"
    if speech.ids("advice_meanwhile"):
        return "advice"
    return "relief" if speech.ids("aftercare") else ""


def shown(turn: Turn) -> Breaches:
    """A device with a screen shows what is said and asked, and what is owed; no other gets one."""
    if not turn.event.screen:
        if turn.reply.screen is not None:
            yield "a device without a screen is sent one"
        return
    if turn.reply.screen is None:
        yield "nothing is shown"
        return
    question = turn.reply.question
    last = turn.reply.speech.lines[-1].text if turn.reply.speech.lines else ""
    rest = left_in(turn.reply.speech, question)
    yield from turn.reply.screen.faults
    yield from shows_question(turn.reply.screen, question, last, rest, turn.book)
    yield from shows_movement(turn.reply.screen, turn.reply.speech, turn.book)
    yield from shows_advice(turn.reply.screen, turn.reply.speech, turn.after.tier, turn.book)


ALWAYS: tuple[Callable[[Turn], Breaches], ...] = (
    microphone,
    reprompt,
    nothing_fails,
    advice_owed,
    taken_back,
    told_for_the_water,
    advice_in_full,
    emergency,
    movement_first,
    leg_left_alone,
    nobody_falls,
    danger_line,
    disclaimer,
    worse,
    checks_unasked,
    urgent_on_the_way_back,
    comes_back_only_when_asked,
    teaching,
    card,
    calming,
    shown,
)
BY_KIND: dict[str, tuple[Callable[[Turn], Breaches], ...]] = {
    "signs": (lesser_signs, something_wrong),
    "check": (something_wrong,),
    "launch": (opening,),
    "help": (opening, helping),
    "yes": (danger_answers, everyday_yes),
    "unsure": (danger_answers,),
    "no": (denial, everyday_no),
    "deny": (one_item_denied,),
    "stop": (leaving,),
    "repeat": (repeating,),
    "resume": (repeating,),
    "afraid": (staying,),
    "meaning": (detours,),
    "why_ask": (detours, topic),
    "topic": (detours, topic),
    "fallback": (missed,),
    "pause": (pausing,),
    "still_paused": (pausing,),
    "summary": (summary,),
    "come_back": (coming_back,),
}
"""The promises about one kind of event; what is never an answer is judged besides."""


def turn_of(before: Memory, event: Event, reply: Reply, after: Memory, book: Book) -> Turn:
    """Put a turn together."""
    return Turn(before, event, meant(before, event.meaning), reply, after, book)
