"""A talk that was saved is a test that passes as it stands, and fails once anything changes."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from stand_ins import ByIntent, ByTheBook, ToldSkill, goodbye, on_screen, reply, small_model

from simulator import recording, report, transcript
from simulator.interpretation import Slot
from simulator.play import play
from simulator.stage import Stage
from simulator.terminal.screen import Screen
from simulator.terminal.talk import Talk

CALF = Slot("muscle", "Muscle", "calf", small_model().types["Muscle"][0])
HEARD: dict[str, Any] = {"my_calf_cramps": ("ReliefIntent", (CALF,)), "no": ("AMAZON.NoIntent", ())}
HOLD = '<speak>Hold. <break time="5s"/> Five. <break time="5s"/> Has it eased?</speak>'
ON_SCREEN: dict[str, Any] = {"directives": [on_screen()]}


def skill(hold: str = HOLD, **more: Any) -> ByIntent:
    return ByIntent(reply(), ReliefIntent=reply(hold, **more), NoIntent=goodbye())


def stage(said: ToldSkill) -> Stage:
    return Stage(said, lambda _: ByTheBook(**HEARD), load=small_model)


def begun(folder: Path, said: ToldSkill, device: str = "echo") -> tuple[Talk, io.StringIO]:
    """A talk that saves into the folder, and what it shows."""
    out = io.StringIO()
    now = datetime(2026, 1, 5, 3, 0, 0, 700_000, UTC)
    return Talk(stage(said), Screen(out), "en-US", device, now, folder), out


def talked(folder: Path, *lines: str, said: ToldSkill | None = None) -> str:
    """What is shown when these lines are typed."""
    talk, out = begun(folder, said or skill())
    talk.run(iter(lines))
    return out.getvalue()


def differences(path: Path, said: ToldSkill | None = None) -> str:
    """What differs when the file is played, as a person reads it."""
    played = play(transcript.read(path), stage(said or skill()))
    return report.of(played) if played.differences else ""


def test_a_saved_talk_reads_like_one_and_checks_everything(tmp_path: Path) -> None:
    """Intent, acts, speech, microphone, and how the session ended."""
    talked(
        tmp_path,
        "my calf cramps",
        "/wait 9",
        "!EasedIntent",
        "/wait 2 minutes",
        "no",
        "/save A calf cramp",
    )

    assert (tmp_path / "a_calf_cramp.txt").read_text(encoding="utf-8") == (
        "# A calf cramp\n"
        "locale: en-US\n"
        "device: echo\n"
        "start: 2026-01-05T03:00:00Z\n"
        "seed: talk\n"
        "\n"
        "U: my calf cramps | ReliefIntent muscle=calf\n"
        "A: ReliefIntent Ask | Hold. Five. Has it eased?\n"
        "OPEN\n"
        "U: (silence 9 seconds)\n"
        "A: | Say it's better, or say it still hurts.\n"
        "OPEN\n"
        "U: !EasedIntent\n"
        "A: EasedIntent Ask | Hold it there. Is it better?\n"
        "OPEN\n"
        "U: (silence 2 minutes)\n"
        "A: | Say it's better, or say it still hurts.\n"
        "CLOSED\n"
        "ENDED EXCEEDED_MAX_REPROMPTS\n"
        "U: no | AMAZON.NoIntent\n"
        "A: NoIntent Ask | Take care.\n"
        "CLOSED\n"
        "ENDED\n"
    )


EVERYTHING = (
    "/open",
    "my calf cramps",
    "/skip",
    "my calf cramps",
    "/skip 5",
    "/wait 3",
    "banana",
    "/wait",
    "!ReliefIntent muscle=foot",
    "/wait 1 minute",
    "no",
    "exit",
    "exit",
)


@pytest.mark.parametrize("device", ["echo", "show"])
def test_a_talk_of_every_kind_passes_as_it_stands(tmp_path: Path, device: str) -> None:
    """Whatever was done in it; the skill is sent the very same requests again, times and all."""
    shown = ON_SCREEN if device == "show" else {}
    said, again = skill(**shown), skill(**shown)
    talk, _ = begun(tmp_path, said, device)
    talk.run(iter(EVERYTHING))
    requests = [one["request"] for one in said.sent]

    talk.take("/save x")

    assert differences(tmp_path / "x.txt", again) == ""
    assert [one["request"] for one in again.sent] == requests


def test_what_was_undone_is_not_saved(tmp_path: Path) -> None:
    """The branch that was gone on with is the conversation."""
    talked(tmp_path, "my calf cramps", "banana", "/skip", "/back", "no", "/save x")

    said = [step.text for step in transcript.read(tmp_path / "x.txt").steps]

    assert said == ["my calf cramps", "no"]
    assert differences(tmp_path / "x.txt") == ""


@settings(deadline=None, max_examples=60)
@given(st.lists(st.text(min_size=1).filter(lambda text: text.strip()[:1] not in "/!"), max_size=4))
def test_whatever_is_typed_can_be_saved(
    tmp_path_factory: pytest.TempPathFactory, words: list[str]
) -> None:
    """Bars, brackets, line ends of every kind: the transcript is read back and passes."""
    folder = tmp_path_factory.mktemp("saved")

    shown = talked(folder, "(hello) | x", "| | |", "( )", *words, "/save it")

    assert "saved to" in shown
    assert differences(folder / "it.txt") == ""


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        (skill(HOLD.replace("Five.", "Ten.")), "changed: Hold. [-Five.-] {+Ten.+} Has it eased?"),
        (skill(reprompt="<speak>Is it?</speak>"), "+ came out: Is it?"),
        (skill(reprompt=None), "+ came out: (nothing)"),
        (skill(end=True), "the microphone differs"),
        (ByIntent(reply(HOLD), NoIntent=reply()), "- expected: ENDED"),
    ],
)
def test_a_change_is_told_readably(tmp_path: Path, changed: ToldSkill, told: str) -> None:
    """With file and line, and the very words."""
    talked(tmp_path, "my calf cramps", "/wait", "no", "/save x")

    shown = differences(tmp_path / "x.txt", changed)

    assert told in shown
    assert f"{tmp_path / 'x.txt'}:" in shown


def test_another_decision_or_meaning_is_told_too(tmp_path: Path) -> None:
    """The words may stay the same; intent and acts are checked for themselves."""
    talked(tmp_path, "my calf cramps", "/save x")
    path = tmp_path / "x.txt"
    saved = path.read_text()

    path.write_text(saved.replace("A: ReliefIntent", "A: GiveAdvice"))
    assert "the skill decided otherwise" in differences(path)
    path.write_text(saved.replace("| ReliefIntent muscle=calf", "| ReliefIntent muscle=foot"))
    assert "it was taken for something else" in differences(path)


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        (("/save x",), "nothing was said yet"),
        (("no", "/save"), "name it by what it shows"),
        (("no", "/save ???"), "name it by what it shows"),
        (("no", "/save there"), "there.txt is there already; choose another name"),
        (("no", "/save x.json"), "a transcript ends in .txt"),
        (("no", "/save a/b"), "a transcript ends in .txt"),
    ],
)
def test_what_cannot_be_saved_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lines: tuple[str, ...], told: str
) -> None:
    """And no file is touched."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "there.txt").write_text("mine")

    shown = talked(tmp_path, *lines)

    assert told in shown
    assert [file.name for file in tmp_path.iterdir()] == ["there.txt"]
    assert (tmp_path / "there.txt").read_text() == "mine"


def test_a_talk_that_alexa_refuses_is_not_saved(tmp_path: Path) -> None:
    """It could not pass; the place and the reason are told."""
    shown = talked(
        tmp_path, "my calf cramps", "/save x", said=skill("<speak>Hold it & breathe.</speak>")
    )

    assert "nothing is saved, since it would not pass:" in shown
    assert "Alexa refuses this" in shown
    assert not (tmp_path / "x.txt").exists()


def test_a_name_may_be_a_path(tmp_path: Path) -> None:
    """Then it is written there, and what it shows is the file's name in words."""
    shown = talked(tmp_path, "no", f"/save {tmp_path}/deep/no_thanks.txt")

    assert f"saved to {tmp_path}/deep/no_thanks.txt" in shown
    assert (tmp_path / "deep/no_thanks.txt").read_text().startswith("# No thanks\n")


def test_talks_are_saved_where_the_tests_play_them() -> None:
    """The folder that tests/test_transcripts.py reads."""
    assert Path(__file__).parents[1] / "transcripts" == recording.TRANSCRIPTS
