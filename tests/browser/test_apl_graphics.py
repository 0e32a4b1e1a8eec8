"""Vector graphics are drawn where APL puts them, with the parameters they are given."""

from __future__ import annotations

from typing import Any

import pytest
from bench import Bench
from documents import component, document

SQUARE = "M0 0H100V50H0Z"


def graphic(*items: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"type": "AVG", "version": "1.1", "width": 100, "height": 50, "items": items, **more}


def path(data: str = SQUARE, **more: Any) -> dict[str, Any]:
    return {"type": "path", "pathData": data, "fill": "rgb(1, 2, 3)", **more}


def drawn(
    bench: Bench, avg: dict[str, Any], problems: int = 0, **properties: Any
) -> tuple[float, ...]:
    """Where the first path is drawn, in dp: left, top, width, height."""
    bench.model("show8")
    shown = component("VectorGraphic", "v", source="pic", **properties)
    bench.render(document(component("Container", "all", shown), graphics={"pic": avg}))
    assert len(bench.problems) == problems, bench.problems
    found = bench.page.locator(".apl-screen path").last.bounding_box()
    top = bench.page.locator(".apl-screen").bounding_box()
    assert found is not None
    assert top is not None
    left, down = found["x"] - top["x"], found["y"] - top["y"]
    return tuple(round(each, 1) for each in (left, down, found["width"], found["height"]))


@pytest.mark.parametrize(
    ("properties", "place"),
    [
        ({}, (0, 0, 100, 50)),
        ({"width": 300, "height": 300}, (100, 125, 100, 50)),
        ({"width": 300, "height": 300, "align": "bottom-right"}, (200, 250, 100, 50)),
        ({"width": 300, "height": 300, "scale": "best-fit"}, (0, 75, 300, 150)),
        ({"width": 300, "height": 300, "scale": "best-fit", "align": "top"}, (0, 0, 300, 150)),
        ({"width": 300, "height": 300, "scale": "best-fill"}, (-150, 0, 600, 300)),
        ({"width": 300, "height": 300, "scale": "fill"}, (0, 0, 300, 300)),
        ({"width": 300, "height": 300, "scale": "fill", "paddingTop": 100}, (0, 100, 300, 200)),
    ],
)
def test_a_graphic_is_scaled_and_aligned(bench: Bench, properties: Any, place: Any) -> None:
    """Not scaled at all unless told to, and in the middle of its component."""
    assert drawn(bench, graphic(path()), **properties) == place


def test_the_drawing_has_units_of_its_own(bench: Bench) -> None:
    """200 units across 100 dp: a path of 100 units is 50 dp wide, one of 50 units 25 dp high."""
    avg = graphic(path(), viewportWidth=200, viewportHeight=100)

    assert drawn(bench, avg) == (0, 0, 50, 25)


def test_a_group_turns_and_scales_about_its_pivot_and_then_moves(bench: Bench) -> None:
    """A square of 20 about (50, 25), doubled and turned by a quarter, then moved by (10, 5)."""
    group = {
        "type": "group",
        "rotation": 90,
        "pivotX": 50,
        "pivotY": 25,
        "scaleX": 2,
        "translateX": 10,
        "translateY": 5,
        "items": [path("M40 15H60V35H40Z")],
    }

    assert drawn(bench, graphic(group)) == (50, 10, 20, 40)


def test_parameters_come_from_the_component_or_their_default(bench: Bench) -> None:
    """A bar that is as long as it is told, and as thick as it was meant."""
    bar = path(
        "M0 25H${long}",
        fill="transparent",
        stroke="${ink}",
        strokeWidth="${thick}",
        strokeDashArray=["${long / 2}", 5],
        strokeLineCap="round",
    )
    avg = graphic(
        bar,
        parameters=["long", {"name": "thick", "default": 7}, {"name": "ink", "default": "red"}],
    )

    drawn(bench, avg, long=80, ink="blue")

    one = bench.page.locator(".apl-screen path")
    told = {name: one.get_attribute(name) for name in ("d", "stroke", "stroke-width")}
    assert told == {"d": "M0 25H80", "stroke": "blue", "stroke-width": "7"}
    assert one.get_attribute("stroke-dasharray") == "40 5"
    assert one.get_attribute("stroke-linecap") == "round"


def test_a_path_is_neither_filled_nor_stroked_unless_told(bench: Bench) -> None:
    """SVG would fill it black."""
    drawn(bench, graphic({"type": "path", "pathData": SQUARE}))

    one = bench.page.locator(".apl-screen path")
    assert (one.get_attribute("fill"), one.get_attribute("stroke")) == ("none", "none")


def test_a_clip_path_cuts_its_group(bench: Bench) -> None:
    """What lies outside of it is not painted."""
    group = {"type": "group", "clipPath": "M0 0H10V50H0Z", "items": [path()]}
    drawn(bench, graphic(group))

    at = "([x, y]) => document.elementFromPoint(x, y).tagName"
    top = bench.page.locator(".apl-screen").bounding_box()
    assert top is not None
    assert bench.page.evaluate(at, [top["x"] + 5, top["y"] + 20]) == "path"
    assert bench.page.evaluate(at, [top["x"] + 50, top["y"] + 20]) != "path"


@pytest.mark.parametrize(
    ("item", "fault"),
    [
        (path(opacity=0.5), 'unknown property "opacity" of path'),
        (path(fill="@ink"), 'there is no resource "@ink"'),
        (path("M0 ${viewport.width}"), 'nothing here is called "viewport"'),
        (path("M0 0 X"), "is no path"),
        ({"type": "text", "text": "x"}, '"text" is no item of a graphic'),
        ({"type": "group", "transform": "rotate(1)"}, 'unknown property "transform" of group'),
    ],
)
def test_what_a_graphic_does_not_know_is_told(bench: Bench, item: Any, fault: str) -> None:
    """It sees its parameters, its width and its height, and neither resources nor viewport."""
    bench.model("show8")
    shown = component("VectorGraphic", "v", source="pic")
    resources = [{"colors": {"ink": "red"}}]
    bench.render(document(shown, graphics={"pic": graphic(item)}, resources=resources))

    assert any(fault in each for each in bench.problems)


def test_a_graphic_has_a_name_or_is_left_out(bench: Bench) -> None:
    """With a label it is an image for a screen reader; without one it is decoration."""
    bench.model("show8")
    pictures = [
        component("VectorGraphic", "a", source="pic", accessibilityLabel="Toes up"),
        component("VectorGraphic", "b", source="pic"),
    ]
    bench.render(
        document(component("Container", "all", *pictures), graphics={"pic": graphic(path())})
    )

    assert bench.page.get_by_role("img").count() == 1
    assert bench.page.get_by_role("img", name="Toes up").count() == 1
