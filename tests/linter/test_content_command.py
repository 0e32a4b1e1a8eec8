"""``make content``: what an editor is told of lines that the skill should not say."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from linter.content import problems_in
from linter.content.__main__ import main

CONTENT = Path(__file__).parents[2] / "content"
HARD = "Is your face drooping, or is your speech unintelligibly slurred unilaterally?"
NEARLY = (
    "Does one side of your face hang down, does your speaking sound unusual, "
    "or is one arm or leg weak?"
)
"""Grade 6.4: too hard for a danger question alone."""
OLDER = "Cramps become increasingly frequent as people get considerably older."
MEND = "use shorter words and sentences"


@pytest.fixture
def copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The content that the command checks, to plant in."""
    root = Path(shutil.copytree(CONTENT, tmp_path / "content"))
    monkeypatch.setattr(problems_in, "__defaults__", (root,))
    return root


def plant(file: Path, after: str, key: str, line: str) -> None:
    """Put a line in the place of the first one of that key after some words."""
    before, head, rest = file.read_text().partition(after)
    old = next(one for one in rest.splitlines() if one.startswith(f"{key} = "))
    file.write_text(before + head + rest.replace(old, f'{key} = "{line}"', 1))


def told(*locales: str) -> tuple[int, list[str]]:
    result = CliRunner().invoke(main, locales)
    return result.exit_code, result.output.splitlines()


def test_it_says_so_when_all_is_well() -> None:
    """Exit code 0 on the committed content, and for a locale without its own."""
    assert told("en-US", "en-GB") == (0, ["en-US: no problems", "en-GB: no problems"])


def test_lines_that_are_hard_to_follow_are_refused_with_all_others(copy: Path) -> None:
    """A danger question over grade six, in either wording, and any line over seven: exit code 1.

    They are told by file and key among what the skill itself refuses to start with.
    """
    plant(copy / "en/check.toml", "[stroke]", "ask", f"{HARD[:-1]}, on one side of your body?")
    plant(copy / "en/check.toml", "[stroke]", "plainer", NEARLY)
    plant(copy / "en/check.toml", "[stroke]", "means", NEARLY)
    plant(copy / "en/causes/age.toml", "[[breaths]]", "say", OLDER)
    plant(copy / "en/routines/foot.toml", "[[steps]]", "hold", "twenty")
    code, lines = told()
    assert code == 1
    assert lines == [
        f"en/causes/age.toml: breaths[0].say: has reading grade 14.1; {MEND}, 7 at most",
        f"en/check.toml: stroke.ask: has reading grade 11.2; {MEND}, 6 at most",
        f"en/check.toml: stroke.plainer: has reading grade 6.4; {MEND}, 6 at most",
        "en/routines/foot.toml: steps[0].hold: Expected `int`, got `str`; mend the value there",
    ]
