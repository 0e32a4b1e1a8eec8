"""What Amazon's own linter says of the documents, where it is installed: ``make apl-suggester``."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from screen.sampling import hardest

HERE = Path(__file__).resolve().parent
FOLDER = HERE.parents[1] / ".cache" / "apl-suggester"
NODE = shutil.which("node")

pytestmark = [
    pytest.mark.skipif(NODE is None, reason="Node is not installed; the linter needs it"),
    pytest.mark.skipif(
        not (FOLDER / "node_modules" / "apl-suggester").is_dir(),
        reason="apl-suggester is not installed; run: make apl-suggester",
    ),
]


def judged(documents: list[dict[str, Any]]) -> list[str]:
    command = [str(NODE), str(HERE / "suggest.mjs"), str(FOLDER)]
    done = subprocess.run(  # noqa: S603
        command, input=json.dumps(documents), capture_output=True, text=True, check=True
    )
    found: list[str] = json.loads(done.stdout)
    return found


def one_of_each_kind() -> list[dict[str, Any]]:
    kinds = {one["datasources"]["screen"]["kind"]: one["document"] for one in hardest()}
    return list(kinds.values())


def test_the_linter_finds_nothing() -> None:
    """In a document of every kind."""
    assert judged(one_of_each_kind()) == []


def test_the_linter_looks() -> None:
    """It finds a property that no component has, and a dimension that is none."""
    document = json.loads(json.dumps(one_of_each_kind()[0]))
    frame = document["mainTemplate"]["items"][0]
    frame.update(colour="red", width="100xx")
    found = judged([document])
    assert any("colour" in one for one in found)
    assert any("dimension" in one for one in found)
