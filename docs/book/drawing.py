"""Draws a flow as inline SVG: boxes, arrows, and a shape for each tier.

Three columns: what is asked or named, its follow-up, and the tier it ends in. All measures are in
the drawing's own units.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

import msgspec
from markupsafe import Markup

from docs.book.entries import TIERS
from skill.content.types import Tier

WIDTH = 960
ENTRY = (6, 344)
"""Left edge and width of the first column."""
FOLLOW_UP = (412, 284)
TIER = (762, 192)
TEXT, LEADING = 14, 18
"""Size of the letters, and from one line to the next."""
PADDING = 12
TIER_HEIGHT, TIER_GAP = 46, 16
ROW_GAP = 33
"""From one row to the next, where an arrow leads there."""
LOOSE_GAP = 20
"""From one row to the next, where none does."""
LONG_LIST = 6
"""Lines beyond which a list with nothing beside it is set in two columns."""
ARROW_HEAD = 7
MARGIN = 4
PLACE_HEIGHT = 32
"""Of the box where a flow begins or ends."""

WIDTHS = {
    **dict.fromkeys("ijl'", 0.25),
    **dict.fromkeys(" .,:;!|ftI", 0.32),
    **dict.fromkeys("r-()/“”", 0.38),
    **dict.fromkeys("mMW", 1.0),
    **dict.fromkeys("ABCDEGHKNOPQRSUVXYw", 0.8),
}
OTHER_WIDTH = 0.61
"""Widths of letters in parts of their size: Arial's and a tenth, for fonts that run wider."""


class Box(msgspec.Struct, frozen=True):
    """A place in the drawing."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """The right edge."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """The lower edge."""
        return self.y + self.height

    @property
    def middle(self) -> float:
        """Halfway down."""
        return self.y + self.height / 2


class Words(msgspec.Struct, frozen=True):
    """What a box says: a heading, and lines that may lead to a section."""

    heading: str
    lines: tuple[tuple[str, str], ...]
    """Each with the id of the section it leads to; empty for none."""


class End(msgspec.Struct, frozen=True):
    """Where an answer leads."""

    tier: Tier
    then: str
    """What happens after it, in a few words."""


class Row(msgspec.Struct, frozen=True):
    """One question, or signs that are met alike."""

    entry: Words
    yes: End
    follow_up: Words | None = None
    no: End | None = None
    """Where a no to the follow-up leads."""


class Figure(msgspec.Struct, frozen=True):
    """A drawing of rows, the next reached by a no."""

    id: str
    title: str
    rows: tuple[Row, ...]
    start: str = ""
    """What leads to the first row; empty where each row is entered by itself."""
    end: str = ""
    """Where a no to the last row leads, if there is a start."""
    answer: str = "yes"
    """What leads out of a row."""


def width(words: str, size: float = TEXT) -> float:
    """About how wide words are; rather more than less."""
    return size * sum(WIDTHS.get(letter, OTHER_WIDTH) for letter in words)


def wrapped(words: str, room: float, link: str = "") -> tuple[tuple[str, str], ...]:
    """The words in as few lines as fit a box of this width, of much the same length, linked."""
    lines = filled(words, room)
    while len(tighter := filled(words, room - TEXT)) == len(lines):
        lines, room = tighter, room - TEXT
    return tuple((line, link) for line in lines)


def filled(words: str, room: float) -> list[str]:
    """The words in lines, each as long as the room allows."""
    lines = [""]
    for word in words.split():
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and width(longer) > room - 2 * PADDING:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


def draw(figure: Figure) -> Markup:
    """A figure as inline SVG, with its title for those who hear it read."""
    boxes = laid_out(figure)
    parts = [
        part
        for one, (y, height) in zip(figure.rows, boxes, strict=True)
        for part in draw_row(one, y, height, figure.answer)
    ]
    last, height = boxes[-1]
    bottom = last + height
    if figure.start:
        parts += joined(figure, boxes)
        bottom += ROW_GAP + PLACE_HEIGHT
    return frame(figure, bottom + MARGIN, parts)


def laid_out(figure: Figure) -> list[tuple[float, float]]:
    """Where each row begins, and how high it is."""
    y: float = MARGIN + (PLACE_HEIGHT + ROW_GAP if figure.start else 0)
    boxes = []
    for one in figure.rows:
        boxes.append((y, row_height(one)))
        y += row_height(one) + (ROW_GAP if figure.start else LOOSE_GAP)
    return boxes


def joined(figure: Figure, boxes: Sequence[tuple[float, float]]) -> Iterable[Markup]:
    """The start, the arrows down from row to row, and the end."""
    entries = [entry_box(one, *at) for one, at in zip(figure.rows, boxes, strict=True)]
    start = Box(ENTRY[0], MARGIN, ENTRY[1], PLACE_HEIGHT)
    last, height = boxes[-1]
    end = Box(ENTRY[0], last + height + ROW_GAP, WIDTH - 2 * ENTRY[0], PLACE_HEIGHT)
    yield pill(start, figure.start)
    yield down(start, entries[0].y, "")
    for above, below in pairwise([*entries, end]):
        yield down(above, below.y, "no")
    yield pill(end, figure.end)


def frame(figure: Figure, height: float, parts: Iterable[Markup]) -> Markup:
    """The drawing around its parts."""
    return Markup(
        '<svg class="flow" viewBox="0 0 {} {:g}" role="group" aria-labelledby="{}-title" '
        'xmlns="http://www.w3.org/2000/svg"><title id="{}-title">{}</title>\n{}\n</svg>'
    ).format(WIDTH, height, figure.id, figure.id, figure.title, Markup("\n").join(parts))


def text_height(words: Words, columns: int = 1) -> float:
    """How high a box must be for its words."""
    return 2 * PADDING + LEADING * (1 + -(-len(words.lines) // columns)) - 2


def columns(one: Row) -> int:
    """A long list takes the room of the follow-up that it has not."""
    return 2 if one.follow_up is None and len(one.entry.lines) > LONG_LIST else 1


def row_height(one: Row) -> float:
    """How high a row must be for all its boxes."""
    ends = TIER_HEIGHT * 2 + TIER_GAP if one.no else TIER_HEIGHT
    follow_up = text_height(one.follow_up) if one.follow_up else 0
    return max(text_height(one.entry, columns(one)), follow_up, ends)


def entry_box(one: Row, y: float, height: float) -> Box:
    """Where the first box stands in its row."""
    own = text_height(one.entry, columns(one))
    right = FOLLOW_UP[0] + FOLLOW_UP[1] if columns(one) > 1 else ENTRY[0] + ENTRY[1]
    return Box(ENTRY[0], y + (height - own) / 2, right - ENTRY[0], own)


def draw_row(one: Row, y: float, height: float, answer: str) -> list[Markup]:
    """The boxes of a row, and the arrows between them."""
    entry = entry_box(one, y, height)
    parts = [question(entry, one.entry, columns(one))]
    if one.follow_up is None or one.no is None:
        end = tier_box(entry.middle)
        return [*parts, across(entry.right, end, answer), tier(end, one.yes)]
    own = max(text_height(one.follow_up), TIER_HEIGHT * 2 + TIER_GAP)
    follow_up = Box(FOLLOW_UP[0], y + (height - own) / 2, FOLLOW_UP[1], own)
    apart = (TIER_HEIGHT + TIER_GAP) / 2
    yes, no = tier_box(entry.middle - apart), tier_box(entry.middle + apart)
    return [
        *parts,
        across(entry.right, follow_up, answer),
        question(follow_up, one.follow_up),
        across(follow_up.right, yes, "yes"),
        across(follow_up.right, no, "no"),
        tier(yes, one.yes),
        tier(no, one.no),
    ]


def tier_box(middle: float) -> Box:
    """A tier's box around a height."""
    return Box(TIER[0], middle - TIER_HEIGHT / 2, TIER[1], TIER_HEIGHT)


def question(box: Box, words: Words, columns: int = 1) -> Markup:
    """A box with a heading and its lines, down one column and then the next."""
    left, top = box.x + PADDING, box.y + PADDING + 11
    heading = label(left, top, words.heading, "heading")
    long = -(-len(words.lines) // columns)
    lines = (
        linked(
            label(
                left + n // long * box.width / columns, top + LEADING * (1 + n % long), line, "ask"
            ),
            link,
        )
        for n, (line, link) in enumerate(words.lines)
    )
    return Markup("\n").join([rectangle(box, "question", 4), heading, *lines])


def linked(mark: Markup, section: str) -> Markup:
    """A mark that leads to a section."""
    return Markup('<a href="#{}">{}</a>').format(section, mark) if section else mark


def pill(box: Box, words: str) -> Markup:
    """Where a flow begins or ends."""
    middle = label(box.x + PADDING + 4, box.middle + 5, words, "heading")
    return Markup("\n").join([rectangle(box, "place", box.height / 2), middle])


def rectangle(box: Box, kind: str, corner: float) -> Markup:
    """A box with round corners."""
    return Markup(
        '<rect class="{}" x="{:g}" y="{:g}" width="{:g}" height="{:g}" rx="{:g}"/>'
    ).format(kind, box.x, box.y, box.width, box.height, corner)


def label(x: float, y: float, words: str, kind: str, anchor: str = "start") -> Markup:
    """Words at a place."""
    return Markup('<text class="{}" x="{:g}" y="{:g}" text-anchor="{}">{}</text>').format(
        kind, x, y, anchor, words
    )


def tier(box: Box, end: End) -> Markup:
    """A tier in its own shape, with what happens after it."""
    centre = box.x + box.width / 2
    return Markup("\n").join(
        [
            Markup('<polygon class="tier {}" points="{}"/>').format(
                end.tier.replace("_", "-"), points(box, end.tier)
            ),
            label(
                centre, box.y + 20, TIERS[end.tier], f"name {end.tier.replace('_', '-')}", "middle"
            ),
            label(centre, box.y + 37, end.then, f"then {end.tier.replace('_', '-')}", "middle"),
        ]
    )


def points(box: Box, tier: Tier) -> str:
    """Emergency an octagon, same day a hexagon, soon a tag, guard a plain box."""
    left, right, top, bottom = box.x, box.right, box.y, box.bottom
    cut = 12
    corners: dict[Tier, Sequence[tuple[float, float]]] = {
        "emergency": (
            (left + cut, top),
            (right - cut, top),
            (right, top + cut),
            (right, bottom - cut),
            (right - cut, bottom),
            (left + cut, bottom),
            (left, bottom - cut),
            (left, top + cut),
        ),
        "same_day": (
            (left + cut, top),
            (right - cut, top),
            (right, box.middle),
            (right - cut, bottom),
            (left + cut, bottom),
            (left, box.middle),
        ),
        "soon": (
            (left, top),
            (right - cut, top),
            (right, box.middle),
            (right - cut, bottom),
            (left, bottom),
        ),
        "guard": ((left, top), (right, top), (right, bottom), (left, bottom)),
    }
    return " ".join(f"{x:g},{y:g}" for x, y in corners[tier])


def across(start: float, end: Box, answer: str) -> Markup:
    """An arrow to the right, with the answer above its beginning."""
    tip = end.x - 1
    return Markup("\n").join(
        [
            line(start, end.middle, tip - ARROW_HEAD, end.middle, answer),
            head((tip, end.middle), (-ARROW_HEAD, -4), (-ARROW_HEAD, 4)),
            label(start + 10, end.middle - 6, answer, "answer"),
        ]
    )


def down(start: Box, end: float, answer: str) -> Markup:
    """An arrow down to the next row, with the answer beside it."""
    x = start.x + 40
    parts = [
        line(x, start.bottom, x, end - ARROW_HEAD, answer),
        head((x, end), (-4, -ARROW_HEAD), (4, -ARROW_HEAD)),
    ]
    if answer:
        parts.append(label(x + 9, (start.bottom + end) / 2 + 4, answer, "answer"))
    return Markup("\n").join(parts)


def line(x1: float, y1: float, x2: float, y2: float, answer: str) -> Markup:
    """The shaft of an arrow; a no is dashed."""
    return Markup('<line class="arrow{}" x1="{:g}" y1="{:g}" x2="{:g}" y2="{:g}"/>').format(
        " no" if answer == "no" else "", x1, y1, x2, y2
    )


def head(tip: tuple[float, float], *corners: tuple[float, float]) -> Markup:
    """The head of an arrow."""
    x, y = tip
    around = ((x, y), *((x + dx, y + dy) for dx, dy in corners))
    return Markup('<polygon class="head" points="{}"/>').format(
        " ".join(f"{a:g},{b:g}" for a, b in around)
    )
