"""The place that is kept between sessions: what is marked, and how a talk comes back to it."""

from __future__ import annotations

import pytest
from contract import EMERGENCY, GUARDS, SAME_DAY, SOON
from talking import NIGHT, Talk, prompts

from skill.content.types import Content
from skill.dialogue import place
from skill.dialogue.acts import Act, Aftercare, GiveStep
from skill.dialogue.events import AskRelief, ComeBack, DenySign, Event, Place, Signal, TellSigns
from skill.dialogue.place import Mark
from skill.dialogue.state import State, Turn

YES, NO, STOP = Signal.YES, Signal.NO, Signal.STOP
CALF = AskRelief("calf")


@pytest.fixture
def marked(talk: Talk) -> list[Mark]:
    """What each turn of a talk means for the bookmark."""
    marks: list[Mark] = []
    say = talk.say

    def marking(*events: Event, after: int = 10) -> tuple[Act, ...]:
        for event in events:
            before = talk.state
            say(event, after=after)
            marks.append(place.mark(before, Turn(talk.state, talk.acts), talk.content))
        return talk.acts

    talk.say = marking  # type: ignore[method-assign]
    return marks


def come_back(talk: Talk, left: Place, minutes: float = 0) -> tuple[Act, ...]:
    """The acts that answer "continue" in a new session."""
    talk.state = State()
    return talk.say(ComeBack(left, talk.now), after=int(minutes * 60))


@pytest.mark.parametrize(
    "events",
    [
        [CALF],
        [CALF, NO],
        [CALF, Signal.PAUSE],
        [CALF, Signal.HELP],
        [CALF, Signal.WHY_ASK],
        [CALF, STOP],
        [CALF, Signal.NOT_UNDERSTOOD],
        [CALF, *[NO] * 3],
        [CALF, Signal.CHECK, NO],
        [CALF, DenySign("fever")],
        [AskRelief("both_legs")],
        [AskRelief("", "driving")],
    ],
)
def test_relief_and_a_check_in_it_are_kept(
    talk: Talk, marked: list[Mark], events: list[Event]
) -> None:
    talk.say(*events)
    assert marked[-1] is Mark.KEEP


@pytest.mark.parametrize("sign", [*EMERGENCY, *SAME_DAY, *SOON, *GUARDS])
@pytest.mark.parametrize("before", [[], [CALF]], ids=["first words", "in relief"])
def test_any_sign_makes_it_forget_and_nothing_is_kept_again(
    talk: Talk, marked: list[Mark], sign: str, before: list[Event]
) -> None:
    """Signs are never stored; without them a place could lead where they forbid."""
    talk.say(*before, TellSigns((sign,)))
    assert marked[-1] is Mark.FORGET
    talk.say(NO, Signal.REPEAT, CALF, NO, NO, STOP)
    assert Mark.KEEP not in marked[len(before) :]


@pytest.mark.parametrize(
    "events",
    [
        [CALF, Signal.WORSE],
        [CALF, Signal.CALL_FOR_HELP],
        [Signal.CALL_FOR_HELP],
        [CALF, Signal.CHECK, YES],
        [CALF, Signal.CHECK, Signal.UNSURE],
        [CALF, Signal.CHECK, STOP],
        [CALF, Signal.CHECK, Signal.NEXT, Signal.NEXT],
        [AskRelief("both_legs"), CALF],
    ],
)
def test_advice_and_a_stretch_that_hurt_make_it_forget(
    talk: Talk, marked: list[Mark], events: list[Event]
) -> None:
    talk.say(*events)
    assert marked[-1] is Mark.FORGET


@pytest.mark.parametrize(
    "events",
    [
        [CALF, YES],
        [CALF, Signal.EASED],
        [Signal.EASED],
        [CALF, TellSigns(("fever",)), NO, STOP],
        [CALF, TellSigns(("fever",)), TellSigns(("stroke_signs",))],
    ],
)
def test_nothing_hangs_on_when_a_place_goes_that_has_no_use_or_has_gone(
    talk: Talk, marked: list[Mark], events: list[Event]
) -> None:
    talk.say(*events)
    assert marked[-1] is Mark.FORGET_SOON


@pytest.mark.parametrize(
    "event", [Signal.LAUNCH, Signal.HELP, Signal.WHY_ASK, NO, STOP, Signal.CHECK, Signal.REPEAT]
)
def test_other_first_words_leave_an_earlier_place_alone(
    talk: Talk, marked: list[Mark], event: Event
) -> None:
    talk.say(event)
    assert marked == [Mark.LEAVE]


def every_place(content: Content) -> list[Place]:
    return [
        Place(muscle, situation, step.id, rounds, NIGHT)
        for muscle in content.routines
        for situation in ("", *content.situations)
        for step in content.steps(muscle, situation)
        for rounds in (0, 3)
    ]


def test_every_place_opens_with_a_seated_movement_and_asks(talk: Talk, content: Content) -> None:
    """Nobody is told to stand before they could say that they are dizzy; no hold comes unasked."""
    for left in every_place(content):
        step, ago, *danger, _ = come_back(talk, left)
        assert isinstance(step, GiveStep)
        assert not step.held
        standing = {s.id for s in content.steps(left.muscle, left.situation) if s.standing}
        assert step.step not in standing
        assert prompts((ago, *danger)) == ["left_just_now", "danger_line_now", "danger_line_leg"]
        assert talk.question == ("parked" if left.situation == "driving" else "since")


@pytest.mark.parametrize("answer", [NO, Signal.UNSURE, Signal.STILL_HURTS, Signal.CONTINUE])
def test_not_eased_gives_the_same_movement_with_its_hold(talk: Talk, answer: Event) -> None:
    """And that hold is a round like any other."""
    come_back(talk, Place("calf", "", "again", 1, NIGHT))
    held = talk.say(answer)[0]
    assert held == GiveStep("calf", "", "again", rub=True, danger_line=False)
    talk.say(NO)
    assert talk.step == "towel"
    assert talk.state.rounds == 2


@pytest.mark.parametrize("answer", [YES, Signal.EASED])
def test_eased_ends_well(talk: Talk, answer: Event) -> None:
    come_back(talk, Place("calf", "toilet", "toes_up", 1, NIGHT))
    assert Aftercare("toilet") in talk.say(answer)


@pytest.mark.parametrize(
    "left", [Place("calf", "", "again", 3, NIGHT), Place("calf", "", "again", 1, NIGHT - 590)]
)
def test_three_rounds_or_ten_minutes_still_bring_the_check(talk: Talk, left: Place) -> None:
    """The movement comes first, and the check when it has not eased."""
    come_back(talk, left)
    assert talk.question == "since"
    talk.say(NO)
    assert talk.question in ("heart_and_lungs", "very_ill")


def test_a_place_left_in_a_check_comes_back_to_the_check(talk: Talk) -> None:
    """A check that the session's death broke off is not skipped."""
    talk.say(CALF, NO, Signal.CHECK, NO, NO)
    come_back(talk, place.of(talk.state))
    assert talk.step == "again"
    talk.say(NO)
    assert talk.question == "heart_and_lungs"


def test_both_legs_stay_down_in_the_next_session_too(talk: Talk) -> None:
    come_back(talk, Place("both_legs", "", "toes_up", 0, NIGHT))
    assert talk.state.guards == ("both_legs",)


@pytest.mark.parametrize(
    ("minutes", "said"),
    [
        (0, "left_just_now"),
        (1.4, "left_just_now"),
        (2, "left_some_minutes_ago"),
        (6, "left_some_minutes_ago"),
        (8, "left_ten_minutes_ago"),
        (14, "left_ten_minutes_ago"),
        (16, "left_twenty_minutes_ago"),
        (24, "left_twenty_minutes_ago"),
        (26, "left_half_an_hour_ago"),
        (30, "left_half_an_hour_ago"),
    ],
)
def test_how_long_it_has_been_is_said_as_people_say_it(
    talk: Talk, minutes: float, said: str
) -> None:
    come_back(talk, Place("calf", "", "again", 0, NIGHT), minutes)
    assert said in prompts(talk.acts)


def test_continue_is_for_an_earlier_place_before_anything_has_begun(
    talk: Talk, content: Content
) -> None:
    """Also after a launch; not in a talk that has a place or a sign of its own."""
    assert place.wanted(State(), Signal.CONTINUE, content)
    talk.say(Signal.LAUNCH)
    assert place.wanted(talk.state, Signal.CONTINUE, content)
    talk.say(Signal.PAUSE)
    assert not place.wanted(talk.state, Signal.CONTINUE, content)
    for events in ([CALF], [TellSigns(("dizzy",))], [Signal.CHECK]):
        other = Talk(content)
        other.say(*events)
        assert not place.wanted(other.state, Signal.CONTINUE, content)
