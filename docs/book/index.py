"""The index: where a term of ``index.toml`` is spoken of, found in the text itself."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Sequence
from itertools import groupby
from pathlib import Path

import msgspec

from docs.book.book import numbered
from docs.book.parts import Chapter, Line, Section

FILE = Path(__file__).with_name("index.toml")
TO = "\N{EN DASH}"


class Spot(msgspec.Struct, frozen=True):
    """A section, or several in a row."""

    first: str
    """The id of the first."""
    number: str
    """"2.3", or from one to another."""


class Term(msgspec.Struct, frozen=True):
    """One entry of the index."""

    name: str
    see: str = ""
    """The term to look at instead."""
    spots: tuple[Spot, ...] = ()


def terms(told: tuple[Chapter, ...], file: Path = FILE) -> tuple[Term, ...]:
    """Every term that is spoken of, with its places, in the order of the alphabet."""
    known = tomllib.loads(file.read_text(encoding="utf-8"))
    texts = [(number, section, text(section)) for number, section in numbered(told)]
    all_ = (term(name, known[name], texts) for name in sorted(known, key=str.lower))
    return tuple(one for one in all_ if one.see or one.spots)


def text(section: Section) -> str:
    """All that a section says, its title first."""
    lines = (one.words for entry in section.entries for one in entry.lines if isinstance(one, Line))
    names = (entry.name for entry in section.entries)
    return "\n".join((section.title, *names, *lines))


Texts = Sequence[tuple[str, Section, str]]


def term(name: str, words: str | list[str], texts: Texts) -> Term:
    """One term: where its words are said, or what to see instead."""
    if isinstance(words, str):
        return Term(name, see=words)
    spoken = re.compile(rf"(?<!\w)(?:{'|'.join(words)})(?!\w)", re.IGNORECASE)
    return Term(name, spots=tuple(spots(texts, [bool(spoken.search(said)) for *_, said in texts])))


def spots(texts: Texts, found: Sequence[bool]) -> Iterable[Spot]:
    """The sections found, those of one chapter that follow each other together."""
    runs = groupby(
        zip(texts, found, strict=True), key=lambda one: (one[0][0].partition(".")[0], one[1])
    )
    for (_, wanted), run in runs:
        if wanted:
            (first, section, _), *more = (one for one, _ in run)
            last = f"{TO}{more[-1][0]}" if more else ""
            yield Spot(section.id, f"{first}{last}")
