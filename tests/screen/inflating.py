"""A document and its data made into components, as a device makes them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from screen.expressions import evaluate

Json = dict[str, Any]


@dataclass(frozen=True)
class Viewport:
    """A screen; width and height in dp."""

    name: str
    width: int
    height: int
    shape: str = "rectangle"
    touch: bool = True


VIEWPORTS = (
    Viewport("hubRoundSmall", 480, 480, "round"),
    Viewport("hubLandscapeSmall", 960, 480),
    Viewport("hubLandscapeMedium", 1024, 600),
    Viewport("hubLandscapeLarge", 1280, 800),
    Viewport("hubLandscapeExtraLarge", 1920, 1080),
    Viewport("hubPortraitMedium", 1200, 1920),
    Viewport("tvFullscreen", 960, 540, touch=False),
)
"""The screens that the skill says it supports, by the names of the platform (7.3)."""

CHILDREN = ("items", "item")
LATER = frozenset({"items", "item", "type", "when", "data", "onPress", "description"})
"""Properties that are not simply evaluated."""


@dataclass
class Component:
    """One component with its properties evaluated."""

    type: str
    properties: Json
    children: list[Component] = field(default_factory=list)
    press: list[Any] = field(default_factory=list)
    """The arguments that a touch sends."""

    def everything(self) -> Iterator[Component]:
        """It and all that is in it."""
        yield self
        for child in self.children:
            yield from child.everything()


def inflate(directive: Json, viewport: Viewport) -> Component:
    """The components of a directive on a screen; UndefinedError for a name that is none."""
    document = directive["document"]
    names: Json = {
        "viewport": {
            "width": viewport.width,
            "height": viewport.height,
            "shape": viewport.shape,
        }
    }
    names |= resources(document, names)
    template = document["mainTemplate"]
    for parameter in template["parameters"]:
        names[parameter] = directive["datasources"]
    (root,) = made(template["items"], names, document["layouts"])
    return root


def resources(document: Json, names: Json) -> Json:
    """Every named colour and dimension; of those with conditions the last that holds."""
    found: Json = {}
    for block in document["resources"]:
        if evaluate(block.get("when", "${1 == 1}"), names):
            for kind in ("colors", "dimensions"):
                found |= {f"@{name}": value for name, value in block.get(kind, {}).items()}
    return found


def made(items: list[Json], names: Json, layouts: Json) -> list[Component]:
    """Each item that is there, a layout as what it stands for."""
    found = []
    for item in items:
        if not evaluate(item.get("when", "${1 == 1}"), names):
            continue
        if item["type"] in layouts:
            layout = layouts[item["type"]]
            given = {name: bound(item[name], names) for name in layout["parameters"]}
            found += made([layout["item"]], {**names, **given}, layouts)
        else:
            found.append(component(item, names, layouts))
    return found


def component(item: Json, names: Json, layouts: Json) -> Component:
    """One component and those in it."""
    values = {key: bound(value, names) for key, value in item.items() if key not in LATER}
    inside: list[Json] = item.get("items") or ([item["item"]] if "item" in item else [])
    children = []
    if "data" in item:
        data = bound(item["data"], names)
        for index, one in enumerate(data):
            each = {**names, "data": one, "index": index, "length": len(data)}
            children += made(inside, each, layouts)
    else:
        children = made(inside, names, layouts)
    press = [bound(part, names) for on in item.get("onPress", ()) for part in on["arguments"]]
    return Component(item["type"], values, children, press)


def bound(value: Any, names: Mapping[str, Any]) -> Any:
    """A property's value; a dimension's name as the dimension."""
    if isinstance(value, str):
        value = names.get(value, value) if value.startswith("@") else evaluate(value, names)
        if isinstance(value, str) and value.startswith("@"):
            raise LookupError(value)
    return value
