"""Whole conversations, played through the simulator as a device would hold them.

Each file in ``transcripts/`` is one conversation: what the person says, the intent it is taken
for, the acts that the skill decides on, what is heard, and whether the microphone is open.
"""

from pathlib import Path

import pytest

from simulator.play import play, read
from simulator.stage import Stage
from simulator.transport import WsgiSkill
from simulator.understanding import understand
from skill.web.unsigned import build_unsigned_app

TRANSCRIPTS = sorted((Path(__file__).parent / "transcripts").glob("*.txt"))


@pytest.fixture(scope="module")
def stage() -> Stage:
    return Stage(WsgiSkill(build_unsigned_app()), understand)


@pytest.mark.parametrize("path", TRANSCRIPTS, ids=lambda path: path.stem)
def test_the_conversation_goes_as_written(path: Path, stage: Stage) -> None:
    """Intent, acts, words, microphone and session of every turn are those in the file."""
    differences = play(read(path), stage).differences
    if differences:
        pytest.fail("\n".join(each.shown(path) for each in differences), pytrace=False)


def test_every_phase_is_talked_through() -> None:
    """The conversations cover relief, learning, the check, advice, detours and dead ends."""
    talked = "\n".join(path.read_text(encoding="utf-8") for path in TRANSCRIPTS)
    assert len(TRANSCRIPTS) >= 30
    for act in ("GiveStep", "Explain", "AskDanger", "GiveAdvice", "AdviseIfYes", "Aftercare"):
        assert f" {act}" in talked
