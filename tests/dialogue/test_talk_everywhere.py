"""Help, stop, cancel, repeat and fallback, pauses and topics: in every phase and as first words."""

from __future__ import annotations

import pytest
from talking import Talk, prompts

from skill.content.types import Content
from skill.dialogue.acts import (
    Aftercare,
    Ask,
    AskDanger,
    DescribeSign,
    Explain,
    GiveAdvice,
    GiveStep,
    Help,
    MentionAdvice,
    Say,
    Summarize,
    Wait,
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

WELCOME = (Say("welcome"), Ask("welcome"))
FIRST_MOVEMENT = GiveStep("leg", "", "toes_up", rub=True, danger_line=True)

FIRST_WORDS: list[tuple[Event, object]] = [
    (Signal.LAUNCH, WELCOME[0]),
    (Signal.YES, WELCOME[0]),
    (Signal.NO, WELCOME[0]),
    (Signal.UNSURE, WELCOME[0]),
    (Signal.NEXT, WELCOME[0]),
    (Signal.BACK, WELCOME[0]),
    (Signal.REPEAT, WELCOME[0]),
    (Signal.CONTINUE, WELCOME[0]),
    (Signal.START_OVER, WELCOME[0]),
    (Signal.SLOWER, WELCOME[0]),
    (Signal.FASTER, WELCOME[0]),
    (Signal.NOT_UNDERSTOOD, WELCOME[0]),
    (DenySign("fever", "fever"), WELCOME[0]),
    (DenySign(""), WELCOME[0]),
    (AskMeaning(), WELCOME[0]),
    (Signal.HELP, Say("help_movement")),
    (Signal.STILL_HURTS, FIRST_MOVEMENT),
    (AskRelief(), FIRST_MOVEMENT),
    (TellSigns((), 3), FIRST_MOVEMENT),
    (Signal.EASED, Aftercare("")),
    (Signal.WORSE, Say("stop_stretching")),
    (Signal.PAUSE, Say("pause")),
    (Signal.STOP, Say("goodbye")),
    (Signal.CHECK, Say("check_intro")),
    (TellSigns(), Say("check_intro")),
    (Signal.WHY_ASK, Explain("cause", "general", 0)),
    (AskTopic("cause"), Explain("cause", "general", 0)),
    (AskTopic("tip"), Explain("tip", "general", 0)),
    (AskTopic("question"), Explain("question", "dangerous", 0)),
    (AskTopic("tip", "footstool"), Explain("tip", "footstool", 0)),
    (AskMeaning("fever"), DescribeSign("fever")),
    (Signal.CALL_FOR_HELP, GiveAdvice("emergency", "")),
    (Signal.SUMMARY, Summarize((), ())),
    (Signal.AFRAID, Say("afraid")),
    (TellSigns(("poison",)), GiveAdvice("emergency", "poison")),
    (TellSigns(("fever",)), MentionAdvice("same_day", "fever")),
]


@pytest.mark.parametrize(("event", "first"), FIRST_WORDS, ids=str)
def test_any_words_may_be_the_first_of_a_session(talk: Talk, event: Event, first: object) -> None:
    assert talk.say(event)[0] == first


def test_the_first_words_above_are_all_there_are() -> None:
    """Every signal is in the table, and every other kind of event."""
    told = {event for event, _ in FIRST_WORDS if isinstance(event, Signal)}
    assert told == set(Signal)
    kinds = {type(event) for event, _ in FIRST_WORDS}
    assert kinds == {Signal, AskRelief, AskTopic, TellSigns, DenySign, AskMeaning}


@pytest.mark.parametrize(
    "event", [Signal.STOP, Signal.CALL_FOR_HELP, TellSigns(("poison",))], ids=str
)
def test_these_first_words_close_and_no_others_do(talk: Talk, event: Event) -> None:
    assert talk.say(event)
    assert not talk.question
    open_again = [Talk(talk.content).say(other)[-1] for other, _ in FIRST_WORDS if ends(other)]
    assert all(isinstance(act, Ask | AskDanger) for act in open_again)


def ends(event: Event) -> bool:
    """Whether these first words are none of the three that close."""
    return event not in (Signal.STOP, Signal.CALL_FOR_HELP, TellSigns(("poison",)))


# --- everywhere -------------------------------------------------------------------------------

PLACES: dict[str, list[Event]] = {
    "welcome": [Signal.LAUNCH],
    "relief": [AskRelief("calf", "bed")],
    "where": [AskRelief(), Signal.NO],
    "thigh": [AskRelief("thigh")],
    "driving": [AskRelief("calf", "driving")],
    "offer in relief": [AskRelief("calf"), AskTopic("question", "dangerous")],
    "offer": [AskRelief("calf"), Signal.EASED],
    "learn": [AskTopic("cause", "straining")],
    "check": [Signal.CHECK],
    "follow-up": [TellSigns(("fever",))],
    "advice": [TellSigns(("fever",)), Signal.NO],
    "paused": [AskRelief("calf"), Signal.PAUSE],
    "resting": [AskRelief("calf"), Signal.WORSE, Signal.NO],
}
AGAIN = {"ready": "eased", "welcome": "cramping_now"}
"""What is asked for these when they are asked again: what was open before a pause, and the
opening's question without its "or say help"."""
places = pytest.mark.parametrize("before", PLACES.values(), ids=PLACES.keys())


@places
def test_help_says_what_can_be_said_and_asks_what_was_open(talk: Talk, before: list[Event]) -> None:
    talk.say(*before)
    was_open = talk.question
    talk.say(Signal.HELP)
    helped = [act for act in talk.acts if isinstance(act, Help) or act == Say("help_check")]
    assert helped
    assert talk.question == AGAIN.get(was_open, was_open)


@places
def test_stop_says_goodbye_and_closes(talk: Talk, before: list[Event]) -> None:
    talk.say(*before, Signal.STOP)
    assert talk.acts[-1] == Say("goodbye")


@places
def test_a_repeat_ends_with_the_question_that_was_open(talk: Talk, before: list[Event]) -> None:
    talk.say(*before)
    was_open = talk.question
    talk.say(Signal.REPEAT)
    assert talk.question == AGAIN.get(was_open, was_open)
    once_more = talk.acts
    assert talk.say(Signal.REPEAT) == once_more


@pytest.mark.parametrize(
    ("before", "substance"),
    [
        ("relief", GiveStep("calf", "bed", "bed_toes_up", rub=True, danger_line=False)),
        ("learn", Explain("cause", "straining", 0)),
        ("advice", GiveAdvice("same_day", "fever")),
        ("welcome", Say("welcome")),
    ],
)
def test_a_repeat_says_the_substance_again(talk: Talk, before: str, substance: object) -> None:
    talk.say(*PLACES[before], Signal.REPEAT)
    assert talk.acts[0] == substance


@pytest.mark.parametrize("kind", ["cause", "tip", "question"])
def test_a_repeat_says_the_last_breath_again(content: Content, kind: str) -> None:
    """Also the last one, after which comes an offer and no "want more?"."""
    for id, topic in content.topics(kind).items():
        if id == "dangerous":
            continue
        alone = Talk(content)
        alone.say(AskTopic(kind, id), *[Signal.YES] * (len(topic.breaths) - 1))  # type: ignore[arg-type]
        last = Explain(kind, id, len(topic.breaths) - 1)  # type: ignore[arg-type]
        assert alone.acts[0] == last
        assert alone.say(Signal.REPEAT)[0] == last, id
        assert alone.say(Signal.REPEAT)[0] == last, id
        assert alone.say(Signal.NO)[0] != last, id


@places
def test_not_being_understood_asks_again_then_helps_then_ends(
    talk: Talk, before: list[Event]
) -> None:
    """Everywhere but in the check, which gives the safer advice at the second time."""
    talk.say(*before)
    in_check = isinstance(talk.acts[-1], AskDanger)
    heard = [talk.say(Signal.NOT_UNDERSTOOD) for _ in range(2 if in_check else 3)]
    assert all(isinstance(acts[-1], Ask | AskDanger) for acts in heard[:-1])
    assert not isinstance(heard[-1][-1], Ask | AskDanger)
    if not in_check:
        said = [prompts(acts)[0] for acts in heard]
        assert said == ["missed", "missed_again", "missed_too_often"]
        assert isinstance(heard[1][1], Help)


@pytest.mark.parametrize(
    "between", [Signal.HELP, Signal.REPEAT, Signal.NO, AskMeaning("fever"), Signal.SLOWER], ids=str
)
def test_being_understood_between_starts_the_count_again(talk: Talk, between: Event) -> None:
    talk.cramp("calf")
    talk.say(Signal.NOT_UNDERSTOOD, Signal.NOT_UNDERSTOOD, between, Signal.NOT_UNDERSTOOD)
    assert prompts(talk.acts) == ["missed"]


@places
def test_a_pause_waits_and_then_says_the_last_thing_again(talk: Talk, before: list[Event]) -> None:
    talk.say(*before)
    was_open = AGAIN.get(talk.question, talk.question)
    first, *rest = talk.say(Signal.PAUSE)
    assert isinstance(first, MentionAdvice) or first == Say("pause")
    assert rest == [Wait(), Ask("ready")]
    talk.say(Signal.YES)
    assert talk.question == was_open


def test_advice_for_today_is_no_thing_to_wait_with(talk: Talk) -> None:
    """What may be "can it wait till Monday" is not told that we'll wait."""
    talk.say(TellSigns(("one_leg_swollen_red_warm",)), Signal.NO)
    assert talk.say(Signal.PAUSE)[0] == MentionAdvice("same_day", "one_leg_swollen_red_warm")


@pytest.mark.parametrize("event", [Signal.NO, Signal.UNSURE, Signal.PAUSE])
def test_not_ready_waits_again(talk: Talk, event: Signal) -> None:
    talk.cramp("calf")
    talk.say(Signal.PAUSE, event)
    assert talk.question == "ready"


def test_a_pause_keeps_an_aside(talk: Talk) -> None:
    talk.cramp("calf")
    told = talk.say(AskTopic("cause", "night"))
    talk.say(Signal.PAUSE)
    assert talk.say(Signal.CONTINUE) == told


@pytest.mark.parametrize(("event", "pace"), [(Signal.SLOWER, "slow"), (Signal.FASTER, "fast")])
@places
def test_the_pace_changes_and_stays(
    talk: Talk, before: list[Event], event: Signal, pace: str
) -> None:
    talk.say(*before)
    talk.say(event)
    assert Say(f"pace_{pace}") in talk.acts
    talk.say(Signal.REPEAT, Signal.HELP)
    assert talk.state.pace == pace


def test_continue_without_a_place_kept_says_so(talk: Talk) -> None:
    talk.say(Signal.LAUNCH, Signal.CONTINUE)
    assert prompts(talk.acts) == ["no_place_kept"]
    assert talk.question


# --- topics -----------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["cause", "tip", "question"])
def test_every_topic_is_told_a_breath_at_a_time(content: Content, kind: str) -> None:
    for id, topic in content.topics(kind).items():
        talk = Talk(content)
        talk.say(AskTopic(kind, id))  # type: ignore[arg-type]
        heard = [talk.acts[0]]
        while talk.question == "more":
            heard.append(talk.say(Signal.YES)[0])
        if id == "dangerous":
            assert talk.acts == (Explain("question", id, 0), Ask("offer_check"))
        else:
            assert heard == [Explain(kind, id, n) for n in range(len(topic.breaths))]  # type: ignore[arg-type]


@pytest.mark.parametrize("event", [AskTopic("cause", "the_moon"), AskTopic("tip", "the_moon")])
def test_a_topic_nobody_knows_is_chosen_for_them(talk: Talk, event: AskTopic) -> None:
    assert talk.say(event)[0] == Explain(event.kind, "general", 0)


@pytest.mark.parametrize(("place", "cause"), [("toilet", "toilet"), ("bed", "night")])
def test_a_bare_why_is_about_where_the_person_is(talk: Talk, place: str, cause: str) -> None:
    talk.cramp("calf", place)
    assert talk.say(AskTopic("cause"))[0] == Explain("cause", cause, 0)


def test_back_in_a_topic_is_the_breath_before(talk: Talk) -> None:
    talk.say(AskTopic("question", "heat_or_ice"), Signal.YES, Signal.YES, Signal.BACK)
    assert talk.acts[0] == Explain("question", "heat_or_ice", 1)


def test_enough_of_a_topic_brings_an_offer_of_something_else(talk: Talk) -> None:
    talk.say(AskTopic("cause", "straining"), Signal.NO)
    assert talk.acts == (Ask("offer_tip"),)


def test_a_cramp_in_the_middle_of_a_topic_gets_its_movement(talk: Talk) -> None:
    talk.say(AskTopic("cause", "straining"), AskRelief("calf"))
    assert talk.step == "toes_up"


def test_a_doubt_of_an_earlier_check_is_still_a_doubt_in_the_summary(talk: Talk) -> None:
    """A yes said later to the same question counts more; a no to it takes nothing back."""
    yes, no, unsure = Signal.YES, Signal.NO, Signal.UNSURE
    talk.say(Signal.CHECK, no, no, no, no, no, no, unsure, no, no)
    talk.say(Signal.CHECK, no, no, no, no, no, no, no, yes)

    talk.say(Signal.SUMMARY)

    assert talk.acts[0] == Summarize(heard=("over_time",), unsure=("long_or_after",))


def test_asked_again_the_danger_signs_are_told_to_the_end(talk: Talk) -> None:
    """The check was offered the first time; who declines it can still hear all of it."""
    talk.say(AskTopic("question", "dangerous"))
    assert talk.question == "offer_check"
    talk.say(Signal.NO, AskTopic("question", "dangerous"))
    told = []
    while talk.question == "more":
        told.append(talk.acts[0])
        talk.say(Signal.YES)
    told.append(talk.acts[0])
    assert told == [Explain("question", "dangerous", n) for n in range(4)]
