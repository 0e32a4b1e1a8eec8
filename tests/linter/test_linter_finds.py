"""Each kind of fault, planted where there is none, is found: that finding and no other."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import msgspec
import pytest
from small_project import (
    EASED,
    FEVER,
    RELIEF,
    REPLIES,
    STEP,
    Plant,
    SecondTurn,
    SmallSkill,
    answering,
    model,
    project,
    response,
    samples,
)

from linter.findings import Finding, Severity
from linter.lines import Line
from linter.lint import findings
from linter.project import Project
from simulator.model import Intent, Value

Small = Callable[..., Project]


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Small:
    cache = tmp_path_factory.mktemp("cache")
    return lambda **changed: project(cache, model(**changed))


def only(found: list[Finding]) -> Finding:
    assert len(found) == 1, [str(one) for one in found]
    return found[0]


def test_there_is_nothing_to_find_where_nothing_is_wrong(small: Small) -> None:
    """The small project is clean: what the tests below find is what they planted."""
    assert [str(one) for one in findings(small(), {})] == []


def more(intent: str, own: str, *others: str) -> dict[str, tuple[str, ...]]:
    return {intent: (*samples(own), *others)}


FRAMES = [
    f"{before} my {{muscle}} is cramping {after}"
    for before in ("so", "well", "but", "then", "now", "and")
    for after in ("too", "again now", "just now", "here now", "really", "there", "now", "for me")
]


@pytest.mark.parametrize(
    ("planted", "told"),
    [
        (
            more("EasedIntent", EASED, "never mind"),
            "en-US EasedIntent: error: 'never mind' is heard as AMAZON.CancelIntent; drop it",
        ),
        (
            more("EasedIntent", EASED, "exit"),
            "en-US EasedIntent: error: 'exit' is the device's own, which leaves the skill; drop it",
        ),
        (
            more("ReliefIntent", RELIEF, "open cramp coach"),
            "en-US ReliefIntent: error: 'open cramp coach' opens the skill; drop it",
        ),
        (
            more("EasedIntent", EASED, "cramp in my calf muscle"),
            "en-US EasedIntent: warning: 'cramp in my calf muscle' would be heard as ReliefIntent "
            "if it weren't a sample; write more samples like it, or drop it",
        ),
        (
            more("SignFeverIntent", FEVER, "my foot is in a spasm"),
            "en-US SignFeverIntent: warning: 'my foot is in a spasm' is a danger sign, and without "
            "this sample it would be ReliefIntent; write more samples like it",
        ),
        (
            more("EasedIntent", EASED, "my arch is cramping"),
            "en-US ReliefIntent: warning: says 'my arch is cramping' as EasedIntent "
            "'my arch is cramping' does; keep whichever is meant",
        ),
        (
            more("EasedIntent", EASED, "cramping badly tonight please"),
            "en-US EasedIntent: error: 'cramping badly tonight please' says what 'cramping badly "
            "tonight' does, which means ReliefIntent; drop it from one of them",
        ),
        (
            more("EasedIntent", EASED, *(f"{one} please" for one in samples(EASED)[:7])),
            "en/intents/EasedIntent.txt: warning: 7 of 30 samples repeat another, as "
            '"it\'s gone please" does; say them in other words',
        ),
        (
            {"EasedIntent": samples(EASED)[:9]},
            "en/intents/EasedIntent.txt: warning: 9 samples say it in 9 ways; "
            "write 11 more, in other words",
        ),
        (
            more("ReliefIntent", RELIEF, *FRAMES),
            "en-US ReliefIntent: warning: 70 samples are alike and say it in 22 ways; "
            "put some of them in other words",
        ),
    ],
    ids=lambda each: each if isinstance(each, str) else "",
)
def test_a_planted_sample_is_found(
    small: Small, planted: dict[str, tuple[str, ...]], told: str
) -> None:
    """Stolen by a built-in, the device, the name or another intent; said twice; few and alike."""
    assert told in [str(one) for one in findings(small(**planted), {})]


def test_a_sign_that_only_a_slot_names_needs_many_words_too(small: Small) -> None:
    """A sign of a lesser tier has no intent of its own."""
    clean = small()
    words = (Value("dizzy", "dizzy", ("light headed", "woozy")),)
    names = Intent("SymptomIntent", (), {"symptom": "Symptom"})
    heard = replace(
        clean.model,
        intents={**clean.model.intents, "SymptomIntent": names},
        types={**clean.model.types, "Symptom": words},
    )
    told = str(only(findings(replace(clean, model=heard), {})))
    assert told.startswith("en-US slot symptom dizzy: warning: 3 samples say it in 3 ways;")


@pytest.mark.parametrize(
    ("phrase", "fault"),
    [
        ("purple monkey", "tells people to say 'purple monkey', which is not understood"),
        (
            "my calf cramps so bad",
            "tells people to say 'my calf cramps so bad', which no sample has",
        ),
    ],
)
def test_a_suggestion_that_is_not_understood_is_found(
    small: Small, phrase: str, fault: str
) -> None:
    """A guess is not enough: what people are told to say is a sample."""
    clean = small()
    line = Line("content/en/asks.toml eased.help", f'Say "it eased off", or "{phrase}".')
    found = only(findings(replace(clean, lines=(*clean.lines, line)), {}))
    assert (found.severity, found.place) == (Severity.ERROR, "content/en/asks.toml eased.help")
    assert found.fault == fault


LONG_AGO = "I am Cramp Coach, and I will be with you now for all of this time."
HARD_WORDS = "Compression of a nerve can generally manifest as a painful sensation. Is it easing?"
EASY = "Sit down now and rest that leg. Keep it warm and breathe."
HARD_QUESTION = "Is there sudden trouble breathing, or a heavy feeling over the upper belly?"


@pytest.mark.parametrize(
    ("plant", "place", "fault"),
    [
        (
            answering("EasedIntent", response("Take care. Want a tip?", None, end=True), "Ask"),
            "!EasedIntent",
            "something was asked but the session closed: 'Want a tip?'",
        ),
        (
            answering("AMAZON.HelpIntent", response("Pull your toes up and wait."), "Help"),
            "!AMAZON.HelpIntent",
            "the microphone opens but nothing was asked: 'Pull your toes up and wait.'",
        ),
        (
            answering("LaunchRequest", response("Bend that knee. Is it cramping?", None), "Ask"),
            "(open)",
            "the microphone opens but there is no reprompt for silence: 'Is it cramping?'",
        ),
        (
            answering("LaunchRequest", response("Bend that knee & wait. Is it cramping?")),
            "(open)",
            "outputSpeech: the ssml is not well-formed XML: not well-formed (invalid token): "
            "line 1, column 65",
        ),
        (
            answering("LaunchRequest", response(f"{LONG_AGO} Bend that knee. Is it cramping?")),
            "(open)",
            f"6.4 s of speech before the first movement: {LONG_AGO!r}",
        ),
        (
            answering(
                "LaunchRequest",
                response('Hello. <break time="5s"/> Bend that knee. Is it cramping?'),
            ),
            "(open)",
            "5.4 s of speech before the first movement: 'Hello.'",
        ),
        (
            answering("LaunchRequest", response("Welcome. Is it cramping?")),
            "(open)",
            "no movement is told: 'Welcome.'",
        ),
        (
            answering("EasedIntent", response(HARD_WORDS)),
            "!EasedIntent",
            f"the reply {HARD_WORDS!r} has reading grade 8.2",
        ),
        (
            answering("SignFeverIntent", response(f"{EASY} {HARD_QUESTION}"), "AskDanger"),
            "!SignFeverIntent",
            f"the danger question {HARD_QUESTION!r} has reading grade 8.5",
        ),
    ],
    ids=lambda each: each if isinstance(each, str) else "",
)
def test_a_planted_reply_is_found(small: Small, plant: Plant, place: str, fault: str) -> None:
    """Microphone, reprompt, markup, the first movement, the reading grade: all are errors."""
    found = only(findings(plant(small()), {}))
    assert (found.severity, found.place, found.fault) == (Severity.ERROR, place, fault)


def test_a_fault_further_on_is_told_by_the_way_to_it(small: Small) -> None:
    """A reply that only a second turn brings is reached, and told with both requests."""
    late = (response(f"{LONG_AGO} {STEP}"), ("GiveStep", "Ask"))
    second = SecondTurn(SmallSkill(REPLIES), SmallSkill({**REPLIES, "AMAZON.NoIntent": late}))
    found = only(findings(replace(small(), skill=second), {}))
    assert found.place == "(open) > !AMAZON.NoIntent"


def test_the_same_fault_of_many_replies_is_told_once(small: Small) -> None:
    """By the shortest way to it: whoever mends the line mends all of them."""
    closing = {
        "EasedIntent": (response("Take care. Want a tip?", None, end=True), ("Say",)),
        "AMAZON.StopIntent": (response("All right. Want a tip?", None, end=True), ("Say",)),
    }
    found = only(findings(replace(small(), skill=SmallSkill({**REPLIES, **closing})), {}))
    assert found.place == "!EasedIntent"


def test_a_term_that_has_to_be_said_can_be_exempt(small: Small) -> None:
    """It then counts as an easy word; every other term counts as it is."""
    said = "Take rehydration electrolytes regularly, and rest that leg. Is it easing?"
    hard = answering("EasedIntent", response(said))(small())
    known = msgspec.structs.replace(hard.language, exempt=("rehydration electrolytes",))

    assert "has reading grade" in only(findings(hard, {})).fault
    assert findings(replace(hard, language=known), {}) == []
