"""What may be said, read from the TOML by the test itself: every line, and where it comes from."""

from __future__ import annotations

import itertools
import re
import tomllib
from collections.abc import Iterator
from functools import cache, cached_property
from pathlib import Path
from typing import Any, NamedTuple

from walk import tables

ROOT = Path(__file__).resolve().parents[2] / "content"
Label = tuple[str, str]
Table = dict[str, Any]


class Line(NamedTuple):
    """A line that was heard whole, and what it can be."""

    text: str
    labels: frozenset[Label]
    sources: frozenset[str]

    def ids(self, kind: str) -> set[str]:
        """The ids that a line of this kind can have; empty when it is of another kind."""
        return {id for of_kind, id in self.labels if of_kind == kind}


AND = "prompts.and[0]"


class Said(NamedTuple):
    """One line of the content, before lines that read the same are put together."""

    text: str
    kind: str
    id: str
    source: str


class Book:
    """Every line of one locale, found by its words."""

    def __init__(self, files: dict[str, Table], number: str) -> None:
        self.files = files
        self.number = number
        self.items = {id: entry["items"] for id, entry in files["check"].items()}
        self.trie: dict[Any, Any] = {}
        self.sources: set[str] = set()
        self.standing: set[str] = set()
        self.holds: dict[str, int] = {}
        self.shown: dict[str, set[str]] = {}
        """The few words that a screen has for a movement, by those that are spoken."""
        self.lists = {
            f"prompts.{id}[{n}]": (id, form.partition("{items}"))
            for id in ("summary", "summary_unsure")
            for n, form in enumerate(files["prompts"][id]["say"])
        }
        self.lists |= {
            f"advice.{tier}.heard": ("read_back", entry["heard"].partition("{heard}"))
            for tier, entry in files["advice"].items()
        }
        self.sources |= self.lists.keys()
        for said in every_line(files):
            self.enter(said)
        for text, step in steps_of(files):
            self.holds[plain(text)] = step.get("hold", 0)
            self.shown.setdefault(plain(text), set()).add(step["show"])
            if step.get("standing"):
                self.standing.add(plain(text))

    def files_of(self, name: str) -> Table:
        """A file of rules, the same in every language."""
        return tomllib.loads((ROOT / f"{name}.toml").read_text(encoding="utf-8"))

    def listing(self, text: str) -> Line | None:
        """A sentence that lists read-backs of signs and danger questions; None for another."""
        for source, (id, (before, _, after)) in self.lists.items():
            if text.startswith(before) and text.endswith(after):
                told = re.split(r",? and |, ", text[len(before) : len(text) - len(after)])
                known = [self.read_backs.get(one, set()) for one in told]
                if all(known):
                    places = set(itertools.chain(*known))
                    sources = {source, *places, *([AND] if len(told) > 1 else [])}
                    ids = {place.split(".")[1] for place in places}
                    labels = {(id, one) for one in (ids if id == "read_back" else told)}
                    return Line(text, frozenset(labels), frozenset(sources))
        return None

    @cached_property
    def read_backs(self) -> dict[str, set[str]]:
        """Every read-back, with the places it stands in."""
        found: dict[str, set[str]] = {}
        for file in ("signs", "check"):
            for id, entry in self.files[file].items():
                found.setdefault(entry["heard"], set()).add(f"{file}.{id}.heard")
        return found

    def enter(self, said: Said) -> None:
        """Make a line findable."""
        text = plain(said.text)
        node = self.trie
        for word in text.split():
            node = node.setdefault(word, {})
        old = node.get(None) or Line(text, frozenset(), frozenset())
        label = (said.kind, said.id)
        node[None] = Line(text, old.labels | {label}, old.sources | {said.source})
        self.sources.add(said.source)


def plain(text: str) -> str:
    """A line as it is heard: no quotation marks, single spaces."""
    return " ".join(text.replace('"', "").split())


@cache
def book(locale: str) -> Book:
    """The lines of a locale; one that has no content of its own gets English without a number."""
    own = ROOT / locale
    folders = [ROOT / "en"] + ([own] if locale == "en-US" else [])
    files: dict[str, Table] = {}
    for folder in folders:
        for file in sorted(folder.rglob("*.toml")):
            name = file.relative_to(folder).with_suffix("").as_posix()
            read = tomllib.loads(file.read_text(encoding="utf-8"))
            files[name] = over(files.get(name, {}), read)
    number = files["region"]["emergency_number"]["say"]
    words = {**files["region"]["words"], "emergency_number": number}
    return Book({name: fill(table, words) for name, table in files.items()}, number)


def over(base: Table, top: Table) -> Table:
    """A region's table laid over its language's."""
    both = base.keys() & top.keys()
    merged = {k: over(base[k], top[k]) for k in both if isinstance(top[k], dict)}
    return {**base, **top, **merged}


def fill(value: Any, words: dict[str, str]) -> Any:
    """The value with the region's words in place of {name}."""
    if isinstance(value, str):
        return re.sub(r"\{(\w+)\}", lambda found: words.get(found[1], found[0]), value)
    if isinstance(value, list):
        return [fill(item, words) for item in value]
    if isinstance(value, dict):
        return {key: fill(item, words) for key, item in value.items()}
    return value


def every_line(files: dict[str, Table]) -> Iterator[Said]:
    """Every line that the content holds, templates filled in."""
    yield from prompts(files)
    yield from questions(files)
    yield from danger(files)
    yield from signs(files)
    yield from advice(files)
    for text, step in steps_of(files):
        yield from step_lines(text, step)
    yield from others(files)


def prompts(files: dict[str, Table]) -> Iterator[Said]:
    """The prompts, with what fills them."""
    for id, entry in files["prompts"].items():
        for n, text in enumerate(entry["say"]):
            source = f"prompts.{id}[{n}]"
            if "{heard}" in text:
                for sign, words in files["signs"].items():
                    yield Said(text.replace("{heard}", words["heard"]), id, sign, source)
            elif id == "rest":
                yield from rests(text, source, files)
            elif "{items}" in text:
                continue  # any list of what was told: Book.listing
            else:
                yield Said(text, "prompt", id, source)


def rests(text: str, source: str, files: dict[str, Table]) -> Iterator[Said]:
    """Every way to ask for the rest of a grouped question."""
    word_for_or = files["prompts"]["or"]["say"][0]
    for question, entry in files["check"].items():
        items = [item for of_sign in entry["items"].values() for item in of_sign]
        for size in range(1, len(items) + 1):
            for left in itertools.combinations(items, size):
                yield Said(
                    text.replace("{items}", listed(left, word_for_or)),
                    "rest",
                    f"{question}:{'|'.join(left)}",
                    source,
                )


def listed(items: tuple[str, ...], word_for_or: str) -> str:
    """Items as they are said: "a", "a or b", "a, b, or c"."""
    if len(items) < 3:
        return f" {word_for_or} ".join(items)
    return f"{', '.join(items[:-1])}, {word_for_or} {items[-1]}"


def questions(files: dict[str, Table]) -> Iterator[Said]:
    """The everyday questions."""
    for id, entry in files["asks"].items():
        for n, text in enumerate(entry["ask"]):
            yield Said(text, "ask", id, f"asks.{id}.ask[{n}]")
        yield Said(entry["reprompt"], "reprompt", id, f"asks.{id}.reprompt")
        if "help" in entry:
            yield Said(entry["help"], "help", id, f"asks.{id}.help")


def danger(files: dict[str, Table]) -> Iterator[Said]:
    """The danger questions."""
    for id, entry in files["check"].items():
        for field in ("ask", "plainer", "why", "means", "do", "urgent"):
            if entry.get(field):
                yield Said(entry[field], f"danger_{field}", id, f"check.{id}.{field}")


def signs(files: dict[str, Table]) -> Iterator[Said]:
    """The danger signs."""
    for id, entry in files["signs"].items():
        for field in ("means", "do", "urgent"):
            if entry.get(field):
                yield Said(entry[field], f"sign_{field}", id, f"signs.{id}.{field}")


def advice(files: dict[str, Table]) -> Iterator[Said]:
    """What each tier demands, and every read-back."""
    for tier, entry in files["advice"].items():
        for field in {"now", "meanwhile", "again", "if_unread"} & entry.keys():
            yield Said(entry[field], f"advice_{field}", tier, f"advice.{tier}.{field}")


def steps_of(files: dict[str, Table]) -> Iterator[tuple[str, Table]]:
    """Every movement, with the id it is told apart by."""
    for name, entry in files.items():
        folder, _, id = name.partition("/")
        steps = list(entry.get("steps", ())) if folder == "routines" else []
        if folder == "situations":
            steps = [*entry["first_step"].values()]
            steps += [entry["before"]] if "before" in entry else []
        for step in steps:
            yield step["say"], {**step, "at": f"{folder}.{id}.{step['id']}"}


def step_lines(text: str, step: Table) -> Iterator[Said]:
    """A movement's own words and what goes with it."""
    yield Said(text, "step", step["at"], f"{step['at']}.say")
    if step.get("rub"):
        yield Said(step["rub"], "rub", step["at"], f"{step['at']}.rub")
    for n, cue in enumerate(step.get("cues", ())):
        yield Said(cue, "cue", step["at"], f"{step['at']}.cues[{n}]")


def others(files: dict[str, Table]) -> Iterator[Said]:
    """Counts, aftercare and the breaths of every topic."""
    for seconds, text in files["counts"].items():
        yield Said(text, "count", seconds, f"counts.{seconds}")
    for id, entry in files["aftercare"].items():
        yield Said(entry["say"], "aftercare", id, f"aftercare.{id}")
    for name, entry in files.items():
        folder, _, id = name.partition("/")
        if folder == "situations":
            yield Said(entry["when_eased"]["say"], "when_eased", id, f"{name}.when_eased")
            if "make_safe" in entry:
                yield Said(entry["make_safe"]["say"], "make_safe", id, f"{name}.make_safe")
        kind = folder.removesuffix("s")
        if kind in tables.TOPICS:
            for n, breath in enumerate(entry["breaths"]):
                yield Said(breath["say"], "breath", f"{kind}.{id}.{n}", f"{name}.breaths[{n}]")
