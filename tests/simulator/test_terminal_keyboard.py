"""A real terminal: colours, keys that break in, and voices."""

from __future__ import annotations

import io
import os
import select
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

import pytest

from simulator.errors import SimulatorError
from simulator.hearing import Pause, Words
from simulator.terminal import voice
from simulator.terminal.keyboard import Keyboard
from simulator.terminal.pace import Aloud, Live
from simulator.terminal.voice import Voice
from simulator.timeline import Beat

pty = pytest.importorskip("pty")
ROOT = Path(__file__).resolve().parents[2]
EVENTUALLY = 60.0


@pytest.fixture
def terminal() -> Iterator[tuple[int, TextIO]]:
    """The end that a person types at, and the end that a program reads from."""
    person, program = os.openpty()
    with os.fdopen(program, "r", encoding="utf-8") as source:
        yield person, source
    os.close(person)


def test_a_pipe_is_shown_as_if_it_were_typed() -> None:
    """So that the output of a pipe reads like the conversation."""
    out = io.StringIO()

    lines = list(Keyboard(io.StringIO("one\n\ntwo\n"), out).lines(lambda: 8.0))

    assert lines == ["one", "", "two"]
    assert out.getvalue() == "you> one\nyou> \nyou> two\n"


def test_a_key_breaks_in_and_stays_for_the_next_line(terminal: tuple[int, TextIO]) -> None:
    """It need not be Enter, and it is the first letter of what is typed."""
    person, source = terminal
    keyboard = Keyboard(source, io.StringIO())
    os.write(person, b"m")

    assert keyboard.pressed(EVENTUALLY)
    os.write(person, b"y leg\n")

    assert source.readline() == "my leg\n"


def test_without_a_key_the_time_passes(terminal: tuple[int, TextIO]) -> None:
    """And nobody broke in."""
    keyboard = Keyboard(terminal[1], io.StringIO())

    assert not keyboard.pressed(0.01)
    assert not Live(keyboard).listen(Beat(0, (Pause(0.01),)))


def test_nobody_typing_in_time_is_no_line(terminal: tuple[int, TextIO]) -> None:
    """The seconds are counted down at the prompt."""
    out = io.StringIO()

    assert next(Keyboard(terminal[1], out).lines(lambda: 0.01)) is None
    assert "0 s you> " in out.getvalue()


def read_until(person: int, text: str) -> str:
    """What the program shows, up to that text."""
    shown = ""
    while text not in shown:
        assert select.select([person], [], [], EVENTUALLY)[0], shown
        shown += os.read(person, 65536).decode(errors="replace")
    return shown


def test_a_hold_in_a_real_terminal_is_live_in_colour_and_can_be_broken_into() -> None:
    """The first words are there at once; a key ends the hold, and what is typed is said.

    Commands are completed with the tab key.
    """
    person, program = os.openpty()
    talk = subprocess.Popen(
        [sys.executable, "-m", "simulator", "talk", "--live"],
        stdin=program,
        stdout=program,
        stderr=subprocess.DEVNULL,
        cwd=ROOT,
        env={**os.environ, "TERM": "xterm-256color", "NO_COLOR": ""},
    )
    os.close(program)
    try:
        read_until(person, "you> ")
        os.write(person, b"my calf is killing me\r")
        hold = read_until(person, "toes up")
        os.write(person, b"i can't feel my legs\r")
        after = read_until(person, "911")
        assert "\x1b[36mReliefIntent" in hold
        assert "cut off after" in after
        assert "SignBothLegsWeakOrNumbIntent" in after
        os.write(person, b"/sta\t\r")
        read_until(person, "since we began")
        os.write(person, b"/quit\r")
        assert talk.wait(EVENTUALLY) == 0
    finally:
        talk.kill()
        os.close(person)


class NoKey:
    """Nobody touches it; it remembers for how long it was asked."""

    def __init__(self) -> None:
        self.waited: list[float] = []

    def pressed(self, seconds: float) -> bool:
        self.waited.append(seconds)
        return False


def engine(folder: Path, script: str) -> Voice:
    path = folder / "engine"
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)
    return Voice((str(path),))


def test_an_engine_gets_the_words_and_the_pauses_are_kept(tmp_path: Path) -> None:
    """Words go to its standard input; a pause is waited for."""
    key = NoKey()
    aloud = Aloud(key, engine(tmp_path, f"cat >> {tmp_path}/said"))  # type: ignore[arg-type]

    assert not aloud.listen(Beat(0, (Words("-v Hold."), Pause(5), Words("Rest."))))

    assert (tmp_path / "said").read_text() == "-v Hold.Rest."
    assert 5 in key.waited


def test_a_key_silences_the_engine(tmp_path: Path) -> None:
    """At once, however much it still had to say."""
    ready, cut = tmp_path / "ready", tmp_path / "cut"
    voiced = engine(
        tmp_path, f"trap 'echo > {cut}; kill $!; exit' TERM; sleep 30 & echo > {ready}; wait"
    )

    assert voiced.say("Hold.", lambda _: ready.exists())

    assert cut.exists()


@pytest.mark.parametrize(
    ("script", "told"),
    [
        ("exit 3", "exit code 3"),
        ("echo 'error: No such file or directory' >&2", "error: No such file or directory"),
    ],
)
def test_an_engine_that_cannot_be_heard_is_told(tmp_path: Path, script: str, told: str) -> None:
    """espeak-ng finds no loudspeaker, says so, and ends with success."""
    with pytest.raises(SimulatorError, match=told):
        engine(tmp_path, f"cat > /dev/null; {script}").say("Hold.", lambda _: False)


def test_the_first_engine_there_is_speaks_at_the_pace_of_the_clock(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """150 words a minute, in the accent of the locale where the engine has accents."""
    monkeypatch.setattr(voice.shutil, "which", {"espeak-ng": "/bin/espeak-ng"}.get)

    assert voice.find("en-GB") == Voice(("/bin/espeak-ng", "--stdin", "-s", "150", "-v", "en-gb"))


def test_without_an_engine_it_says_so() -> None:
    """Through the command: what it looked for, what to install, and the talk goes on."""
    done = subprocess.run(
        [sys.executable, "-m", "simulator", "talk", "--speak"],
        input="hello\n",
        capture_output=True,
        text=True,
        cwd=ROOT,
        env={**os.environ, "PATH": ""},
        timeout=120,
        check=True,
    )

    assert "No speech engine here (looked for say, espeak-ng, espeak)" in done.stdout
    assert "Install espeak-ng" in done.stdout
    assert "Replies take their time" not in done.stdout
    assert "microphone open" in done.stdout
