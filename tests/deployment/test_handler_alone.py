"""The handler needs what ``requirements-lambda.txt`` names, and nothing else."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest
from talking_alone import SKILL_ID, linked, talk, whole_talk

from deployment import project, wheels
from deployment.__main__ import main

ROOT = Path(__file__).resolve().parents[2]
NAMED = dict(re.findall(r"^([\w-]+)==(\S+)", wheels.REQUIREMENTS.read_text(), re.MULTILINE))


def test_a_whole_talk_with_nothing_else_on_the_path(tmp_path: Path) -> None:
    """No site-packages, no Flask, no cryptography: the skill, its content and those libraries."""
    folder = linked(tmp_path / "function", NAMED)
    for name in ("skill", "content", ".cache"):
        if (ROOT / name).exists():
            (folder / name).symlink_to(ROOT / name)
    told = talk(sys.executable, folder, whole_talk(), {"CRAMP_COACH_SKILL_ID": SKILL_ID})
    replies = [one["answer"]["response"] for one in told]
    assert "toes up" in replies[1]["outputSpeech"]["ssml"]
    assert [reply.get("shouldEndSession") for reply in replies[:6]] == [False] * 5 + [True]
    assert 'interpret-as="digits">911<' in replies[5]["outputSpeech"]["ssml"]
    assert replies[6] == {}
    strangers = {"flask", "requests", "cryptography", "certifi", "ssl", "http", "boto3"}
    assert not strangers & set(told[-1]["modules"])


def test_a_wrong_setting_stops_the_function_before_its_first_request(tmp_path: Path) -> None:
    """Without a skill id it does not start, and the reason is in its log."""
    folder = linked(tmp_path / "function", NAMED)
    (folder / "skill").symlink_to(ROOT / "skill")
    with pytest.raises(AssertionError, match="CRAMP_COACH_SKILL_ID is not set"):
        talk(sys.executable, folder, (), {})


def test_versions_are_those_that_are_tested() -> None:
    """What goes onto Lambda is pinned as requirements.txt pins it, each wheel by its hash."""
    text = (ROOT / "requirements.txt").read_text()
    pinned = dict(re.findall(r"^([\w-]+)(?:\[\w+\])?==(\S+)", text, re.MULTILINE))
    assert {name: pinned.get(name, version) for name, version in NAMED.items()} == NAMED
    assert {"ask-sdk-core", "ask-sdk-model", "msgspec"} <= set(NAMED) & set(pinned)


def test_no_project_is_made_for_an_endpoint_that_is_nobodys(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """An endpoint that is an example: the line says where the real one belongs."""
    skill = project._manifest()
    skill["manifest"]["apis"]["custom"]["endpoint"]["uri"] = "https://cramp-coach.example/alexa"
    monkeypatch.setattr(project, "_manifest", lambda: skill)
    assert main(["self-hosted", "--to", str(tmp_path)]) == 1
    told = capsys.readouterr().err
    assert "manifest.toml" in told
    assert told.count("\n") == 1
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("program", ["/nothing/python", "false"])
def test_a_python_that_does_not_run_is_told(
    program: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["lambda", "--python", program]) == 1
    assert f"{program} could not be run" in capsys.readouterr().err
