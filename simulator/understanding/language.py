"""What Alexa knows of a language before any skill teaches it anything, read from its data file."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path

import msgspec

from simulator.errors import SimulatorError, no_such

FILES = Path(__file__).parent


class OneShot(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words around the invocation name in a request that opens the skill."""

    open: tuple[str, ...]
    dropped: tuple[str, ...]
    kept: tuple[str, ...]
    before: tuple[str, ...]


class Numbers(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words for numbers and lengths of time."""

    words: tuple[str, ...]
    """Zero to nineteen, in order."""
    tens: tuple[str, ...]
    """Twenty to ninety, in order."""
    hundred: str
    one: tuple[str, ...]
    few: dict[str, int]
    half: tuple[str, ...]
    and_: tuple[str, ...] = msgspec.field(name="and")
    and_a_half: str
    about: tuple[str, ...]
    """Words before a length that leave it as it is."""
    units: dict[str, str]
    """Designators of ISO 8601, the ones for times of day after a ``T``."""


class Language(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One language; the lists hold phrases in lower case."""

    wake_words: tuple[str, ...]
    leave: tuple[str, ...]
    """Words that end the session before the skill hears of them."""
    determiners: tuple[str, ...]
    leading_fillers: tuple[str, ...]
    trailing_fillers: tuple[str, ...]
    swear_words: tuple[str, ...]
    contractions: tuple[str, ...]
    in_full: Mapping[str, str]
    """Contractions that may be said in full, by what is said then: one word, or two."""
    denials: tuple[str, ...]
    """Words that deny what comes after them."""
    inabilities: tuple[str, ...]
    """Words that say that what comes after them cannot be done."""
    undoing: tuple[str, ...]
    """Denials that deny a denial before them: "not a day without it"."""
    turns: tuple[str, ...]
    """Words after which somebody goes on to say something else: "no, but"."""
    assurances: tuple[str, ...]
    """Words by which all is said to be well: "my chest is fine"."""
    endings: tuple[str, ...]
    """Words by which something is said to be over: "the numbness is gone"."""
    past: tuple[str, ...]
    """Words that tell what was: "I was dizzy but it's gone"."""
    subjects: tuple[str, ...]
    """Words that start a sentence anew behind a denial: "it isn't hot, it's cold"."""
    one_shot: OneShot
    numbers: Numbers
    documented: Mapping[str, tuple[str, ...]]
    reported: Mapping[str, tuple[str, ...]]


def code_of(locale: str) -> str:
    """The code of its language, which its files here begin with."""
    return locale.split("-")[0]


def of_locale(locale: str) -> Language:
    """The language of a locale; SimulatorError where it is not known."""
    code = code_of(locale)
    path = FILES / f"{code}.toml"
    if not path.is_file():
        raise SimulatorError(
            no_such("language", code, (file.stem for file in FILES.glob("*.toml")))
        )
    return msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8")), Language)
