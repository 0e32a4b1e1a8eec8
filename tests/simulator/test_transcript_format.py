"""Transcripts read like conversations, and a slip in one is told with file and line."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from simulator.action import Do, Say, Silence, Skip, Wait
from simulator.comparing import first_missing, parting, words_match
from simulator.errors import SimulatorError
from simulator.interpretation import Named
from simulator.transcript import Expected, read
from simulator.turn import Microphone

GOOD = """\
# a cramp in the night goes away
# (from a real night)
locale: en-GB
device: show
start: 2026-02-03T04:05:06Z
seed: a night

U: my calf is cramping      | ReliefIntent muscle=calf
A: GiveStep Ask             | Straighten that leg ...
    and breathe. Has it eased?
OPEN
U: (silence)
A: | Say it's eased.
U: (silence 1.5 minutes)
A: | (nothing)
CLOSED
ENDED EXCEEDED_MAX_REPROMPTS
U: (wait 11 minutes)
U: !SymptomIntent symptom=fever
CLOSED
KEPT
U: (skip)
U: (skip after 5 seconds)
U: (new session)
U: (open)
"""


def written(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "talk.txt"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_transcript_is_read_whole(tmp_path: Path) -> None:
    """Headers, turns, expectations and the line each began on."""
    script = read(written(tmp_path, GOOD))

    assert script.shows == "a cramp in the night goes away"
    assert (script.locale, script.device) == ("en-GB", "show")
    assert script.start == datetime(2026, 2, 3, 4, 5, 6, tzinfo=UTC)
    assert script.seed == "a night"
    assert [(step.line, step.action) for step in script.steps] == [
        (8, Say("my calf is cramping")),
        (12, Silence()),
        (14, Silence(90)),
        (18, Wait(660)),
        (19, Named("SymptomIntent", {"symptom": "fever"})),
        (22, Skip()),
        (23, Skip(5)),
        (24, Do("new session")),
        (25, Do("open")),
    ]
    assert script.steps[0].expected == Expected(
        Named("ReliefIntent", {"muscle": "calf"}),
        ("GiveStep", "Ask"),
        "Straighten that leg ... and breathe. Has it eased?",
        Microphone.OPEN,
    )
    assert script.steps[1].expected == Expected(words="Say it's eased.")
    assert script.steps[2].expected == Expected(
        words="(nothing)", microphone=Microphone.CLOSED, session="ENDED EXCEEDED_MAX_REPROMPTS"
    )
    assert script.steps[4].expected == Expected(microphone=Microphone.CLOSED, session="KEPT")


def test_what_is_left_out_is_usual(tmp_path: Path) -> None:
    """Without headers it is en-US, an Echo, at a fixed time of night."""
    script = read(written(tmp_path, "# short\nU: hello\n"))

    assert (script.locale, script.device) == ("en-US", "echo")
    assert script.start.tzinfo is not None


@pytest.mark.parametrize(
    ("text", "line", "fault"),
    [
        ("", 1, "begin with a # line"),
        ("U: hello\n", 1, "begin with a # line"),
        ("# a\n", 1, "nobody says anything"),
        ("# a\nA: | hello\n", 2, "before anybody spoke"),
        ("# a\nOPEN\n", 2, "before anybody spoke"),
        ("# a\nU: \n", 2, "nothing is said"),
        ("# a\nU: x\nB: y\n", 3, "'B: y' is none of"),
        ("# a\nU: x\nopen\n", 3, "'open' is none of"),
        ("# a\nU: x\nlocale: en-GB\n", 3, "move it to the top"),
        ("# a\nstart: tonight\nU: x\n", 3, "'tonight' is no time"),
        ("# a\nU: x | ReliefIntent calf\n", 2, "'calf' is no slot"),
        ("# a\nU: (silense)\n", 2, "did you mean 'silence'?"),
        ("# a\nU: (wait a bit)\n", 2, "write it as (wait 11 minutes)"),
        ("# a\nU: (wait)\n", 2, "write it as (wait 11 minutes)"),
        ("# a\nU: (silence 0 seconds)\n", 2, "write it as (silence 9 seconds)"),
        ("# a\nU: (silence 25 hours)\n", 2, "no length up to a day"),
        ("# a\nU: (skip 5 beats)\n", 2, "write it as (skip after 5 seconds)"),
        ("# a\nU: !\n", 2, "no intent is named"),
        ("# a\nU: (skip)\nOPEN\n", 3, "nothing is said after (skip)"),
        ("# a\nU: x\nKEPT ENDED\n", 3, "'KEPT ENDED' is none of"),
        ("# a\nU: (open) | ReliefIntent\n", 2, "only words can be taken for an intent"),
        ("# a\nU: x\nA: Straighten that leg.\n", 3, "put a | before the words"),
        ("# a\nU: (wait 1 minute)\nA: | hello\n", 3, "nothing is said after (wait 1 minute)"),
    ],
)
def test_a_slip_names_file_and_line(tmp_path: Path, text: str, line: int, fault: str) -> None:
    """Place, fault and next move, in one message."""
    path = written(tmp_path, text)

    with pytest.raises(SimulatorError) as told:
        read(path)

    assert fault in str(told.value)
    assert str(told.value).startswith(f"{path}:{line}: ")


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    """A missing or unreadable file is a fault of its own, not a traceback."""
    with pytest.raises(SimulatorError, match="cannot be read"):
        read(tmp_path / "none.txt")


@pytest.mark.parametrize(
    ("expected", "heard", "same"),
    [
        ("Hold it.", "Hold it.", True),
        ("Hold   it.", "Hold it.", True),
        ("Hold it.", "hold it.", False),
        ("Hold it.", "Hold it. Now rest.", False),
        ("Hold it. ...", "Hold it. Now rest.", True),
        ("Hold it. ...", "Hold it.", True),
        ("... rest.", "Hold it. Now rest.", True),
        ("Hold ... rest.", "Hold it. Now rest.", True),
        ("Hold ... walk.", "Hold it. Now rest.", False),
        ("rest. ... Hold", "Hold it. Now rest.", False),
        ("What (now)?", "What (now)?", True),
        ("(nothing)", "", True),
        ("(nothing)", "Hold it.", False),
        ("Hold it.", "", False),
    ],
)
def test_dots_stand_for_any_words(expected: str, heard: str, same: bool) -> None:
    """Parts must come in order, in their case; spacing does not count."""
    assert words_match(expected, heard) is same


def test_the_first_missing_part_is_named() -> None:
    """The hint points to where the reply went another way."""
    assert first_missing("Hold ... walk. ... Done.", "Hold it. Done.") == "walk."
    assert first_missing("Hold ...", "Hold it.") == ""


@pytest.mark.parametrize(
    ("expected", "heard", "told"),
    [
        ("Hold it. Now rest.", "Hold it. Now walk.", "changed: Hold it. Now [-rest.-] {+walk.+}"),
        ("Hold it.", "Hold it. Now.", "changed: Hold it. {+Now.+}"),
        ("Hold it. Now.", "Now.", "changed: [-Hold it.-] Now."),
        ("a b c d e f g h i j k", "a b c d e f g h i x k", "changed: … f g h i [-j-] {+x+} k"),
        ("a b c d x ...", "a b c d e", "not heard there: a b c d x (only: a b c d)"),
        ("... b", "a b c", "more was said; add ... where it may be"),
        ("Hold it.", "", ""),
    ],
)
def test_the_place_where_the_words_part_is_shown(expected: str, heard: str, told: str) -> None:
    """In one line: what went, what came, and a few words around it."""
    assert parting(expected, heard) == told
