"""The book holds everything that can be said, and claims nothing else."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from reading_html import Node

from skill.alexa.speech import Voice
from skill.content.load import load
from skill.dialogue import acts
from skill.web.last_resort import APOLOGY

CONTENT = Path(__file__).resolve().parents[2] / "content"
SILENT = {"id", "evidence", "stretch", "asks", "cause", "tip", "title", "name", "source"}
SILENT |= {"drawing", "answers"}
"""Keys of the content whose words are not spoken as they stand."""
TAG = re.compile(r"<[^>]+>")


def spoken_in(value: Any) -> Iterator[str]:
    """Every string of a table that is spoken: all but the few that are names."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, item in value.items():
            if key not in SILENT:
                yield from spoken_in(item)
    elif isinstance(value, list):
        for item in value:
            yield from spoken_in(item)


def line(span: Node) -> str:
    """A line of the content as the book shows it, with its placeholder back in place."""
    return "".join(one if isinstance(one, str) else one.attrs["data-for"] for one in span.inside)


def test_every_spoken_line_is_there_and_no_other(page: Node, said: dict[str, Any]) -> None:
    """The lines marked as spoken are those of content/, and the one reply of the program."""
    in_content = {words for table in said.values() for words in spoken_in(table)}
    in_book = {line(span) for span in page.one("main").all("span", "said")}

    assert in_book - {APOLOGY} == in_content
    assert APOLOGY in in_book


def test_what_is_filled_in_can_be_heard(page: Node, said: dict[str, Any]) -> None:
    """A read-back in the book is the read-back of a sign or a danger question."""
    known = {entry["heard"] for file in ("signs", "check") for entry in said[file].values()}
    filled = {u.text for u in page.one("main").all("u") if "open" not in u.classes}

    assert filled
    assert filled <= known


def entries(page: Node) -> list[tuple[set[str], list[str]]]:
    """The lines and the facts of every entry of the book."""
    return [
        (
            {line(span) for span in entry.all("span", "said")},
            [a.text for a in entry.all("a", "fact")],
        )
        for entry in page.all("div", "entry")
    ]


def resting(table: Any) -> Iterator[tuple[list[str], list[str]]]:
    """The lines right in a table that rests on facts, and those facts; deeper ones too."""
    if isinstance(table, dict):
        if "evidence" in table:
            own = {key: item for key, item in table.items() if not isinstance(item, dict)}
            yield list(spoken_in(own)), table["evidence"]
        for item in table.values():
            yield from resting(item)
    elif isinstance(table, list):
        for item in table:
            yield from resting(item)


def test_every_line_has_its_facts_beside_it(
    page: Node, said: dict[str, Any], triage: dict[str, Any]
) -> None:
    """Each line stands in an entry that lists exactly the facts the content gives for it."""
    shown = entries(page)
    rules = {**triage["check"]["questions"], **triage["check"]["follow_ups"], **triage["signs"]}
    danger = {**said["check"], **said["signs"]}
    wanted = [one for table in said.values() for one in resting(table)]
    wanted += [([danger[id]["means"], danger[id]["heard"]], rules[id]["evidence"]) for id in rules]

    assert len(wanted) > 150
    for lines, facts in wanted:
        for words in lines:
            assert any(words in said_ and facts == ids for said_, ids in shown), words


def test_every_line_has_its_measures(page: Node) -> None:
    """Each row gives seconds unless something is still to be filled in, and its grade if long."""
    for row in page.all("div", "line"):
        words, measure = row.one("p", "words"), row.one("p", "measure").text
        if not any("open" in u.classes for u in words.all("u")):
            assert re.search(r"\d s$", measure), words.text
        if measure and "fragment" not in words.one("span").classes:
            assert ("grade" in measure) == (len(words.text.split()) >= 5), words.text


def cited(said: dict[str, Any], triage: dict[str, Any]) -> set[str]:
    """Every fact that any entry of the content rests on."""
    text = f"{said} {triage}"
    return set(re.findall(r"\b[A-Z][A-Z0-9]*-\d\d\b", text))


def test_every_seed_statement_is_listed(
    page: Node, said: dict[str, Any], triage: dict[str, Any]
) -> None:
    """Each has its row with the article's words, and where it is spoken or why it is not."""
    seeds = tomllib.loads((CONTENT / "evidence/seed.toml").read_text())
    spoken = cited(said, triage)
    for id, seed in seeds.items():
        row = page.by_id(f"fact-{id}")
        name, (claim, _, where) = row.one("th"), row.all("td")
        assert (name.text, claim.text) == (id, seed["says"])
        links = [a.attrs["href"] for a in where.all("a")]
        assert bool(links) == (id in spoken)
        if not links:
            assert "Not spoken:" in where.text


def test_seed_statements_lead_to_lines_that_name_them(page: Node) -> None:
    """Where the book says a statement is spoken, that entry lists it."""
    for row in page.by_id("seeds").all("tr"):
        for a in list(row.all("a")):
            target = a.attrs["href"][1:]
            if not target.startswith("fact-"):
                id = row.attrs["id"].removeprefix("fact-")
                assert id in {fact.text for fact in page.by_id(target).all("a", "fact")}


def test_every_fact_has_its_sources(page: Node) -> None:
    """Each fact is listed with its words, strength, organisations and titles; sources in full."""
    evidence = {
        file.stem: tomllib.loads(file.read_text())
        for file in CONTENT.glob("evidence/*")
        if file.suffix == ".toml"
    }
    sources = evidence.pop("sources")
    evidence.pop("seed")
    for facts in evidence.values():
        for id, fact in facts.items():
            row = page.by_id(f"fact-{id}")
            text = row.text
            assert fact["says"] in text
            assert fact["strength"] in [cell.text for cell in row.all("td")]
            for code in fact["sources"]:
                assert sources[code]["organisation"] in text
                assert sources[code]["title"] in text
    for code, source in sources.items():
        text = page.by_id(f"source-{code}").text
        assert source["organisation"] in text
        assert source["title"] in text
        assert all(address in text for address in source["address"].split(" ; "))


def as_spoken(markup: list[str]) -> str:
    """Speech markup as plain words."""
    return " ".join(TAG.sub("", " ".join(markup)).split())


def rows(page: Node, id: str) -> list[str]:
    """The spoken rows of a section, as plain words."""
    found = [row.one("p", "words").text for row in page.by_id(id).all("div", "line")]
    return [" ".join(words.replace('"', "").split()) for words in found]


@pytest.mark.parametrize("id", [id for id, sign in load().signs.items() if sign.tier != "guard"])
def test_a_signs_full_reply_is_what_the_skill_says(page: Node, id: str) -> None:
    """The book puts a sign's advice together as the voice does."""
    content = load()
    advice = acts.GiveAdvice(content.signs[id].tier, id)

    assert as_spoken(Voice(content, 0, "normal").say(advice)) in rows(page, f"sign-{id}")


@pytest.mark.parametrize("id", [*load().check, *load().follow_ups])
def test_a_questions_full_advice_is_what_the_skill_says(page: Node, id: str) -> None:
    """So does it for a yes to a danger question."""
    content = load()
    advice = acts.GiveAdvice(content.danger_question(id).tier, id)

    assert as_spoken(Voice(content, 0, "normal").say(advice)) in rows(page, f"question-{id}")


@pytest.mark.parametrize("muscle", load().routines)
def test_a_routine_is_what_the_skill_says(page: Node, muscle: str) -> None:
    """Movements, rubbing and counted holds stand in the order in which they are heard."""
    content = load()
    voice = Voice(content, 0, "normal")
    heard = [
        as_spoken(voice.say(acts.GiveStep(muscle, "", step.id, rub=True, danger_line=False)))
        for step in content.routines[muscle].steps
    ]

    assert " ".join(rows(page, f"routine-{muscle}")) == " ".join(heard)


def test_the_first_hold_is_what_the_skill_says(page: Node) -> None:
    """With the danger line between its counts."""
    content = load()
    step = acts.GiveStep("leg", "", content.routines["leg"].steps[0].id, True, danger_line=True)

    assert as_spoken(Voice(content, 0, "normal").say(step)).endswith(rows(page, "holds")[0])


def test_a_call_for_help_is_what_the_skill_says(page: Node) -> None:
    """The reply to "call an ambulance" too."""
    voice = Voice(load(), 0, "normal")

    assert as_spoken(voice.say(acts.GiveAdvice("emergency", ""))) in rows(page, "advice-call")
