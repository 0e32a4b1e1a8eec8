"""Conversations in files are played to the end, and every difference is told readably."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from stand_ins import ByTheBook, ToldSkill, goodbye, reply, small_model

from simulator import report
from simulator.errors import SimulatorError
from simulator.interpretation import Slot
from simulator.model import Model
from simulator.play import Played, play, read
from simulator.replay import export
from simulator.stage import Stage

CALF = Slot("muscle", "Muscle", "calf", small_model().types["Muscle"][0])
HEARD: dict[str, Any] = {
    "my_calf_cramps": ("ReliefIntent", (CALF,)),
    "tell_cramp_coach_my_calf_cramps": ("ReliefIntent", (CALF,)),
}

TALK = """\
# a calf cramp
U: my calf cramps | ReliefIntent muscle=calf
A: GiveStep Ask | Hold it there. ...
OPEN
"""


def played(tmp_path: Path, text: str, skill: ToldSkill, name: str = "talk.txt") -> Played:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")

    def load(locale: str) -> Model:
        return small_model(locale)

    return play(read(path), Stage(skill, lambda _: ByTheBook(**HEARD), load=load))


def test_a_conversation_that_goes_as_written_has_no_differences(tmp_path: Path) -> None:
    """Intent, slots, acts, words and microphone are all as they stand in the file."""
    result = played(tmp_path, TALK, ToldSkill(acts=("GiveStep", "Ask")))

    assert result.differences == ()
    assert report.of(result).startswith("ok: ")


@pytest.mark.parametrize(
    ("change", "skill", "told"),
    [
        (("muscle=calf", "muscle=foot"), ToldSkill(), "it was taken for something else"),
        (("ReliefIntent muscle=calf", "EasedIntent"), ToldSkill(), "ReliefIntent muscle=calf"),
        (("GiveStep Ask", "GiveAdvice"), ToldSkill(acts=("GiveStep",)), "the skill decided"),
        (("Hold it there.", "Let go."), ToldSkill(), "not heard there: Let go."),
        (("there. ...", "there."), ToldSkill(), "Hold it there. {+Is it better?+}"),
        (("OPEN", "CLOSED"), ToldSkill(), "the microphone differs"),
        (("OPEN", "KEPT"), ToldSkill(), "the session differs"),
        (("OPEN", "ENDED"), ToldSkill(), "  + came out: OPEN"),
        (
            ("OPEN", "ENDED USER_INITIATED"),
            ToldSkill(goodbye("<speak>Hold it there.</speak>")),
            "ENDED",
        ),
        (("| Hold it there. ...", "| (nothing)"), ToldSkill(), "the reply differs"),
        (("", ""), ToldSkill(reply("<speak>a & b</speak>")), "Alexa refuses this"),
        (("", ""), ToldSkill(reply(end=None)), "certification refuses this"),
        (("OPEN", ""), ToldSkill(goodbye("<speak>Hold it there.</speak>"), acts=()), "decided"),
    ],
)
def test_each_thing_that_differs_is_told(
    tmp_path: Path, change: tuple[str, str], skill: ToldSkill, told: str
) -> None:
    """With file and line, what was said, and both sides."""
    result = played(tmp_path, TALK.replace(*change), skill)

    shown = report.of(result)
    assert told in shown
    assert f"{tmp_path / 'talk.txt'}:" in shown
    assert "U: my calf cramps" in shown


def test_acts_count_only_where_the_skill_tells_them(tmp_path: Path) -> None:
    """A skill without the acts header is judged by its words alone."""
    assert played(tmp_path, TALK, ToldSkill(acts=None)).differences == ()


def test_the_conversation_goes_on_after_a_difference(tmp_path: Path) -> None:
    """Every difference of a file is told at once."""
    text = "# a\nU: x | EasedIntent\nU: y | EasedIntent\n"

    lines = [one.line for one in played(tmp_path, text, ToldSkill()).differences]

    assert lines == [2, 3]


def test_everything_but_words_can_be_played(tmp_path: Path) -> None:
    """Opening, silence, waiting, exit, another session, skipping, and an intent by name."""
    text = (
        "# all of it\nU: (open)\nOPEN\nU: (silence)\nA: | Say it's better, ...\nU: (silence)\n"
        "CLOSED\nU: !ReliefIntent muscle=calf\nU: (wait 2 minutes)\nU: (exit)\nU: (new session)\n"
        "U: x\nU: (skip after 1 second)\nU: (silence 1 minute)\nA: | Say it's better, ...\nENDED\n"
    )
    skill = ToldSkill()

    result = played(tmp_path, text, skill)

    assert result.differences == ()
    assert skill.kinds == [
        "LaunchRequest",
        "SessionEndedRequest",
        "IntentRequest",
        "SessionEndedRequest",
        "IntentRequest",
        "SessionEndedRequest",
    ]


def test_a_slip_on_the_clock_is_told_with_its_line(tmp_path: Path) -> None:
    """There is nothing to skip before anything was said."""
    with pytest.raises(SimulatorError, match=r"talk\.txt:2: nothing was just said"):
        played(tmp_path, "# a\nU: (skip)\n", ToldSkill())


def test_a_file_has_the_same_ids_each_time(tmp_path: Path) -> None:
    """Replies that vary by request do not vary from run to run; the file's name is the seed."""
    skills = [ToldSkill(), ToldSkill(), ToldSkill()]
    for skill, name in zip(skills, ("a.txt", "a.txt", "b.txt"), strict=True):
        played(tmp_path, TALK, skill, name)

    assert skills[0].sent == skills[1].sent
    ids = {skill.sent[0]["request"]["requestId"] for skill in skills}
    assert len(ids) == 2


def test_a_seed_gives_the_same_wording_to_another_person(tmp_path: Path) -> None:
    """Two files of one seed send the same request ids, each from an account of its own."""
    skills = [ToldSkill(), ToldSkill()]
    for skill, name in zip(skills, ("a.txt", "b.txt"), strict=True):
        played(tmp_path, TALK.replace("U:", "seed: talk\nU:"), skill, name)

    first, second = (skill.sent[0] for skill in skills)
    assert first["request"]["requestId"] == second["request"]["requestId"]
    assert first["session"]["user"] != second["session"]["user"]


def test_a_conversation_that_is_shown_is_a_transcript_that_passes(tmp_path: Path) -> None:
    """What ``--show`` prints can be copied into a file as it stands."""
    skill = ToldSkill(reply(), goodbye(), acts=("GiveStep", "Ask"))
    shown = report.of(played(tmp_path, "# a\nU: my calf cramps\nU: x\n", skill), show=True)

    copied = "# copied\n" + shown.partition("\n")[2]
    again = ToldSkill(reply(), goodbye(), acts=("GiveStep", "Ask"))

    assert "U: my calf cramps | ReliefIntent muscle=calf" in copied
    assert "A: GiveStep Ask | Hold it there. Is it better?\nOPEN" in copied
    assert played(tmp_path, copied, again).differences == ()


def test_an_intent_that_does_not_exist_is_told_with_its_line(tmp_path: Path) -> None:
    """A slip in a named intent stops the file and names the place."""
    with pytest.raises(SimulatorError, match=r"talk\.txt:2: no intent named 'Relief'"):
        played(tmp_path, "# a\nU: !Relief\n", ToldSkill())


def replay(*said: str, **more: Any) -> str:
    return json.dumps(
        {"skillId": "amzn1.ask.skill.x", "locale": "en-US", "type": "text", "userInput": said}
        | more
    )


def test_a_replay_file_ends_at_quit_and_asks_for_nothing(tmp_path: Path) -> None:
    """What comes after ``.quit`` is not said; commands of ask-cli are no words."""
    skill = ToldSkill()
    text = replay("my calf cramps", ".record x", "thanks", ".quit", "never said")

    result = played(tmp_path, text, skill, "talk.json")

    assert [step.text for step, _ in result.turns] == ["my calf cramps", "thanks"]
    assert skill.kinds == ["IntentRequest", "IntentRequest"]
    assert "A: | Hold it there. Is it better?" in report.of(result)


def test_a_replay_file_without_quit_ends_with_its_last_line(tmp_path: Path) -> None:
    """Unlike ask-cli, nothing waits for a person (platform 5.3)."""
    assert len(played(tmp_path, replay("a", "b"), ToldSkill(), "talk.json").turns) == 2


def exported(tmp_path: Path, text: str, skill: ToldSkill | None = None, **heard: Any) -> list[str]:
    """What ask-cli is told to say for a transcript."""
    hearing = ByTheBook(**HEARD, **heard)
    result = played(tmp_path, text, skill or ToldSkill())
    raw = json.loads(export(result, "amzn1.ask.skill.x", small_model(), hearing))
    assert (raw["skillId"], raw["locale"], raw["type"]) == ("amzn1.ask.skill.x", "en-US", "text")
    return list(raw["userInput"])


def test_a_transcript_is_exported_with_quit_at_its_end(tmp_path: Path) -> None:
    """The first words of each session name the skill, since Alexa takes no others."""
    skill = ToldSkill(reply(), reply(), goodbye(), reply(), reply())
    text = (
        "# a\nU: my calf cramps\nU: x\nU: x\nU: my calf cramps\nU: (skip)\nU: (open)\nU: (exit)\n"
    )

    assert exported(tmp_path, text, skill) == [
        "tell cramp coach my calf cramps",
        "x",
        "x",
        "tell cramp coach my calf cramps",
        "open cramp coach",
        "exit",
        ".quit",
    ]


def test_an_exported_file_plays_as_the_transcript_did(tmp_path: Path) -> None:
    """There and back again: the same intents reach the skill."""
    skill = ToldSkill()
    said = exported(tmp_path, "# a\nU: my calf cramps\nU: my calf cramps\n", skill)
    again = ToldSkill()

    played(tmp_path, replay(*said), again, "talk.json")

    intents = [[one["request"]["intent"] for one in each.sent] for each in (skill, again)]
    assert intents[0] == intents[1]


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("(silence)", "ask-cli can only say words"),
        ("(wait 1 minute)", "ask-cli can only say words"),
        ("(new session)", "ask-cli can only say words"),
        ("!EasedIntent", "ask-cli can only say words"),
        ("x", "with cramp coach before it, it means something else"),
    ],
)
def test_what_cannot_be_said_to_alexa_is_told(tmp_path: Path, line: str, fault: str) -> None:
    """With file and line; nothing is written that would play otherwise."""
    with pytest.raises(SimulatorError, match=rf"talk\.txt:2: .*{fault}"):
        exported(
            tmp_path,
            f"# a\nU: {line}\n",
            tell_cramp_coach_x=("EasedIntent", ()),
            ask_cramp_coach_x=("EasedIntent", ()),
        )


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("{", "cannot be read as JSON"),
        ("[]", "not a replay file"),
        (replay("a", skillId=""), "skillId: missing or empty"),
        (replay("a", locale=None), "locale: missing or empty"),
        (replay("a", type="audio"), "type: 'audio'"),
        (replay("a", userInput="a"), "userInput"),
    ],
)
def test_a_broken_replay_file_is_told(tmp_path: Path, text: str, fault: str) -> None:
    """Both ids are mandatory there, as in ask-cli."""
    with pytest.raises(SimulatorError, match=fault):
        played(tmp_path, text, ToldSkill(), "talk.json")


def test_whoever_plays_a_file_again_is_somebody_else(tmp_path: Path) -> None:
    """What the skill may have kept for them the first time does not change the second."""
    skill = ToldSkill()
    stage = Stage(skill, lambda _: ByTheBook(**HEARD), load=small_model)
    path = tmp_path / "a.txt"
    path.write_text(TALK, encoding="utf-8")
    for _ in range(2):
        play(read(path), stage)
    users = [sent["session"]["user"]["userId"] for sent in skill.sent]
    assert len(set(users)) == 2
