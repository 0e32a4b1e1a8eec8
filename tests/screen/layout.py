"""Where components come to lie: the part of flexbox that our documents use, by a font's metrics.

The font is the one in Pillow. Its letters are about as wide as a device's own; what stands here
with room to spare fits there, too.
"""

from __future__ import annotations

import html
import math
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from PIL import ImageFont

from screen.inflating import Component, Viewport

WIDER = 1.1
"""How much wider than measured we take letters to be."""
BOLD = 1.07
LINE = 1.25
"""The height of a line in font sizes, where a text does not say."""
SLACK = 0.75
"""What may stick out, in dp: rounding."""
SAFE = 0.995
"""The part of a round screen's radius in which things can be seen."""
INSIDE_THE_RING = 0.915
"""The same where the ring of a hold runs along the edge."""


@dataclass
class Box:
    """A component and where it lies, in dp from the top left of the screen."""

    component: Component
    x: float = 0.0
    y: float = 0.0
    width: float = 0.0
    height: float = 0.0
    children: list[Box] = field(default_factory=list)

    def everything(self) -> Iterator[Box]:
        """It and all that lies in it."""
        yield self
        for child in self.children:
            yield from child.everything()


@cache
def letter_widths(text: str) -> float:
    """The width of a text at a size of one."""
    return float(ImageFont.load_default(100).getlength(text)) / 100


def text_width(text: str, size: float, weight: str) -> float:
    """The width of one line."""
    return letter_widths(text) * size * WIDER * (BOLD if int(weight) >= 600 else 1.0)


def lines_of(component: Component, width: float, size: float) -> list[str]:
    """The lines that a text makes in a width; a word wider than that stands alone."""
    weight = str(component.properties.get("fontWeight", "400"))
    return wrapped(str(component.properties["text"]), weight, round(width, 1), size)


@cache
def wrapped(text: str, weight: str, width: float, size: float) -> list[str]:
    """A text broken into lines of a width."""
    lines = []
    for paragraph in re.split(r"<br/?>", text):
        line = ""
        for word in html.unescape(paragraph).split():
            longer = f"{line} {word}".strip()
            if line and text_width(longer, size, weight) > width:
                lines.append(line)
                longer = word
            line = longer
        lines.append(line)
    return lines


class Page:
    """Lays out one screen."""

    def __init__(self, root: Component, viewport: Viewport) -> None:
        self.viewport = viewport
        self.root = Box(root)
        self.has_ring = any(one.properties.get("id") == "ring" for one in root.everything())
        self.lay(self.root, 0, 0, viewport.width, viewport.height)

    def dp(self, value: Any, whole: float) -> float | None:
        """A dimension in dp; None for auto, and for none at all."""
        if value is None or value == "auto":
            return None
        if isinstance(value, int | float):
            return float(value)
        found = re.fullmatch(r"(-?\d+(?:\.\d+)?)(dp|vw|vh|%|)", value)
        if not found:
            raise ValueError(f"no dimension: {value!r}")
        units = {"vw": self.viewport.width / 100, "vh": self.viewport.height / 100}
        return float(found[1]) * ({"%": whole / 100} | units).get(found[2], 1.0)

    def get(self, box: Box, name: str, whole: float = 0.0) -> float:
        """A dimension of a component, 0 where it has none."""
        return self.dp(box.component.properties.get(name), whole) or 0.0

    def padding(self, box: Box) -> tuple[float, float, float, float]:
        """Left, top, right and bottom."""
        border = self.get(box, "borderWidth")
        left, top, right, bottom = (
            self.get(box, f"padding{side}") + border for side in ("Left", "Top", "Right", "Bottom")
        )
        return left, top, right, bottom

    def size(self, box: Box, width: float) -> tuple[float, float]:
        """How large a component wants to be where there is this much width."""
        properties = box.component.properties
        own = self.dp(properties.get("width"), width)
        tall = self.dp(properties.get("height"), 0.0 if "%" in str(properties.get("height")) else 0)
        left, top, right, bottom = self.padding(box)
        room = (own if own is not None else width) - left - right
        inner_width, inner_height = self.content_size(box, room)
        wide = own if own is not None else inner_width + left + right
        wide = max(wide, self.get(box, "minWidth", width))
        return wide, tall if tall is not None else inner_height + top + bottom

    def content_size(self, box: Box, room: float) -> tuple[float, float]:
        """The size of what is inside."""
        component = box.component
        if component.type == "Text":
            size = self.get(box, "fontSize")
            lines = lines_of(component, room, size)
            weight = str(component.properties.get("fontWeight", "400"))
            widest = max(text_width(line, size, weight) for line in lines)
            return widest, len(lines) * size * component.properties.get("lineHeight", LINE)
        flowing = [Box(one) for one in component.children if not absolute(one)]
        if component.type != "Container":
            sizes = [self.size(one, room) for one in flowing]
            return sizes[0] if sizes else (0.0, 0.0)
        row = component.properties.get("direction") == "row"
        gaps = sum(self.get(one, "spacing") for one in flowing[1:])
        if row:
            widths = self.shares(flowing, room - gaps, room)
            sizes = [self.size(one, w) for one, w in zip(flowing, widths, strict=True)]
            return sum(widths) + gaps, max((tall for _, tall in sizes), default=0.0)
        sizes = [self.size(one, room) for one in flowing]
        return max((w for w, _ in sizes), default=0.0), sum(t for _, t in sizes) + gaps

    def shares(self, boxes: list[Box], room: float, whole: float) -> list[float]:
        """The width of each in a row: what it wants, then what grows and shrinks."""
        wanted = [self.size(one, whole)[0] for one in boxes]
        left = room - sum(wanted)
        by = "grow" if left > 0 else "shrink"
        parts = [float(one.component.properties.get(by, 0)) for one in boxes]
        if by == "shrink":
            parts = [part * want for part, want in zip(parts, wanted, strict=True)]
        total = sum(parts)
        if not total:
            return wanted
        return [want + left * part / total for want, part in zip(wanted, parts, strict=True)]

    def lay(self, box: Box, x: float, y: float, width: float, height: float) -> None:
        """Put a component in a place, and what is in it."""
        box.x, box.y, box.width, box.height = x, y, width, height
        box.children = [Box(one) for one in box.component.children]
        left, top, right, bottom = self.padding(box)
        inside = (x + left, y + top, width - left - right, height - top - bottom)
        for child in box.children:
            if absolute(child.component):
                self.lay_absolute(child, *inside)
        flowing = [child for child in box.children if not absolute(child.component)]
        if box.component.type == "Container":
            row = box.component.properties.get("direction") == "row"
            (self.lay_row if row else self.lay_column)(box, flowing, *inside)
        else:
            for child in flowing:
                tall = self.size(child, inside[2])[1]
                fills = box.component.type != "ScrollView"
                self.lay(child, *inside[:3], inside[3] if fills else max(tall, inside[3]))

    def lay_absolute(self, box: Box, x: float, y: float, width: float, height: float) -> None:
        """Put a component where it says."""
        properties = box.component.properties
        wide, tall = self.size(box, width)
        tall = self.dp(properties.get("height"), height) or tall
        left, top = self.get(box, "left", width), self.get(box, "top", height)
        self.lay(box, x + left, y + top, wide, tall)

    def lay_column(
        self, box: Box, boxes: list[Box], x: float, y: float, width: float, height: float
    ) -> None:
        """One below the other."""
        align = box.component.properties.get("alignItems", "stretch")
        wants = []
        for one in boxes:
            percent = self.dp(one.component.properties.get("height"), height)
            wants.append(percent if percent is not None else self.size(one, width)[1])
        gaps = [self.get(one, "spacing") if n else 0.0 for n, one in enumerate(boxes)]
        left = height - sum(wants) - sum(gaps)
        by = "grow" if left > 0 else "shrink"
        total = sum(float(one.component.properties.get(by, 0)) for one in boxes)
        at = y + (max(left, 0.0) * start_of(box) if not total else 0.0)
        for one, want, gap in zip(boxes, wants, gaps, strict=True):
            part = float(one.component.properties.get(by, 0))
            tall = want + (left * part / total if total else 0.0)
            own = self.dp(one.component.properties.get("width"), width)
            wide = own if own is not None else self.size(one, width)[0]
            if align == "stretch" and own is None:
                wide = width
            wide = max(wide, self.get(one, "minWidth", width))
            shift = (width - wide) / 2 if align == "center" else 0.0
            at += gap
            self.lay(one, x + shift, at, wide, tall)
            at += tall

    def lay_row(
        self, box: Box, boxes: list[Box], x: float, y: float, width: float, height: float
    ) -> None:
        """One beside the other."""
        align = box.component.properties.get("alignItems", "stretch")
        gaps = [self.get(one, "spacing") if n else 0.0 for n, one in enumerate(boxes)]
        widths = self.shares(boxes, width - sum(gaps), width)
        at = x + max(width - sum(widths) - sum(gaps), 0.0) * start_of(box)
        for one, wide, gap in zip(boxes, widths, gaps, strict=True):
            own = self.dp(one.component.properties.get("height"), height)
            tall = own if own is not None else self.size(one, wide)[1]
            if align == "stretch" and own is None:
                tall = height
            shift = (height - tall) / 2 if align == "center" else 0.0
            at += gap
            self.lay(one, at, y + shift, wide, tall)
            at += wide

    def faults(self) -> list[str]:
        """Everything that does not fit."""
        return list(self.sticking_out(self.root, scrolls=False))

    def sticking_out(self, box: Box, scrolls: bool) -> Iterator[str]:
        """What reaches beyond what it lies in, or beyond the screen."""
        if box.component.type == "Text":
            yield from self.cramped(box, scrolls)
        left, top, right, bottom = self.padding(box)
        for child in box.children:
            name = f"{self.viewport.name}: {label(child)}"
            wide = child.x < box.x + left - SLACK
            wide = wide or child.x + child.width > box.x + box.width - right + SLACK
            tall = child.y < box.y + top - SLACK
            tall = tall or child.y + child.height > box.y + box.height - bottom + SLACK
            if wide or (tall and box.component.type != "ScrollView"):
                yield f"{name} does not fit into {label(box)}: {where(child)} in {where(box)}"
            yield from self.sticking_out(child, scrolls or box.component.type == "ScrollView")

    def cramped(self, box: Box, scrolls: bool) -> Iterator[str]:
        """A text that is wider or taller than its place, or beyond a round screen's edge."""
        properties = box.component.properties
        size, weight = self.get(box, "fontSize"), str(properties.get("fontWeight", "400"))
        left, top, right, bottom = self.padding(box)
        room = box.width - left - right
        lines = lines_of(box.component, room + SLACK, size)
        name = f"{self.viewport.name}: {label(box)}"
        widest = max(text_width(line, size, weight) for line in lines)
        tall = len(lines) * size * properties.get("lineHeight", LINE)
        if widest > room + SLACK:
            yield f"{name} has a line of {widest:.0f} dp in {room:.0f}"
        if tall > box.height - top - bottom + SLACK:
            yield f"{name} needs {tall:.0f} dp of height in {box.height - top - bottom:.0f}"
        if 0 < properties.get("maxLines", 0) < len(lines):
            yield f"{name} has {len(lines)} lines and shows {properties['maxLines']}"
        if self.viewport.shape == "round" and not scrolls:
            middle = box.y + box.height / 2
            corners = [
                (box.x + box.width / 2 + sx * widest / 2, middle + sy * tall / 2)
                for sx in (-1, 1)
                for sy in (-1, 1)
            ]
            yield from self.beyond_the_edge(name, corners)

    def beyond_the_edge(self, name: str, corners: list[tuple[float, float]]) -> Iterator[str]:
        """What lies outside a round screen's circle."""
        middle = self.viewport.width / 2
        within = middle * (INSIDE_THE_RING if self.has_ring else SAFE)
        out = max(math.hypot(x - middle, y - middle) for x, y in corners)
        if out > within:
            yield f"{name} reaches {out - within:.0f} dp beyond the round edge"


def start_of(box: Box) -> float:
    """How much of the room that is left lies before the first."""
    return 0.5 if box.component.properties.get("justifyContent") == "center" else 0.0


def absolute(component: Component) -> bool:
    """Whether a component lies where it says, and not in a row or a column."""
    return component.properties.get("position") == "absolute"


def label(box: Box) -> str:
    """A component's name for a message."""
    properties = box.component.properties
    said = properties.get("text") or properties.get("id") or properties.get("source") or ""
    return f"{box.component.type} {said!r}" if said else box.component.type


def where(box: Box) -> str:
    """A place for a message."""
    return f"{box.x:.0f},{box.y:.0f} {box.width:.0f} x {box.height:.0f}"
