"""Drawings, put together from their layers: what is around a person, and the person."""

from __future__ import annotations

import functools
import json
from pathlib import Path
from typing import Any

from skill.content import read

SIDE = 400
"""Every layer is drawn on a square of this many units."""

Items = list[dict[str, Any]]


class Pictures:
    """The drawings under one root, each layer read when it is first shown."""

    def __init__(self, root: Path = read.ROOT) -> None:
        self.folder = root / "drawings"
        self.layer = functools.cache(self._layer)

    def graphics(self, drawing: str) -> dict[str, Any]:
        """The figure, and what shows which way it moves, as two vector graphics of one size."""
        layers = [self.layer(name) for name in drawing.split()]
        figure = [item for layer in layers for item in layer.get("items", [])]
        motion = [item for layer in layers for item in layer.get("motion", [])]
        return {"figure": graphic(figure), "motion": graphic(motion)}

    def _layer(self, name: str) -> dict[str, Items]:
        layer: dict[str, Items] = json.loads((self.folder / f"{name}.json").read_bytes())
        return layer


def graphic(items: Items) -> dict[str, Any]:
    """A vector graphic of these items."""
    square = {"width": SIDE, "height": SIDE, "viewportWidth": SIDE, "viewportHeight": SIDE}
    return {"type": "AVG", "version": "1.1", **square, "items": [{"type": "group", "items": items}]}
