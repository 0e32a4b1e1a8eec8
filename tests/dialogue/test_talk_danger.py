"""Danger signs named unasked, a leg that gets worse, a call for help."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from contract import CHECK, EMERGENCY, GUARDS, HANDS_OFF, SAME_DAY, SOON, TIER
from talking import Talk, prompts

from skill.content.types import Content
from skill.dialogue.acts import (
    AdviseIfYes,
    Aftercare,
    Ask,
    AskDanger,
    GiveAdvice,
    GiveStep,
    MentionAdvice,
    Say,
)
from skill.dialogue.events import AskRelief, AskTopic, DenySign, Signal, TellSigns

MOMENTS: dict[str, Callable[[Talk], object]] = {
    "first words": lambda _: None,
    "welcome": lambda talk: talk.say(Signal.LAUNCH),
    "first hold": lambda talk: talk.cramp("calf"),
    "where": lambda talk: (talk.cramp(""), talk.say(Signal.NO)),
    "parked": lambda talk: (talk.cramp("calf", "driving"), talk.say(Signal.YES)),
    "aside": lambda talk: (talk.cramp("calf"), talk.say(AskTopic("cause"))),
    "paused": lambda talk: (talk.cramp("calf"), talk.say(Signal.PAUSE)),
    "missed once": lambda talk: (talk.cramp("calf"), talk.say(Signal.NOT_UNDERSTOOD)),
    "eased": lambda talk: (talk.cramp("calf"), talk.say(Signal.EASED)),
    "learning": lambda talk: talk.say(AskTopic("cause", "straining")),
    "in the check": lambda talk: talk.say(Signal.CHECK, Signal.NO),
    "paused in the check": lambda talk: talk.say(Signal.CHECK, Signal.NO, Signal.PAUSE),
    "a follow-up open": lambda talk: talk.say(Signal.CHECK, *[Signal.NO] * 4, Signal.YES),
    "worse asked": lambda talk: (talk.cramp("calf"), talk.say(Signal.WORSE)),
    "same day owed": lambda talk: (talk.tell("fever"), talk.say(Signal.NO)),
    "soon owed": lambda talk: (talk.cramp("calf"), talk.tell("sleep_loss")),
    "dizzy": lambda talk: (talk.cramp("calf"), talk.tell("dizzy")),
}
"""Moments of every kind that a talk can be at."""

moments = pytest.mark.parametrize("moment", MOMENTS.values(), ids=MOMENTS.keys())


def test_the_content_has_the_tiers_of_the_contract(content: Content) -> None:
    assert {id: sign.tier for id, sign in content.signs.items()} == TIER
    assert list(content.check) == CHECK


@moments
@pytest.mark.parametrize("sign", EMERGENCY)
def test_an_emergency_sign_is_answered_with_the_advice_and_nothing_else(
    talk: Talk, moment: Callable[[Talk], object], sign: str
) -> None:
    """The advice is the next sentence, then the talk closes so that the person can act."""
    moment(talk)
    (advice,) = talk.tell(sign)
    assert isinstance(advice, GiveAdvice)
    assert (advice.tier, advice.because) == ("emergency", sign)


@pytest.mark.parametrize(
    ("situation", "parked", "made_safe"),
    [
        ("driving", False, "driving"),
        ("driving", True, ""),
        ("water", False, "water"),
        ("bed", False, ""),
    ],
    ids=["driving", "parked", "in the water", "in bed"],
)
def test_danger_on_the_road_or_in_the_water_is_told_for_there(
    talk: Talk, situation: str, parked: bool, made_safe: str
) -> None:
    """The car stops, or the swimmer gets to the side, before anything that needs a chair."""
    talk.cramp("calf", situation)
    if parked:
        talk.say(Signal.YES)
    for sign in ("fever", "chest_pain_or_breathless"):
        advice = talk.tell(sign)[0]
        assert isinstance(advice, GiveAdvice | MentionAdvice)
        assert advice.place == made_safe
    assert talk.say(Signal.CALL_FOR_HELP) == (GiveAdvice("emergency", "", place=made_safe),)


@moments
@pytest.mark.parametrize("sign", SAME_DAY)
def test_a_same_day_sign_is_answered_at_once_and_followed_up(
    talk: Talk, moment: Callable[[Talk], object], sign: str
) -> None:
    moment(talk)
    advice, asked = talk.tell(sign)
    assert isinstance(advice, MentionAdvice)
    assert (advice.tier, advice.because) == ("same_day", sign)
    assert asked == AskDanger(SAME_DAY[sign])


@moments
@pytest.mark.parametrize("sign", SAME_DAY)
@pytest.mark.parametrize("answer", [Signal.YES, Signal.UNSURE])
def test_the_follow_up_may_raise_it(
    talk: Talk, moment: Callable[[Talk], object], sign: str, answer: Signal
) -> None:
    moment(talk)
    talk.tell(sign)
    assert talk.say(answer) == (GiveAdvice("emergency", SAME_DAY[sign]),)


@pytest.mark.parametrize("sign", SAME_DAY)
def test_a_sign_named_twice_is_followed_up_twice(talk: Talk, sign: str) -> None:
    """Things change: a "no" of a minute ago says nothing about the foot now."""
    talk.cramp("calf")
    talk.tell(sign)
    talk.say(Signal.NO)
    assert talk.tell(sign) == (MentionAdvice("same_day", sign), AskDanger(SAME_DAY[sign]))


@pytest.mark.parametrize("sign", HANDS_OFF)
def test_a_swollen_hot_or_hurt_leg_is_not_stretched_again(talk: Talk, sign: str) -> None:
    talk.cramp("calf")
    talk.tell(sign)
    heard = [talk.say(Signal.NO)]
    heard += [talk.say(event) for event in stretching()]
    assert not [act for acts in heard for act in acts if isinstance(act, GiveStep)]


@pytest.mark.parametrize("sign", sorted(set(SAME_DAY) - set(HANDS_OFF)))
def test_another_same_day_sign_comes_back_to_the_movement(talk: Talk, sign: str) -> None:
    talk.cramp("calf")
    talk.say(Signal.NO)
    talk.tell(sign)
    talk.say(Signal.NO)
    assert (talk.step, talk.question) == ("again", "eased")


def stretching() -> list[AskRelief | Signal]:
    """Everything that otherwise starts or goes on with a movement."""
    return [
        AskRelief(),
        AskRelief("foot"),
        AskRelief("calf", "bed"),
        Signal.STILL_HURTS,
        Signal.START_OVER,
        Signal.LAUNCH,
        Signal.YES,
        Signal.HELP,
        Signal.REPEAT,
    ]


@pytest.mark.parametrize("sign", HANDS_OFF)
@pytest.mark.parametrize("event", [Signal.LAUNCH, Signal.START_OVER, Signal.HELP], ids=str)
def test_no_opening_asks_to_straighten_a_leg_to_be_left_alone(
    talk: Talk, sign: str, event: Signal
) -> None:
    talk.tell(sign)
    talk.say(Signal.NO, event)
    assert {"welcome", "help_movement"}.isdisjoint(prompts(talk.acts))
    assert talk.question


def test_starting_over_in_the_check_still_leaves_the_leg_alone(talk: Talk) -> None:
    talk.cramp("calf")
    talk.say(Signal.CHECK, *[Signal.NO] * 4, Signal.YES, Signal.NO, Signal.START_OVER)
    talk.say(*[Signal.NO] * 8)
    assert not talk.step
    assert not any(isinstance(act, GiveStep) for act in talk.say(AskRelief("calf")))


@pytest.mark.parametrize("sign", SOON)
@pytest.mark.parametrize("moment", ["first hold", "in the check", "a follow-up open"])
def test_a_soon_sign_does_not_interrupt(talk: Talk, sign: str, moment: str) -> None:
    MOMENTS[moment](talk)
    before = talk.question
    talk.tell(sign)
    assert talk.acts[0] == Say("noted", sign)
    assert len(talk.acts) == 2
    assert talk.question == before


@pytest.mark.parametrize("sign", SOON)
def test_a_soon_sign_is_said_once_it_has_eased(talk: Talk, sign: str) -> None:
    talk.cramp("calf")
    talk.tell(sign)
    talk.say(Signal.NO, Signal.EASED)
    assert talk.acts[0] == GiveAdvice("soon", sign)


@pytest.mark.parametrize(
    ("guard", "prompt"), [("dizzy", "guard_dizzy"), ("one_leg_numb", "guard_one_leg_numb")]
)
@moments
def test_a_guard_is_said_first(
    talk: Talk, moment: Callable[[Talk], object], guard: str, prompt: str
) -> None:
    moment(talk)
    talk.tell(guard)
    assert talk.acts[0] == Say(prompt, guard)
    assert talk.question


def test_a_numb_leg_is_asked_whether_it_is_cold(talk: Talk) -> None:
    talk.cramp("calf")
    talk.tell("one_leg_numb")
    assert talk.question == "one_leg_cold"


@pytest.mark.parametrize("other", [*SAME_DAY, *SOON, *GUARDS])
@pytest.mark.parametrize("order", [1, -1])
def test_the_worst_of_two_signs_decides(talk: Talk, other: str, order: int) -> None:
    signs = ("dark_urine", other)[::order]
    assert talk.tell(*signs) == (GiveAdvice("emergency", "dark_urine"),)


@pytest.mark.parametrize("one", SAME_DAY)
@pytest.mark.parametrize("two", SAME_DAY)
def test_each_of_two_same_day_signs_is_followed_up(talk: Talk, one: str, two: str) -> None:
    talk.cramp("calf")
    talk.tell(one, two)
    asked = {talk.question}
    talk.say(Signal.NO)
    asked.add(talk.question)
    assert asked >= {SAME_DAY[one], SAME_DAY[two]}


@pytest.mark.parametrize("other", [*SAME_DAY, *SOON])
@pytest.mark.parametrize("order", [1, -1])
def test_dizzy_beside_another_sign_is_still_told_to_sit(talk: Talk, other: str, order: int) -> None:
    talk.cramp("calf")
    talk.tell(*("dizzy", other)[::order])
    assert "guard_dizzy" in prompts(talk.acts)


def test_a_numb_leg_beside_a_soon_sign_is_still_asked_about(talk: Talk) -> None:
    talk.cramp("calf")
    talk.tell("sleep_loss", "one_leg_numb")
    assert talk.question == "one_leg_cold"


@moments
def test_something_wrong_without_a_sign_starts_the_check(
    talk: Talk, moment: Callable[[Talk], object]
) -> None:
    """A SymptomIntent whose slot is empty, or not matched, starts the check or goes on with it."""
    moment(talk)
    talk.tell()
    assert isinstance(talk.acts[-1], AskDanger)


@pytest.mark.parametrize("sign", ["", "third_arm"])
@pytest.mark.parametrize("minutes", [None, 3])
def test_a_sign_nobody_knows_starts_the_check(talk: Talk, sign: str, minutes: int | None) -> None:
    talk.cramp("calf")
    talk.say(TellSigns((sign,), minutes))
    assert talk.question == "heart_and_lungs"


@pytest.mark.parametrize("signs", [(), ("long_cramp",), ("third_arm",)])
def test_ten_minutes_told_are_a_long_cramp(talk: Talk, signs: tuple[str, ...]) -> None:
    talk.cramp("calf")
    talk.say(TellSigns(signs, 10))
    assert talk.mentions == [("same_day", "long_cramp")]


@pytest.mark.parametrize("signs", [(), ("long_cramp",)])
def test_nine_minutes_told_are_a_cramp_that_still_hurts(talk: Talk, signs: tuple[str, ...]) -> None:
    talk.cramp("calf")
    talk.say(TellSigns(signs, 9))
    assert talk.step == "again"


def test_a_short_time_beside_a_sign_does_not_weaken_it(talk: Talk) -> None:
    assert talk.say(TellSigns(("stroke_signs",), 1)) == (GiveAdvice("emergency", "stroke_signs"),)


# --- worse ------------------------------------------------------------------------------------

WORSE_WORDS = ("pop", "swollen", "hot", "cold")


@pytest.mark.parametrize("moment", sorted(set(MOMENTS) - {"same day owed"}))
def test_worse_stops_the_stretch_and_asks_why(talk: Talk, content: Content, moment: str) -> None:
    MOMENTS[moment](talk)
    talk.say(Signal.WORSE)
    assert talk.acts == (Say("stop_stretching"), AskDanger("worse"))
    assert all(word in content.follow_ups["worse"].ask for word in WORSE_WORDS)


def test_worse_again_asks_again(talk: Talk) -> None:
    talk.cramp("calf")
    talk.say(Signal.WORSE, Signal.NO, Signal.NO, Signal.WORSE)
    assert talk.acts == (Say("stop_stretching"), AskDanger("worse"))


@pytest.mark.parametrize("before", [[], [Signal.CHECK], [Signal.NO], [Signal.NO, Signal.WORSE]])
@pytest.mark.parametrize("muscle", ["calf", "leg", "shin", "front_thigh"])
def test_after_worse_that_stretch_is_never_held_again(
    talk: Talk, muscle: str, before: list[Signal]
) -> None:
    """Not the same hold, nor the same stretch under another name: the leg rests."""
    talk.cramp(muscle)
    talk.say(*before)
    talk.say(Signal.WORSE)
    heard = [talk.say(Signal.NO) for _ in range(30)]
    later = (Signal.REPEAT, Signal.START_OVER, Signal.BACK, AskRelief(), AskRelief(muscle))
    heard += [talk.say(event) for event in later]
    assert not [act for acts in heard for act in acts if isinstance(act, GiveStep)]
    assert any(Say("rest_gently") in acts for acts in heard)


def test_a_muscle_under_the_same_stretch_rests_and_another_stretch_is_offered(talk: Talk) -> None:
    """Toes up hurt, so no toes up for the foot either; the front of the thigh bends the knee."""
    talk.cramp("calf")
    talk.say(Signal.WORSE, Signal.NO)
    assert talk.cramp("foot") == (Say("rest_gently"), Ask("rested"))
    talk.cramp("front_thigh")
    assert talk.step == "knee_bent"


def test_a_rest_is_repeated_and_no_round(talk: Talk) -> None:
    talk.cramp("calf")
    talk.say(Signal.WORSE, Signal.NO)
    assert talk.say(Signal.REPEAT) == (Say("rest_gently"), Ask("rested"))
    assert talk.say(Signal.STILL_HURTS)[0] == Say("check_unasked")


def test_worse_after_a_finished_check_gives_no_second_verdict(talk: Talk) -> None:
    talk.cramp("calf")
    talk.say(Signal.CHECK, *[Signal.NO] * 8)
    talk.say(Signal.WORSE)
    assert talk.say(Signal.NO) == (Say("rest_gently"), Ask("rested"))


@pytest.mark.parametrize("answer", [Signal.YES, Signal.UNSURE])
def test_a_pop_or_swelling_is_same_day_and_no_more_stretching(talk: Talk, answer: Signal) -> None:
    talk.cramp("calf")
    talk.say(Signal.WORSE, answer)
    assert talk.acts == (MentionAdvice("same_day", "worse"), AskDanger("one_leg_cold"))
    talk.say(Signal.NO)
    assert talk.acts == (GiveAdvice("same_day", "worse"), Ask("again"))
    talk.cramp("calf")
    assert not talk.step


def test_naming_what_worse_asks_about_answers_it(talk: Talk) -> None:
    """A volunteered yes removes its question; its own follow-up comes instead."""
    talk.cramp("calf")
    talk.say(Signal.WORSE)
    talk.tell("one_leg_swollen_red_warm")
    assert talk.question == "one_leg_cold"
    talk.say(Signal.NO)
    assert talk.question == "again"


# --- help, and what is owed -------------------------------------------------------------------


@moments
def test_a_call_for_help_gets_what_to_do(talk: Talk, moment: Callable[[Talk], object]) -> None:
    """The skill cannot call and never offers to (platform P7)."""
    moment(talk)
    assert talk.say(Signal.CALL_FOR_HELP) == (GiveAdvice("emergency", ""),)


STAYS_OWED = [
    [Signal.EASED],
    [AskTopic("cause", "night")],
    [AskTopic("tip")],
    [Signal.START_OVER],
    [Signal.LAUNCH],
    [Signal.HELP],
    [AskRelief("calf")],
    [Signal.PAUSE],
    [Signal.NO, Signal.CHECK],
    [Signal.NO, AskTopic("tip", "water"), Signal.NO],
    [DenySign("fever", "fever")],
    [Signal.NO, Signal.BACK],
    [Signal.NOT_UNDERSTOOD],
]


@pytest.mark.parametrize("detour", STAYS_OWED, ids=str)
@pytest.mark.parametrize("sign", [*SAME_DAY, *SOON])
def test_advice_owed_is_in_the_goodbye_whatever_came_between(
    talk: Talk, sign: str, detour: list[Signal]
) -> None:
    talk.cramp("calf")
    talk.tell(sign)
    talk.say(*detour)
    if talk.question:
        talk.say(Signal.STOP)
    assert (TIER[sign], sign) in talk.mentions
    assert not talk.question


@pytest.mark.parametrize("sign", SAME_DAY)
def test_same_day_advice_is_said_in_full_at_the_end(talk: Talk, sign: str) -> None:
    talk.cramp("calf")
    talk.tell(sign)
    talk.say(Signal.NO)
    if talk.step:
        talk.say(Signal.EASED)
    assert talk.acts[0] == GiveAdvice("same_day", sign)
    assert talk.say(Signal.YES)[0] == GiveAdvice("same_day", sign)


@pytest.mark.parametrize("sign", ["one_leg_numb", "fluid_loss", "blood_in_stool"])
def test_a_sign_as_first_words_comes_back_to_the_cramp_that_may_be_told_yet(
    talk: Talk, sign: str
) -> None:
    """A no to the worse sign leaves advice or nothing; the leg has not been asked about yet."""
    talk.tell(sign)
    talk.say(Signal.NO)
    assert talk.question == "cramping_now"
    talk.say(Signal.YES)
    assert talk.step


def test_eased_says_advice_owed_and_no_aftercare_that_calms(talk: Talk) -> None:
    """Nothing reassures against a sign: "it may stay sore" comes after no same-day advice."""
    talk.cramp("calf")
    talk.tell("blood_in_stool")
    talk.cramp("foot")
    talk.say(Signal.EASED)
    assert talk.acts == (
        MentionAdvice("same_day", "blood_in_stool"),
        AskDanger("gut_right_now"),
    )
    talk.say(Signal.NO)
    assert not talk.step
    assert ("same_day", "blood_in_stool") in talk.mentions


def test_eased_with_advice_owed_says_how_to_get_up_and_keeps_the_disclaimer_for_the_goodbye(
    talk: Talk,
) -> None:
    talk.cramp("calf", "toilet")
    talk.tell("blood_in_stool")
    talk.say(Signal.NO, Signal.EASED)
    assert talk.acts == (
        GiveAdvice("same_day", "blood_in_stool"),
        Aftercare("toilet", soreness=False),
        Ask("again"),
    )
    talk.say(Signal.NO)
    assert [act for act in talk.acts if isinstance(act, Say)] == [Say("disclaimer"), Say("goodbye")]


def test_a_goodbye_in_the_check_carries_the_safer_advice(talk: Talk) -> None:
    talk.say(Signal.CHECK, Signal.STOP)
    assert talk.acts == (AdviseIfYes("emergency"), Say("goodbye"))
