"""What the walk itself remembers of a conversation, from what was said and heard alone.

It never reads the skill's attributes, so a duty that the skill forgets is still known here.
"""

from __future__ import annotations

from typing import NamedTuple

from walk import tables
from walk.events import Meaning
from walk.hearing import Heard, Reply

STEPPING_ON = frozenset({"yes", "next", "continue"})
NOT_YET = frozenset({"no", "unsure"})


class Memory(NamedTuple):
    """A conversation so far."""

    new: bool = True
    open: str = ""
    """The question that is open: an everyday one by id, a danger question as danger:id."""
    beneath: str = ""
    """While paused: the question that waits."""
    named: frozenset[str] = frozenset()
    """Signs that were named unasked."""
    answers: tuple[tuple[str, str], ...] = ()
    """Danger questions with "yes", "unsure", or nothing for a no: these can be taken back."""
    earlier: frozenset[tuple[str, str]] = frozenset()
    """Those with "yes" or "unsure" that cannot be taken back any more."""
    kept: int = 0
    """The rank of what is owed from answers that cannot be taken back any more."""
    kept_hands_off: bool = False
    ever_asked: frozenset[str] = frozenset()
    """Danger questions that were answered."""
    told_worse: bool = False
    """Whether a stretch was told to make it worse, so that it may be rested instead."""
    closed_by: str = ""
    """The danger question whose answer in the last turn ended the questions."""
    left: tuple[str, ...] = ()
    """Items of the open question still to deny, once one was denied."""
    guards: frozenset[str] = frozenset()
    whole: bool = False
    """Whether the check's own questions were begun."""
    checked: bool = False
    """Whether they were gone through to the end."""
    begun: bool = False
    """Whether a movement was given."""
    started_late: bool = False
    """Whether ten minutes have passed since the first one."""
    place: str = ""
    step: str = ""
    """The movement given last."""
    holding: bool = False
    """Whether that movement was held and counted."""
    stopped_step: str = ""
    """The movement that made it worse."""
    rounds: int = 0
    """Holds since the last check that did not ease it."""
    held: bool = False
    disclaimed: bool = False
    check_offered: bool = False
    breath: frozenset[str] = frozenset()
    """The breath of a topic that the last reply told, by every id that its words can have."""
    summed_up: bool = False
    """Whether the last reply said what to tell the doctor."""
    place_left: bool = False
    """Whether a place in relief was left that a new session can come back to."""
    place_late: bool = False
    """In a new session: whether ten minutes have passed since the cramp of that place began."""
    misses: int = 0
    """Replies in a row to something that could not be read."""
    misses_at_most: int = 0
    """The same, not counting what happened in between."""

    @property
    def here(self) -> str:
        """The question that is open, or waits while paused."""
        return self.beneath if self.open == "ready" else self.open

    @property
    def danger(self) -> str:
        """The danger question that is open or waits, by id."""
        return self.here.partition("danger:")[2]

    @property
    def tier(self) -> int:
        """The rank of the advice that is owed."""
        named = [tables.RANK[tables.SIGNS[sign]] for sign in self.named]
        told = [tables.RANK[tables.QUESTIONS[id]] for id, yes in self.answers if yes]
        return max([self.kept, *named, *told])

    @property
    def hands_off(self) -> bool:
        """Whether the leg must be left alone."""
        return (
            self.kept_hands_off
            or bool(self.named & tables.HANDS_OFF)
            or any(yes and id in tables.HANDS_OFF_QUESTIONS for id, yes in self.answers)
        )

    @property
    def not_to_be_kept(self) -> bool:
        """Whether anything about a person's health is in force."""
        told = self.named or self.tier or self.hands_off or self.told_worse
        return bool(told or self.guards - {"both_legs"})

    @property
    def seated(self) -> bool:
        """Whether no standing step may be given."""
        return bool(self.guards & tables.NO_STANDING) or self.place in tables.NOBODY_STANDS


RELIEF = frozenset({"eased", "rested", "where", "which_thigh", "parked", "since"})
"""Questions of relief."""


def afresh(died: Memory) -> Memory:
    """The memory at the start of a new session: the place that was left, and nothing else."""
    if not died.place_left:
        return Memory()
    return Memory(
        place_left=True,
        place_late=died.started_late or died.place_late,
        place=died.place,
        guards=died.guards & {"both_legs"},
    )


def came_back(speech: Heard) -> bool:
    """Whether a reply says how long ago a place was left."""
    return any(id.startswith("left_") for id in speech.ids("prompt"))


def still_left(before: Memory, now: Memory, reply: Reply) -> bool:
    """Whether there is a place to come back to: none after advice, none once it has eased."""
    speech = reply.speech
    advised = speech.tier >= tables.RANK["same_day"] or speech.ids("advice_if_unread")
    if advised or now.not_to_be_kept or speech.ids("aftercare"):
        return False
    here = now.beneath if now.open == "ready" else now.open
    return before.place_left or here in RELIEF


def meant(before: Memory, meaning: Meaning) -> Meaning:
    """What an event means here: while paused, yes and no are about going on.

    A touch on a danger question's screen means its words while that question is open, whole. At
    any other moment the last thing is said again.
    """
    if meaning[0] == "touched":
        _, said, question = meaning
        mine = before.open == f"danger:{question}" and not before.left
        return (said,) if mine else meant(before, ("repeat",))
    if before.open != "ready":
        return meaning
    if meaning[0] in STEPPING_ON:
        return ("resume",)
    return ("still_paused",) if meaning[0] in NOT_YET else meaning


def remember(before: Memory, meaning: Meaning, late: bool, reply: Reply) -> Memory:
    """The memory after a turn."""
    if reply.silent:
        return before
    if late and before.place_left:
        before = before._replace(place_late=True)
    what = meant(before, meaning)
    if what[0] == "deny" and before.danger and moved_on(before, reply):
        what = ("no",)
    told = heard_from_person(before, what, late)
    if what == ("back",) and (before.danger or before.closed_by):
        told = taken_back(told, reply)
    now = heard_from_skill(before, told, what, reply)
    return now._replace(place_left=still_left(before, now, reply))


def moved_on(before: Memory, reply: Reply) -> bool:
    """Whether the open danger question was taken as answered."""
    unread = reply.ended and reply.speech.ids("advice_if_unread")
    return reply.question != before.here and not unread


def left_in(speech: Heard, question: str) -> tuple[str, ...]:
    """The items that a question for the rest still asks for."""
    rests = speech.lines[-1].ids("rest") if speech.lines else set()
    rest = next((one for one in rests if f"danger:{one}".startswith(f"{question}:")), "")
    return tuple(rest.partition(":")[2].split("|")) if rest else ()


def heard_from_person(before: Memory, what: Meaning, late: bool) -> Memory:
    """What the person's own words settle, whatever the skill says."""
    now = before._replace(
        new=False,
        started_late=before.started_late or (late and before.begun),
        told_worse=before.told_worse or what == ("worse",),
    )
    match what:
        case ("signs", signs):
            return signs_named(now, signs)
        case ("yes" | "unsure" as said,) if now.danger:
            return answered(now, now.danger, said)
        case ("no",) if now.danger:
            return answered(now, now.danger, "")
        case ("relief", muscle, place) if not now.hands_off:
            guards = now.guards | ({"both_legs"} & {muscle})
            return now._replace(place=place or now.place, guards=guards, stopped_step="")
        case ("worse",) if not now.danger:
            return now._replace(stopped_step=now.step if now.holding else "")
        case ("start_over",):
            return folded(now)._replace(rounds=0) if now.danger else now._replace(rounds=0)
        case ("check",) if now.whole and not now.danger:
            return folded(now)
        case ("eased",) if not now.danger:
            return now._replace(rounds=0)
        case ("yes",) if now.here in ("eased", "rested", "since"):
            return now._replace(rounds=0)
        case _:
            return now._replace(rounds=now.rounds + round_over(now, what))


def round_over(now: Memory, what: Meaning) -> int:
    """1 where this says that a counted hold did not ease it."""
    goes_on = {"no", "unsure", "still_hurts", "short", "next", "continue"}
    return int(now.holding and now.here in ("eased", "which_thigh") and what[0] in goes_on)


def signs_named(now: Memory, signs: tuple[str, ...]) -> Memory:
    """Signs are never forgotten, nor are the guards they bring."""
    guards = {tables.GUARD_OF[sign] for sign in signs if sign in tables.GUARD_OF}
    return now._replace(named=now.named | set(signs), guards=now.guards | guards)


def answered(now: Memory, question: str, said: str) -> Memory:
    """One danger question more has an answer."""
    return now._replace(
        answers=(*now.answers, (question, said)), ever_asked=now.ever_asked | {question}
    )


def folded(now: Memory) -> Memory:
    """The answers stand from here on: what they owe and forbid can't be taken back."""
    told = {answer for answer in now.answers if answer[1]}
    return now._replace(
        answers=(),
        checked=False,
        earlier=now.earlier | told,
        kept=max(now.tier, now.kept),
        kept_hands_off=now.hands_off,
        ever_asked=frozenset(),
    )


def taken_back(now: Memory, reply: Reply) -> Memory:
    """Only "go back" in the check, or straight after, takes an answer back and asks it again."""
    if not now.answers:
        return now
    question, _ = now.answers[-1]
    if reply.question != f"danger:{question}":
        return now
    again = now._replace(answers=now.answers[:-1], ever_asked=now.ever_asked - {question})
    return again._replace(checked=again.checked and not now.closed_by)


def owed_in(reply: Reply) -> int:
    """The rank of the advice that a reprompt repeats."""
    ranks = [tables.RANK[tier] for tier in reply.reprompt.ids("advice_again")]
    return max(ranks, default=0)


def heard_from_skill(before: Memory, now: Memory, what: Meaning, reply: Reply) -> Memory:
    """What the reply adds: what is open now, and what was said once."""
    speech = reply.speech
    question = reply.question
    missed = speech.ids("danger_plainer") or speech.has("prompt", "missed")
    missed = bool(missed or speech.has("prompt", "missed_again") or what == ("fallback",))
    waits = before.here if question == "ready" else ""
    anew = what in (("back",), ("start_over",)) or (what[0] == "signs" and what[1])
    stays = before.here in (question, waits) and not anew
    own = question.partition(":")[2] in tables.CHECK
    back = came_back(speech)
    if back:
        now = now._replace(started_late=before.place_late)
    if speech.opens_with("sign_do", "long_cramp") and now.started_late:
        now = now._replace(named=now.named | {"long_cramp"})
    ended = now.whole and bool(before.danger) and not question.startswith("danger:")
    answer = before.danger and before.open != "ready" and len(now.answers) > len(before.answers)
    return now._replace(
        open=question,
        beneath=waits,
        closed_by=before.danger if answer and not question.startswith("danger:") else "",
        left=left_in(speech, question) or (before.left if stays else ()),
        whole=now.whole or own,
        checked=now.checked or ended,
        rounds=0 if ended else now.rounds,
        begun=now.begun or bool(speech.steps) or what == ("worse",),
        step=speech.steps[0].text if speech.steps else now.step,
        holding=speech.has_hold if speech.steps else now.holding,
        stopped_step="" if speech.steps else now.stopped_step,
        held=now.held or speech.has_hold or back,
        check_offered=now.check_offered or question == "offer_check",
        disclaimed=now.disclaimed or speech.has("prompt", "disclaimer"),
        breath=breath_in(speech) or (before.breath if waits else frozenset()),
        summed_up=sums_up(speech) or (before.summed_up and bool(waits)),
        misses=before.misses + 1 if missed else 0,
        misses_at_most=misses_at_most(before, what, missed, stays),
    )


def breath_in(speech: Heard) -> frozenset[str]:
    """The breath of a topic that a reply tells; by id, since a locale has its own numbers."""
    breaths = (frozenset(line.ids("breath")) for line in speech.lines)
    return next((ids for ids in breaths if ids), frozenset())


def sums_up(speech: Heard) -> bool:
    """Whether a reply says what to tell the doctor."""
    return speech.has("prompt", "summary_not_kept")


def misses_at_most(before: Memory, what: Meaning, missed: bool, stays: bool) -> int:
    """How many misses the skill may still count."""
    fresh = not stays or what[0] in ("yes", "no", "unsure") or (what[0] == "signs" and what[1])
    return before.misses_at_most + 1 if missed else (0 if fresh else before.misses_at_most)
