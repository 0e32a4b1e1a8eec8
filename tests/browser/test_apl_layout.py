"""Components lie where APL lays them, which is not always where CSS would.

Sizes are dp on a Show 8, 1024 by 600; each expected place follows from APL's own rules.
"""

from __future__ import annotations

from typing import Any

import pytest
from bench import Bench
from documents import box, component, document, text


def laid_out(bench: Bench, *items: dict[str, Any], device: str = "show8", **more: Any) -> Bench:
    bench.model(device)
    bench.render(document(*items, **more))
    assert bench.problems == []
    return bench


def test_a_container_is_a_column_and_stretches_its_children(bench: Bench) -> None:
    """Without being told anything it fills the viewport and puts one child below the other."""
    laid_out(bench, component("Container", "all", box("one", "auto", 40), box("two", 50, 60)))

    assert bench.box("all") == (0, 0, 1024, 600)
    assert bench.box("one") == (0, 0, 1024, 40)
    assert bench.box("two") == (0, 40, 50, 60)


def test_children_do_not_shrink_unless_told_to(bench: Bench) -> None:
    """CSS would shrink the first two; APL lets them stand out, and only `shrink` gives way."""
    laid_out(
        bench,
        component(
            "Container",
            "row",
            box("wide", 800, 10),
            box("stiff", 400, 10),
            direction="row",
        ),
    )
    assert bench.box("stiff") == (800, 0, 400, 10)
    assert any("stands out of the screen" in each for each in bench.overflows)

    laid_out(
        bench,
        component(
            "Container",
            "row",
            box("wide", 800, 10),
            box("soft", 400, 10, shrink=1),
            direction="row",
        ),
    )
    assert bench.box("soft") == (800, 0, 224, 10)
    assert bench.overflows == []


def test_grow_shares_what_is_left(bench: Bench) -> None:
    """One part to three parts of the 624 dp that the stiff child leaves."""
    laid_out(
        bench,
        component(
            "Container",
            "row",
            box("stiff", 400, 10),
            box("one", 0, 10, grow=1),
            box("three", 0, 10, grow=3),
            direction="row",
        ),
    )

    assert bench.box("one") == (400, 0, 156, 10)
    assert bench.box("three") == (556, 0, 468, 10)


@pytest.mark.parametrize(
    ("direction", "first", "second"),
    [
        ("column", (0, 0, 100, 50), (0, 70, 100, 50)),
        ("row", (0, 0, 100, 50), (120, 0, 100, 50)),
        ("rowReverse", (924, 0, 100, 50), (804, 0, 100, 50)),
        ("columnReverse", (0, 550, 100, 50), (0, 480, 100, 50)),
    ],
)
def test_spacing_keeps_a_child_off_the_one_before_it(
    bench: Bench, direction: str, first: Any, second: Any
) -> None:
    """The first child has none, whatever it says."""
    laid_out(
        bench,
        component(
            "Container",
            "all",
            box("first", 100, 50, spacing=20),
            box("second", 100, 50, spacing=20),
            direction=direction,
        ),
    )

    assert bench.box("first") == first
    assert bench.box("second") == second


def test_a_child_is_placed_by_its_container(bench: Bench) -> None:
    """Along and across the axis; `alignSelf` wins; an absolute child is placed by its sides."""
    laid_out(
        bench,
        component(
            "Container",
            "all",
            box("middle", 100, 100),
            box("end", 100, 100, alignSelf="end"),
            box("corner", 30, 30, position="absolute", right=10, bottom="5%"),
            alignItems="center",
            justifyContent="end",
            paddingBottom=40,
        ),
    )

    assert bench.box("middle") == (462, 360, 100, 100)
    assert bench.box("end") == (924, 460, 100, 100)
    assert bench.box("corner") == (984, 540, 30, 30)


def test_a_frame_leaves_its_child_as_large_as_it_is(bench: Bench) -> None:
    """A Frame does not stretch its child, and its border and padding keep it inwards."""
    laid_out(
        bench,
        component(
            "Frame",
            "frame",
            component("Container", "inside", box("box", 20, 20)),
            width=200,
            height=100,
            borderWidth=4,
            paddingLeft=10,
        ),
    )

    assert bench.box("frame") == (0, 0, 200, 100)
    assert bench.box("inside") == (14, 4, 20, 20)


def test_lengths_are_dp_pixels_shares_of_viewport_and_parent(bench: Bench) -> None:
    """On a television a pixel is half a dp; 10vw and 10vh are tenths of 960 by 540."""
    laid_out(
        bench,
        component(
            "Container",
            "all",
            component("Container", "dp", box("share", "50%", "50%"), width="200dp", height="200"),
            box("px", "100px", "50px"),
            box("view", "10vw", "10vh"),
            box("limited", 900, 5, maxWidth="25%", minHeight=12),
        ),
        device="tv",
    )

    assert bench.box("dp") == (0, 0, 200, 200)
    assert bench.box("share") == (0, 0, 100, 100)
    assert bench.box("px") == (0, 200, 50, 25)
    assert bench.box("view") == (0, 225, 96, 54)
    assert bench.box("limited") == (0, 279, 240, 12)


def test_text_is_as_high_as_its_lines(bench: Bench) -> None:
    """40 dp and a line height of 1.25 unless told otherwise; `<br/>` begins a new line."""
    laid_out(
        bench,
        component(
            "Container",
            "all",
            text("one", id="plain"),
            text("one<br/>two", id="two", fontSize=20, lineHeight=1.5),
            text("a b c d e f g h", id="clamped", width=30, fontSize=20, maxLines=3),
        ),
    )

    assert bench.box("plain") == (0, 0, 1024, 50)
    assert bench.box("two") == (0, 50, 1024, 60)
    assert bench.box("clamped")[3] == 75
    assert [each for each in bench.overflows if '"a b c' in each]


def test_text_in_a_row_wraps_within_the_row(bench: Bench) -> None:
    """It is measured within the row's width; beside another child it needs `shrink` to fit."""
    long = "straighten that leg and pull your toes up " * 3
    laid_out(
        bench,
        component(
            "Container", "row", text(long, id="t"), direction="row", alignItems="start", width=500
        ),
    )
    assert bench.box("t")[2] <= 500
    assert bench.overflows == []

    laid_out(
        bench,
        component(
            "Container",
            "row",
            box("picture", 200, 10),
            text(long, id="t", shrink=1),
            direction="row",
            alignItems="start",
            width=500,
        ),
    )
    assert bench.box("t")[2] <= 300
    assert bench.overflows == []


def test_words_stand_where_the_text_puts_them(bench: Bench) -> None:
    """Across by `textAlign`, down by `textAlignVertical`."""
    laid_out(
        bench,
        text("x", width=400, height=300, textAlign="center", textAlignVertical="bottom"),
    )
    words = bench.page.locator(".apl-words")

    assert words.evaluate("one => getComputedStyle(one).textAlign") == "center"
    top = words.evaluate(
        "one => one.getBoundingClientRect().bottom"
        " - one.parentElement.getBoundingClientRect().bottom"
    )
    assert top == 0


def test_a_scroll_view_is_a_hundred_high_and_scrolls(bench: Bench) -> None:
    """What is taller than it can be reached, and is no overflow."""
    laid_out(
        bench,
        component(
            "Container", "all", component("ScrollView", "scroll", text("a<br/>b<br/>c", id="t"))
        ),
    )

    assert bench.box("scroll") == (0, 0, 1024, 100)
    assert bench.box("t")[3] == 150
    assert bench.overflows == []
    bench.page.locator("[data-id=scroll]").evaluate("one => { one.scrollTop = 1000 }")
    assert bench.box("t")[1] == -50


def test_what_does_not_fit_is_told(bench: Bench) -> None:
    """Words that their box cuts off, a child out of its parent, and one out of the screen."""
    laid_out(
        bench,
        component(
            "Container",
            "all",
            text("cut off", width=300, height=20),
            component("Container", "small", box("large", 90, 90), width=50, height=100),
            box("wide", 1100, 10),
        ),
    )

    assert [each.split(" at ")[0] for each in bench.overflows] == [
        'Text "cut off" is cut off',
        "Frame stands out of its Container",
        "Frame stands out of the screen",
    ]


def test_a_text_beyond_round_glass_is_told(bench: Bench) -> None:
    """In the corner of a Spot nothing can be read; in its middle all can."""
    corner = text("corner", position="absolute", left=0, top=0)
    middle = text("middle", position="absolute", left=170, top=200)
    laid_out(bench, component("Container", "all", corner, middle), device="spot")

    assert [each.split(" at ")[0] for each in bench.overflows] == [
        'Text "corner" stands out of the round screen'
    ]


def test_display_takes_away_or_hides(bench: Bench) -> None:
    """`none` leaves no room, `invisible` does."""
    laid_out(
        bench,
        component(
            "Container",
            "all",
            box("gone", 10, 100, display="none"),
            box("hidden", 10, 100, display="invisible"),
            box("seen", 10, 10),
        ),
    )

    assert bench.box("seen") == (0, 100, 10, 10)
    assert bench.style("[data-id=hidden]", "visibility") == "hidden"
