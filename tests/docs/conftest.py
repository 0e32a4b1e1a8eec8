"""The committed book, the content it tells of, and a copy of the content to change."""

import functools
import shutil
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from reading_html import Node, read

ROOT = Path(__file__).resolve().parents[2]
CONTENT = ROOT / "content"
Table = dict[str, Any]


@pytest.fixture(scope="module", autouse=True)
def parse_each_text_once() -> Iterator[None]:
    """Copies are alike but for a line or two, so this saves most of the time."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(tomllib, "loads", functools.cache(tomllib.loads))
        yield


@pytest.fixture(scope="session")
def committed() -> str:
    return (ROOT / "docs" / "script" / "index.html").read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def page(committed: str) -> Node:
    return read(committed)


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of ``content/`` in which nothing is reviewed."""
    root = Path(shutil.copytree(CONTENT, tmp_path / "content"))
    (root / "reviews.toml").write_text("")
    return root


@pytest.fixture(scope="session")
def said() -> dict[str, Table]:
    """What is said in the United States, by file, with that region's words in their places."""
    found: dict[str, Table] = {}
    for folder in ("en", "en-US"):
        for file in sorted((CONTENT / folder).rglob("*.toml")):
            name = file.relative_to(CONTENT / folder).with_suffix("").as_posix()
            found[name] = over(found.get(name, {}), tomllib.loads(file.read_text()))
    region = found["region"]
    words = {**region["words"], "emergency_number": region["emergency_number"]["say"]}
    return {file: filled(table, words) for file, table in found.items()}


@pytest.fixture(scope="session")
def triage() -> dict[str, Table]:
    """The rules of signs and danger questions."""
    files = ("signs", "check")
    return {name: tomllib.loads((CONTENT / f"triage/{name}.toml").read_text()) for name in files}


def over(base: Table, top: Table) -> Table:
    """A table laid over another."""
    both = dict(base)
    for key, value in top.items():
        deeper = isinstance(value, dict) and isinstance(both.get(key), dict)
        both[key] = over(both[key], value) if deeper else value
    return both


def filled(value: Any, words: dict[str, str]) -> Any:
    """Every string with the region's words."""
    if isinstance(value, str):
        for name, word in words.items():
            value = value.replace("{" + name + "}", word)
        return value
    if isinstance(value, dict):
        return {key: filled(item, words) for key, item in value.items()}
    return [filled(item, words) for item in value] if isinstance(value, list) else value
