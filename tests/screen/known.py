"""The part of APL that our documents keep to: what every device since APL 1.6 draws alike."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

Json = dict[str, Any]

VERSIONS = {"1.6", "1.7", "1.8", "1.9"}
DOCUMENT = set(
    "type version theme settings resources layouts graphics onMount mainTemplate".split()
)
STRUCTURE = set("type when description id item items data".split())
ANY = set("width height opacity accessibilityLabel role paddingLeft paddingTop".split())
ANY |= set("paddingRight paddingBottom".split())
INSIDE_A_CONTAINER = set("grow shrink spacing position left top".split())
OWN = {
    "Container": set("direction alignItems justifyContent".split()),
    "Frame": set("backgroundColor borderColor borderWidth borderRadius".split()),
    "Text": set(
        "text fontSize fontWeight color textAlign textAlignVertical lineHeight maxLines".split()
    ),
    "TouchWrapper": {"onPress"},
    "VectorGraphic": {"source", "scale"},
    "ScrollView": set(),
}
COMMANDS = {
    "Parallel": {"commands"},
    "SetValue": set("componentId property value".split()),
    "AnimateItem": set("componentId duration easing repeatCount repeatMode value".split()),
    "SendEvent": {"arguments"},
}
GRAPHIC = set("type version width height viewportWidth viewportHeight parameters items".split())
DRAWN = {
    "group": {"items"},
    "path": set(
        """pathData fill fillOpacity stroke strokeOpacity strokeWidth strokeLineCap strokeLineJoin
        strokeDashArray strokeDashOffset""".split()
    ),
}
PATH = re.compile(r"\s*(?:([MLACQZ])|(-?\d+(?:\.\d+)?)(?:[,\s]+|(?=[A-Z-])|$))")
TAKES = {"M": 2, "L": 2, "A": 7, "C": 6, "Q": 4, "Z": 0}
"""How many numbers each letter of a path takes."""


def strange(document: Json) -> Iterator[str]:
    """Everything in a document that is not of this part."""
    yield from (f"document: {key}" for key in document.keys() - DOCUMENT)
    if document["type"] != "APL" or document["version"] not in VERSIONS:
        yield f"document: {document['type']} {document['version']}"
    for block in document["resources"]:
        yield from (
            f"resources: {k}"
            for k in block.keys() - {"description", "when", "colors", "dimensions"}
        )
    layouts = document["layouts"]
    for name, layout in layouts.items():
        yield from (f"layout {name}: {key}" for key in layout.keys() - {"parameters", "item"})
        yield from strange_component(layout["item"], layouts, name)
    for item in document["mainTemplate"]["items"]:
        yield from strange_component(item, layouts, "mainTemplate")
    for command in document.get("onMount", ()):
        yield from strange_command(command)
    for name, graphic in document["graphics"].items():
        yield from strange_graphic(graphic, name)


def strange_component(item: Json, layouts: Json, where: str) -> Iterator[str]:
    """What a component has that it should not."""
    kind = item.get("type", "")
    parameters: set[str] = set()
    if kind in layouts:
        allowed = {"type", "when", *layouts[kind]["parameters"]}
    elif kind in OWN:
        allowed = STRUCTURE | ANY | INSIDE_A_CONTAINER | OWN[kind]
        parameters = {"remaining"} if kind == "VectorGraphic" else set()
    else:
        yield f"{where}: no component {kind!r}"
        return
    yield from (f"{where}: {kind} has {key!r}" for key in item.keys() - allowed - parameters)
    for command in item.get("onPress", ()):
        yield from strange_command(command)
    for child in inside(item):
        yield from strange_component(child, layouts, where)


def inside(item: Json) -> list[Json]:
    """The components in one."""
    return item.get("items") or ([item["item"]] if "item" in item else [])


def strange_command(command: Json) -> Iterator[str]:
    """What a command has that it should not, and those in it."""
    kind = command.get("type", "")
    if kind not in COMMANDS:
        yield f"no command {kind!r}"
        return
    missing = COMMANDS[kind] - command.keys() - {"easing", "repeatCount", "repeatMode"}
    odd = command.keys() - COMMANDS[kind] - {"type", "delay"}
    yield from (f"{kind}: {key!r}" for key in missing | odd)
    for each in command.get("commands", ()):
        yield from strange_command(each)


def strange_graphic(graphic: Json, name: str) -> Iterator[str]:
    """What a vector graphic has that it should not."""
    if graphic["type"] != "AVG" or graphic["version"] not in ("1.0", "1.1"):
        yield f"{name}: {graphic['type']} {graphic['version']}"
    yield from (f"{name}: {key!r}" for key in graphic.keys() - GRAPHIC)
    for item in drawn(graphic["items"]):
        if item["type"] not in DRAWN:
            yield f"{name}: no graphic item {item['type']!r}"
            continue
        yield from (f"{name}: {key!r}" for key in item.keys() - DRAWN[item["type"]] - {"type"})
        if item["type"] == "path":
            yield from (f"{name}: {fault}" for fault in path_faults(item["pathData"]))


def drawn(items: list[Json]) -> Iterator[Json]:
    """Every item of a graphic, those in groups, too."""
    for item in items:
        yield item
        yield from drawn(item.get("items", []))


def path_faults(path: str) -> Iterator[str]:
    """What is wrong with a path: each letter has the numbers it takes, or some times as many."""
    at, letter, count = 0, "", 0
    if not path.startswith("M"):
        yield f"a path that begins nowhere: {path}"
    while at < len(path):
        found = PATH.match(path, at)
        if not found:
            yield f"a path with {path[at : at + 9]!r}"
            return
        at = found.end()
        if found[1]:
            yield from wrong_count(letter, count, path)
            letter, count = found[1], 0
        else:
            count += 1
    yield from wrong_count(letter, count, path)


def wrong_count(letter: str, count: int, path: str) -> Iterator[str]:
    """A letter with too few numbers, or some over."""
    takes = TAKES.get(letter, 0)
    if letter and ((count != 0) if not takes else (count == 0 or count % takes)):
        yield f"{letter} has {count} numbers in {path}"
