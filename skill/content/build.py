"""From parsed tables to values; every fault of form becomes a problem line, none is raised."""

from __future__ import annotations

import difflib
import re
from collections.abc import Collection, Iterator, Mapping
from typing import Any, TypeVar

import msgspec

from skill.content.read import Table, Tables
from skill.content.types import (
    Content,
    DangerQuestion,
    Line,
    Prompt,
    Question,
    Region,
    Routine,
    Sign,
    Situation,
    TierAdvice,
    Topic,
)

T = TypeVar("T", bound=msgspec.Struct)
PLACEHOLDER = re.compile(r"\{(\w*)\}")
FILLED_LATER = frozenset({"heard", "items"})
"""Placeholders that the conversation fills, not the region."""


class Problems:
    """Collects ``file: key: what is wrong; what to do`` lines for one folder."""

    def __init__(self, folder: str, lines: list[str]) -> None:
        self.folder = folder
        self.lines = lines

    def add(self, file: str, key: str, fault: str) -> None:
        """Report one fault; ``fault`` says what is wrong and what to do."""
        self.lines.append(f"{self.folder}/{file}.toml: {key}: {fault}")


def no_such(kind: str, name: str, known: Collection[str]) -> str:
    """Explain an unknown name, with the nearest known one when there is one."""
    near = difflib.get_close_matches(name, known, n=1)
    hint = f"did you mean {near[0]!r}?" if near else f"known: {', '.join(sorted(known))}"
    return f"no {kind} named {name!r}; {hint}"


def entry(kind: type[T], raw: object, file: str, key: str, problems: Problems) -> T | None:
    """One entry of a kind, or None with a problem for each of its fields that is wrong."""
    if not isinstance(raw, Mapping):
        problems.add(file, key, f"is {raw!r}; write it as a table")
        return None
    fields = {field.name: field for field in msgspec.structs.fields(kind)}
    before = len(problems.lines)
    for name in raw.keys() - fields.keys():
        problems.add(file, f"{key}.{name}", no_such("field", name, fields))
    for name, field in fields.items():
        if name in raw:
            _convert(raw[name], field.type, file, f"{key}.{name}", problems)
        elif field.required:
            problems.add(file, f"{key}.{name}", "is missing; add it")
    return msgspec.convert(raw, kind) if len(problems.lines) == before else None


def _convert(raw: object, kind: Any, file: str, key: str, problems: Problems) -> None:
    try:
        msgspec.convert(raw, kind)
    except msgspec.ValidationError as fault:
        text, _, path = str(fault).partition(" - at `$")
        problems.add(file, f"{key}{path.rstrip('`')}", f"{text}; mend the value there")


def entries(kind: type[T], raw: Table, file: str, problems: Problems) -> dict[str, T]:
    """Every entry of a file, by key."""
    made = {key: entry(kind, value, file, key, problems) for key, value in raw.items()}
    return {key: value for key, value in made.items() if value is not None}


def folder(kind: type[T], tables: Tables, name: str, problems: Problems) -> dict[str, T]:
    """Every file of a folder as one entry, by file name."""
    made: dict[str, T] = {}
    for path, raw in tables.items():
        if path.startswith(f"{name}/"):
            id = path.removeprefix(f"{name}/")
            value = entry(kind, raw, path, "file", problems)
            made |= {id: value} if value is not None else {}
    return made


def filled(tables: Tables, words: Mapping[str, str], problems: Problems) -> Tables:
    """The tables with the region's words in place of their placeholders."""
    done: Tables = {}
    for file, table in tables.items():
        done[file] = _fill(table, words, file, "", problems)
    return done


def _fill(value: Any, words: Mapping[str, str], file: str, key: str, problems: Problems) -> Any:
    if isinstance(value, str):
        for name in PLACEHOLDER.findall(value):
            if name not in words and name not in FILLED_LATER:
                problems.add(file, key, no_such("word", name, words.keys() | FILLED_LATER))
        return PLACEHOLDER.sub(lambda found: words.get(found[1], found[0]), value)
    if isinstance(value, dict):
        inner = {name: f"{key}.{name}".strip(".") for name in value}
        return {name: _fill(value[name], words, file, at, problems) for name, at in inner.items()}
    if isinstance(value, list):
        return [_fill(item, words, file, f"{key}[{n}]", problems) for n, item in enumerate(value)]
    return value


def region(tables: Tables, problems: Problems) -> Region | None:
    """The region of a locale; a number without a date and a source is a problem."""
    made = entry(Region, tables.get("region", {}), "region", "file", problems)
    number = made.emergency_number if made else None
    if number and re.search(r"\d", number.say) and not (number.verified and number.source):
        problems.add(
            "region",
            "emergency_number",
            f"{number.say} has no verified date and source; add both, or leave the number out",
        )
    return made


def words_of(region: Region | None) -> dict[str, str]:
    """The words that fill placeholders, with the number to call among them."""
    if region is None:
        return {}
    return {**region.words, "emergency_number": region.emergency_number.say}


def joined(
    rules: Table, words: Table, file: str, problems: Problems
) -> Iterator[tuple[str, Table]]:
    """Each entry of a rules file with its words, by id; one without the other is a problem."""
    for id in rules.keys() - words.keys():
        problems.add(file, id, "has a rule in triage/ and no words here; add them")
    for id in words.keys() - rules.keys():
        problems.add(file, id, f"has words and no rule in triage/; {no_such('rule', id, rules)}")
    for id in rules:
        if id in words:
            yield id, {"id": id, **rules[id], **words[id]}


def counts(raw: Table, problems: Problems) -> dict[str, str]:
    """The words that count a hold down."""
    for key, words in raw.items():
        if not isinstance(words, str):
            problems.add("counts", key, f"is {words!r}; write the words to say")
    return {key: words for key, words in raw.items() if isinstance(words, str)}


def content(locale: str, said: Tables, triage: Tables, problems: Problems) -> Content:
    """The content of a locale, as far as its form is right; problems say where it is not."""
    place = region(said, problems)
    said = filled(said, words_of(place), problems)
    check = triage.get("check", {})
    rules = {**check.get("questions", {}), **check.get("follow_ups", {})}
    signs = dict(joined(triage.get("signs", {}), said.get("signs", {}), "signs", problems))
    asked = dict(joined(rules, said.get("check", {}), "check", problems))
    danger = entries(DangerQuestion, asked, "check", problems)
    own = check.get("questions", {})
    return Content(
        locale=locale,
        routines=folder(Routine, said, "routines", problems),
        situations=folder(Situation, said, "situations", problems),
        causes=folder(Topic, said, "causes", problems),
        tips=folder(Topic, said, "tips", problems),
        questions=folder(Topic, said, "questions", problems),
        signs=entries(Sign, signs, "signs", problems),
        check={id: question for id, question in danger.items() if id in own},
        follow_ups={id: question for id, question in danger.items() if id not in own},
        advice=entries(TierAdvice, said.get("advice", {}), "advice", problems),  # type: ignore[arg-type]
        aftercare=entries(Line, said.get("aftercare", {}), "aftercare", problems),
        counts=counts(said.get("counts", {}), problems),
        prompts=entries(Prompt, said.get("prompts", {}), "prompts", problems),
        asks=entries(Question, said.get("asks", {}), "asks", problems),
        region=place,
        asks_questions=bool(check.get("asks_questions", True)),
    )
