"""The check: the order of its questions, what an answer is, and what they come to."""

from __future__ import annotations

import msgspec
import pytest
from contract import CHECK, ENDS_IT, OWES, SPLITS, TOUCHES_NO_MORE
from talking import Talk, prompts

from skill.content.types import Content
from skill.dialogue import triage
from skill.dialogue.acts import (
    AdviseIfYes,
    Ask,
    AskDanger,
    ExplainDanger,
    GiveAdvice,
    GiveReason,
    GiveStep,
    MentionAdvice,
    Say,
)
from skill.dialogue.events import (
    AskMeaning,
    AskRelief,
    AskTopic,
    DenySign,
    Event,
    Signal,
    TellSigns,
)

YES_OR_UNSURE = pytest.mark.parametrize("answer", [Signal.YES, Signal.UNSURE])
NO_ANSWERS = [
    Signal.NEXT,
    Signal.CONTINUE,
    Signal.EASED,
    Signal.STILL_HURTS,
    Signal.NOT_UNDERSTOOD,
    DenySign(""),
    DenySign("sleep_loss", "trouble sleeping"),
    TellSigns((), 3),
]
"""What is neither yes, no nor "can't tell" to "do you have chest pain ...?"."""


def upto(talk: Talk, question: str) -> Talk:
    """The talk with this question of the check open, and every one before it denied."""
    talk.say(Signal.CHECK)
    while talk.question != question:
        assert talk.question, f"{question} never came"
        talk.say(Signal.NO)
    return talk


# --- order and tiers --------------------------------------------------------------------------


def test_eight_questions_come_worst_first(talk: Talk) -> None:
    asked = [talk.say(Signal.CHECK)[-1]]
    asked += [talk.say(Signal.NO)[-1] for _ in range(7)]
    assert asked == [AskDanger(question) for question in CHECK]


def test_noes_to_everything_are_no_all_clear(talk: Talk) -> None:
    """A clot can give no sign (clinical GRP-09)."""
    upto(talk, CHECK[-1]).say(Signal.NO)
    assert prompts(talk.acts) == ["no_all_clear"]
    assert talk.mentions == []
    assert talk.question


@YES_OR_UNSURE
@pytest.mark.parametrize("question", ENDS_IT)
def test_the_first_emergency_ends_it(talk: Talk, question: str, answer: Signal) -> None:
    upto(talk, question)
    assert talk.say(answer) == (GiveAdvice("emergency", question),)


@YES_OR_UNSURE
@pytest.mark.parametrize(("question", "follow_up"), SPLITS.items())
def test_a_lesser_yes_is_same_day_and_splits_off_the_emergency(
    talk: Talk, question: str, follow_up: str, answer: Signal
) -> None:
    upto(talk, question)
    assert talk.say(answer) == (MentionAdvice("same_day", question), AskDanger(follow_up))
    assert talk.say(answer) == (GiveAdvice("emergency", follow_up),)


@pytest.mark.parametrize(("question", "follow_up"), SPLITS.items())
def test_a_no_to_the_follow_up_leaves_same_day_and_the_check_goes_on(
    talk: Talk, question: str, follow_up: str
) -> None:
    upto(talk, question).say(Signal.YES)
    assert talk.question == follow_up
    talk.say(Signal.NO)
    assert talk.question == CHECK[CHECK.index(question) + 1]
    while talk.question != "again":
        talk.say(Signal.NO)
    assert talk.acts[0] == GiveAdvice("same_day", question)


@YES_OR_UNSURE
def test_the_last_question_owes_a_visit_soon(talk: Talk, answer: Signal) -> None:
    upto(talk, "over_time").say(answer)
    assert talk.mentions == [("soon", "over_time")]


def test_the_worst_tier_found_is_what_it_comes_to(talk: Talk) -> None:
    upto(talk, "gut").say(Signal.YES, Signal.NO, Signal.NO, Signal.YES)
    assert talk.acts[0] == GiveAdvice("same_day", "gut", also=("over_time",))
    assert talk.say(Signal.STOP)[0] == MentionAdvice("same_day", "gut")


@pytest.mark.parametrize("question", TOUCHES_NO_MORE)
def test_a_changed_leg_is_not_stretched_again(talk: Talk, question: str) -> None:
    talk.cramp("calf")
    if question == "worse":
        talk.say(Signal.WORSE, Signal.YES, Signal.NO)
    else:
        upto(talk, question).say(Signal.YES, *[Signal.NO] * 5)
    assert not talk.step
    assert not [act for act in talk.cramp("calf") if isinstance(act, GiveStep)]


def test_what_each_answer_owes_is_in_the_content(content: Content) -> None:
    both = {**content.check, **content.follow_ups}
    assert {id: question.tier for id, question in both.items()} == OWES


def test_a_follow_up_comes_even_where_it_was_denied_before(talk: Talk) -> None:
    """A yes to "swollen, hot, cold?" may mean cold, whatever was said of a trip (GRP-02)."""
    talk.tell("recent_surgery_or_travel")
    talk.say(Signal.NO)
    upto(talk, "one_leg").say(Signal.YES)
    assert talk.question == "one_leg_cold"


# --- what is an answer ------------------------------------------------------------------------


@pytest.mark.parametrize("event", NO_ANSWERS, ids=str)
def test_no_answer_brings_the_question_once_more_in_plainer_words(
    talk: Talk, event: Signal
) -> None:
    talk.say(Signal.CHECK, event)
    assert talk.acts[-1] == AskDanger("heart_and_lungs", "plainer")
    assert talk.state.answers == ()


@pytest.mark.parametrize("question", [*CHECK, *SPLITS.values(), "worse"])
@pytest.mark.parametrize("event", [Signal.NEXT, Signal.NOT_UNDERSTOOD, Signal.EASED])
def test_a_second_one_closes_with_the_safer_advice(
    talk: Talk, question: str, event: Signal
) -> None:
    """NOT-15: ask once more, then give the safer advice; a split counts as its worst."""
    before = {follow_up: first for first, follow_up in SPLITS.items()}.get(question)
    if question == "worse":
        talk.say(Signal.WORSE)
    else:
        upto(talk, before or question)
    if before:
        talk.say(Signal.YES)
    talk.say(Signal.NOT_UNDERSTOOD, event)
    worst = "soon" if question == "over_time" else "emergency"
    assert talk.acts[0] == AdviseIfYes(worst)
    assert not talk.question
    assert ("same_day" in talk.tiers) == bool(before)


def test_an_answer_between_two_missed_ones_keeps_the_check_open(talk: Talk) -> None:
    talk.say(Signal.CHECK, Signal.NOT_UNDERSTOOD, Signal.NO, Signal.NOT_UNDERSTOOD)
    assert talk.acts[-1] == AskDanger("stroke", "plainer")


@pytest.mark.parametrize(
    "event",
    [Signal.HELP, Signal.REPEAT, Signal.SLOWER, AskTopic("tip"), AskMeaning("fever")],
    ids=str,
)
def test_a_detour_asks_the_same_question_again(talk: Talk, event: Signal) -> None:
    upto(talk, "both_legs").say(event)
    assert talk.acts[-1] == AskDanger("both_legs")
    assert len(talk.acts) > 1 or event is Signal.REPEAT


def test_what_do_you_mean_explains_and_asks_again(talk: Talk) -> None:
    upto(talk, "stroke")
    assert talk.say(AskMeaning()) == (ExplainDanger("stroke"), AskDanger("stroke"))


@pytest.mark.parametrize("event", [Signal.WHY_ASK, AskTopic("cause")], ids=str)
def test_why_do_you_ask_gives_a_reason_and_asks_again(talk: Talk, event: Signal) -> None:
    """A bare "why" inside the check asks for the question's reason; elsewhere it is Why."""
    upto(talk, "stroke")
    assert talk.say(event) == (GiveReason("stroke"), AskDanger("stroke"))


def test_a_yes_after_a_pause_is_no_answer(talk: Talk) -> None:
    talk.say(Signal.CHECK, Signal.PAUSE)
    assert talk.question == "ready"
    assert talk.say(Signal.YES)[-1] == AskDanger("heart_and_lungs")
    assert talk.state.answers == ()


@pytest.mark.parametrize("event", [Signal.NO, Signal.UNSURE])
def test_nor_is_a_no(talk: Talk, event: Signal) -> None:
    talk.say(Signal.CHECK, Signal.PAUSE, event)
    assert talk.question == "ready"
    assert talk.state.answers == ()


# --- go back ----------------------------------------------------------------------------------


@pytest.mark.parametrize(("question", "follow_up"), SPLITS.items())
def test_go_back_undoes_the_last_answer_and_what_it_owed(
    talk: Talk, content: Content, question: str, follow_up: str
) -> None:
    upto(talk, question).say(Signal.YES)
    assert talk.question == follow_up
    talk.say(Signal.BACK)
    assert talk.question == question
    assert triage.owed(talk.state, content) is None
    assert not triage.hands_off(talk.state, content)
    assert talk.say(Signal.STOP)[0] == AdviseIfYes("emergency")
    assert "same_day" not in talk.tiers


def test_go_back_at_the_first_question_stays_there(talk: Talk) -> None:
    talk.say(Signal.CHECK, Signal.BACK)
    assert talk.acts == (AskDanger("heart_and_lungs"),)


def test_go_back_leaves_what_was_volunteered(talk: Talk) -> None:
    """Only answers are undone: a sign that somebody named stays named."""
    upto(talk, "stroke")
    talk.tell("fever")
    talk.say(Signal.NO, Signal.BACK, Signal.BACK)
    assert talk.say(Signal.STOP)[0] == MentionAdvice("same_day", "fever")


# --- denials ----------------------------------------------------------------------------------


def test_denying_one_item_asks_for_the_rest(talk: Talk) -> None:
    talk.say(Signal.CHECK, DenySign("chest_pain_or_breathless", "chest pain"))
    left = ("trouble breathing", "a racing heart", "feeling you may pass out")
    assert talk.acts == (AskDanger("heart_and_lungs", "rest", left),)


def test_denying_every_item_one_by_one_is_a_no(talk: Talk, content: Content) -> None:
    talk.say(Signal.CHECK)
    for sign, items in content.check["heart_and_lungs"].items.items():
        for item in items:
            talk.say(DenySign(sign, item))
    assert talk.question == "stroke"


@YES_OR_UNSURE
def test_a_yes_to_the_rest_is_a_yes_to_the_question(talk: Talk, answer: Signal) -> None:
    talk.say(Signal.CHECK, DenySign("heart_racing", "racing heart"))
    assert talk.say(answer) == (GiveAdvice("emergency", "heart_and_lungs"),)


def test_a_denied_item_said_in_other_words_is_not_taken_for_the_whole(talk: Talk) -> None:
    """To have no chest pain says nothing about breathing, though both are one sign."""
    talk.say(Signal.CHECK, DenySign("chest_pain_or_breathless", "it"))
    assert talk.acts[-1] == AskDanger("heart_and_lungs", "plainer")


@pytest.mark.parametrize("question", [*CHECK, *SPLITS.values(), "worse"])
def test_denying_all_but_one_item_never_answers_no(
    talk: Talk, content: Content, question: str
) -> None:
    danger = content.danger_question(question)
    items = [(sign, item) for sign, items in danger.items.items() for item in items]
    before = {follow_up: first for first, follow_up in SPLITS.items()}.get(question)
    if question == "worse":
        talk.say(Signal.WORSE)
    else:
        upto(talk, before or question)
    if before:
        talk.say(Signal.YES)
    for sign, item in items[:-1]:
        talk.say(DenySign(sign, item))
        assert talk.question == question
    assert not any(answer.question == question for answer in talk.state.answers)


@pytest.mark.parametrize(
    "between",
    [[TellSigns(("fever",)), Signal.NO], [Signal.WORSE, Signal.NO], [TellSigns(("sleep_loss",))]],
    ids=str,
)
def test_an_item_denied_before_an_interruption_is_asked_for_again(
    talk: Talk, content: Content, between: list[Signal]
) -> None:
    """Half an answer is none: nothing is carried over to a question that is asked anew."""
    talk.say(Signal.CHECK, DenySign("chest_pain_or_breathless", "chest pain"), *between)
    assert talk.acts[-1] == AskDanger("heart_and_lungs")
    items = content.check["heart_and_lungs"].items
    for sign, item in [(sign, item) for sign, of in items.items() for item in of][1:]:
        talk.say(DenySign(sign, item))
    assert talk.acts[-1] == AskDanger("heart_and_lungs", "rest", ("chest pain",))


@pytest.mark.parametrize("sign", ["fever", "chest_pain_or_breathless", "dark_urine"])
def test_a_volunteered_denial_removes_no_question(talk: Talk, sign: str) -> None:
    talk.cramp("calf")
    talk.say(DenySign(sign, "any of that"))
    assert talk.question == "eased"
    asked = [talk.say(Signal.CHECK)[-1]]
    asked += [talk.say(Signal.NO)[-1] for _ in range(7)]
    assert asked == [AskDanger(question) for question in CHECK]


@pytest.mark.parametrize(
    ("sign", "removed"),
    [
        ("one_leg_swollen_red_warm", "one_leg"),
        ("blood_in_stool", "gut"),
        ("injury", "long_or_after"),
        ("long_cramp", "long_or_after"),
        ("weight_loss", "over_time"),
    ],
)
def test_a_volunteered_yes_removes_its_question(talk: Talk, sign: str, removed: str) -> None:
    talk.tell(sign)
    while talk.question not in ("again", "cramping_now", "eased"):
        talk.say(Signal.NO)
    asked = []
    talk.say(Signal.CHECK)
    while talk.question in CHECK:
        asked.append(talk.question)
        talk.say(Signal.NO)
    assert asked == [question for question in CHECK if question != removed]


def test_a_sign_named_as_the_answer_removes_the_open_question(talk: Talk) -> None:
    upto(talk, "one_leg").tell("one_leg_swollen_red_warm")
    assert talk.question == "one_leg_cold"
    talk.say(Signal.NO)
    assert talk.question == "gut"


# --- leaving it and coming back ---------------------------------------------------------------


def test_a_cramp_told_in_the_check_gets_its_movement_and_the_check_waits(talk: Talk) -> None:
    """Whoever cramps now needs the stretch (clinical GRP-07)."""
    upto(talk, "both_legs").cramp("calf")
    assert (talk.step, talk.question) == ("toes_up", "eased")
    talk.say(Signal.CHECK)
    assert talk.question == "both_legs"


def test_the_check_from_relief_comes_back_to_its_movement(talk: Talk) -> None:
    talk.cramp("calf")
    talk.say(Signal.NO)
    upto(talk, CHECK[-1]).say(Signal.NO)
    assert (talk.step, talk.question) == ("again", "eased")


def test_starting_over_asks_from_the_first_and_keeps_what_is_owed(talk: Talk) -> None:
    upto(talk, "gut").say(Signal.YES, Signal.START_OVER)
    assert talk.question == "heart_and_lungs"
    assert MentionAdvice("same_day", "gut") in talk.say(Signal.STOP)


def test_a_second_check_asks_everything_again(talk: Talk) -> None:
    upto(talk, CHECK[-1]).say(Signal.NO, Signal.CHECK)
    assert talk.question == CHECK[0]


# --- questions switched off -------------------------------------------------------------------


@pytest.fixture
def listing(content: Content) -> Talk:
    """A talk whose content says the danger signs as a list."""
    return Talk(msgspec.structs.replace(content, asks_questions=False))


@pytest.mark.parametrize(
    "events",
    [
        [Signal.CHECK],
        [TellSigns()],
        [Signal.LAUNCH, Signal.CHECK],
        [AskRelief("calf"), Signal.CHECK],
        [AskRelief("calf"), *[Signal.NO] * 3],
        [AskRelief("calf"), Signal.WORSE],
        [AskRelief("calf"), AskTopic("question", "dangerous"), Signal.YES],
        [AskTopic("question", "dangerous"), Signal.YES],
    ],
    ids=str,
)
def test_switched_off_the_questions_are_a_list(listing: Talk, events: list[Signal]) -> None:
    listing.say(*events)
    assert "danger_list" in prompts(listing.acts)
    assert isinstance(listing.acts[-1], Ask)
    assert listing.question != "offer_check"
    assert "check_unasked" not in prompts(listing.acts)


def test_switched_off_relief_goes_on_after_the_list(listing: Talk) -> None:
    listing.cramp("calf")
    listing.say(*[Signal.NO] * 3)
    assert listing.question == "eased"
    listing.say(Signal.NO)
    assert listing.step
    assert "danger_list" not in prompts(listing.acts)


def test_switched_off_no_danger_question_is_ever_asked(listing: Talk) -> None:
    listing.cramp("calf")
    for sign in ("fever", "one_leg_numb", "long_cramp"):
        listing.tell(sign)
        assert not any(isinstance(act, AskDanger) for act in listing.acts)
        assert sign in [because for _, because in listing.mentions] or sign == "one_leg_numb"


def test_switched_off_worse_still_stops_the_stretch(listing: Talk) -> None:
    listing.cramp("calf")
    listing.say(Signal.WORSE)
    assert listing.acts[0] == Say("stop_stretching")
    assert not listing.step


@pytest.mark.parametrize(
    "before",
    [
        [TellSigns(("one_leg_swollen_red_warm",))],
        [AskRelief("calf"), TellSigns(("blood_in_stool",))],
        [AskRelief("calf"), Signal.WORSE],
        [Signal.CHECK, *[Signal.NO] * 7],
        [AskRelief("calf"), Signal.CHECK, *[Signal.NO] * 7],
    ],
    ids=["a swollen leg", "blood", "worse", "the last question", "the last, in relief"],
)
def test_the_answer_that_ended_the_questions_can_be_taken_back(
    talk: Talk, before: list[Event]
) -> None:
    """Told "I meant yes" straight after the no, it asks again, and yes is a yes."""
    talk.say(*before)
    asked = talk.question
    assert asked in CHECK or asked in talk.content.follow_ups
    talk.say(Signal.NO)
    assert talk.question not in CHECK

    talk.say(Signal.BACK)

    assert talk.question == asked
    talk.say(Signal.YES)
    assert asked in [because for _, because in talk.mentions]


def test_asking_for_the_check_inside_it_answers_nothing(talk: Talk) -> None:
    """Unclear danger may be heard as that request: the second time it gets the safer advice."""
    talk.say(Signal.CHECK, Signal.CHECK)
    assert talk.acts == (Say("say_yes_or_no"), AskDanger(CHECK[0], "plainer"))
    talk.say(Signal.CHECK)
    assert talk.tiers == {"emergency"}
    assert talk.question == ""


def test_a_cramp_too_long_told_first_is_moved_after_its_question(talk: Talk) -> None:
    talk.tell("long_cramp")
    assert talk.question == "very_ill"
    talk.say(Signal.NO)
    assert talk.step
    assert talk.question == "eased"


def test_no_tip_handles_a_leg_to_be_left_alone(talk: Talk) -> None:
    talk.tell("one_leg_swollen_red_warm")
    talk.say(Signal.NO)
    assert talk.say(AskTopic("question", "heat_or_ice"))[0] == Say("nothing_on_the_leg")
    assert talk.say(AskTopic("tip", "stretching"))[0] == Say("nothing_on_the_leg")
