"""The conversation in the terminal."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from typing import Any

import pytest
from stand_ins import ByTheBook, ToldSkill, goodbye, reply, small_model

from simulator import model
from simulator.hearing import Words
from simulator.model import Model
from simulator.stage import Stage
from simulator.terminal.commands import COMMANDS
from simulator.terminal.screen import Screen
from simulator.terminal.talk import Talk
from simulator.timeline import Beat

NIGHT = datetime(2026, 1, 5, 3, 0, tzinfo=UTC)
HEARD: dict[str, Any] = {
    "my_calf_cramps": ("ReliefIntent", ()),
    "exit": ("SessionEndedRequest", ()),
}


def begun(skill: ToldSkill | None = None, colour: bool = False) -> tuple[Talk, io.StringIO]:
    """A talk, and what it shows."""
    out = io.StringIO()
    told = skill or ToldSkill(acts=("GiveStep", "Ask"))
    stage = Stage(told, lambda _: ByTheBook(**HEARD), load=small_model)
    return Talk(stage, Screen(out, colour), now=NIGHT), out


def session(*lines: str, skill: ToldSkill | None = None, colour: bool = False) -> str:
    """What is shown when these lines are typed."""
    talk, out = begun(skill, colour)
    talk.run(iter(lines))
    return out.getvalue()


def test_a_turn_shows_what_was_heard_said_and_left_open() -> None:
    """Intent, reply, microphone with its seconds and what comes then, length, acts."""
    shown = session("my calf cramps").splitlines()

    assert shown[0].startswith("  ReliefIntent")
    assert shown[1:] == [
        "  Hold it there. Is it better?",
        "  ● microphone open 8 s, then the reprompt · spoke 2 s · acts GiveStep Ask",
    ]


def test_a_hold_is_shown_with_its_counts_and_pauses_and_when_they_come() -> None:
    """Each count on a line of its own, at the second at which it is heard."""
    hold = (
        '<speak>Pull your toes up. Hold. Ten. <break time="4600ms"/>Five. Breathe in. '
        '<break time="3800ms"/>Better?</speak>'
    )

    shown = session("my calf cramps", skill=ToldSkill(reply(hold)))

    assert (
        "  0:00  Pull your toes up.\n"
        "  0:02  Hold. Ten. [4.6 s]\n"
        "  0:07  Five. Breathe in. [3.8 s]\n"
        "  0:12  Better?\n"
    ) in shown
    assert "spoke 12 s" in shown


def test_a_refused_response_is_loud() -> None:
    """The person reads what Alexa would say, and why."""
    shown = session("my calf cramps", skill=ToldSkill(reply("<speak>a & b</speak>")))

    assert "There was a problem with the requested skill's response." in shown
    assert "INVALID_RESPONSE: outputSpeech: the ssml is not well-formed" in shown
    assert "microphone closed, session over, the skill is told ERROR INVALID_RESPONSE" in shown


def test_certification_doubts_are_shown() -> None:
    """The reply is played, and what certification would say stands below it."""
    shown = session("my calf cramps", skill=ToldSkill(reply("<speak>Hold it.</speak>")))

    assert "Hold it." in shown
    assert "certification: the microphone opens but nothing was asked" in shown


def test_json_shows_the_last_request_and_response() -> None:
    """Before anything was sent it says so."""
    shown = session("/json", "my calf cramps", "/json")

    assert shown.startswith("  nothing was sent yet")
    assert '"type": "IntentRequest"' in shown
    assert '"shouldEndSession": false' in shown


def test_state_shows_device_clock_microphone_and_attributes() -> None:
    """Without a session there is none to show."""
    shown = session("/state", "my calf cramps", "/wait 3", "/state")

    before, _, after = shown.partition("ReliefIntent")
    assert "microphone closed, no session" in before
    assert "attributes" not in before
    assert "echo, en-US" in after
    assert "2026-01-05 03:00:05 UTC, 5 s since we began" in after
    assert "microphone open 5 s, then the reprompt" in after
    assert '"at": 1' in after


def test_waiting_plays_the_silence() -> None:
    """Nine seconds bring the reprompt, of which one has passed since; two only pass."""
    shown = session("my calf cramps", "/wait 2", "/wait 9")

    assert "2 s pass · ● microphone open 6 s, then the reprompt" in shown
    assert "Say it's better, or say it still hurts." in shown
    assert "microphone open 5 s, then the session ends" in shown


def test_waiting_without_a_length_is_until_something_happens() -> None:
    """The reprompt, the end, and then there is nothing to wait for."""
    shown = session("my calf cramps", "/wait", "/wait", "/wait")

    assert shown.count("Say it's better") == 1
    assert "session over, the skill is told EXCEEDED_MAX_REPROMPTS" in shown
    assert "no session is open" in shown


def test_skipping_takes_the_time_of_a_reply_back() -> None:
    """As if somebody had spoken over it after a second."""
    talk, out = begun()

    talk.run(["my calf cramps", "/skip 1"])

    assert (talk.conversation.place.now - NIGHT).total_seconds() == 1
    assert "cut off after 1 s; the clock is at 2026-01-05 03:00:01 UTC" in out.getvalue()


def test_why_tells_guesses_and_nearest_samples_with_their_scores() -> None:
    """Of the last words, or of any."""
    shown = session("/why", "my calf cramps", "/why", "/why banana")

    assert "nothing was said yet; say something, or /why my calf is cramping" in shown
    assert "“my calf cramps” is taken for ReliefIntent" in shown
    assert "“banana” is taken for AMAZON.FallbackIntent" in shown
    assert "guesses  0.20  EasedIntent" in shown
    assert " ".join(("nearest  0.50 ", "banana")) in shown


def test_back_goes_to_an_earlier_turn_and_on_from_there() -> None:
    """The session is that of then; what is said next branches off."""
    skill = ToldSkill(reply(), reply("<speak>Rest now. Well?</speak>"), goodbye(), reply())
    talk, out = begun(skill)

    talk.run(["my calf cramps", "banana", "banana", "/back 2", "banana"])

    first, _, _, branched = (one["session"]["sessionId"] for one in skill.sent)
    assert branched == first
    assert "back after: my calf cramps\n" in out.getvalue()
    assert [step.action for step in talk.steps] == [step.action for step in talk.steps[:2]]


def test_back_undoes_one_turn_and_the_clock_with_it() -> None:
    """With what only moved the clock after it; and at the beginning nothing is left."""
    talk, out = begun()

    talk.run(["my calf cramps", "/wait 2", "/back"])

    assert talk.conversation.place.now == NIGHT
    assert talk.conversation.place.session is None
    assert "at the beginning again" in out.getvalue()


def test_another_device_or_locale_begins_a_conversation_of_its_own() -> None:
    """The clock goes on; without a name the choice is listed."""
    skill = ToldSkill()
    talk, out = begun(skill)

    talk.run(["/device", "my calf cramps", "/device show", "x", "/locale en-GB", "x", "/back 2"])

    assert [one["session"]["new"] for one in skill.sent] == [True] * 3
    assert "Viewport" in skill.sent[1]["context"]
    assert [one["request"]["locale"] for one in skill.sent] == ["en-US", "en-US", "en-GB"]
    assert skill.sent[1]["request"]["timestamp"] > skill.sent[0]["request"]["timestamp"]
    assert "echo; there is:" in out.getvalue()
    assert "show8            Echo Show 8, 1024 x 600 dp" in out.getvalue()
    assert "go back 1 to 1 turns; more were not taken" in out.getvalue()


def test_an_intent_can_be_sent_outright() -> None:
    """With its slots; a slip in its name is told."""
    skill = ToldSkill()

    shown = session("!ReliefIntent muscle=calf", "!Relief", "!", skill=skill)

    assert skill.sent[0]["request"]["intent"]["slots"]["muscle"]["value"] == "calf"
    assert "no intent named 'Relief'; did you mean 'ReliefIntent'?" in shown
    assert "no intent is named" in shown


@pytest.mark.parametrize(
    ("line", "hint"),
    [
        ("/jsn", "did you mean /json?"),
        ("/zzz", "/help lists them"),
        ("/", "/help lists them"),
        ("/wait soon", "say how long"),
        ("/wait -1", "say how long"),
        ("/wait nan", "say how long"),
        ("/wait 100000", "up to a day"),
        ("/skip", "nothing was just said"),
        ("/skip late", "/skip or /skip 5"),
        ("/back", "nothing was said yet"),
        ("/back soon", "say how many turns"),
        ("/device sho", "did you mean 'show'?"),
        ("/save x", "nothing was said yet"),
    ],
)
def test_a_bad_command_gets_a_helpful_line(line: str, hint: str) -> None:
    """And the conversation goes on."""
    shown = session(line, "my calf cramps")

    assert hint in shown.splitlines()[0]
    assert "ReliefIntent" in shown


def test_an_unknown_locale_leaves_the_talk_as_it_is() -> None:
    """The built ones are named; the next words go on in the old one."""

    def load(locale: str) -> Model:
        return small_model() if locale == "en-US" else model.load(locale)

    out, skill = io.StringIO(), ToldSkill()
    stage = Stage(skill, lambda _: ByTheBook(**HEARD), load=load)
    Talk(stage, Screen(out), now=NIGHT).run(["x", "/locale en-XX", "x"])

    assert "no built model named 'en-XX'" in out.getvalue()
    assert [one["session"]["new"] for one in skill.sent] == [True, False]


def test_help_lists_every_command() -> None:
    """With what each is for."""
    shown = session("/help")

    for name, command in COMMANDS.items():
        assert name in shown
        assert command.meaning in shown


def test_quit_ends_and_empty_lines_are_nothing() -> None:
    """Nothing after it is taken."""
    assert session("", "/quit", "my calf cramps") == ""


def test_colour_is_only_where_it_is_wanted() -> None:
    """A pipe gets plain text, and no line of it is broken."""
    long = f"<speak>{'so ' * 100}. Better?</speak>"

    assert "\x1b[" in session("my calf cramps", "/json", colour=True)
    plain = session("my calf cramps", "/json", "/why", "/foo", skill=ToldSkill(reply(long)))
    assert "\x1b[" not in plain
    assert max(map(len, plain.splitlines())) > 300


class Impatient:
    """Breaks in at the piece of a reply that has these words."""

    live = True

    def __init__(self, words: str) -> None:
        self.words = words

    def listen(self, beat: Beat) -> bool:
        return any(isinstance(part, Words) and self.words in part.text for part in beat.parts)


def test_who_breaks_in_hears_no_more_and_the_clock_stops_there() -> None:
    """The rest of the hold is not shown, nor does its time pass; the microphone is open."""
    hold = '<speak>Hold. <break time="10s"/> Five. <break time="5s"/> Better?</speak>'
    talk, out = begun(ToldSkill(reply(hold)))
    talk.pace = Impatient("Five.")

    talk.run(["my calf cramps"])

    assert "Five." in out.getvalue()
    assert "Better?" not in out.getvalue()
    assert "microphone open 8 s, then the reprompt · cut off after 10 s" in out.getvalue()
    assert (talk.conversation.place.now - NIGHT).total_seconds() == 10


def test_nobody_speaking_in_time_is_silence() -> None:
    """Where time passes as it does for the device, its patience is what is waited for."""
    talk, out = begun()
    talk.run(["my calf cramps"])
    assert talk.patience() is None
    talk.pace = Impatient("nothing like this")
    assert talk.patience() == 8.0

    talk.run([None, None])

    assert "Say it's better" in out.getvalue()
    assert "EXCEEDED_MAX_REPROMPTS" in out.getvalue()
    assert talk.patience() is None


def test_pauses_too_short_to_notice_are_not_shown() -> None:
    """The breath between two sentences is none."""
    shown = session(
        "my calf cramps", skill=ToldSkill(reply('<speak>A b.<break time="400ms"/> C d?</speak>'))
    )

    assert "  A b. C d?\n" in shown
