"""Speech: the markup, the counted holds, and what holds for every reply of any conversation."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from functools import cache
from typing import Any, get_args
from xml.sax.saxutils import unescape

import pytest
from alexa_json import Json, intent, launch, several, slot
from any_json import put
from listening import Hold, hold_in, listen, reprompt_of, silences, ssml_of, words

from skill.alexa import ssml
from skill.alexa.skill import Skill
from skill.alexa.speech import Speech, heard
from skill.content.load import load
from skill.content.types import Content
from skill.dialogue import acts as act
from skill.dialogue.acts import Act, Pace
from skill.dialogue.state import Answer, Owed, State, Turn, change

PACES: tuple[Pace, ...] = get_args(Pace)
CONTENT = {locale: load(locale) for locale in ("en-US", "en-GB")}

# --- markup -------------------------------------------------------------------------------------


@pytest.mark.parametrize("raw", ["a & b", "1 < 2", "x > y", "<speak>", "&amp;", "it's", "]]>"])
def test_text_is_escaped_once(raw: str) -> None:
    assert unescape(ssml.text(raw)) == raw
    assert words(listen(ssml.speak([ssml.text(raw)]))) == " ".join(raw.split())


def test_a_number_is_said_digit_by_digit() -> None:
    digits = '<say-as interpret-as="digits">911</say-as>'
    assert ssml.text("Call 911 now.") == f"Call {digits} now."
    assert ssml.text("112 or 999") == ssml.text("112") + " or " + ssml.text("999")


def test_the_quotes_around_what_can_be_said_are_not_heard() -> None:
    assert ssml.text('Say "next".') == "Say next."


@pytest.mark.parametrize("seconds", [0.1, 5, 10])
def test_a_pause_lasts_what_it_says(seconds: float) -> None:
    assert silences(listen(ssml.speak([ssml.pause(seconds)]))) == [seconds]


@pytest.mark.parametrize("seconds", [-1, 0, 10.001, 60, float("nan")])
def test_a_pause_that_the_platform_refuses_is_refused_here(seconds: float) -> None:
    with pytest.raises(ValueError, match="break"):
        ssml.pause(seconds)


@pytest.mark.parametrize(("pace", "rate"), [("slow", "80%"), ("fast", "115%")])
def test_a_pace_is_a_rate(pace: Pace, rate: str) -> None:
    assert ssml.paced(["a", "b"], pace) == [f'<prosody rate="{rate}">a b</prosody>']
    assert ssml.paced(["a", "b"], "normal") == ["a", "b"]
    assert ssml.paced([], pace) == []


# --- what holds for every reply -----------------------------------------------------------------

LONGEST_SSML = 8000
LONGEST_BREAK, ALL_BREAKS = 10.0, 40.0
BARE_SILENCE = 5.0
"""Seconds after which silence sounds broken (platform 3.3)."""
COUNT_EVERY = 5.0
"""Seconds, in every locale."""


@cache
def judge_speech(markup: str) -> Hold | None:
    """Hold a document to the platform's limits and a hold to its counts; the hold in it."""
    assert len(markup) <= LONGEST_SSML
    told = listen(markup)
    assert words(told)
    assert '"' not in words(told)
    assert "{" not in words(told)
    assert max(silences(told), default=0) <= BARE_SILENCE < LONGEST_BREAK
    assert sum(silences(told)) <= ALL_BREAKS
    hold = hold_in(told)
    if hold:
        assert hold.counts == list(range(hold.counts[0], 0, -5))
        assert 15 <= hold.counts[0] <= 30
        assert max(hold.gaps) <= COUNT_EVERY, hold
        assert hold.counts[0] - 1 <= hold.seconds <= hold.counts[0] + 2
    return hold


def judge_response(response: Json) -> None:
    """Hold a response to the platform's limits and to "a question is an open microphone"."""
    assert len(json.dumps(response).encode()) <= 120 * 1024
    judge_speech(ssml_of(response))
    asked = "?" in words(listen(ssml_of(response)))
    assert response["response"]["shouldEndSession"] is (not asked)
    assert bool(reprompt_of(response)) is asked
    if asked:
        judge_speech(reprompt_of(response))
        assert reprompt_of(response) != ssml_of(response)


def judge_heard(speech: Speech) -> Hold | None:
    """The same for speech that is not in a response yet."""
    asked = "?" in words(listen(speech.ssml))
    assert bool(speech.reprompt) is asked
    if asked:
        judge_speech(speech.reprompt)
        assert speech.reprompt != speech.ssml
    return judge_speech(speech.ssml)


def every_act(content: Content) -> Iterator[Act]:
    """Everything that can be decided to be said, once in every form it has."""
    yield from (act.Say(prompt) for prompt in content.prompts if prompt not in FILLED)
    yield from (act.Say("noted", sign) for sign in content.signs)
    yield act.Wait()
    yield from (act.Help(asked) for asked in content.asks if asked != "welcome")
    for kind in ("cause", "tip", "question"):
        for id, topic in content.topics(kind).items():
            yield from (act.Explain(kind, id, n) for n in range(len(topic.breaths)))  # type: ignore[arg-type]
    for sign in content.signs.values():
        yield act.DescribeSign(sign.id)
        if sign.tier != "guard":
            yield act.GiveAdvice(sign.tier, sign.id)
            yield act.MentionAdvice(sign.tier, sign.id)
    for question in (*content.check.values(), *content.follow_ups.values()):
        yield act.ExplainDanger(question.id)
        yield act.GiveReason(question.id)
        yield act.GiveAdvice(question.tier, question.id)
        yield act.MentionAdvice(question.tier, question.id)
        yield act.WarnUrgent(question.id)
    reasons = tuple(content.check)[:7]
    for size in range(8):
        yield act.Summarize(reasons[:size], reasons[size:])
        yield act.Summarize(reasons[:size], ())
    yield act.GiveAdvice("emergency", "")
    yield from (act.AdviseIfYes(tier) for tier in content.advice)
    yield from (act.Aftercare(place) for place in ("", *content.situations))


FILLED = {"noted", "rest", "or", "summary", "summary_unsure", "and"}
"""Prompts that are filled with something, or fill something."""


@pytest.mark.parametrize(
    ("locale", "pace"), [("en-GB", "normal"), *(("en-US", pace) for pace in PACES)]
)
def test_everything_that_can_be_said_keeps_the_limits(locale: str, pace: Pace) -> None:
    content = CONTENT[locale]
    state = State(pace=pace, asked="eased")
    for variant in range(3):
        for one in every_act(content):
            asked = act.Ask(list(content.asks)[variant])
            judge_heard(heard(Turn(state, (one, asked)), content, variant))


@pytest.mark.parametrize(
    ("locale", "pace"), [("en-GB", "slow"), *(("en-US", pace) for pace in PACES)]
)
def test_every_hold_is_counted_at_least_every_five_seconds(locale: str, pace: Pace) -> None:
    """At any pace: a hold is as long as it says, only the words around it are slower."""
    content = CONTENT[locale]
    held = 0
    for muscle in content.routines:
        for place in ("", *content.situations):
            for step in content.steps(muscle, place):
                for first in (True, False) if step.hold else (False,):
                    given = act.GiveStep(muscle, place, step.id, rub=True, danger_line=first)
                    turn = Turn(State(pace=pace), (given, act.Ask("eased")))
                    hold = judge_heard(heard(turn, content, 0))
                    assert bool(hold) == bool(step.hold)
                    held += bool(hold)
    assert held > 100


@pytest.mark.parametrize(("pace", "seconds"), [("slow", 25), ("normal", 20), ("fast", 15)])
def test_slower_holds_longer(pace: Pace, seconds: int) -> None:
    given = act.GiveStep("calf", "", "toes_up", rub=True, danger_line=True)
    said = heard(Turn(State(pace=pace), (given, act.Ask("eased"))), CONTENT["en-US"], 0)
    hold = judge_speech(said.ssml)
    assert hold
    assert hold.counts[0] == seconds


def test_a_pace_slows_the_words_and_not_the_hold() -> None:
    """A hold is in seconds: counted slowly it would last longer than it says."""
    given = act.GiveStep("calf", "", "toes_up", rub=True, danger_line=False)
    said = heard(Turn(State(pace="slow"), (given, act.Ask("eased"))), CONTENT["en-US"], 0)
    movement, _, hold = said.ssml.partition("</prosody>")
    assert movement.startswith('<speak><prosody rate="80%">Straighten')
    assert "Twenty." not in movement
    assert "<prosody" not in hold.partition("ease off.")[0]


def test_the_danger_line_is_heard_during_the_hold() -> None:
    given = act.GiveStep("calf", "", "toes_up", rub=False, danger_line=True)
    said = heard(Turn(State(), (given, act.Ask("eased"))), CONTENT["en-US"], 0)
    told = words(listen(said.ssml))
    assert (
        told.index("Twenty.") < told.index("chest pain") < told.index("numb") < told.index("ease")
    )


def test_rubbing_is_invited_only_where_it_may_be() -> None:
    for rub in (True, False):
        given = act.GiveStep("calf", "", "again", rub=rub, danger_line=False)
        said = heard(Turn(State(), (given, act.Ask("eased"))), CONTENT["en-US"], 0)
        assert ("rub your calf" in said.ssml) is rub


@pytest.mark.parametrize("form", ["first", "plainer", "rest"])
def test_every_danger_question_is_heard_and_its_reprompt_is_the_safer_advice(form: str) -> None:
    content = CONTENT["en-US"]
    for id, question in {**content.check, **content.follow_ups}.items():
        items = [item for items in question.items.values() for item in items]
        for size in range(1, len(items) + 1) if form == "rest" else (0,):
            asked = act.AskDanger(id, form, tuple(items[:size]))  # type: ignore[arg-type]
            said = heard(Turn(State(phase="check"), (asked,)), content, 0)
            judge_heard(said)
            told = words(listen(said.ssml))
            assert all(item in told for item in items[:size])
            assert "If the answer is yes, or you can't tell" in said.reprompt


# --- advice -------------------------------------------------------------------------------------


@pytest.mark.parametrize("because", ["", "poison", "stroke", "very_ill"])
def test_an_emergency_opens_and_ends_with_the_call(because: str) -> None:
    turn = Turn(State(), (act.GiveAdvice("emergency", because),))
    told = words(listen(heard(turn, CONTENT["en-US"], 0).ssml))
    assert told.startswith("Call 911 now.")
    assert told.endswith("Call 911.")


@pytest.mark.parametrize("because", ["poison", "stroke"])
def test_that_help_may_ring_a_contact_is_said_where_switched_on_and_after_the_number(
    because: str,
) -> None:
    """With its condition, never first and never last; and not at all as it is delivered."""
    off = CONTENT["en-US"]
    on = change(off, mentions_contact=True)
    turn = Turn(State(), (act.GiveAdvice("emergency", because),))
    told, silent = (words(listen(heard(turn, content, 0).ssml)) for content in (on, off))
    contact = off.advice["emergency"].contact.replace('"', "")
    assert contact.startswith("If ")
    assert 0 < told.index("911") < told.index(contact)
    assert told.endswith("Call 911.")
    assert told.replace(f"{contact} ", "") == silent


@pytest.mark.parametrize("sign", ["poison", "stroke_signs", "stiff_all_over"])
def test_an_emergency_in_short_is_still_the_call(sign: str) -> None:
    """Whatever else to do, "sit down" is not what an emergency comes to."""
    turn = Turn(State(), (act.MentionAdvice("emergency", sign), act.Say("goodbye")))
    assert words(listen(heard(turn, CONTENT["en-US"], 0).ssml)).startswith("Call 911 now.")


@pytest.mark.parametrize("sign", ["fever", "blood_in_stool", "sleep_loss"])
def test_lesser_advice_opens_with_what_to_do_and_reads_back_what_was_heard(sign: str) -> None:
    content = CONTENT["en-US"]
    tier = content.signs[sign].tier
    turn = Turn(State(), (act.GiveAdvice(tier, sign),))
    told = words(listen(heard(turn, content, 0).ssml))
    assert told.startswith(content.signs[sign].do)
    assert f"I heard {content.signs[sign].heard}" in told


OWING = {
    "a sign": State(owed=Owed("same_day", "blood_in_stool")),
    "an answer": State(answers=(Answer("gut", "unsure"),)),
}


@pytest.mark.parametrize("state", OWING.values(), ids=OWING.keys())
@pytest.mark.parametrize("asked", [*CONTENT["en-US"].asks])
def test_what_is_owed_is_in_every_reprompt(state: State, asked: str) -> None:
    content = CONTENT["en-US"]
    said = heard(Turn(state, (act.Ask(asked),)), content, 0)
    assert words(listen(said.reprompt)).startswith(content.advice["same_day"].again)


@pytest.mark.parametrize("asked", [*CONTENT["en-US"].asks])
@pytest.mark.parametrize("because", ["one_leg_swollen_red_warm", "injury"])
def test_no_reprompt_moves_a_leg_to_be_left_alone(asked: str, because: str) -> None:
    state = State(signs=(because,), owed=Owed("same_day", because))
    said = heard(Turn(state, (act.Ask(asked),)), CONTENT["en-US"], 0)
    told = words(listen(said.reprompt)).lower().replace("we stop the stretch", "")
    assert not any(move in told for move in ("straighten", "toes up", "keep the stretch", "bend"))


# --- whole conversations, through JSON ----------------------------------------------------------

PLAIN = """AMAZON.YesIntent AMAZON.NoIntent UnsureIntent AMAZON.NextIntent AMAZON.PreviousIntent
    AMAZON.RepeatIntent AMAZON.PauseIntent AMAZON.ResumeIntent AMAZON.StartOverIntent
    AMAZON.HelpIntent AMAZON.FallbackIntent EasedIntent StillHurtsIntent WorseIntent
    WarningSignsIntent WhyAskIntent SlowerIntent FasterIntent WhyIntent PreventionIntent
    QuestionIntent MeaningIntent SymptomDeniedIntent NobodysIntent""".split()


def anything_said(draw: random.Random) -> Json:
    """Something a person may say."""
    content = CONTENT["en-US"]
    symptom = slot("symptom", draw.choice(sorted(content.signs)))
    return draw.choice(
        [
            launch(),
            *(intent(name) for name in PLAIN),
            *(intent("AMAZON.NoIntent") for _ in range(12)),
            *(intent("AMAZON.YesIntent") for _ in range(6)),
            intent(
                "ReliefIntent",
                slot("muscle", draw.choice(sorted(content.routines))),
                slot("situation", draw.choice(sorted(content.situations))),
            ),
            intent("ReliefIntent", slot("muscle"), slot("situation", words="the moon")),
            intent("WhyIntent", slot("cause", draw.choice(sorted(content.causes)))),
            intent("PreventionIntent", slot("tip", draw.choice(sorted(content.tips)))),
            intent("QuestionIntent", slot("question", draw.choice(sorted(content.questions)))),
            intent("SymptomIntent", symptom, slot("duration", words="PT20M")),
            intent("SymptomIntent", several("symptom", "dizzy", "sleep_loss")),
            intent("SymptomDeniedIntent", symptom),
            intent("MeaningIntent", symptom),
        ]
    )


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("locale", CONTENT)
def test_every_reply_of_any_conversation_keeps_the_limits(
    skill: Skill, locale: str, seed: int
) -> None:
    draw = random.Random(f"{locale} {seed}")  # noqa: S311 (a fixed choice of words)
    attributes: Any = {}
    for turn in range(150):
        raw = put(anything_said(draw), ("session", "attributes"), attributes)
        raw["request"].update(locale=locale, requestId=f"request {turn}")
        response = json.loads(json.dumps(skill.answer(raw)))
        judge_response(response)
        closed = response["response"]["shouldEndSession"]
        attributes = {} if closed else response["sessionAttributes"]


def test_the_reply_to_a_cramp_opens_with_the_movement_itself(skill: Skill) -> None:
    """Not a word comes ahead of it, so it is within the first twelve (DESIGN section 5)."""
    content = CONTENT["en-US"]
    for muscle in content.routines:
        for place in ("", *content.situations):
            slots = [slot("muscle", muscle), *([slot("situation", place)] if place else [])]
            told = words(listen(ssml_of(skill.answer(intent("ReliefIntent", *slots)))))
            assert told.startswith(content.steps(muscle, place)[0].say)


def test_a_long_conversation_does_not_grow(skill: Skill) -> None:
    """The state says what is known, not what was said: it stays far below the 120 KB."""
    attributes: Any = {}
    sizes = []
    for turn in range(300):
        name = ("WarningSignsIntent", "AMAZON.NoIntent", "AMAZON.PreviousIntent")[turn % 3]
        response = skill.answer(intent(name, attributes=attributes))
        attributes = json.loads(json.dumps(response["sessionAttributes"]))
        sizes.append(len(json.dumps(attributes)))
    assert max(sizes) < 4_000


def test_pace_outlives_the_turn_it_was_asked_for_in() -> None:
    slow = change(State(asked="eased"), pace="slow")
    said = heard(Turn(slow, (act.Say("okay"), act.Ask("eased"))), CONTENT["en-US"], 0)
    assert '<prosody rate="80%">' in said.ssml
    assert '<prosody rate="80%">' in said.reprompt
