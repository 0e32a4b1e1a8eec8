"""Every document that the skill sends stays inside the part of APL that the page draws.

The subset is the renderer's own, as data; the walk over the documents is this test's.
"""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from screens_sent import sent_screens

Json = dict[str, Any]

ROOT = Path(__file__).resolve().parents[2]
SUBSET: Json = json.loads((ROOT / "simulator/page/static/apl/subset.json").read_text())
COMPONENTS: Json = SUBSET["components"]
CALLED = re.compile(r"\$\{[^}]*?([A-Za-z_][\w.]*)\(")
RESOURCE = re.compile(r"^@(\w+)$|\$\{[^}]*?@(\w+)")


def strangers(document: Json) -> list[str]:
    """What of a document is outside the subset, with its place."""
    return [
        *_keys(document, SUBSET["document"], "document"),
        *(["version"] if document["version"] not in SUBSET["versions"] else []),
        *_keys(document.get("settings", {}), SUBSET["settings"], "settings"),
        *_many(_keys, document.get("resources", []), SUBSET["resources"], "resources"),
        *_many(_keys, document.get("styles", {}).values(), SUBSET["style"], "styles"),
        *_layouts(document),
        *_many(_graphic, document.get("graphics", {}).values(), "AVG", "graphics"),
        *_commands(document.get("onMount", []), "onMount"),
        *_bound(document),
    ]


def _keys(given: Json, known: Any, at: str) -> Iterator[str]:
    yield from (f"{at}: {key}" for key in given if key not in known)


def _many(walk: Any, given: Any, known: Any, at: str) -> Iterator[str]:
    for index, each in enumerate(given):
        yield from walk(each, known, f"{at}[{index}]")


def _layouts(document: Json) -> Iterator[str]:
    layouts = document.get("layouts", {})
    for name, layout in [*layouts.items(), ("mainTemplate", document["mainTemplate"])]:
        yield from _keys(layout, SUBSET["layout"], name)
        for item in _items(layout):
            yield from _component(item, "", layouts, name)


def _items(holder: Json) -> list[Json]:
    return _listed(holder.get("items", holder.get("item", [])))


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _component(item: Json, parent: str, layouts: Json, at: str) -> Iterator[str]:
    name = item["type"]
    at = f"{at} > {name}"
    known = {*SUBSET["structure"], *COMPONENTS["any"]}
    if name in layouts:
        given = layouts[name].get("parameters", [])
        known |= {each if isinstance(each, str) else each["name"] for each in given}
        known |= set(COMPONENTS["inContainer"])
    elif name in COMPONENTS and name not in ("any", "inContainer"):
        known |= set(COMPONENTS[name])
        known |= set(COMPONENTS["inContainer"]) if parent in ("Container", "") else set()
    else:
        yield f"{at}: no such component"
        return
    if name == "VectorGraphic":
        known |= set(item)  # the parameters of its graphic; the renderer knows which it has
    yield from _keys(item, known, at)
    yield from _commands(item.get("onPress", []), f"{at}.onPress")
    for each in _items(item):
        yield from _component(each, name, layouts, at)


def _commands(commands: Any, at: str) -> Iterator[str]:
    for command in _listed(commands):
        name = command["type"]
        if name == "any" or name not in SUBSET["commands"]:
            yield f"{at}: no such command as {name}"
            continue
        known = {**SUBSET["commands"]["any"], **SUBSET["commands"][name]}
        yield from _keys(command, known, f"{at} > {name}")
        yield from _commands(command.get("commands", []), f"{at} > {name}")


def _graphic(item: Json, kind: str, at: str) -> Iterator[str]:
    if kind not in SUBSET["graphics"]:
        yield f"{at}: no such item as {kind}"
        return
    yield from _keys(item, SUBSET["graphics"][kind], f"{at} > {kind}")
    for each in item.get("items", []):
        yield from _graphic(each, each["type"], at)


def _bound(document: Json) -> Iterator[str]:
    """Functions that are not known, and resources that the document does not have."""
    blocks = document.get("resources", [])
    known = {
        name
        for block in blocks
        for kind in block.values()
        if isinstance(kind, dict)
        for name in kind
    }
    for text in _texts(document):
        yield from (
            f"{text}: {name}" for name in CALLED.findall(text) if name not in SUBSET["functions"]
        )
        for one, other in RESOURCE.findall(text):
            if (one or other) not in known:
                yield f"{text}: no such resource"


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for each in value.values() if isinstance(value, dict) else value:
            yield from _texts(each)


def test_every_screen_stays_inside_the_subset() -> None:
    """Whatever the transcripts bring onto a screen, the page can draw."""
    outside = {found for sent in sent_screens() for found in strangers(sent["document"])}

    assert not outside


def test_many_kinds_of_screens_are_looked_at() -> None:
    """Movements, questions, danger, advice and the call: the walk is no walk over nothing."""
    documents = [json.dumps(sent) for sent in sent_screens()]

    assert len(documents) > 50
    assert any("AnimateItem" in each for each in documents)
    assert any("SendEvent" in each for each in documents)
    assert any("911" in each for each in documents)


def changed(*path: Any, **more: Any) -> Json:
    """The first screen with something more in the place at the end of that path."""
    document: Json = copy.deepcopy(sent_screens()[0]["document"])
    place: Any = document
    for step in path:
        place = place[step]
    place.update(more)
    return document


@pytest.mark.parametrize(
    ("document", "fault"),
    [
        (lambda: changed(**{"import": []}), "document: import"),
        (lambda: changed(version="2024.1"), "version"),
        (lambda: changed("mainTemplate", "items", 0, foo=1), "foo"),
        (lambda: changed("mainTemplate", "items", 0, type="Pager"), "Pager: no such component"),
        (lambda: changed("mainTemplate", "items", 0, width="@nowhere"), "no such resource"),
        (lambda: changed("mainTemplate", "items", 0, width="${Math.sin(1)}"), "Math.sin"),
        (lambda: changed(onMount=[{"type": "SpeakItem"}]), "no such command as SpeakItem"),
        (
            lambda: changed(graphics={"more": {"type": "AVG", "items": [{"type": "text"}]}}),
            "no such item as text",
        ),
    ],
)
def test_the_walk_finds_a_stranger(document: Any, fault: str) -> None:
    """One thing outside the subset, wherever it stands, is found."""
    assert any(fault in found for found in strangers(document()))
