"""The files of ``content/``: found, parsed and laid over each other, nothing judged yet."""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

Table = dict[str, Any]
Tables = dict[str, Table]
"""Parsed files by path under the folder they came from, without ``.toml``: ``routines/calf``."""

ROOT = Path(__file__).resolve().parents[2] / "content"
LOCALE = re.compile(r"[a-z]{2}-[A-Z]{2}")
NEAREST = "en"
"""The language of a locale that has none of its own."""


def language_of(root: Path, locale: str) -> str:
    """The language folder that serves a locale."""
    language = locale[:2] if LOCALE.fullmatch(locale) else NEAREST
    return language if (root / language).is_dir() else NEAREST


def folders(root: Path, locale: str) -> dict[str, tuple[Path, ...]]:
    """Where a locale's content comes from; a later folder is laid over an earlier one."""
    language = root / language_of(root, locale)
    region = root / locale if LOCALE.fullmatch(locale) else language
    said = (language, region) if region.is_dir() and region != language else (language,)
    return {"said": said, "triage": (root / "triage",), "evidence": (root / "evidence",)}


def files(root: Path, locale: str) -> Iterator[Path]:
    """Every file a locale's content comes from, in a fixed order."""
    for places in folders(root, locale).values():
        for place in places:
            yield from sorted(place.rglob("*.toml"))


def digest(root: Path, locale: str) -> str:
    """A key that changes with any byte of the content, and of the code that builds it."""
    sum_ = hashlib.sha256()
    for file in (*files(root, locale), *sorted(Path(__file__).parent.glob("*.py"))):
        sum_.update(file.name.encode() + b"\0" + file.read_bytes() + b"\0")
    return sum_.hexdigest()[:32]


def parse(places: tuple[Path, ...], root: Path, problems: list[str]) -> Tables:
    """The files of some folders, the later laid over the earlier entry by entry."""
    tables: Tables = {}
    for place in places:
        for file in sorted(place.rglob("*.toml")):
            name = file.relative_to(place).with_suffix("").as_posix()
            tables[name] = laid_over(tables.get(name, {}), parsed(file, root, problems))
    return tables


def parsed(file: Path, root: Path, problems: list[str]) -> Table:
    """One file; an empty table and a problem when it is no TOML."""
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as fault:
        problems.append(f"{file.relative_to(root)}: {fault}; mend the TOML there")
        return {}


def laid_over(base: Mapping[str, Any], top: Mapping[str, Any]) -> Table:
    """Two tables as one; where both have a key, tables are merged and the top's value wins."""
    merged = dict(base)
    for key, value in top.items():
        old = merged.get(key)
        both = isinstance(old, dict) and isinstance(value, dict)
        merged[key] = laid_over(old, value) if both and isinstance(old, dict) else value
    return merged
