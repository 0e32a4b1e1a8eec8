"""Who gets a screen, what a touch means, and that the ring runs with the spoken counts."""

from __future__ import annotations

import itertools
import json
import logging
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from walk.content import book
from walk.events import APL, START, intent, slot
from walk.hearing import Ear, length, tokens_of

from skill.alexa.handlers.touch import TouchHandler
from skill.alexa.skill import Skill, build_skill

Json = dict[str, Any]
ROOT = Path(__file__).resolve().parents[2]
SCREEN = {APL: {"runtime": {"maxVersion": "1.6"}}}
EVERY_MUSCLE = "calf foot toe hamstring front_thigh thigh shin inner_thigh leg both_legs".split()


@pytest.fixture(scope="module")
def skill() -> Skill:
    return build_skill()


def ask(
    skill: Skill, request: Json, attributes: Json | None = None, interfaces: Any = SCREEN
) -> Json:
    system = {"device": {"deviceId": "d", "supportedInterfaces": interfaces}}
    session = {"new": not attributes, "sessionId": "s", "attributes": attributes or {}}
    common = {"requestId": "amzn1.one", "timestamp": START, "locale": "en-US"}
    sent = {"session": session, "context": {"System": system}, "request": {**common, **request}}
    answer: Json = json.loads(json.dumps(skill.answer(sent)))
    return answer


def named(name: str, **slots: str) -> Json:
    event = intent(name, ("any",), *(slot(key, id) for key, id in slots.items()))
    request: Json = json.loads(event.request + "}")
    return request


def touch(*arguments: Any) -> Json:
    return {"type": f"{APL}.UserEvent", "token": "t", "arguments": list(arguments)}


def shown(answer: Json) -> Json:
    (directive,) = answer["response"]["directives"]
    screen: Json = directive["datasources"]["screen"]
    return screen


def plain(answer: Json) -> Json:
    """A response without its screen."""
    response = {key: v for key, v in answer["response"].items() if key != "directives"}
    return {**answer, "response": response}


@pytest.mark.parametrize("version", ["1.6", "1.9", "2022.1", "2024.3"])
def test_a_device_that_can_show_it_gets_a_screen(skill: Skill, version: str) -> None:
    """And hears the same as any other."""
    interfaces = {APL: {"runtime": {"maxVersion": version}}}
    answer = ask(skill, named("ReliefIntent", muscle="calf"), interfaces=interfaces)
    assert shown(answer)["kind"] == "movement"
    assert plain(answer) == ask(skill, named("ReliefIntent", muscle="calf"), interfaces={})


OTHERS: list[Any] = [
    {}, None, [], "APL", {APL: None}, {APL: {}}, {APL: {"runtime": None}}, {APL: {"runtime": []}},
    {APL: {"runtime": {"maxVersion": None}}}, {APL: {"runtime": {"maxVersion": "1.5"}}},
    {APL: {"runtime": {"maxVersion": "1.0"}}}, {APL: {"runtime": {"maxVersion": "new"}}},
    {"Display": {"templateVersion": "1.0"}, "AudioPlayer": {}},
]  # fmt: skip


@pytest.mark.parametrize("interfaces", OTHERS, ids=json.dumps)
def test_no_other_device_gets_one(skill: Skill, interfaces: Any) -> None:
    """It would be an error (platform 7.2); a strange list of interfaces is none."""
    assert "directives" not in ask(skill, {"type": "LaunchRequest"}, None, interfaces)["response"]


def test_a_turn_without_a_screen_loads_nothing_of_it() -> None:
    """Voice alone starts and answers as fast as before."""
    code = """if True:
        import sys
        from skill.alexa.skill import build_skill
        request = {"type": "LaunchRequest", "locale": "en-US"}
        build_skill().answer({"session": {"attributes": {}}, "request": request})
        print([name for name in sys.modules if name.startswith("skill.alexa.screen")])
    """
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True)  # noqa: S603
    assert done.stdout.strip() == "[]", done.stderr


def spoken_counts(ssml: str) -> dict[float, float]:
    """When each count is spoken, in seconds from the start of a reply, by what is left."""
    ear, at, found = Ear(book("en-US")), 0.0, {}
    rate = {"80%": 0.8, "115%": 1.15}
    speed, tokens = 1.0, ssml.replace("<speak>", "").replace("</speak>", "")
    for part in tokens.replace("<prosody", "\0<prosody").replace("</prosody>", "\0").split("\0"):
        inside = part.partition('rate="')[2].partition('"')[0]
        speed = rate.get(inside, 1.0)
        text = part.partition(">")[2] if part.startswith("<prosody") else part
        for token in tokens_of(f"<speak>{text}</speak>", []):
            if isinstance(token, float):
                at += token
                continue
            for left, words in ear.book.files["counts"].items():
                if token == words.split()[0] and (float(left) not in found):
                    found[float(left)] = at
            at += length(token) / speed
    return found


@pytest.mark.parametrize("pace", ["SlowerIntent", "FasterIntent", ""])
@pytest.mark.parametrize("muscle", EVERY_MUSCLE)
def test_the_ring_runs_with_the_spoken_counts(skill: Skill, muscle: str, pace: str) -> None:
    """It stands at each count when that is spoken, to half a second, and is empty at the end."""
    answer = ask(skill, named("ReliefIntent", muscle=muscle))
    if pace:
        answer = ask(skill, named(pace), answer["sessionAttributes"])
    said = spoken_counts(answer["response"]["outputSpeech"]["ssml"])
    (directive,) = answer["response"]["directives"]
    (group,) = directive["document"].get("onMount", [{"commands": []}])
    counted = [one for one in group["commands"] if one.get("componentId") == "count"]
    ring = [one for one in group["commands"] if one.get("componentId") == "ring"]

    assert bool(counted) == bool(said) == bool(shown(answer)["count"])
    for left, at in said.items():
        (tick,) = (one for one in counted if float(one["value"]) == left)
        assert abs(tick["delay"] / 1000 - at) < 0.5
    if said:
        whole = max(said)
        assert shown(answer)["count"] == str(int(whole))
        assert [one["value"] for one in ring] == sorted((v["value"] for v in ring), reverse=True)
        assert (ring[0]["value"], ring[-1]["value"]) == (1.0, 0)
        gaps = [b["delay"] - a["delay"] for a, b in itertools.pairwise(ring)]
        assert all(900 <= gap <= 1200 for gap in gaps)


def test_everything_that_can_be_touched_has_words_and_a_meaning() -> None:
    """The handler knows the buttons of the content, all of them and no other."""
    assert TouchHandler.meanings.keys() == book("en-US").files["screens"]["buttons"].keys()


SAME_WORDS = {
    "yes": named("AMAZON.YesIntent"),
    "no": named("AMAZON.NoIntent"),
    "unsure": named("UnsureIntent"),
    "eased": named("EasedIntent"),
    "still_hurts": named("StillHurtsIntent"),
    "worse": named("WorseIntent"),
    "continue": named("AMAZON.ResumeIntent"),
    "repeat": named("AMAZON.RepeatIntent"),
    "stop": named("AMAZON.StopIntent"),
    "help": named("AMAZON.HelpIntent"),
    "foot": named("ReliefIntent", muscle="foot"),
    "calf": named("ReliefIntent", muscle="calf"),
    "thigh": named("ReliefIntent", muscle="thigh"),
    "front_thigh": named("ReliefIntent", muscle="front_thigh"),
    "hamstring": named("ReliefIntent", muscle="hamstring"),
}
MOMENTS = {
    "the opening": [{"type": "LaunchRequest"}],
    "a movement": [named("ReliefIntent", muscle="calf")],
    "where": [named("ReliefIntent"), named("StillHurtsIntent")],
    "which thigh": [named("ReliefIntent", muscle="thigh")],
    "a drive": [named("ReliefIntent", situation="driving")],
    "a pause": [named("ReliefIntent", muscle="calf"), named("AMAZON.PauseIntent")],
    "a danger question": [named("WarningSignsIntent")],
    "a rest of one": [
        named("WarningSignsIntent"),
        named("SymptomDeniedIntent", symptom="heart_racing"),
    ],
    "a follow-up": [named("SymptomIntent", symptom="fever")],
    "advice": [named("SymptomIntent", symptom="fever"), named("AMAZON.NoIntent")],
    "a tip": [named("PreventionIntent", tip="footstool")],
}


@pytest.mark.parametrize("moment", MOMENTS.values(), ids=MOMENTS.keys())
def test_a_touch_means_the_same_as_its_words(skill: Skill, moment: list[Json]) -> None:
    """Each button of each kind of question brings the reply that its words bring."""
    answer: Json = {"sessionAttributes": {}}
    for request in moment:
        answer = ask(skill, request, answer["sessionAttributes"])
    screen, attributes = shown(answer), answer["sessionAttributes"]
    assert screen["buttons"]
    for button in screen["buttons"]:
        touched = ask(skill, touch("touch", button["name"], screen["mark"]), attributes)
        assert touched == ask(skill, SAME_WORDS[button["name"]], attributes)


@pytest.mark.parametrize("moment", MOMENTS.values(), ids=MOMENTS.keys())
def test_a_touch_of_another_question_has_the_last_thing_said_again(
    skill: Skill, moment: list[Json]
) -> None:
    """It is an answer to nothing that is open now, whatever it says."""
    answer: Json = {"sessionAttributes": {}}
    for request in moment:
        answer = ask(skill, request, answer["sessionAttributes"])
    attributes = answer["sessionAttributes"]
    again = ask(skill, named("AMAZON.RepeatIntent"), attributes)
    for mark in ("danger/stroke", "eased/foot/toes_up/0", "", "offer_check", "more/tip/water/1"):
        for name in TouchHandler.meanings:
            assert ask(skill, touch("touch", name, mark), attributes) == again


def test_a_second_tap_does_not_answer_the_next_question(skill: Skill) -> None:
    """Two taps on "No": the first is an answer, the second finds another question open."""
    asked = ask(skill, named("WarningSignsIntent"))
    tap = touch("touch", "no", shown(asked)["mark"])
    once = ask(skill, tap, asked["sessionAttributes"])
    twice = ask(skill, tap, once["sessionAttributes"])
    assert once["sessionAttributes"]["crampCoach"]["answers"] == [["heart_and_lungs", "no"]]
    assert twice["sessionAttributes"]["crampCoach"]["answers"] == [["heart_and_lungs", "no"]]
    assert shown(twice)["mark"] == shown(once)["mark"]


def test_a_screen_of_fewer_items_does_not_deny_the_whole_question(skill: Skill) -> None:
    """After one item was denied a "No" is about the rest; asked anew, it is about nothing."""
    asked = ask(skill, named("WarningSignsIntent"))
    denied = named("SymptomDeniedIntent", symptom="heart_racing")
    rest = ask(skill, denied, asked["sessionAttributes"])
    anew = ask(skill, named("AMAZON.StartOverIntent"), rest["sessionAttributes"])
    late = ask(skill, touch("touch", "no", shown(rest)["mark"]), anew["sessionAttributes"])
    assert "answers" not in late["sessionAttributes"]["crampCoach"]


def test_a_touch_after_the_end_opens_the_talk(skill: Skill) -> None:
    """A new session knows nothing of the old screen, and welcomes."""
    answer = ask(skill, touch("touch", "no", "danger/stroke"))
    assert shown(answer)["mark"] == "cramping_now"
    assert answer["response"]["shouldEndSession"] is False


def test_a_screen_error_is_logged_by_its_names_alone(
    skill: Skill, caplog: pytest.LogCaptureFixture
) -> None:
    """No message, which might quote what stood there; and it is not answered."""
    errors = [
        {"type": "LIST_ERROR", "reason": "INTERNAL_ERROR", "message": "my secret", "listId": "s"},
        {"type": "my secret"},
    ]
    with caplog.at_level(logging.WARNING):
        answer = ask(skill, {"type": f"{APL}.RuntimeError", "token": "secret", "errors": errors})
        ask(skill, {"type": f"{APL}.RuntimeError", "token": "secret", "errors": errors[1:]})
    assert answer["response"] == {}
    logged = [record.getMessage() for record in caplog.records]
    assert logged == ["screen error: LIST_ERROR INTERNAL_ERROR", "screen error: unknown"]


def test_a_place_without_a_number_gets_words(skill: Skill) -> None:
    """A locale of no region of ours is told to call its local number."""
    request = {**named("SignStrokeSignsIntent"), "locale": "en-GB"}
    screen = shown(ask(skill, request))
    assert (screen["number"], screen["words"]) == ("", "Call your local emergency number now.")


def test_what_is_owed_stands_on_every_screen(skill: Skill) -> None:
    """A same-day sign is on the screens that follow it, in the words of the reprompt."""
    answer = ask(skill, named("SymptomIntent", symptom="blood_in_stool"))
    for request in (
        named("AMAZON.NoIntent"),
        named("WhyIntent", cause="night"),
        named("AMAZON.HelpIntent"),
    ):
        answer = ask(skill, request, answer["sessionAttributes"])
        again = book("en-US").files["advice"]["same_day"]["again"]
        assert shown(answer)["owed"] == again or shown(answer)["kind"] == "advice"
    assert "blood" not in json.dumps(shown(answer))
