"""All that the page is made from: the content in chapters, the evidence, the reviews."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from pathlib import Path

import msgspec

from docs.book import chapters, editions, facts, reviews
from docs.book import talks as whole_talks
from docs.book.facts import Evidence
from docs.book.items import Item, items, place, places
from docs.book.parts import Chapter, Section, entries, entry_id
from docs.book.reviews import Status
from docs.book.sayings import Sayings
from docs.book.talks import Talk
from skill.content import read
from skill.content.load import DEFAULT_LOCALE, load
from skill.content.types import Content


class Place(msgspec.Struct, frozen=True):
    """Where a fact is spoken."""

    number: str
    """Of the section: "2.3"."""
    section: str
    entry: str
    """Its name within the section; empty where it is the only one."""
    id: str


class Book(msgspec.Struct, frozen=True):
    """All that the page is made from."""

    content: Content
    chapters: tuple[Chapter, ...]
    evidence: Evidence
    items: dict[str, Item]
    statuses: dict[str, Status]
    places: dict[str, str]
    """The file of each item, by its name."""
    cited: dict[str, tuple[Place, ...]]
    """For each fact, where it is spoken."""
    talks: dict[str, Talk]
    """Each whole talk by the id of its section."""
    edition: str
    """The text of all items, by its short hash."""
    since: date | None
    """Since when the text reads so; None before it was first written as a book."""


def book(locale: str = DEFAULT_LOCALE, root: Path = read.ROOT) -> Book:
    """Read all of it; raises as the loaders do."""
    content = load(locale, root, cache=None)
    talks = whole_talks.talks(content, root)
    told = chapters.chapters(content, talks, Sayings(locale), elsewhere(locale, root))
    known, said = items(content), places(root, locale)
    text = editions.text_of(known.values())
    return Book(
        content=content,
        chapters=told,
        evidence=facts.load(root),
        items=known,
        statuses=reviews.statuses(content, reviews.load(root)),
        places={name: place(item, said) for name, item in known.items()},
        cited=cited(told),
        talks={f"talk-{talk.id}": talk for talk in talks},
        edition=text,
        since=editions.since(text),
    )


def elsewhere(locale: str, root: Path) -> Iterable[str]:
    """How the words of other regions differ, a sentence for each."""
    here = region_words(locale, root)
    for folder in sorted(root.glob("*/region.toml")):
        name = folder.parent.name
        if name != locale:
            words = region_words(name, root)
            differ = [f"{{{id}}} is “{say}”" for id, say in words.items() if here.get(id) != say]
            yield f"Locales served by {name}/ differ: {', '.join(differ) or 'in nothing'}."


def region_words(locale: str, root: Path) -> dict[str, str]:
    """The words of a locale's region, the number to call among them."""
    said = read.folders(root, locale)["said"]
    tables = [read.parsed(folder / "region.toml", root, []) for folder in said]
    region = read.merged([{"region": table} for table in tables])["region"]
    return {**region["words"], "emergency_number": region["emergency_number"]["say"]}


def cited(told: tuple[Chapter, ...]) -> dict[str, tuple[Place, ...]]:
    """For each fact, the places that rest on it, in the order of the book."""
    found: dict[str, list[Place]] = defaultdict(list)
    numbers = {section.id: number for number, section in numbered(told)}
    for section, entry in entries(told):
        spot = Place(numbers[section.id], section.title, entry.name, entry_id(section, entry))
        for id in entry.evidence:
            found[id].append(spot)
    return {id: tuple(places) for id, places in found.items()}


def numbered(told: tuple[Chapter, ...]) -> Iterable[tuple[str, Section]]:
    """Every section with its number."""
    for chapter_number, chapter in enumerate(told, 1):
        for n, section in enumerate(chapter.sections, 1):
            yield f"{chapter_number}.{n}", section


def reviewed(made: Book) -> int:
    """How many items a clinician has reviewed as they are now."""
    return sum(status.state == "reviewed" for status in made.statuses.values())
