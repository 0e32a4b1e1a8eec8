"""Which text the book holds, since when, and where it is signed."""

import re
import tomllib
from datetime import date
from pathlib import Path

import pytest
from reading_html import Node, read

from docs.book import reading
from docs.book.__main__ import write

ROOT = Path(__file__).resolve().parents[2]
FIRST, LATER = date(2030, 1, 31), date(2030, 2, 14)


@pytest.fixture
def no_grades(monkeypatch: pytest.MonkeyPatch) -> None:
    """Grades are not in question here, and their dictionary takes seconds to read."""
    monkeypatch.setattr(reading, "grade", lambda words: float(not words))


def edition(page: Node) -> list[str]:
    """The edition, its day and the number of items, as the cover has them."""
    return [cell.text for cell in page.one("dl", "edition").all("dd")]


def test_the_edition_and_its_day_are_on_the_cover_on_every_page_and_where_it_is_signed(
    page: Node, committed: str
) -> None:
    """The same in all three places, as it is kept beside the book."""
    kept = tomllib.loads((ROOT / "docs/script/edition.toml").read_text())
    text, day, items = edition(page)

    assert text == kept["text"]
    assert day == f"{kept['since'].day} {kept['since']:%B %Y}"
    assert f'@bottom-right {{ content: "Edition {text}, {day}" }}' in committed
    assert f"edition {text}, text of {day}" in page.by_id("sign").text
    assert f"of {items}" in page.by_id("sign").text


def test_every_item_has_its_line_to_tick(page: Node) -> None:
    """As many as the cover says, each leading to where the item is shown."""
    rows = [row for row in page.by_id("record").all("tr") if list(row.all("td", "by-hand"))]

    assert len(rows) == int(edition(page)[2])
    for row in rows:
        number = row.one("span", "number").text
        target = page.by_id(row.one("a").attrs["href"][1:])
        title = target.one("span", "number").text if list(target.all("h3")) else number
        assert title == number


def test_where_to_sign_names_role_date_and_signature(page: Node) -> None:
    """And the banner leads there."""
    assert page.one("aside", "banner").one("a").attrs["href"] == "#sign"
    heads = [head.text for head in page.by_id("sign").all("th")]
    assert {"Items ticked", "Role", "Date", "Signature"} <= set(heads)


@pytest.mark.usefixtures("no_grades")
def test_a_text_keeps_the_day_on_which_it_was_first_written(copy: Path, tmp_path: Path) -> None:
    """Another day changes nothing; another word makes another edition, of that day."""
    output = tmp_path / "script" / "index.html"
    write(FIRST, output, copy)
    first = edition(read(output.read_text()))
    write(LATER, output, copy)
    again = edition(read(output.read_text()))
    file = copy / "en/signs.toml"
    file.write_text(file.read_text().replace('heard = "a fever"', 'heard = "fever"'))
    write(LATER, output, copy)
    changed = edition(read(output.read_text()))

    assert first == again
    assert first[1] == "31 January 2030"
    assert changed[1] == "14 February 2030"
    assert changed[0] != first[0]
    assert re.fullmatch(r"[0-9a-f]{12}", changed[0])
