"""Resources, layouts, styles and data make the components that APL makes of them."""

from __future__ import annotations

from typing import Any

import pytest
from bench import Bench
from documents import box, component, document, text


def rendered(bench: Bench, shown: dict[str, Any], device: str = "show8", **data: Any) -> Bench:
    bench.model(device)
    bench.render(shown, data)
    return bench


def test_later_resources_win_where_their_condition_holds(bench: Bench) -> None:
    """A block for round screens counts on a Spot and nowhere else."""
    shown = document(
        box("box", "@side", "@side"),
        resources=[
            {"dimensions": {"side": 100}, "colors": {"ground": "red"}},
            {"when": "${viewport.shape == 'round'}", "dimensions": {"side": "${@side / 2}"}},
        ],
    )

    assert rendered(bench, shown).box("box")[2:] == (100, 100)
    assert rendered(bench, shown, "spot").box("box")[2:] == (50, 50)
    assert bench.problems == []


def test_a_layout_takes_parameters_and_hands_on_the_rest(bench: Bench) -> None:
    """Its parameters have defaults; any other property goes to the item, over the item's own."""
    key = {
        "parameters": ["label", {"name": "size", "type": "dimension", "default": "10vw"}],
        "item": {
            "type": "Frame",
            "width": "@base",
            "height": "${size}",
            "backgroundColor": "green",
            "item": text("${label} of ${payload.name}"),
        },
    }
    shown = document(
        component(
            "Container",
            "all",
            {"type": "Key", "id": "one", "label": "first", "width": 300},
            {"type": "Key", "id": "two", "label": "second", "size": 50, "spacing": 20},
        ),
        layouts={"Key": key},
        resources=[{"dimensions": {"base": 200}}],
    )

    rendered(bench, shown, name="test")

    assert bench.problems == []
    assert bench.words == ["first of test", "second of test"]
    assert bench.box("one") == (0, 0, 300, 102.4)
    assert bench.box("two") == (0, 122.4, 200, 50)


def test_items_are_repeated_for_data(bench: Bench) -> None:
    """For each datum the first item whose condition holds; it knows datum, index and length."""
    shown = document(
        component(
            "Container",
            "all",
            text("first of ${length}: ${data.label}", when="${index == 0}"),
            text("${index}: ${data.label}"),
            data="${payload.keys}",
        )
    )

    rendered(bench, shown, keys=[{"label": "Yes"}, {"label": "No"}])

    assert bench.words == ["first of 2: Yes", "1: No"]
    assert bench.problems == []


def test_no_data_is_told(bench: Bench) -> None:
    """With an empty list the engine shows the items once, with nothing in them."""
    shown = document(component("Container", "all", text("x"), data="${payload.keys}"))

    rendered(bench, shown, keys=[])

    assert bench.words == []
    assert "is no list with something in it" in bench.problems[0]


def test_only_what_its_condition_allows_is_shown(bench: Bench) -> None:
    """All such children of a Container; the first such item of everything else."""
    shown = document(
        component("Frame", "wrong", when="${payload.kind == 'other'}"),
        component(
            "Container",
            "all",
            text("asked", when="${payload.asks}"),
            text("told", when="${!payload.asks}"),
            component("Frame", "frame", text("a", when=False), text("b"), text("c")),
        ),
    )

    rendered(bench, shown, kind="this", asks=True)

    assert bench.words == ["asked", "b"]
    assert bench.problems == []


def test_a_style_gives_way_to_what_is_said_and_follows_the_state(bench: Bench) -> None:
    """Bases first, then the blocks whose condition holds in the state; pressed here."""
    styles = {
        "base": {"values": {"fontSize": 30, "color": "rgb(1, 1, 1)"}},
        "word": {
            "extend": "base",
            "values": [
                {"color": "rgb(2, 2, 2)"},
                {"when": "${state.pressed}", "color": "rgb(3, 3, 3)"},
            ],
        },
    }
    inside = component(
        "Container",
        "all",
        text("x", id="styled", style="word", inheritParentState=True),
        text("x", id="said", style="word", color="rgb(9, 9, 9)"),
        inheritParentState=True,
    )
    rendered(bench, document(component("TouchWrapper", "key", inside), styles=styles))

    assert bench.style("[data-id=styled]", "color") == "rgb(2, 2, 2)"
    assert bench.style("[data-id=styled]", "fontSize") == "30px"
    assert bench.style("[data-id=said]", "color") == "rgb(9, 9, 9)"
    bench.page.locator("[data-id=key]").hover()
    bench.page.mouse.down()
    assert bench.style("[data-id=styled]", "color") == "rgb(3, 3, 3)"
    bench.page.mouse.up()
    assert bench.style("[data-id=styled]", "color") == "rgb(2, 2, 2)"
    assert bench.problems == []


FAULTY = [
    ({"type": "Txet"}, 'there is no component and no layout "Txet"'),
    (text("x", foo=1), 'unknown property "foo" of Text'),
    (text("x", fontSize="12pt"), '"12pt" is no length in dp'),
    (text("x", fontSize="10%"), '"10%" is no length in dp'),
    (text("x", color="redd"), '"redd" is no colour'),
    (text("x", color="currentcolor"), '"currentcolor" is no colour'),
    (text("x", textAlign="middle"), '"middle" is not one of'),
    (text("x", maxLines=1.5), "1.5 is no whole number"),
    (text("x", grow=1), '"grow" of Text has no effect outermost'),
    (component("Frame", "f", text("x", spacing=4)), '"spacing" of Text has no effect in a Frame'),
    (text("x", style="nowhere"), 'there is no style "nowhere"'),
    (text("x", opacity=2), "2 is no number from 0 to 1"),
    (component("Container", "a", text("x", id="a")), 'the id "a" is given twice'),
    (component("VectorGraphic", "v", source="nowhere"), 'there is no graphic "nowhere"'),
    (text("x", when=False), "nothing is shown"),
    ({"type": "Image", "source": "https://example.com/a.png"}, 'no layout "Image"'),
]


@pytest.mark.parametrize(("item", "fault"), FAULTY, ids=lambda each: str(each)[:40])
def test_what_is_outside_the_subset_is_told(bench: Bench, item: Any, fault: str) -> None:
    """Everything that the real engine would let vanish without a word."""
    rendered(bench, document(item))

    assert any(fault in each for each in bench.problems)


@pytest.mark.parametrize(
    ("more", "fault"),
    [
        ({"version": "2023.1"}, 'version is "2023.1"'),
        ({"import": [{"name": "alexa-layouts"}]}, 'unknown property "import" of the document'),
        ({"settings": {"idle": 1}}, 'unknown setting "idle"'),
        ({"resources": [{"gradients": {}}]}, 'the unknown kind "gradients"'),
    ],
)
def test_a_document_beyond_the_subset_is_told(bench: Bench, more: Any, fault: str) -> None:
    """Newer versions, imports and the like."""
    rendered(bench, {**document(text("x")), **more})

    assert any(fault in each for each in bench.problems)


def test_the_next_document_takes_the_place_of_the_last(bench: Bench) -> None:
    """Nothing of it is left, its faults neither."""
    rendered(bench, document(text("one", foo=1)))
    rendered(bench, document(text("two")))

    assert bench.words == ["two"]
    assert bench.problems == []
    assert bench.page.get_by_role("alert").count() == 0
