"""Who has reviewed what: the records of ``content/reviews.toml`` against the text as it is now.

A record names an item, the hash of the text that was read, the reviewer's role and the date. It
names no person. An item whose text has changed since is as good as unreviewed.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Annotated, Literal

import msgspec

from docs.book.items import Item, Kind, items, place, places
from skill.content import read
from skill.content.load import DEFAULT_LOCALE, build
from skill.content.read import Parts
from skill.content.types import Content

FILE = "reviews.toml"
Hash = Annotated[str, msgspec.Meta(pattern="^[0-9a-f]{64}$")]
Role = Annotated[str, msgspec.Meta(min_length=3)]


class Record(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A clinician has read one item, as it was spoken in one locale."""

    kind: Kind
    id: str
    locale: str
    sha256: Hash
    role: Role
    """What the reviewer is ("general practitioner"), never who."""
    date: date


class Records(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The whole of ``reviews.toml``."""

    reviewed: tuple[Record, ...] = ()


class Status(msgspec.Struct, frozen=True):
    """Whether the text of an item, as it is now, was reviewed."""

    state: Literal["reviewed", "changed", "unreviewed"]
    record: Record | None = None
    """The record it follows from; None when there is none."""

    @property
    def words(self) -> str:
        """As the book says it."""
        if self.record is None:
            return "Not reviewed"
        if self.state == "changed":
            return f"Changed since {self.record.date.isoformat()}"
        return f"Reviewed {self.record.date.isoformat()}, {self.record.role}"


def load(root: Path = read.ROOT) -> tuple[Record, ...]:
    """The records; none where there is no file.

    Raises ValueError with file, place and fault for one that is not of its form.
    """
    file = root / FILE
    if not file.is_file():
        return ()
    try:
        raw = tomllib.loads(file.read_text(encoding="utf-8"))
        return msgspec.convert(raw, Records).reviewed
    except (tomllib.TOMLDecodeError, msgspec.ValidationError) as fault:
        raise ValueError(f"{FILE}: {fault}; mend the record there") from fault


def status(item: Item, locale: str, records: Iterable[Record]) -> Status:
    """Reviewed if any record has this very text; changed if only another text was read here."""
    own = [record for record in records if (record.kind, record.id) == (item.kind, item.id)]
    if same := [record for record in own if record.sha256 == item.sha256]:
        return Status("reviewed", _latest(same))
    if here := [record for record in own if record.locale == locale]:
        return Status("changed", _latest(here))
    return Status("unreviewed")


def _latest(records: list[Record]) -> Record:
    return max(records, key=lambda record: record.date)


def statuses(content: Content, records: tuple[Record, ...]) -> dict[str, Status]:
    """The status of every item of a locale, by name."""
    return {name: status(item, content.locale, records) for name, item in items(content).items()}


def unreviewed(locale: str = DEFAULT_LOCALE, root: Path = read.ROOT) -> list[str]:
    """One line for each item whose text, as it is now, no clinician has reviewed.

    Empty when all is reviewed. Each line is ``file: key: what is wrong; what to do``; faults of the
    content come first, since what cannot be read was not reviewed. Raises ValueError for a record
    that is not of its form.
    """
    (content, faults), records = build(locale, root), load(root)
    found = ((item, status(item, locale, records)) for item in items(content).values())
    said = places(root, locale)
    left = [refusal(*one, said) for one in found if one[1].state != "reviewed"]
    return [*(f"content/{fault}" for fault in faults), *left]


def refusal(item: Item, found: Status, said: Parts) -> str:
    """Why an item may not be released, and the next move."""
    what = "was not reviewed by a clinician"
    if found.record:
        what = f"changed since a clinician reviewed it on {found.record.date.isoformat()}"
    move = f"have it read in docs/script, then record {item.name} in content/{FILE}"
    return f"content/{place(item, said)}: {item.key or 'file'}: {what}; {move}"


def as_toml(item: Item, locale: str, role: str, day: date) -> str:
    """A record of an item as it is now, to add to ``reviews.toml``.

    Raises msgspec.ValidationError for a role that is too short to be one.
    """
    role = msgspec.convert(role, Role)
    lines = (
        "[[reviewed]]",
        f"kind = {_quoted(item.kind)}",
        f"id = {_quoted(item.id)}",
        f"locale = {_quoted(locale)}",
        f"sha256 = {_quoted(item.sha256)}",
        f"role = {_quoted(role)}",
        f"date = {day.isoformat()}",
    )
    return "\n".join(lines) + "\n"


def _quoted(words: str) -> str:
    """A TOML basic string, which JSON's escapes fit."""
    return msgspec.json.encode(words).decode()
