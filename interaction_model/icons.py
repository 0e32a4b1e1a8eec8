"""Draws the skill's icon: a stretched leg, and an arrow that brings the toes up.

The drawing is made of curves in a square of 100 by 100 units and comes out the same every time.
"""

from __future__ import annotations

import functools
import io
import math
from collections.abc import Iterable, Iterator

from PIL import Image, ImageChops, ImageDraw

Point = tuple[float, float]
Curve = tuple[Point, Point, Point, Point]
"""A cubic Bezier curve: start, two handles, end."""

FINE = 8
"""Pixels drawn for each pixel kept, per side; the surplus becomes smooth edges."""

SKY = (23, 98, 110)
GLOW = (37, 128, 138)
LEG = (250, 239, 222)
CALF = (239, 139, 108)
ARROW = (255, 214, 122)

LEG_OUTLINE: tuple[Point, ...] = (
    # thigh, kneecap, shin
    (-6, 40), (8, 38.5), (18, 38.5), (25, 40),
    (29, 40.8), (32, 43.5), (36, 45),
    (46, 48), (56, 51), (65, 51.5),
    # top of the foot, up to the toes
    (71, 51.5), (70.5, 44), (68.5, 37),
    (67, 31.5), (65, 28), (66, 24.5),
    (67.2, 20.6), (73, 20.6), (75.5, 24.5),
    # sole, heel
    (79, 30), (81, 41), (83.5, 50),
    (85, 56), (87, 62), (83.5, 66.5),
    (80, 70.8), (75, 67.5), (71, 66),
    # Achilles tendon, calf, back of the knee, thigh
    (62, 63.5), (55, 68.5), (46, 71.5),
    (37, 74), (31, 69.5), (25, 67),
    (16, 64), (6, 66), (-6, 68),
)  # fmt: skip

CALF_OUTLINE: tuple[Point, ...] = (
    (30, 65), (34, 59), (45, 57.5), (60, 62.3),
    (55, 64.5), (52, 67), (45.5, 69.2),
    (38.5, 71.3), (33.5, 69), (30, 65),
)  # fmt: skip

ANKLE: Point = (76, 60)
ARROW_RADIUS, ARROW_WIDTH, HEAD = 46.0, 4.6, 8.5
ARROW_FROM, ARROW_TO = math.radians(-106), math.radians(-135)
"""The arrow turns about the ankle, as the foot does; angles run clockwise from the right."""


@functools.cache
def png(side: int) -> bytes:
    """Draw the icon as a PNG of side by side pixels."""
    picture = _draw(side * FINE).resize((side, side), Image.Resampling.LANCZOS)
    packed = io.BytesIO()
    picture.save(packed, format="PNG", optimize=True)
    return packed.getvalue()


def same_picture(one: bytes, other: bytes) -> bool:
    """Whether two PNGs hold the same pixels, however they are packed."""
    first, second = (Image.open(io.BytesIO(content)).convert("RGB") for content in (one, other))
    return first.size == second.size and ImageChops.difference(first, second).getbbox() is None


def _draw(side: int) -> Image.Image:
    unit = side / 100
    picture = Image.new("RGB", (side, side), SKY)
    pen = ImageDraw.Draw(picture)
    pen.ellipse(_scaled([(8, 8), (92, 92)], unit), fill=GLOW)
    pen.polygon(_scaled(_outline(LEG_OUTLINE), unit), fill=LEG)
    pen.polygon(_scaled(_outline(CALF_OUTLINE), unit), fill=CALF)
    pen.polygon(_scaled(_arrow_shaft(), unit), fill=ARROW)
    pen.ellipse(_scaled(_round_end(), unit), fill=ARROW)
    pen.polygon(_scaled(_arrow_head(), unit), fill=ARROW)
    return picture


def _scaled(points: Iterable[Point], unit: float) -> list[Point]:
    return [(x * unit, y * unit) for x, y in points]


def _outline(points: tuple[Point, ...]) -> Iterator[Point]:
    """Follow a chain of curves, each beginning where the last one ended."""
    for first in range(0, len(points) - 3, 3):
        start, leave, arrive, end = points[first : first + 4]
        for step in range(60):
            yield _on_curve((start, leave, arrive, end), step / 60)
    yield points[-1]


def _on_curve(curve: Curve, t: float) -> Point:
    weights = ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3)
    x = sum(weight * point[0] for weight, point in zip(weights, curve, strict=True))
    y = sum(weight * point[1] for weight, point in zip(weights, curve, strict=True))
    return x, y


def _around_ankle(radius: float, angle: float) -> Point:
    return ANKLE[0] + radius * math.cos(angle), ANKLE[1] + radius * math.sin(angle)


def _arrow_shaft() -> list[Point]:
    angles = [ARROW_FROM + (ARROW_TO - ARROW_FROM) * step / 80 for step in range(81)]
    outer = [_around_ankle(ARROW_RADIUS + ARROW_WIDTH / 2, angle) for angle in angles]
    inner = [_around_ankle(ARROW_RADIUS - ARROW_WIDTH / 2, angle) for angle in angles]
    return outer + inner[::-1]


def _round_end() -> list[Point]:
    x, y = _around_ankle(ARROW_RADIUS, ARROW_FROM)
    half = ARROW_WIDTH / 2
    return [(x - half, y - half), (x + half, y + half)]


def _arrow_head() -> list[Point]:
    turn = 1.6 * HEAD / ARROW_RADIUS
    return [
        _around_ankle(ARROW_RADIUS + HEAD * 0.8, ARROW_TO),
        _around_ankle(ARROW_RADIUS - HEAD * 0.8, ARROW_TO),
        _around_ankle(ARROW_RADIUS, ARROW_TO - turn),
    ]
