"""What is deployed, made as ``make`` makes it, and where the ``ask`` command is."""

from __future__ import annotations

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
