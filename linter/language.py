"""What the rules know of a language, read from its data file."""

from __future__ import annotations

import tomllib
from pathlib import Path

import msgspec

from simulator.errors import SimulatorError, no_such

FILES = Path(__file__).parent


class Language(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One language; all words in lower case."""

    articles: tuple[str, ...]
    polite: tuple[str, ...]
    small: tuple[str, ...]
    """Words that say too little to make a sample another wording."""
    movements: tuple[str, ...]
    """Beginnings of an instruction to move the body."""
    exempt: tuple[str, ...]
    """Terms that must be said whatever grade they need; each counts as a word of one syllable."""
    contractions: dict[str, str]


def of_locale(locale: str) -> Language:
    """The language of a locale; SimulatorError where the linter has no data on it."""
    code = locale.split("-")[0]
    path = FILES / f"{code}.toml"
    if not path.is_file():
        known = (file.stem for file in FILES.glob("??.toml"))
        raise SimulatorError(no_such("language of the linter", code, known))
    return msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8")), Language)
