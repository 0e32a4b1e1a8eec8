"""The page: fresh, whole, well formed, and drawn without overlaps."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from itertools import combinations, pairwise
from pathlib import Path
from typing import Any

import pytest
from reading_html import Node

from docs.book import reading

ROOT = Path(__file__).resolve().parents[2]


SENTENCES = {
    "Do you have chest pain, trouble breathing, or feel you may pass out?": (13, 15),
    "Call 911 now. This is an emergency.": (9, 12),
}
"""Words, a number digit by digit, and syllables, counted by hand."""

ALONE = f"""
import json, socket
def refuse(*a, **k): raise AssertionError("a connection")
socket.socket.connect = socket.getaddrinfo = socket.create_connection = refuse
from docs.book import reading
from docs.book.book import book
from docs.book.page import html
print(json.dumps([html(book()), *map(reading.grade, {list(SENTENCES)})]))
"""
"""Makes the book and grades the sentences, in an interpreter that cannot connect anywhere."""


@pytest.fixture(scope="module")
def made() -> list[Any]:
    """The page and the grades, with sets in another order than the last time."""
    done = subprocess.run(  # noqa: S603
        [sys.executable, "-c", ALONE],
        cwd=ROOT,
        env={**os.environ, "PYTHONHASHSEED": "1"},
        check=True,
        capture_output=True,
        text=True,
    )
    return list(json.loads(done.stdout))


def test_the_committed_copy_is_fresh(made: list[Any], committed: str) -> None:
    """Made anew from the content, offline, the book is the one that is committed."""
    assert made[0] == committed, "run: make script"


def test_it_is_in_one_piece(page: Node, committed: str) -> None:
    """A title, a language, no script, and nothing fetched from elsewhere."""
    assert page.one("html").attrs["lang"] == "en"
    assert page.one("title").text == "Cramp Coach: the clinician's book"
    assert not {node.tag for node in page.all()} & {"script", "link", "img", "iframe", "object"}
    assert not re.search(r"url\(|@import|\ssrc=|\son\w+=", committed)


def test_headings_are_in_order(page: Node) -> None:
    """One first heading, and no level left out on the way down."""
    levels = [int(n.tag[1]) for n in page.all() if re.fullmatch(r"h[1-6]", n.tag)]

    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(below <= above + 1 for above, below in pairwise(levels))


def test_sections_are_numbered_in_order(page: Node) -> None:
    """Chapters 1, 2, 3 and so on, and within each its sections."""
    chapters = [h.one("span", "number").text for h in page.one("main").all("h2")]
    assert chapters == [*(str(n) for n in range(1, len(chapters) - 4)), *"ABCDE"]
    for chapter, part in zip(chapters, page.one("main").all("section", "part"), strict=True):
        numbers = [h.one("span", "number").text for h in part.all("h3")]
        assert numbers == [f"{chapter}.{n}" for n in range(1, len(numbers) + 1)]


def test_links_lead_somewhere(page: Node) -> None:
    """Every id is there once, and every link within the page has one to go to."""
    ids = [node.attrs["id"] for node in page.all() if "id" in node.attrs]
    targets = [a.attrs["href"] for a in page.all("a")]

    assert len(ids) == len(set(ids))
    assert {href[1:] for href in targets if href.startswith("#")} <= set(ids)
    assert all(re.match(r"#|https?://", href) for href in targets)


def test_what_names_something_is_there(page: Node) -> None:
    """The ids that labels refer to exist."""
    ids = {node.attrs.get("id") for node in page.all()}
    assert {n.attrs["aria-labelledby"] for n in page.all() if "aria-labelledby" in n.attrs} <= ids


# --- the drawn flow ---------------------------------------------------------------------------


def flow(page: Node, id: str) -> Node:
    return page.by_id(id).one("svg", "flow")


def corners(mark: Node) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of a box or a polygon."""
    if mark.tag == "rect":
        x, y, w, h = (float(mark.attrs[name]) for name in ("x", "y", "width", "height"))
        return x, y, x + w, y + h
    points = [tuple(map(float, pair.split(","))) for pair in mark.attrs["points"].split()]
    across, down = [x for x, _ in points], [y for _, y in points]
    return min(across), min(down), max(across), max(down)


def boxes(drawing: Node) -> list[tuple[float, float, float, float]]:
    return [corners(n) for n in drawing.all() if n.tag == "rect" or "tier" in n.classes]


def words(drawing: Node) -> Iterator[tuple[Node, float, float, float]]:
    """Each text with about its left edge, right edge and baseline."""
    for text in drawing.all("text"):
        wide = 0.48 * 14 * len(text.text)
        x, y = float(text.attrs["x"]), float(text.attrs["y"])
        left = x - wide / 2 if text.attrs["text-anchor"] == "middle" else x
        yield text, left, left + wide, y


FLOWS = ["flow-check", "flow-named", "flow-worse"]


@pytest.mark.parametrize("id", FLOWS)
def test_boxes_are_apart(page: Node, id: str) -> None:
    """No two boxes of a drawing touch, and all are inside it."""
    drawing = flow(page, id)
    _, _, width, height = map(float, drawing.attrs["viewbox"].split())
    for left, top, right, bottom in boxes(drawing):
        assert left >= 0 <= top
        assert right <= width
        assert bottom <= height
    for one, other in combinations(boxes(drawing), 2):
        apart = one[2] < other[0] or other[2] < one[0] or one[3] < other[1] or other[3] < one[1]
        assert apart, (one, other)


@pytest.mark.parametrize("id", FLOWS)
def test_words_are_in_boxes_and_answers_beside_them(page: Node, id: str) -> None:
    """Words fit their box; the label of an arrow stands in none; no two lines share a place."""
    drawing = flow(page, id)
    taken = []
    for text, left, right, base in words(drawing):
        holding = [b for b in boxes(drawing) if b[0] <= left <= b[2] and b[1] < base <= b[3]]
        if "answer" in text.classes:
            assert not holding, text.text
        else:
            assert len(holding) == 1, text.text
            assert right <= holding[0][2], text.text
        taken.append((left, base - 10, right, base + 3))
    for one, other in combinations(taken, 2):
        assert one[2] < other[0] or other[2] < one[0] or one[3] < other[1] or other[3] < one[1]


@pytest.mark.parametrize("id", FLOWS)
def test_arrows_lead_from_box_to_box(page: Node, id: str) -> None:
    """Each shaft begins at the edge of a box and its head ends at the edge of another."""
    drawing = flow(page, id)
    edges = boxes(drawing)
    shafts = list(drawing.all("line", "arrow"))
    assert len(shafts) == len(list(drawing.all("polygon", "head"))) > 0
    for shaft in shafts:
        x1, y1, x2, y2 = (float(shaft.attrs[name]) for name in ("x1", "y1", "x2", "y2"))
        assert any(b[0] <= x1 <= b[2] and b[1] <= y1 <= b[3] for b in edges)
        tip = (x2 + 9, y2) if y1 == y2 else (x2, y2 + 9)
        assert any(b[0] <= tip[0] <= b[2] and b[1] <= tip[1] <= b[3] for b in edges)


def tiers(drawing: Node) -> list[str]:
    """The tiers drawn, from top to bottom."""
    marks = sorted(drawing.all("polygon", "tier"), key=lambda mark: corners(mark)[1])
    return [mark.classes[1].replace("-", "_") for mark in marks]


def test_the_check_is_drawn_as_its_rules_say(page: Node, triage: dict[str, Any]) -> None:
    """Every question in its order, each with its follow-up and the tiers it can end in."""
    asked, after = triage["check"]["questions"], triage["check"]["follow_ups"]
    ends = []
    for rule in asked.values():
        follow_up = after.get(rule.get("follow_up"))
        ends += [follow_up["tier"]] if follow_up else []
        ends.append(rule["tier"])
    drawing = flow(page, "flow-check")
    links = list(dict.fromkeys(a.attrs["href"] for a in drawing.all("a")))

    assert tiers(drawing) == ends
    assert [href for href in links if href.removeprefix("#question-") in asked] == [
        f"#question-{id}" for id in asked
    ]
    for rule in asked.values():
        if "follow_up" in rule:
            assert f"#question-{rule['follow_up']}" in links


def test_every_sign_is_drawn(page: Node, triage: dict[str, Any]) -> None:
    """Each leads to its own section, and every tier is there with its name."""
    drawing = flow(page, "flow-named")
    links = {a.attrs["href"] for a in drawing.all("a")}

    assert {f"#sign-{id}" for id in triage["signs"]} <= links
    assert set(tiers(drawing)) == {rule["tier"] for rule in triage["signs"].values()}
    names = {text.text for text in drawing.all("text", "name")}
    assert names == {"Emergency", "Same day", "Soon", "Guard"}


def test_a_no_is_drawn_unlike_a_yes(page: Node) -> None:
    """Dashed, as the style has it, and named."""
    for id in FLOWS:
        drawing = flow(page, id)
        dashed = [line for line in drawing.all("line", "arrow") if "no" in line.classes]
        labels = [text for text in drawing.all("text", "answer") if text.text == "no"]
        assert len(dashed) == len(labels) > 0
    assert ".flow .arrow.no { stroke-dasharray" in page.one("style").text


# --- the measures -----------------------------------------------------------------------------


def test_the_grade_is_flesch_and_kincaids(made: list[Any]) -> None:
    """By its formula, with what was counted by hand."""
    for (words, (count, syllables)), grade in zip(SENTENCES.items(), made[1:], strict=True):
        sentences = len(re.findall(r"[.?]", words))
        by_hand = 0.39 * count / sentences + 11.8 * syllables / count - 15.59
        assert grade == pytest.approx(by_hand, abs=0.06), words


def test_seconds_are_two_and_a_half_words_each() -> None:
    """A number counts a word for each digit; a beat of a hold lasts five seconds or its words."""
    assert reading.seconds("Call 911 now.") == 2
    assert reading.seconds_of_hold("Hold.", ["Ten.", "Five."], "And ease off.") == 0.4 + 10 + 1.2
    assert reading.seconds_of_hold("Hold.", ["word " * 15], "And ease off.") == 0.4 + 6 + 1.2
