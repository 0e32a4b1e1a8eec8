"""What a clinician reviews: every entry the skill can speak from, each with a hash of its text.

The hash covers the words as they are spoken in a locale, with the region's words filled in, and
the rules that decide when they are spoken (tier, follow-up, hold, standing ...). It leaves out the
evidence: a better source does not change what was read.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Literal, get_args

import msgspec

from skill.content import read
from skill.content.read import Parts
from skill.content.types import Content

Kind = Literal[
    "sign",
    "question",
    "order",
    "advice",
    "card",
    "number",
    "routine",
    "situation",
    "aftercare",
    "cause",
    "tip",
    "common_question",
    "ask",
    "prompt",
    "counts",
    "screen",
]
KINDS: tuple[Kind, ...] = get_args(Kind)
NAMES: dict[Kind, str] = {
    "sign": "Danger signs",
    "question": "Danger questions",
    "order": "Order of the danger questions",
    "advice": "Advice by tier",
    "card": "Cards",
    "number": "Emergency number",
    "routine": "Routines by muscle",
    "situation": "Places",
    "aftercare": "Aftercare",
    "cause": "Causes",
    "tip": "Tips",
    "common_question": "Common questions",
    "ask": "Everyday questions",
    "prompt": "Other lines",
    "counts": "Words that count a hold",
    "screen": "Words on screens",
}
"""What each kind is called in the book."""

NOT_TEXT = frozenset({"evidence"})
SHORT_HASH = 12
"""How much of a hash is shown to people."""


class Item(msgspec.Struct, frozen=True):
    """One entry that is reviewed as a whole."""

    kind: Kind
    id: str
    file: str
    """Path under the language's folder, without ``.toml``; ``triage/check`` for the order."""
    key: str
    """Where in that file; empty where the file is the entry."""
    sha256: str

    @property
    def name(self) -> str:
        """How a record names it: ``sign/fever``."""
        return f"{self.kind}/{self.id}"


def items(content: Content) -> dict[str, Item]:
    """Every item of a locale by name, in the order of the kinds."""
    made = (_item(*one) for one in _entries(content))
    return {item.name: item for item in sorted(made, key=lambda item: KINDS.index(item.kind))}


def _entries(content: Content) -> Iterator[tuple[Kind, str, str, str, object]]:
    """Kind, id, file, key and value of every entry."""
    for kind, file, entries in _tables(content):
        for id, value in entries.items():
            yield kind, id, file, id, value
    for kind, folder, entries in _folders(content):
        for id, value in entries.items():
            yield kind, id, f"{folder}/{id}", "", value
    switches = {
        "asks_questions": content.asks_questions,
        "mentions_contact": content.mentions_contact,
    }
    order = {**switches, "order": tuple(content.check)}
    yield "order", "check", "triage/check", "questions", order
    yield "counts", "counts", "counts", "", content.counts
    if content.region:
        number = content.region.emergency_number
        yield "number", content.locale, "region", "emergency_number", number


def _tables(content: Content) -> tuple[tuple[Kind, str, Mapping[Any, object]], ...]:
    return (
        ("sign", "signs", content.signs),
        ("question", "check", {**content.check, **content.follow_ups}),
        ("advice", "advice", content.advice),
        ("card", "cards", content.cards),
        ("aftercare", "aftercare", content.aftercare),
        ("ask", "asks", content.asks),
        ("prompt", "prompts", content.prompts),
        ("screen", "screens", {"buttons": content.buttons, "lines": content.labels}),
    )


def _folders(content: Content) -> tuple[tuple[Kind, str, Mapping[str, object]], ...]:
    return (
        ("routine", "routines", content.routines),
        ("situation", "situations", content.situations),
        ("cause", "causes", content.causes),
        ("tip", "tips", content.tips),
        ("common_question", "questions", content.questions),
    )


def _item(kind: Kind, id: str, file: str, key: str, value: object) -> Item:
    return Item(kind, id, file, key, sha256(value))


def sha256(value: object) -> str:
    """The hash of an entry's words and rules; what is empty does not count, nor the evidence."""
    plain = _told(msgspec.to_builtins(value))
    text = json.dumps(plain, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _told(value: Any) -> Any:
    """A value without its evidence and without fields that say nothing."""
    if isinstance(value, dict):
        kept = {key: _told(item) for key, item in value.items() if key not in NOT_TEXT}
        return {key: item for key, item in kept.items() if item}
    if isinstance(value, list | tuple):
        return [_told(item) for item in value]
    return value


def places(root: Path, locale: str) -> Parts:
    """The files that a locale's words come from, by folder, to tell which holds an item."""
    return read.parse(read.folders(root, locale)["said"], root, [])


def place(item: Item, said: Parts) -> str:
    """The file that holds an item, under ``content/``: the last folder laid that has it."""
    if item.file.startswith("triage/"):
        return f"{item.file}.toml"
    holders = [
        folder
        for folder, tables in said.items()
        if item.file in tables and (not item.key or item.key in tables[item.file])
    ]
    return f"{(holders or list(said)[:1])[-1]}/{item.file}.toml"
