"""Every document that is sent is drawn as it is meant: a device drops what is wrong, silently."""

from __future__ import annotations

import html
import itertools
import json
import re
from collections.abc import Iterator
from typing import Any

import pytest

from screen.inflating import VIEWPORTS, Component, Viewport, inflate
from screen.known import drawn, inside, path_faults, strange
from screen.layout import Page
from screen.sampling import answers, directives, hardest

Json = dict[str, Any]
ROUND, SMALL, LARGE = VIEWPORTS[0], VIEWPORTS[1], VIEWPORTS[3]
LARGEST = 30_000
LIGHT = re.compile(r"#[0-9A-F]{6}")
PALETTE = set(
    """#FFF6E6 #C9D3DC #A9BACB #6F859C #5F7890 #56708B #3E546B #FFC857 #E58F65 #3F7FA6 #E9B949
    #101820 #2A3A4C""".split()
)
"""The colours of the drawings."""


def parts(directive: Json, viewport: Viewport = LARGE) -> list[Component]:
    return list(inflate(directive, viewport).everything())


def test_there_are_screens_of_every_kind() -> None:
    """The sample below is no small one."""
    screens = [one["datasources"]["screen"] for one in directives()]
    assert {one["kind"] for one in screens} == {"words", "movement", "danger", "advice", "call"}
    assert len(screens) > 600
    assert len(hardest()) > 120


def test_each_reply_has_one_small_screen() -> None:
    """Whatever is said is shown; the directive is far from the platform's limit (2.5)."""
    for answer in answers():
        response = answer["response"]
        sent = response.get("directives", [])
        assert len(sent) == bool(response.get("outputSpeech"))
        assert len(json.dumps(answer)) < LARGEST


def test_documents_keep_to_what_every_device_draws() -> None:
    """Known components, properties, commands and graphics alone; paths that can be drawn."""
    seen: set[str] = set()
    for directive in directives():
        document = directive["document"]
        told = json.dumps([document.get("onMount"), document["graphics"]])
        if told not in seen:
            seen.add(told)
            assert list(strange(document)) == []


@pytest.mark.parametrize(
    "path", ["L1,2", "M1", "M1,2 L3", "M1,2 X3,4", "M1,2 A1,1 0 1,1 3", "M1,2 Z4", "M1,2 L3,nan"]
)
def test_a_path_that_cannot_be_drawn_is_noticed(path: str) -> None:
    """The check above bites."""
    assert list(path_faults(path))


def test_nothing_comes_from_elsewhere() -> None:
    """No imports, no addresses: a screen is there without the network."""
    for directive in directives():
        text = json.dumps(directive)
        assert "://" not in text
        assert "import" not in directive["document"]


@pytest.mark.parametrize("viewport", VIEWPORTS, ids=lambda one: one.name)
def test_every_name_stands_for_something(viewport: Viewport) -> None:
    """Each ``${...}`` resolves; each id that a command names, and each graphic, is there."""
    for directive in hardest():
        made = parts(directive, viewport)
        ids = {one.properties.get("id") for one in made}
        document = directive["document"]
        for group in document.get("onMount", ()):
            assert {one["componentId"] for one in group["commands"]} <= ids
        sources = {one.properties["source"] for one in made if one.type == "VectorGraphic"}
        assert sources <= document["graphics"].keys()


def test_text_is_escaped() -> None:
    """Line breaks are the only markup."""
    for directive in directives():
        for one in parts(directive):
            text = str(one.properties.get("text", ""))
            bare = text.replace("<br/>", "")
            assert html.escape(html.unescape(bare), quote=False) == bare


def test_graphics_have_their_own_size_and_texts_in_rows_can_shrink() -> None:
    """Both go wrong by default."""
    document = directives()[0]["document"]
    roots = [layout["item"] for layout in document["layouts"].values()]
    for item in every(roots + document["mainTemplate"]["items"]):
        if item["type"] == "VectorGraphic":
            assert {"width", "height"} <= item.keys()
        if "row" in str(item.get("direction", "")):
            assert all("shrink" in child for child in inside(item) if child["type"] == "Text")


def every(items: list[Json]) -> Iterator[Json]:
    for item in items:
        yield item
        yield from every(inside(item))


@pytest.mark.parametrize("viewport", VIEWPORTS, ids=lambda one: one.name)
def test_nothing_overflows(viewport: Viewport) -> None:
    """The fullest screens of every build fit, with a font's own widths, and in a round edge."""
    faults = [
        fault
        for directive in hardest()
        for fault in Page(inflate(directive, viewport), viewport).faults()
    ]
    assert faults == []


def test_too_many_words_are_noticed() -> None:
    """The check above bites: twice the longest words do not fit."""
    longest = max(hardest(), key=lambda one: len(one["datasources"]["screen"]["words"]))
    screen = longest["datasources"]["screen"]
    twice = {**longest, "datasources": {"screen": {**screen, "words": screen["words"] * 3}}}
    assert Page(inflate(twice, SMALL), SMALL).faults()


@pytest.mark.parametrize("viewport", VIEWPORTS, ids=lambda one: one.name)
def test_what_can_be_touched_is_large_enough_and_labelled(viewport: Viewport) -> None:
    """At least 60 dp each way; a screen reader says what it is; no two overlap."""
    for directive in hardest():
        boxes = list(Page(inflate(directive, viewport), viewport).root.everything())
        keys = [box for box in boxes if box.component.type == "TouchWrapper"]
        for box in keys:
            assert min(box.width, box.height) >= 60
            assert box.component.properties["accessibilityLabel"]
            assert box.component.properties["role"] == "button"
        for one, two in itertools.pairwise(keys):
            assert one.x + one.width <= two.x


def test_pictures_are_labelled() -> None:
    """A drawing says the movement to whoever cannot see it."""
    for directive in directives():
        for one in parts(directive):
            if one.properties.get("source") == "figure":
                assert one.properties["accessibilityLabel"]
                assert one.properties["role"] == "image"


def test_words_can_be_read_from_three_metres() -> None:
    """On a large screen main words have 48 dp and more, what can be touched 32, the number 200."""
    for directive in directives():
        screen = directive["datasources"]["screen"]
        sizes = {
            one.properties["text"]: float(one.properties["fontSize"].removesuffix("dp"))
            for one in parts(directive)
            if one.type == "Text"
        }
        for button in screen["buttons"]:
            assert sizes[button["label"]] >= 32
        if screen["words"]:
            assert sizes[screen["words"]] >= 48
        if screen["number"]:
            assert sizes[screen["number"]] >= 200


def test_words_stand_out_from_what_is_behind_them() -> None:
    """A contrast of 7 to 1 and more, by the formula of WCAG 2."""
    for directive in hardest():
        for text, behind in on_grounds(inflate(directive, LARGE), "#000000"):
            one, two = sorted((luminance(text), luminance(behind)))
            assert (two + 0.05) / (one + 0.05) >= 7, (text, behind)


def on_grounds(one: Component, ground: str) -> Iterator[tuple[str, str]]:
    """The colour of each text with that of what it stands on."""
    ground = one.properties.get("backgroundColor", ground)
    if one.type == "Text":
        yield one.properties["color"], ground
    for child in one.children:
        yield from on_grounds(child, ground)


def luminance(colour: str) -> float:
    """How light a colour is, by WCAG 2."""
    assert LIGHT.fullmatch(colour)
    parts_ = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    red, green, blue = (v / 12.92 if v <= 0.03928 else ((v + 0.055) / 1.055) ** 2.4 for v in parts_)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_drawings_have_one_style() -> None:
    """The same few colours, and nothing outside its square."""
    for directive in directives():
        for graphic in directive["document"]["graphics"].values():
            for item in drawn(graphic["items"]):
                colours = {item.get("fill"), item.get("stroke")} - {None, "transparent"}
                assert colours <= PALETTE
