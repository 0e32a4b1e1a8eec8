"""The walk notices: each promise broken on purpose, in memory, is found on a path that needs it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from ask_sdk_model.ui import SimpleCard

from skill.alexa import conversation as alexa
from skill.alexa import speech, ssml, wording
from skill.dialogue import check, danger, everywhere, offers, place, position, relief, triage
from skill.dialogue.acts import Act, AskDanger, Say, WarnUrgent
from skill.dialogue.events import Signal
from skill.dialogue.place import Mark
from skill.dialogue.returning import ask_again
from skill.dialogue.state import Turn, change
from walk.bookmark import walked_skill
from walk.events import all_events
from walk.exploring import Walker

EVENTS = all_events()
WALKED = walked_skill()
NO = "AMAZON.NoIntent"
NEXT = "AMAZON.NextIntent"
START = "WarningSignsIntent"
SWOLLEN = "SymptomIntent one leg swollen red warm"
CALF = "ReliefIntent calf"
AGAIN = "CarryOnIntent in a new session"
LATER = "AMAZON.ResumeIntent in a new session eleven minutes later"
MARK = place.mark


def always(value: Any) -> Callable[..., Any]:
    """A function that does nothing but return this."""
    return lambda *_, **__: value


def first(prompt: str, told: Callable[..., Turn]) -> Callable[..., Turn]:
    """A turn with something else ahead of it."""

    def talkative(*args: Any) -> Turn:
        turn = told(*args)
        return Turn(turn.state, (Say(prompt), *turn.acts))

    return talkative


def open_all_the_same(respond: Callable[..., Any]) -> Callable[..., Any]:
    """A response that never closes the session."""

    def respond_open(*args: Any) -> Any:
        response = respond(*args)
        response.should_end_session = False
        return response

    return respond_open


def without(act: Act, told: Callable[..., Turn]) -> Callable[..., Turn]:
    """A turn that leaves something out."""

    def short(*args: Any) -> Turn:
        turn = told(*args)
        return Turn(turn.state, tuple(one for one in turn.acts if one != act))

    return short


def beginning_now(told: Callable[..., Turn]) -> Callable[..., Turn]:
    """A turn after which the cramp seems to have begun just now."""

    def young(*args: Any) -> Turn:
        turn = told(*args)
        return Turn(change(turn.state, started=args[-1]), turn.acts)

    return young


def fails(*_: Any) -> Any:
    """A slip somewhere in the code."""
    raise ZeroDivisionError


BROKEN: dict[str, tuple[Any, str, Any, list[str], str]] = {
    "an emergency leaves the session open": (
        alexa, "_response", open_all_the_same(alexa._response),
        ["SignStrokeSignsIntent"], "emergency: the session stays open"),
    "an emergency is told like a lesser sign": (
        wording, "emergency_lines", wording.lesser_lines,
        [CALF, "SymptomIntent dark urine"], "emergency: does not open with the call"),
    "skip answers a danger question": (
        check, "ANSWERS", {**check.ANSWERS, Signal.NEXT: "no"},
        [START, NEXT], "no_answer: takes ('next',) for an answer to heart_and_lungs"),
    "eased answers a danger question": (
        check, "ANSWERS", {**check.ANSWERS, Signal.EASED: "no"},
        [START, "EasedIntent"], "no_answer: takes ('eased',) for an answer to heart_and_lungs"),
    "what is owed is forgotten": (
        triage, "owed", always(None),
        ["SymptomIntent fever", NO, "AMAZON.StopIntent"], "advice_owed: closes without"),
    "the follow-up is not asked": (
        triage, "raise_questions", lambda state, *_: state,
        ["SymptomIntent injury"], "lesser_signs: ['injury'] are not followed by"),
    "a soon sign interrupts relief": (
        danger, "soon", lambda state, _, content: offers.next_offer(state, content),
        [CALF, "SymptomIntent sleep loss"], "lesser_signs: ['sleep_loss'] are not noted"),
    "a hot leg is stretched": (
        triage, "hands_off", always(False),
        [SWOLLEN, NO, CALF], "leg_left_alone: tells a leg to be left alone to move"),
    "somebody dizzy stands": (
        position, "NO_STANDING", frozenset(),
        ["SymptomIntent dizzy", CALF, NEXT, NEXT, NEXT, *[NO] * 8], "nobody_falls: stands"),
    "a word comes ahead of the movement": (
        relief, "start", first("okay", relief.start),
        [CALF], "movement_first: does not open with the movement"),
    "the launch begins with something else": (
        everywhere, "welcome", first("disclaimer", everywhere.welcome),
        ["LaunchRequest"], "opening: the launch has no movement"),
    "the first hold goes without the danger line": (
        speech.Voice, "between_counts", lambda _, step, __: list(step.cues),
        [CALF], "danger_line: the first hold goes without"),
    "a hold is silent for eight seconds": (
        speech.Voice, "beat", lambda _, count, __: [ssml.text(count), ssml.pause(8)],
        [CALF], "hold: counts"),
    "the reprompt of a danger question lacks the safer advice": (
        speech.Voice, "danger_reprompt", always([]),
        [START], "reprompt: the reprompt of heart_and_lungs"),
    "noes are an all-clear": (
        check, "_verdict", always(()),
        [START, *[NO] * 8], "denial: the check ends like an all-clear"),
    "worse goes on stretching": (
        danger, "worse", lambda state, content, now: relief.still_hurts(state, content, now),
        [CALF, "WorseIntent"], "worse: does not stop the stretch at once"),
    "ten minutes pass unnoticed": (
        relief, "too_long", always(False),
        [CALF, "StillHurtsIntent  eleven minutes later"], "checks_unasked: ten minutes"),
    "three rounds pass unnoticed": (
        relief, "ROUNDS", 9,
        [CALF, NO, NO, NO], "checks_unasked: three rounds and no check"),
    "go back is not the only thing that lowers what is owed": (
        triage, "fold", lambda state, _: change(state, answers=(), denied=()),
        ["WorseIntent", "AMAZON.YesIntent", "AMAZON.StartOverIntent"], "advice_owed: owed"),
    "one denial speaks for the whole question": (
        triage, "left_to_ask", always(()),
        [START, "SymptomDeniedIntent chest_pain_or_breathless: chest pain"],
        "one_item_denied: does not ask for just the items that are left"),
    "what would make it urgent is left out": (
        wording, "SENTENCES", {**wording.SENTENCES, WarnUrgent: always([])},
        [CALF, "SymptomIntent fluid loss", NO], "urgent_on_the_way_back: goes back"),
    "a sign that was noted is dropped for a worse one": (
        triage, "ALSO", 0,
        [CALF, "SymptomIntent sleep loss", SWOLLEN, NO], "advice_in_full: of ['one_leg"),
    "the summary leaves out a sign": (
        triage, "reasons", always([]),
        ["SymptomIntent fever", "DoctorSummaryIntent"], "summary: leaves out {'a fever'}"),
    "the card holds an answer": (
        alexa, "_card", always(SimpleCard(title="What to tell your doctor", content="a fever")),
        ["DoctorSummaryIntent"], "card: the card is not doctor"),
    "a card goes with a danger question": (
        alexa, "CARDS", ((AskDanger, "advice"), *alexa.CARDS),
        [START], "card: the card is not left out"),
    "the check ends without the check's question": (
        check, "go_on", lambda state, content, *said: ask_again(state, content, *said),
        [START, *[NO] * 7, "SymptomIntent sleep loss"], "lesser_signs: ['sleep_loss'] answer"),
    "a place is kept for somebody dizzy": (
        place, "in_force", always(False),
        [CALF, "SymptomIntent dizzy", AGAIN], "coming_back: comes back to a place that should"),
    "a place is kept after an emergency": (
        place, "_forbids", always(False),
        [CALF, "CallForHelpIntent", AGAIN], "coming_back: comes back to a place that should"),
    "a place is kept once it has eased": (
        place, "_has_eased", always(False),
        [CALF, "EasedIntent", AGAIN], "coming_back: comes back to a place that should"),
    "a launch loses the place": (
        place, "mark", lambda *_: Mark.FORGET if not _[1].state.step else MARK(*_),
        [CALF, "LaunchRequest in a new session", AGAIN], "coming_back: has lost the place"),
    "coming back begins with standing up": (
        place, "reopening", position.current_step,
        [CALF, *[NEXT] * 3, *[NO] * 8, AGAIN], "coming_back: begins with standing up"),
    "coming back leaves out the danger line": (
        place, "come_back", without(Say("danger_line_now"), place.come_back),
        [CALF, AGAIN], "coming_back: comes back without the danger line"),
    "ten minutes begin anew with the session": (
        place, "come_back", beginning_now(place.come_back),
        [CALF, LATER, NO], "checks_unasked: ten minutes"),
    "something is made up": (
        ssml, "text", lambda words: f"{words} You are doing well.",
        [CALF], "words: not lines of the content"),
    "something fails inside": (
        offers, "farewell", fails,
        ["AMAZON.StopIntent"], "nothing_fails: something went wrong inside"),
}  # fmt: skip
"""What is broken, where and how, a path that needs it, and the breach that is expected."""


@pytest.mark.parametrize("case", BROKEN.values(), ids=BROKEN.keys())
def test_a_broken_promise_is_noticed(
    case: tuple[Any, str, Any, list[str], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same path is clean as the skill is, and not with the promise broken."""
    where, name, broken, path, expected = case
    assert not every_breach(path)
    monkeypatch.setattr(where, name, broken)
    found = every_breach(path)
    assert any(breach.startswith(expected) for breach in found), found


def every_breach(path: list[str]) -> list[str]:
    """The breaches at each step of a path."""
    return [breach for faults in Walker(EVENTS, walked=WALKED).follow(path) for breach in faults]
