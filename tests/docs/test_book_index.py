"""The index leads to where a term is spoken of, and leaves no subject out."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from reading_html import Node

TERMS = tomllib.loads(
    (Path(__file__).resolve().parents[2] / "docs" / "book" / "index.toml").read_text()
)
SUBJECTS = ("sign-", "cause-", "tip-", "common_question-", "routine-", "situation-", "question-")


@pytest.fixture(scope="module")
def numbered(page: Node) -> dict[str, Node]:
    """Every section of the chapters by its number, in order."""
    sections = [s for part in page.one("main").all("section") for s in part.all("section")]
    shown = [s for s in sections if "entry-set" in s.classes]
    return {s.one("span", "number").text: s for s in shown}


@pytest.fixture(scope="module")
def listed(page: Node) -> dict[str, Node]:
    """The entries of the index by their term."""
    return {row.one("b").text: row for row in page.by_id("index").all("li")}


def covered(row: Node, numbered: dict[str, Node]) -> Iterator[str]:
    """The numbers of all sections that an entry names, those between two included."""
    order = list(numbered)
    for link in row.all("a"):
        first, _, last = link.text.partition("\N{EN DASH}")
        assert numbered[first].attrs["id"] == link.attrs["href"][1:]
        yield from order[order.index(first) : order.index(last or first) + 1]


def test_every_term_is_listed_in_order(listed: dict[str, Node]) -> None:
    """Those with places have some; the others send to one that has."""
    assert list(listed) == sorted(TERMS, key=str.lower)
    for name, words in TERMS.items():
        places = list(listed[name].all("a"))
        assert bool(places) == isinstance(words, list), name
        if isinstance(words, str):
            assert listed[name].text == f"{name} see {words}"
            assert list(listed[words].all("a"))


@pytest.mark.parametrize("name", [name for name, words in TERMS.items() if isinstance(words, list)])
def test_each_section_named_speaks_of_the_term(
    name: str, listed: dict[str, Node], numbered: dict[str, Node]
) -> None:
    """One of its words stands in the section."""
    spoken = re.compile("|".join(TERMS[name]), re.IGNORECASE)
    for number in covered(listed[name], numbered):
        assert spoken.search(numbered[number].text), (name, number)


def test_no_subject_is_left_out(listed: dict[str, Node], numbered: dict[str, Node]) -> None:
    """Every sign, danger question, cause, tip, common question, muscle and place is found."""
    found = {number for row in listed.values() for number in covered(row, numbered)}
    subjects = {n for n, s in numbered.items() if s.attrs["id"].startswith(SUBJECTS)}

    assert len(subjects) > 90
    assert subjects <= found
