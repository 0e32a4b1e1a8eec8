"""The commands, as they are started from a shell, with the built model and the real skill."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def run(*arguments: str, said: str = "", **settings: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # noqa: S603  # our own command
        [sys.executable, "-m", "simulator", *arguments],
        input=said,
        capture_output=True,
        text=True,
        cwd=ROOT,
        env={**os.environ, **settings},
        timeout=120,
        check=False,
    )


def test_interpret_prints_one_json_object_a_line() -> None:
    """As many lines out as in, an empty one among them."""
    done = run("interpret", "--locale", "en-US", said="i can't feel my legs\n\nplay some music\n")

    heard = [json.loads(line) for line in done.stdout.splitlines()]
    assert [one["utterance"] for one in heard] == ["i can't feel my legs", "", "play some music"]
    assert [one["intent"] for one in heard] == [
        "SignBothLegsWeakOrNumbIntent",
        "AMAZON.FallbackIntent",
        "AMAZON.FallbackIntent",
    ]
    assert set(heard[0]) == {"utterance", "intent", "slots", "score", "candidates"}


def test_interpret_takes_bytes_that_are_no_text() -> None:
    """They are nothing that was taught."""
    done = subprocess.run(
        [sys.executable, "-m", "simulator", "interpret"],
        input=b"\xff\xfe\x00\n",
        capture_output=True,
        cwd=ROOT,
        timeout=120,
        check=True,
    )

    assert json.loads(done.stdout)["intent"] == "AMAZON.FallbackIntent"


def test_an_unknown_locale_is_told_in_one_line() -> None:
    """With the locales there are, and exit code 2."""
    done = run("interpret", "--locale", "en-XX")

    assert done.returncode == 2
    assert "no built model named 'en-XX'" in done.stderr
    assert "Traceback" not in done.stderr


def test_talk_holds_a_conversation_over_a_pipe() -> None:
    """Words in, replies out, in plain text; the end of the pipe ends it."""
    done = run("talk", said="my calf is killing me\n/state\n/nonsense\n")

    assert done.returncode == 0
    assert "ReliefIntent muscle=calf · sample: my {muscle} is killing me" in done.stdout
    assert "Hold. Twenty." in done.stdout
    assert "microphone open 8 s, then the reprompt" in done.stdout
    assert "there is no command /nonsense" in done.stdout
    assert "\x1b[" not in done.stdout


def test_why_tells_what_the_recogniser_weighed() -> None:
    """A sample is its own nearest; a guess names its samples; and each has its score."""
    done = run("talk", said="/why my calf is killing me\n/why no but my chest hurts\n/why qwertz\n")

    exact, guess, nothing = done.stdout.split("you> ")[1:]
    assert "exactly  sample: my {muscle} is killing me" in exact
    assert "nearest  1.00  my {muscle} is killing me" in exact
    assert "my chest hurts" in guess
    assert guess.count("Intent") >= 7
    assert "AMAZON.FallbackIntent" in nothing


def test_a_saved_talk_is_a_transcript_that_passes(tmp_path: Path) -> None:
    """With the real skill: talk, save, play; changed by one word it fails and shows where."""
    saved = tmp_path / "a_night.txt"
    said = "my calf is killing me\nwhy does this happen\n/wait 9\nbanana\n/back\nit's gone\nstop\n"

    done = run("talk", said=f"{said}/save {saved}\n")
    again = run("play", str(saved))

    assert f"saved to {saved}" in done.stdout
    assert again.returncode == 0, again.stdout + again.stderr
    saved.write_text(saved.read_text().replace("Twenty.", "Thirty."))
    changed = run("play", str(saved))
    assert changed.returncode == 1
    assert "[-Thirty.-] {+Twenty.+}" in changed.stdout


def test_a_conversation_goes_from_replay_file_to_transcript_and_back(tmp_path: Path) -> None:
    """``play --record`` writes a transcript that passes; ``export`` a file that ends in .quit."""
    replay, recorded, back = (tmp_path / name for name in ("a.json", "b.txt", "c.json"))
    said = ["open cramp coach", "yes", "it's gone", "stop", "tell cramp coach my toe cramps"]
    replay.write_text(
        json.dumps({"skillId": "x", "locale": "en-US", "type": "text", "userInput": said})
    )

    assert run("play", str(replay), "--record", str(recorded)).returncode == 0
    assert run("play", str(recorded)).returncode == 0
    assert run("export", str(recorded), str(back)).returncode == 0

    assert json.loads(back.read_text())["userInput"] == [*said, ".quit"]
    assert run("play", str(back)).returncode == 0
    refused = run("export", str(recorded), str(back))
    assert refused.returncode == 2
    assert "is there already" in refused.stderr
    two = run("play", str(replay), str(recorded), "--record", "x")
    assert "--record writes one transcript" in two.stderr


TALK = "# a calf cramp\nU: my calf is cramping | ReliefIntent muscle=calf\nOPEN\n"


def test_play_ends_with_0_where_all_goes_as_written(tmp_path: Path) -> None:
    """A transcript and a replay file, one line or more for each."""
    talk = tmp_path / "talk.txt"
    talk.write_text(TALK)
    replay = tmp_path / "talk.json"
    replay.write_text(
        json.dumps(
            {"skillId": "x", "locale": "en-US", "type": "text", "userInput": ["yes", ".quit"]}
        )
    )

    done = run("play", str(talk), str(replay))

    assert done.returncode == 0, done.stdout + done.stderr
    assert f"ok: {talk}" in done.stdout
    assert f"ok: {replay}" in done.stdout


def test_play_ends_with_1_where_something_differs(tmp_path: Path) -> None:
    """Both sides are shown, and the other files are still played."""
    other, talk = tmp_path / "other.txt", tmp_path / "talk.txt"
    other.write_text(TALK.replace("muscle=calf", "muscle=foot"))
    talk.write_text(TALK)

    done = run("play", str(other), str(talk))

    assert done.returncode == 1
    assert f"{other}:2: it was taken for something else" in done.stdout
    assert "- expected: ReliefIntent muscle=foot" in done.stdout
    assert "+ came out: ReliefIntent muscle=calf" in done.stdout
    assert f"ok: {talk}" in done.stdout


def test_play_ends_with_2_where_a_file_is_no_transcript(tmp_path: Path) -> None:
    """Place, fault and next move, and no traceback."""
    talk = tmp_path / "talk.txt"
    talk.write_text("# a\nB: hello\n")

    done = run("play", str(talk))

    assert done.returncode == 2
    assert f"{talk}:2: 'B: hello' is none of" in done.stderr
    assert "Traceback" not in done.stderr


def test_serve_refuses_what_is_not_loopback() -> None:
    """HOST may name no address that other machines can reach."""
    done = run("serve", HOST="0.0.0.0")  # noqa: S104  # to be refused

    assert done.returncode == 2
    assert "for this machine alone" in done.stderr


@pytest.fixture
def as_in_a_terminal() -> Iterator[None]:
    """Commands take Ctrl-C; a shell that runs the tests in the background has them ignore it."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("as_in_a_terminal")
def test_serve_has_the_page_and_the_skill_side_by_side() -> None:
    """The page at ``/``, the skill's health, an endpoint that takes no unsigned request; Ctrl-C."""
    process = subprocess.Popen(
        [sys.executable, "-m", "simulator", "serve"],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        cwd=ROOT,
        env={**os.environ, "PORT": "0", "CRAMP_COACH_SKILL_ID": ""},
    )
    try:
        assert process.stdout is not None
        address = process.stdout.readline().split()[3]
        assert "Cramp Coach" in fetched(address)
        assert json.loads(fetched(f"{address}/healthz")) == {"status": "ok"}
        with pytest.raises(urllib.error.HTTPError) as refused:
            fetched(f"{address}/alexa", b"{}")
        assert refused.value.code == 400
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=60) == 0
    finally:
        process.kill()
        process.wait()


def fetched(address: str, body: bytes | None = None) -> str:
    request = urllib.request.Request(  # noqa: S310  # loopback, and http by construction
        address, body, {"Content-Type": "application/json"}
    )
    with urllib.request.urlopen(request, timeout=20) as answer:  # noqa: S310
        return str(answer.read().decode())
