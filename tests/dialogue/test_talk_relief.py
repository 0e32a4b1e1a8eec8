"""Relief: the movement first, one at a time, and what brings the check."""

from __future__ import annotations

import pytest
from talking import Talk, prompts, question

from skill.content.types import Content
from skill.dialogue.acts import Aftercare, Ask, Explain, GiveStep, Help, Say
from skill.dialogue.events import AskMeaning, AskRelief, AskTopic, DenySign, Signal, TellSigns

DETOURS = [
    AskTopic("cause", "night"),
    AskTopic("cause"),
    AskTopic("tip"),
    AskTopic("tip", "water"),
    AskTopic("question", "heat_or_ice"),
    Signal.WHY_ASK,
    Signal.HELP,
    Signal.REPEAT,
    Signal.NOT_UNDERSTOOD,
    Signal.SLOWER,
    Signal.FASTER,
    AskMeaning(),
    AskMeaning("dark_urine"),
    DenySign("fever", "a fever"),
    DenySign(""),
    TellSigns(("sleep_loss",)),
    TellSigns(("dizzy",)),
    TellSigns(("pregnancy",)),
]
"""What a person may say in the middle that is no answer to "has it eased?"."""


@pytest.mark.parametrize("muscle", "calf foot toe hamstring shin inner_thigh both_legs".split())
def test_the_reply_to_a_cramp_is_its_movement_and_one_question(talk: Talk, muscle: str) -> None:
    talk.cramp(muscle)
    assert [type(act) for act in talk.acts] == [GiveStep, Ask]
    assert talk.question == "eased"


def test_a_first_yes_starts_the_default_movement_at_once(talk: Talk) -> None:
    talk.say(Signal.LAUNCH, Signal.YES)
    assert talk.acts[0] == GiveStep("leg", "", "toes_up", rub=True, danger_line=True)


def test_the_danger_line_goes_with_the_first_hold_and_no_other(talk: Talk) -> None:
    talk.cramp("thigh")
    heard = [talk.say(Signal.NO) for _ in range(3)]
    steps = [act for acts in heard for act in acts if isinstance(act, GiveStep)]
    assert [step.danger_line for step in steps] == [True, False, False]


@pytest.mark.parametrize("place", ["", "bed", "toilet"])
def test_a_front_thigh_bends_the_knee(talk: Talk, content: Content, place: str) -> None:
    """The exception: straightening the knee would make it worse (clinical QUA-01)."""
    talk.cramp("front_thigh", place)
    first = next(s for s in content.steps("front_thigh", place) if s.id == talk.step)
    assert first.id.endswith("knee_bent")
    assert "bend" in first.say.lower()
    assert "straighten" not in first.say.lower()


def test_a_shin_is_the_reverse(talk: Talk) -> None:
    talk.cramp("shin")
    assert talk.step == "toes_down"


@pytest.mark.parametrize("place", ["", "bed", "toilet", "sitting", "standing", "exercise"])
def test_a_thigh_asks_front_or_back_before_it_is_stretched(
    talk: Talk, content: Content, place: str
) -> None:
    talk.cramp("thigh", place)
    assert talk.question == "which_thigh"
    given = next(step for step in content.steps("thigh", place) if step.id == talk.step)
    assert given.hold == 0


@pytest.mark.parametrize("named", ["front_thigh", "hamstring"])
def test_naming_the_side_of_the_thigh_starts_its_own_routine(talk: Talk, named: str) -> None:
    talk.cramp("thigh")
    talk.cramp(named)
    assert talk.state.muscle == named
    assert talk.acts[0] == GiveStep(named, "", talk.step, rub=True, danger_line=True)


def test_where_it_is_is_asked_after_the_first_movement_and_once(talk: Talk) -> None:
    """Nobody in pain is stalled by a question (clinical UNS-01)."""
    asked = []
    talk.cramp("")
    for event in (Signal.NO, Signal.NO, Signal.STILL_HURTS):
        talk.say(event)
        asked.append(talk.question)
    assert asked.count("where") == 1
    assert asked[0] == "where"


def test_where_is_not_asked_of_somebody_who_said(talk: Talk) -> None:
    talk.cramp("calf")
    talk.say(Signal.NO)
    assert talk.question == "eased"
    assert talk.step == "again"


def test_somebody_who_cannot_say_where_gets_the_next_movement(talk: Talk) -> None:
    talk.cramp("")
    talk.say(Signal.NO, Signal.UNSURE)
    assert talk.step == "again"


@pytest.mark.parametrize("detour", DETOURS, ids=str)
def test_a_detour_comes_back_to_the_same_movement_and_question(talk: Talk, detour: object) -> None:
    talk.cramp("calf", "bed")
    talk.say(Signal.NO)
    before = talk.state.step, talk.question
    talk.say(detour)  # type: ignore[arg-type]
    assert (talk.state.step, talk.question) == before
    assert talk.state.rounds == 1


def test_asking_whether_it_is_dangerous_offers_the_check_and_comes_back(talk: Talk) -> None:
    talk.cramp("calf")
    talk.say(Signal.NO)
    talk.say(AskTopic("question", "dangerous"))
    assert talk.acts == (Explain("question", "dangerous", 0), Ask("offer_check"))
    talk.say(Signal.NO)
    assert (talk.step, talk.question) == ("again", "eased")


@pytest.mark.parametrize("answer", [Signal.YES, Signal.UNSURE])
def test_the_check_offered_in_relief_is_taken_up(talk: Talk, answer: Signal) -> None:
    talk.cramp("calf")
    talk.say(AskTopic("question", "dangerous"), answer)
    assert talk.question == "heart_and_lungs"


def test_a_repeat_says_the_aside_again_and_not_the_movement(talk: Talk) -> None:
    talk.cramp("calf")
    told = talk.say(AskTopic("cause", "night"))
    assert talk.say(Signal.REPEAT) == told
    assert talk.say(Signal.REPEAT) == told


def test_a_repeat_says_the_second_of_two_asides(talk: Talk) -> None:
    talk.cramp("calf")
    talk.say(AskTopic("cause", "night"))
    told = talk.say(AskTopic("tip", "water"))
    assert talk.say(Signal.REPEAT) == told


def test_after_an_aside_and_an_answer_a_repeat_is_the_movement(talk: Talk) -> None:
    talk.cramp("calf")
    talk.say(AskTopic("cause", "night"), Signal.NO)
    talk.say(Signal.REPEAT)
    assert talk.step == "again"


def test_a_repeat_says_the_movement_again(talk: Talk) -> None:
    talk.cramp("calf")
    talk.say(Signal.NO, Signal.REPEAT)
    assert (talk.step, talk.question) == ("again", "eased")


def test_after_a_pause_the_movement_is_said_again(talk: Talk) -> None:
    talk.cramp("calf")
    talk.say(Signal.NO, Signal.PAUSE)
    assert talk.question == "ready"
    talk.say(Signal.CONTINUE)
    assert (talk.step, talk.question) == ("again", "eased")
    assert talk.state.rounds == 1


def test_next_and_back_move_one_movement(talk: Talk) -> None:
    talk.cramp("calf")
    given = []
    for event in (Signal.NEXT, Signal.BACK, Signal.BACK):
        talk.say(event)
        given.append(talk.step)
    assert given == ["again", "toes_up", "toes_up"]


def test_start_over_begins_the_routine_again(talk: Talk) -> None:
    talk.cramp("calf")
    talk.say(Signal.NO, Signal.START_OVER)
    assert talk.step == "toes_up"


# --- places -----------------------------------------------------------------------------------


def test_on_the_toilet_pushing_stops_first_and_nobody_stands(talk: Talk, content: Content) -> None:
    """Stop pushing, stay seated, leg out, toes up, in that order (clinical TOI-01 to TOI-03)."""
    talk.cramp("calf", "toilet")
    words = next(s.say for s in content.steps("calf", "toilet") if s.id == talk.step).lower()
    order = [words.index(part) for part in ("stop pushing", "stay seated", "leg out", "toes up")]
    assert order == sorted(order)


def test_a_driver_gets_no_stretch_before_the_car_stands(talk: Talk) -> None:
    """Pull over is all there is until then (clinical REL-15)."""
    talk.cramp("", "driving")
    assert (talk.step, talk.question) == ("pull_over", "parked")
    for event in (Signal.NO, Signal.STILL_HURTS, Signal.UNSURE, Signal.BACK, AskRelief("calf")):
        talk.say(event)
        assert talk.step in ("", "pull_over"), event
        assert talk.question == "parked", event
    talk.say(Signal.YES)
    assert talk.step == "driving_toes_up"


def test_worse_at_the_wheel_still_comes_back_to_pulling_over(talk: Talk) -> None:
    talk.cramp("calf", "driving")
    talk.say(Signal.WORSE, Signal.NO)
    assert (talk.step, talk.question) == ("pull_over", "parked")


def test_a_driver_who_parked_need_not_park_again(talk: Talk) -> None:
    talk.cramp("", "driving")
    talk.say(Signal.YES, Signal.NO)
    assert talk.question == "where"
    talk.cramp("calf")
    assert (talk.state.muscle, talk.step) == ("calf", "driving_toes_up")


@pytest.mark.parametrize("muscle", ["calf", "hamstring", "front_thigh"])
@pytest.mark.parametrize("place", ["toilet", "driving", "water"])
def test_nobody_stands_on_the_toilet_at_the_wheel_or_in_water(
    talk: Talk, content: Content, muscle: str, place: str
) -> None:
    talk.cramp(muscle, place)
    if talk.question == "parked":
        talk.say(Signal.YES)
    assert not any(stood(talk, content))


@pytest.mark.parametrize("guard", ["dizzy", "one_leg_numb"])
def test_nobody_dizzy_or_numb_stands(talk: Talk, content: Content, guard: str) -> None:
    talk.cramp("calf")
    talk.tell(guard)
    assert not any(stood(talk, content))


def test_with_both_legs_cramping_nobody_stands_even_for_the_calf(
    talk: Talk, content: Content
) -> None:
    talk.cramp("both_legs")
    talk.cramp("calf")
    assert not any(stood(talk, content))


def test_somebody_steady_is_offered_standing_last(talk: Talk, content: Content) -> None:
    """Without a guard there are standing movements, after all that are done sitting."""
    standing = [step.standing for step in content.steps("calf", "bed")]
    assert standing == sorted(standing)
    talk.cramp("calf", "bed")
    assert any(stood(talk, content))


def test_becoming_dizzy_on_a_standing_movement_seats_the_person(
    talk: Talk, content: Content
) -> None:
    talk.cramp("calf")
    talk.say(Signal.NO, Signal.NO, Signal.NEXT, *[Signal.NO] * 8)
    assert stands(talk, content)
    talk.tell("dizzy")
    assert prompts(talk.acts)[0] == "guard_dizzy"
    assert talk.step
    assert not stands(talk, content)


def stood(talk: Talk, content: Content) -> list[bool]:
    """For each movement of a cramp that never eases: whether it is done standing up."""
    given = []
    for _ in range(30):
        talk.say(Signal.NO)
        if talk.step:
            given.append(stands(talk, content))
    assert len(given) > 12
    return given


def stands(talk: Talk, content: Content) -> bool:
    """Whether a movement was just given that is done standing up."""
    for act in talk.acts:
        if isinstance(act, GiveStep):
            steps = content.steps(act.muscle, act.situation)
            return next(step.standing for step in steps if step.id == act.step)
    return False


def test_nobody_pregnant_is_invited_to_rub(talk: Talk) -> None:
    """Stretch only (clinical AVO-04)."""
    talk.tell("pregnancy")
    talk.cramp("calf")
    assert [act.rub for act in talk.acts if isinstance(act, GiveStep)] == [False]


# --- how long it takes ------------------------------------------------------------------------


@pytest.mark.parametrize("answer", [Signal.NO, Signal.STILL_HURTS, Signal.UNSURE, Signal.NEXT])
def test_three_rounds_bring_the_check_unasked(talk: Talk, answer: Signal) -> None:
    talk.cramp("calf")
    open_now = [question(talk.say(answer)) for _ in range(3)]
    assert open_now == ["eased", "eased", "heart_and_lungs"]
    assert prompts(talk.acts) == ["check_unasked"]


def test_three_rounds_are_three_holds_though_where_was_asked_between(talk: Talk) -> None:
    talk.cramp("")
    held, open_now = 1, []
    for _ in range(4):
        talk.say(Signal.NEXT if talk.question == "where" else Signal.NO)
        held += bool(talk.step)
        open_now.append(talk.question)
    assert open_now == ["where", "eased", "eased", "heart_and_lungs"]
    assert held == 3


def test_moving_on_by_next_from_where_counts_no_round(talk: Talk) -> None:
    talk.cramp("")
    talk.say(Signal.NO)
    talk.say(Signal.NEXT)
    assert talk.state.rounds == 1


def test_resting_a_thigh_is_no_round(talk: Talk) -> None:
    talk.cramp("thigh")
    open_now = [question(talk.say(Signal.NO)) for _ in range(4)]
    assert open_now == ["eased", "eased", "eased", "heart_and_lungs"]


@pytest.mark.parametrize(
    "event", [Signal.NO, Signal.STILL_HURTS, Signal.NEXT, AskRelief("calf"), AskRelief()], ids=str
)
def test_ten_minutes_bring_the_check_unasked(talk: Talk, event: object) -> None:
    """Ten minutes without ease are a danger sign themselves (clinical DUR-03, DUR-05)."""
    talk.cramp("calf")
    talk.say(event, after=600)  # type: ignore[arg-type]
    assert talk.mentions == [("same_day", "long_cramp")]
    assert talk.question == "very_ill"
    talk.say(Signal.NO)
    assert talk.question == "heart_and_lungs"


def test_nine_minutes_do_not(talk: Talk) -> None:
    talk.cramp("calf")
    talk.say(Signal.NO, after=599)
    assert talk.step == "again"


def test_ten_minutes_bring_it_even_after_a_check_at_three_rounds(talk: Talk) -> None:
    talk.cramp("calf")
    talk.say(*[Signal.NO] * 11)
    assert talk.step
    talk.say(Signal.NO, after=600)
    assert talk.mentions == [("same_day", "long_cramp")]
    assert talk.question == "very_ill"


def test_the_clock_starts_again_with_a_new_cramp(talk: Talk) -> None:
    """The ten minutes are those of one cramp, from when it was first told to when it eased."""
    talk.cramp("calf")
    talk.say(Signal.YES)
    talk.say(AskRelief("calf"), after=700)
    assert talk.step == "toes_up"
    talk.say(Signal.NO)
    assert (talk.step, talk.question) == ("again", "eased")


def test_a_cramp_that_comes_back_has_its_own_ten_minutes(talk: Talk) -> None:
    talk.cramp("calf")
    talk.say(Signal.YES, AskRelief())
    talk.say(Signal.NO, after=600)
    assert talk.mentions == [("same_day", "long_cramp")]


def test_the_check_comes_back_to_the_movement_after_it(talk: Talk) -> None:
    talk.cramp("calf")
    talk.say(*[Signal.NO] * 3, *[Signal.NO] * 8)
    assert prompts(talk.acts)[0] == "no_all_clear"
    assert talk.question == "eased"
    assert talk.step not in ("", "towel")


# --- eased ------------------------------------------------------------------------------------


@pytest.mark.parametrize("event", [Signal.YES, Signal.EASED])
def test_eased_brings_aftercare_the_disclaimer_and_one_offer(talk: Talk, event: Signal) -> None:
    talk.cramp("calf", "bed")
    talk.say(event)
    assert talk.acts == (Aftercare("bed"), Say("disclaimer"), Ask("offer_after"))


def test_on_the_toilet_the_danger_signs_are_offered_first(talk: Talk) -> None:
    """Then, not before (clinical TOI-08)."""
    talk.cramp("calf", "toilet")
    talk.say(Signal.EASED)
    assert talk.question == "offer_check"


@pytest.mark.parametrize(
    "answers",
    [
        [Signal.EASED, AskRelief("calf"), Signal.EASED],
        [Signal.NO, Signal.NO, Signal.EASED],
        [Signal.STILL_HURTS, Signal.EASED],
    ],
    ids=str,
)
@pytest.mark.parametrize("muscle", ["calf", ""])
def test_the_disclaimer_comes_once_after_the_first_eased_or_still_hurts(
    talk: Talk, muscle: str, answers: list[Signal]
) -> None:
    """DIS-05: once a session, and not before the first movement."""
    told = ["disclaimer" in prompts(talk.cramp(muscle))]
    told += ["disclaimer" in prompts(talk.say(answer)) for answer in answers]
    assert told == [False, True, *[False] * (len(answers) - 1)]


def test_offers_come_one_at_a_time_and_each_once(talk: Talk) -> None:
    talk.cramp("calf")
    talk.say(Signal.EASED)
    offered = [talk.question]
    for _ in range(4):
        talk.say(Signal.NO)
        offered.append(talk.question)
    assert offered == ["offer_after", "offer_why", "offer_tip", "offer_check", ""]
    assert prompts(talk.acts) == ["goodbye"]


def test_help_opens_with_the_movement_until_relief_has_begun(talk: Talk) -> None:
    talk.say(Signal.HELP)
    assert talk.acts[:2] == (Say("help_movement"), Help("cramping_now"))
    talk.cramp("calf")
    talk.say(Signal.HELP)
    assert talk.acts == (Help("eased"), Ask("eased"))


def test_a_muscle_or_place_nobody_knows_is_taken_as_not_said(talk: Talk) -> None:
    talk.cramp("tail", "moon")
    assert talk.acts[0] == GiveStep("leg", "", "toes_up", rub=True, danger_line=True)
