"""The edition of the text, and since when it reads so.

The text of all items has a short hash. When the book is written with another text than the last
time, that day is kept beside it, so that both can be signed.
"""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from docs.book.items import SHORT_HASH, Item

FILE = Path(__file__).parents[1] / "script" / "edition.toml"
HEAD = "# Kept by python -m docs.book: the text of all items by its short hash, and since when.\n"


def text_of(items: Iterable[Item]) -> str:
    """A short name for the text of all items as it is now."""
    all_ = "\n".join(f"{item.name} {item.sha256}" for item in items)
    return hashlib.sha256(all_.encode()).hexdigest()[:SHORT_HASH]


def since(text: str, file: Path = FILE) -> date | None:
    """Since when the text reads so; None for a text that was never written as a book."""
    if not file.is_file():
        return None
    kept = tomllib.loads(file.read_text(encoding="utf-8"))
    day = kept.get("since")
    return day if kept.get("text") == text and isinstance(day, date) else None


def keep(text: str, day: date, file: Path = FILE) -> None:
    """Note that the text reads so since that day."""
    file.write_text(f'{HEAD}text = "{text}"\nsince = {day.isoformat()}\n', encoding="utf-8")
