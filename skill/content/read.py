"""The files of ``content/``: found, parsed and laid over each other, nothing judged yet."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

Table = dict[str, Any]
Tables = dict[str, Table]
"""Parsed files by path under the folder they came from, without ``.toml``: ``routines/calf``."""
Parts = dict[str, Tables]
"""The tables of each folder, by its name; a later folder is laid over an earlier one."""

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


def drawings(root: Path) -> tuple[str, ...]:
    """The names of the drawings, which are the same in every language."""
    return tuple(sorted(file.stem for file in (root / "drawings").glob("*.json")))


def digest(root: Path, locale: str) -> str:
    """A key that changes with any name or byte of the content, and of the code that builds it."""
    sum_ = hashlib.sha256(" ".join((locale, *drawings(root))).encode())
    code = Path(__file__).parent
    for top, found in ((root, files(root, locale)), (code, sorted(code.glob("*.py")))):
        for file in found:
            name = file.relative_to(top).as_posix().encode()
            sum_.update(b"\0" + name + b"\0" + file.read_bytes())
    return sum_.hexdigest()[:32]


def parse(places: tuple[Path, ...], root: Path, problems: list[str]) -> Parts:
    """The files of some folders, by folder."""
    return {
        place.name: {
            file.relative_to(place).with_suffix("").as_posix(): parsed(file, root, problems)
            for file in sorted(place.rglob("*.toml"))
        }
        for place in places
    }


def parsed(file: Path, root: Path, problems: list[str]) -> Table:
    """One file; an empty table and a problem when it is no TOML."""
    import tomllib  # content that was packed is not parsed, and a start need not load this

    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as fault:
        problems.append(f"{file.relative_to(root).as_posix()}: file: {fault}; mend the TOML there")
        return {}


def merged(parts: Iterable[Tables]) -> Tables:
    """The tables of some folders as one, a later folder laid over an earlier, entry by entry."""
    tables: Tables = {}
    for part in parts:
        for name, table in part.items():
            tables[name] = laid_over(tables.get(name, {}), table)
    return tables


def laid_over(base: Mapping[str, Any], top: Mapping[str, Any]) -> Table:
    """Two tables as one; where both have a key, tables are merged and the top's value wins."""
    both = dict(base)
    for key, value in top.items():
        old = both.get(key)
        deeper = isinstance(old, dict) and isinstance(value, dict)
        both[key] = laid_over(old, value) if deeper and isinstance(old, dict) else value
    return both
