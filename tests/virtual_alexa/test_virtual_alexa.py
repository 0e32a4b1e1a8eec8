"""Somebody else's tester talks with the skill: virtual-alexa, over HTTP, with the built model.

It shares nothing with the simulator: its own parser of the model, its own requests and session.
Needs Node, and the npm package that ``package-lock.json`` pins; ``make virtual-alexa`` installs it.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
MODEL = ROOT / "interaction_model/package/interactionModels/custom/en-US.json"
SECONDS = 60

NODE = shutil.which("node")
INSTALLED = (HERE / "node_modules/virtual-alexa/package.json").is_file()
MISSING = (
    "Node is not here; install it, then make virtual-alexa"
    if NODE is None
    else "virtual-alexa is not installed; make virtual-alexa fetches it from npm"
    if not INSTALLED
    else ""
)
needs_virtual_alexa = pytest.mark.skipif(bool(MISSING), reason=MISSING)


class Told(NamedTuple):
    """One turn, as virtual-alexa had it."""

    said: str
    intent: str
    slots: dict[str, str]
    speech: str
    reprompt: str
    ended: bool

    @property
    def listens(self) -> bool:
        return not self.ended and "?" in self.speech and bool(self.reprompt)


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    """``python -m skill --unsigned`` in a process of its own, on a port that is free."""
    ours = ("HOST", "PORT", "CRAMP_COACH_SKILL_ID")
    command = [sys.executable, "-m", "skill", "--unsigned", "--port", "0"]
    env = {name: value for name, value in os.environ.items() if name not in ours}
    with subprocess.Popen(  # noqa: S603 - our own program
        command, cwd=ROOT, env=env, stdout=subprocess.PIPE, text=True
    ) as door:
        assert door.stdout
        try:
            yield next(word for word in door.stdout.readline().split() if word.startswith("http"))
        finally:
            door.terminate()


def talk(url: str, *said: str) -> list[Told]:
    """Say these lines, one after the other, in one conversation."""
    done = subprocess.run(  # noqa: S603 - our own script
        [NODE or "node", "--no-warnings", "talk.js", url, str(MODEL)],
        cwd=HERE,
        input="\n".join(said),
        capture_output=True,
        text=True,
        timeout=SECONDS,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    turns: list[dict[str, Any]] = [json.loads(line) for line in done.stdout.splitlines()]
    return [Told(**turn) for turn in turns]


@needs_virtual_alexa
def test_a_whole_relief_conversation(url: str) -> None:
    """From the opening over a hold, a why and a second hold to easing, a tip and a goodbye."""
    turns = talk(
        url,
        "open cramp coach",
        "my calf is cramping",
        "why does this happen",
        "it still hurts",
        "it's eased",
        "no thanks",
        "stop",
    )
    opened, step, why, again, eased, other, closed = turns

    assert [turn.intent for turn in turns] == [
        "LaunchRequest",
        "ReliefIntent",
        "WhyIntent",
        "StillHurtsIntent",
        "EasedIntent",
        "AMAZON.NoIntent",
        "AMAZON.StopIntent",
    ]
    assert all(turn.listens for turn in turns[:-1])
    assert "straighten" in opened.speech
    assert step.slots == {"muscle": "calf"}
    assert step.speech.startswith("<speak>Straighten that leg")
    assert "Fifteen. " in step.speech
    assert why.speech.startswith("<speak>Often no one can say exactly why.")
    assert "rest" in again.speech
    assert again.speech.count("<break") >= 4
    assert "sore" in eased.speech
    assert other.speech != eased.speech
    assert (closed.ended, closed.reprompt) == (True, "")


@needs_virtual_alexa
def test_a_danger_sign_ends_it_with_the_call(url: str) -> None:
    """In the middle of a stretch: the call is the first sentence and the last, and it closes."""
    *_, danger, anew = talk(url, "my calf is cramping", "i can't breathe", "open cramp coach")

    assert danger.intent == "SignChestPainOrBreathlessIntent"
    assert danger.speech.startswith('<speak>Call <say-as interpret-as="digits">911</say-as> now.')
    assert danger.speech.endswith('Call <say-as interpret-as="digits">911</say-as>.</speak>')
    assert (danger.ended, danger.reprompt) == (True, "")
    assert anew.listens


@needs_virtual_alexa
def test_what_is_owed_for_a_swollen_leg_is_in_the_goodbye(url: str) -> None:
    """Same-day advice comes at once, with a question, and again when the person leaves."""
    swollen, closed = talk(url, "my leg is swollen", "stop")

    assert "Have it checked today." in swollen.speech
    assert swollen.listens
    assert closed.ended
    assert "today" in closed.speech


def test_the_lock_names_no_host() -> None:
    """Whoever installs it gets it from their own registry."""
    locked = (HERE / "package-lock.json").read_text(encoding="utf-8")
    assert '"integrity"' in locked
    assert '"resolved"' not in locked
