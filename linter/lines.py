"""What the skill may say, read from ``content/`` as it stands."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

CONTENT = Path(__file__).resolve().parents[1] / "content"


@dataclass(frozen=True)
class Line:
    """One line of ``content/``, with the region's words in place."""

    place: str
    text: str

    @property
    def suggestions(self) -> list[str]:
        """What people are told to say: the phrases in double quotes."""
        return re.findall(r'"([^"]+)"', self.text)

    @cached_property
    def heard(self) -> str:
        """The line as it is spoken, where no quotes are."""
        return " ".join(self.text.replace('"', "").split())


def lines(locale: str, content: Path = CONTENT) -> Iterator[Line]:
    """Every line that is written for a locale, its language's first."""
    folders = [content / locale.split("-")[0], content / locale]
    words = {name: word for folder in folders for name, word in _regional(folder)}
    for folder in folders:
        for file in sorted(folder.rglob("*.toml")):
            place = f"content/{file.relative_to(content).as_posix()}"
            for key, text in _strings(_read(file), ""):
                yield Line(f"{place} {key}", _filled(text, words))


def _read(file: Path) -> dict[str, Any]:
    return tomllib.loads(file.read_text(encoding="utf-8"))


def _regional(folder: Path) -> Iterator[tuple[str, str]]:
    """The region's words by the name of their placeholder."""
    file = folder / "region.toml"
    region = _read(file) if file.is_file() else {}
    yield from region.get("words", {}).items()
    if number := region.get("emergency_number"):
        yield "emergency_number", number["say"]


def _strings(value: object, key: str) -> Iterator[tuple[str, str]]:
    """Every text in a file, with its key: ``eased.ask[0]``."""
    if isinstance(value, str):
        yield key, value
    elif isinstance(value, dict):
        for name, entry in value.items():
            yield from _strings(entry, f"{key}.{name}" if key else name)
    elif isinstance(value, list):
        for number, entry in enumerate(value):
            yield from _strings(entry, f"{key}[{number}]")


def _filled(text: str, words: Mapping[str, str]) -> str:
    return re.sub(r"\{(\w+)\}", lambda found: words.get(found[1], found[0]), text)
