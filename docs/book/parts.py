"""The parts of the book, before they are set: chapters of sections of entries of lines."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from docs.book import reading
from skill.content.types import Tier

HARDEST = 7.0
HARDEST_DANGER_QUESTION = 6.0
"""Reading grades that replies and danger questions should not pass."""
FEWEST_WORDS = 5
"""Below it the formula says nothing: "twenty" would need six years of school."""


class Line(msgspec.Struct, frozen=True):
    """Words spoken in one go: one or more lines of the content, in order."""

    label: str
    """When it is said: "first asked", "if silent"."""
    said: tuple[str, ...]
    """The lines as they stand in the content, with the region's words in place."""
    fill: str = ""
    """What the conversation puts in place of ``{heard}`` or ``{items}``."""
    fragment: bool = False
    """Parts of a sentence, so without a grade of their own."""
    limit: float = HARDEST
    held: float = 0.0
    """Seconds, where a counted hold makes it longer than its words."""

    @property
    def words(self) -> str:
        """All of it, as spoken; placeholders stay where nothing fills them."""
        text = " ".join(self.said)
        return (
            text.replace("{heard}", self.fill).replace("{items}", self.fill) if self.fill else text
        )

    @property
    def whole(self) -> bool:
        """Whether nothing is left for the conversation to fill in."""
        return "{" not in self.words

    @property
    def grade(self) -> float | None:
        """The reading grade; None for what is no whole sentence, or too short to have one."""
        short = len(self.words.split()) < FEWEST_WORDS
        return None if short or self.fragment or not self.whole else reading.grade(self.words)

    @property
    def seconds(self) -> float | None:
        """Seconds of speech, holds and their silence included."""
        return (self.held or reading.seconds(self.words)) if self.whole else None


class Point(msgspec.Struct, frozen=True):
    """What stands among the lines and is not spoken: what people say, what follows."""

    label: str
    words: tuple[str, ...]
    quoted: bool = False
    """Whether these are a person's own words."""
    tier: Tier | None = None
    """What is owed then."""
    link: str = ""
    """The id of the section to read on."""


class Entry(msgspec.Struct, frozen=True):
    """Lines that rest on the same evidence."""

    name: str
    """Within its section: "Movement 2"; empty where the section has no other."""
    lines: tuple[Line | Point, ...]
    evidence: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    """When it is left out, what follows it."""
    item: str = ""
    """The name of the item that it is the whole of, if the section is not."""


class Section(msgspec.Struct, frozen=True):
    """One subject of a chapter."""

    id: str
    title: str
    entries: tuple[Entry, ...]
    item: str = ""
    """The name of the item that it shows."""
    tier: Tier | None = None
    notes: tuple[str, ...] = ()
    links: tuple[tuple[str, str], ...] = ()
    """Where to read on: what for, and the section's id."""
    sourced: bool = False
    """Whether who says so is told below the lines, and not by the facts' ids alone."""


class Chapter(msgspec.Struct, frozen=True):
    """One situation, or one kind of thing that is said."""

    id: str
    title: str
    intro: str
    sections: tuple[Section, ...]


def entry_id(section: Section, entry: Entry) -> str:
    """Where a link to an entry leads."""
    return f"{section.id}-{section.entries.index(entry) + 1}"


def entries(chapters: tuple[Chapter, ...]) -> Iterator[tuple[Section, Entry]]:
    """Every entry of the book with its section."""
    for chapter in chapters:
        for section in chapter.sections:
            for entry in section.entries:
                yield section, entry
