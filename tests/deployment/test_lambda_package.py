"""The package for AWS Lambda: whole, lean, the same bytes every time, and running by itself."""

from __future__ import annotations

import io
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from making import Made, make
from talking_alone import SKILL_ID, talk, whole_talk

from skill.alexa.skill import build_skill

pytestmark = pytest.mark.deploy

SETTINGS = {"CRAMP_COACH_SKILL_ID": SKILL_ID}
MOST_ZIPPED, MOST_UNPACKED = 50 * 2**20, 250 * 2**20
"""Bytes that AWS Lambda takes in a direct upload, and unpacked (AWS, "Lambda quotas")."""


def other_pythons() -> list[str]:
    """The other Pythons that Lambda has and that run here."""
    named = [f"python3.{minor}" for minor in (11, 12, 13) if minor != sys.version_info.minor]
    return [name for name in named if shutil.which(name) and _runs(name)]


def _runs(name: str) -> bool:
    return not subprocess.run([name, "-V"], capture_output=True, check=False).returncode  # noqa: S603


def unpacked(made: Made, folder: Path) -> Path:
    """The zip in an empty folder, as Lambda lays it out."""
    with zipfile.ZipFile(io.BytesIO(made.packed)) as packed:
        packed.extractall(folder)
    return folder


def test_a_whole_talk_from_the_package_alone(made: Made, tmp_path: Path) -> None:
    """A bare interpreter answers from it what the skill answers here, and compiles nothing."""
    folder = unpacked(made, tmp_path / "task")
    told = talk(sys.executable, folder, whole_talk(), SETTINGS)
    skill, attributes = build_skill(), {}
    for event, one in zip(whole_talk(), told, strict=True):
        if "session" in event:
            event["session"]["attributes"] = {} if event["session"]["new"] else attributes
        here = skill.answer(event)
        attributes = here["sessionAttributes"]
        assert one["answer"]["response"] == here["response"]
    assert told[-1]["compiled"] == []
    assert told[-1]["written"] == []


@pytest.mark.parametrize("program", other_pythons())
def test_a_package_for_another_python_runs_on_it(program: str, tmp_path: Path) -> None:
    """``--python`` names the Python that Lambda is to run, whatever the build runs on."""
    made = make(tmp_path / "build", "--python", program)
    interpreter = shutil.which(program) or program
    told = talk(interpreter, unpacked(made, tmp_path / "task"), whole_talk(), SETTINGS)
    assert "toes up" in told[1]["answer"]["response"]["outputSpeech"]["ssml"]
    assert told[-1]["compiled"] == []
    assert f'"runtime": "{program}"' in (made.folder / "lambda/ask-resources.json").read_text()


def test_the_same_bytes_every_time(made: Made, tmp_path: Path) -> None:
    """From a copy in another folder, later, with other hashes and in another time zone."""
    root = tmp_path / "copy"
    ignore = shutil.ignore_patterns(".git", ".venv", "node_modules", "docs", "tests", "__pycache__")
    shutil.copytree(Path(__file__).resolve().parents[2], root, ignore=ignore)
    again = make(tmp_path / "build", root=root, PYTHONHASHSEED="77", TZ="Asia/Tokyo")
    assert again.packed == made.packed


def test_it_holds_what_a_turn_needs_and_no_more(
    made: Made, record_property: Callable[[str, object], None]
) -> None:
    """No server, no web client, no AWS: those libraries alone; readable by everyone; in limits."""
    with zipfile.ZipFile(io.BytesIO(made.packed)) as packed:
        files = packed.infolist()
    tops = {file.filename.partition("/")[0] for file in files}
    libraries = {"ask_sdk_core", "ask_sdk_model", "ask_sdk_runtime", "msgspec", "dateutil"}
    ours = {"skill", "content", ".cache", "six.py", "__pycache__"}
    assert {top for top in tops if not top.endswith(".dist-info")} == libraries | ours
    assert {file.external_attr >> 16 for file in files} == {0o100644}
    assert len(made.packed) < MOST_ZIPPED
    size = sum(file.file_size for file in files)
    assert size < MOST_UNPACKED
    record_property("Lambda package", f"{len(made.packed)} bytes, {size} unpacked")


def test_it_runs_on_both_of_lambdas_processors(made: Made) -> None:
    """Each compiled module is there for arm64 and for x86_64."""
    modules = sorted(file.name for file in made.code.rglob("*.so"))
    arm = {name.replace("aarch64", "?") for name in modules if "aarch64" in name}
    intel = {name.replace("x86_64", "?") for name in modules if "x86_64" in name}
    assert arm == intel != set()


def test_the_project_holds_the_very_package(made: Made) -> None:
    """What ``ask deploy`` takes and what lambda.zip holds are the same files."""
    with zipfile.ZipFile(io.BytesIO(made.packed)) as packed:
        inside = {name: packed.read(name) for name in packed.namelist()}
    there = {
        file.relative_to(made.code).as_posix(): file.read_bytes()
        for file in made.code.rglob("*")
        if file.is_file()
    }
    assert there == inside
