"""What a screen shows of a reply, read from the document that was sent, and whether that is right.

It is judged by the components that a device would make of it, not by the names in the document.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from claims import forbidden_in
from screen.inflating import VIEWPORTS, Component, inflate

from walk import tables
from walk.content import Book

if TYPE_CHECKING:
    from walk.hearing import Heard

WIDE = next(one for one in VIEWPORTS if one.name == "hubLandscapeLarge")
LARGEST = 30_000
"""Bytes of one directive."""


class Screen(NamedTuple):
    """What stands on a screen, and what can be touched there."""

    text: str
    """All that is written, a line each."""
    touches: tuple[tuple[str, tuple[Any, ...]], ...]
    """Each label with the arguments that its touch sends."""
    drawn: bool
    faults: tuple[str, ...]


def screen_of(directives: Any) -> Screen:
    """The screen that a response's directives make."""
    faults = []
    if len(directives) != 1 or directives[0]["type"] != "Alexa.Presentation.APL.RenderDocument":
        faults.append(f"directives: {[one.get('type') for one in directives]}")
    directive = directives[0]
    if len(json.dumps(directive)) > LARGEST:
        faults.append(f"a document of {len(json.dumps(directive))} bytes")
    parts = list(inflate(directive, WIDE).everything())
    written = [plain(part.properties["text"]) for part in parts if part.type == "Text"]
    keys = [part for part in parts if part.type == "TouchWrapper"]
    touches = tuple((written_on(key), tuple(key.press)) for key in keys)
    pictures = [part for part in parts if part.properties.get("source") == "figure"]
    text = "\n".join(written)
    faults += [f"claims: {claim}: {text}" for claim in forbidden_in(text.replace("\n", " "))]
    if not text.strip():
        faults.append("an empty screen")
    return Screen(text, touches, bool(pictures), tuple(faults))


def plain(text: str) -> str:
    """Markup as what is read: lines, and the characters that were escaped."""
    return html.unescape(re.sub(r"<br/>", "\n", text)).replace("“", "").replace("”", "")


def written_on(key: Component) -> str:
    """The label of something to touch."""
    (label,) = (part.properties["text"] for part in key.everything() if part.type == "Text")
    return plain(label)


def words(text: str) -> str:
    """Words with single spaces, to be looked for across lines."""
    return " ".join(text.split())


def shows_question(
    screen: Screen, question: str, last: str, left: tuple[str, ...], book: Book
) -> Iterator[str]:
    """The open question stands there with its answers to touch; a closed talk offers none."""
    labels = tuple(label for label, _ in screen.touches)
    if not question:
        if labels:
            yield f"closed, and offers {labels}"
        return
    kind, _, id = question.rpartition("danger:")
    if kind == "" and question.startswith("danger:"):
        asked = left or (book.files["check"][id]["show"],)
        if labels != tables.DANGER_TOUCHES:
            yield f"{question} can be answered by {labels}"
    else:
        asked = (last,)
        buttons = book.files["screens"]["buttons"]
        wanted = tuple(buttons[name] for name in book.files["asks"][question]["answers"])
        if labels != wanted:
            yield f"{question} can be answered by {labels}, not {wanted}"
    missing = [one for one in asked if words(one) not in words(screen.text)]
    if missing:
        yield f"does not show {missing} of {question}"


def shows_movement(screen: Screen, speech: Heard, book: Book) -> Iterator[str]:
    """A movement that is given is drawn and written; standing up only with its conditions."""
    for line in speech.steps:
        if not any(words(short) in words(screen.text) for short in book.shown[line.text]):
            yield f"does not show the movement {line.text!r}"
        if not screen.drawn:
            yield f"does not draw the movement {line.text!r}"


def shows_advice(screen: Screen, speech: Heard, tier: int, book: Book) -> Iterator[str]:
    """An emergency's number, and what is owed, are on the screen; a sign's name is not."""
    if speech.tier == tables.RANK["emergency"] and book.number not in screen.text:
        yield "the number to call is not shown"
    advice = book.files["advice"].get(tables.TIERS[tier], {})
    opening = words(speech.lines[0].text) if speech.lines else ""
    said = bool(speech.ids("advice_meanwhile")) and opening in words(screen.text)
    called = speech.tier == tables.RANK["emergency"] and book.number in screen.text
    if tier and not (words(advice["again"]) in words(screen.text) or said or called):
        yield f"what is owed is not shown: {advice['again']}"
    told = {form.partition("{")[0] for form in (book.files["advice"]["emergency"]["heard"],)}
    if speech.ids("read_back") and any(start in screen.text for start in told):
        yield "shows what was found"
