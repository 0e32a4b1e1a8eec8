"""Packages that are made once, and whether what the long tests need is here."""

from __future__ import annotations

import importlib.util
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).resolve().parents[2]
ASK = ROOT / "deployment/ask_cli/node_modules/ask-cli/dist/bin/ask.js"
NODE = shutil.which("node")
JUDGES = ("ask_smapi_model", "cfnlint", "openapi_spec_validator")


class Made(NamedTuple):
    """What one command wrote and said."""

    folder: Path
    told: str

    @property
    def code(self) -> Path:
        return self.folder / "lambda/lambda"

    @property
    def packed(self) -> bytes:
        return (self.folder / "lambda.zip").read_bytes()


def make(folder: Path, *options: str, root: Path = ROOT, **environment: str) -> Made:
    """``python -m deployment lambda``, as ``make lambda`` runs it."""
    command = [sys.executable, "-m", "deployment", "lambda", "--to", str(folder), *options]
    done = subprocess.run(  # noqa: S603 - our own program
        command,
        cwd=root,
        env=os.environ | environment,
        capture_output=True,
        text=True,
        check=False,
    )
    if "could not download" in done.stderr:
        pytest.skip("the wheels could not be downloaded; is there a network?")
    assert done.returncode == 0, done.stderr
    return Made(folder, done.stdout)


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    """The package for the Python that runs the tests, with bookmarks."""
    return make(tmp_path_factory.mktemp("build"), "--bookmark", "on")


@pytest.fixture(scope="session")
def judges() -> None:
    """Skips where what judges a deployment is not installed."""
    missing = [name for name in JUDGES if importlib.util.find_spec(name) is None]
    if missing:
        pytest.skip("requirements-deploy.txt is not installed; make deploy-check does it")


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """The home of somebody for whom ``ask configure`` has been through, token and all."""
    if NODE is None or not ASK.exists():
        pytest.skip("ask-cli is not here; install Node, then make ask-cli")
    from skill_management import TOKEN, VENDOR

    token = {"access_token": TOKEN, "refresh_token": "Atzr|r", "token_type": "bearer"}
    token |= {"expires_in": 3600, "expires_at": "2099-01-01T00:00:00.000Z"}
    profile = {"aws_profile": "somebody", "token": token, "vendor_id": VENDOR}
    (tmp_path / ".ask").mkdir()
    (tmp_path / ".ask/cli_config").write_text(json.dumps({"profiles": {"default": profile}}))
    (tmp_path / ".aws").mkdir()
    keys = "aws_access_key_id = AKIAIOSFODNN7EXAMPLE\naws_secret_access_key = nothing\n"
    (tmp_path / ".aws/credentials").write_text(f"[somebody]\n{keys}")
    return tmp_path
