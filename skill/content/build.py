"""From parsed tables to values; every fault of form becomes a problem line, none is raised."""

from __future__ import annotations

import difflib
import functools
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date, timedelta
from typing import Any, TypeVar, get_args, get_origin

import msgspec

from skill.content.read import Parts, Table, Tables, merged
from skill.content.types import (
    Card,
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
DIGITS = re.compile(r"\d+")
FILLED_LATER = frozenset({"heard", "items", "number"})
"""Placeholders that the conversation fills, not the region."""
NOT_WORDS = frozenset({"id", "evidence", "drawing", "answers"})
"""Keys whose values are names, which may hold a digit."""

FILES = frozenset("region signs check advice aftercare cards counts prompts asks screens".split())
RULE_FILES = frozenset("check signs switches".split())
FOLDERS = frozenset("routines situations causes tips questions".split())
"""What a language is read from; a file of another name would be read by nothing."""

SHOWN = 12
"""How many known names an explanation lists."""

RULES = frozenset("tier covers evidence follow_up hands_off no_rub guard".split())
"""The fields of signs and danger questions that are the same in every language."""


class Problems:
    """Collects ``file: key: what is wrong; what to do`` lines."""

    def __init__(self, said: Parts, triage: Tables, lines: list[str]) -> None:
        self.said = said
        """The folders of the locale, to tell which of them holds a fault."""
        self.triage = triage
        self.lines = lines

    def add(self, file: str, key: str, fault: str) -> None:
        """Report one fault; ``fault`` says what is wrong and what to do."""
        self.lines.append(f"{self.place(file, key)}.toml: {key}: {fault}")

    def place(self, file: str, key: str) -> str:
        """The file that holds a key: a rule's is in triage/, words are in the last folder laid."""
        if file.startswith(("triage/", "evidence/")):
            return file
        parts = re.split(r"[.\[]", key)
        if file in ("signs", "check") and not RULES.isdisjoint(parts[1:2]):
            return f"triage/{file}"
        holders = [name for name, tables in self.said.items() if parts[0] in tables.get(file, {})]
        return f"{(holders or list(self.said)[:1])[-1]}/{file}"

    def lacks(self, known: Collection[str], file: str, name: str) -> bool:
        """Whether a name is neither known nor written; one written wrongly was told already."""
        check = self.triage.get("check", {}).values() if file == "check" else ()
        tables = [tables.get(file, {}) for tables in (*self.said.values(), self.triage)]
        own_file = any(f"{file}/{name}" in tables for tables in self.said.values())
        return name not in known and not own_file and not written(name, (*tables, *check))


def written(name: str, tables: Iterable[object]) -> bool:
    """Whether any of these is a table with an entry of that name."""
    return any(isinstance(table, dict) and name in table for table in tables)


def no_such(kind: str, name: str, known: Collection[str]) -> str:
    """Explain an unknown name, with the nearest known one when there is one."""
    near = difflib.get_close_matches(name, known, n=1)
    some = ", ".join(sorted(known)[:SHOWN]) + (", ..." if len(known) > SHOWN else "")
    hint = f"did you mean {near[0]!r}?" if near else f"known: {some}"
    return f"no {kind} named {name!r}; {hint}"


def entry(kind: type[T], raw: object, file: str, key: str, problems: Problems) -> T | None:
    """One entry of a kind, or None with a problem for each of its fields that is wrong.

    ``key`` is empty where the whole file is the entry.
    """
    try:
        return msgspec.convert(raw, kind)
    except msgspec.ValidationError:
        explain(kind, raw, file, key, problems)
        return None


def explain(
    kind: type[msgspec.Struct], raw: object, file: str, key: str, problems: Problems
) -> None:
    """Add a problem for every field that is unknown, missing or of the wrong kind."""
    if not isinstance(raw, Mapping):
        problems.add(file, key or "file", f"is {raw!r}; write it as a table")
        return
    fields = _fields(kind)
    for name in raw.keys() - fields.keys():
        problems.add(file, inside(key, name), no_such("field", name, fields))
    for name, field in fields.items():
        if name in raw:
            _value(raw[name], field.type, file, inside(key, name), problems)
        elif field.required:
            problems.add(file, inside(key, name), "is missing; add it")


@functools.cache
def _fields(kind: type[msgspec.Struct]) -> dict[str, msgspec.structs.FieldInfo]:
    return {field.name: field for field in msgspec.structs.fields(kind)}


def inside(key: str, name: str) -> str:
    """The key of a field in an entry."""
    return f"{key}.{name}" if key else name


def _value(raw: object, kind: Any, file: str, key: str, problems: Problems) -> None:
    """Judge one field, entry by entry where it holds entries."""
    inner = _entry_kind(kind)
    if inner and get_origin(kind) is tuple and isinstance(raw, list):
        for n, item in enumerate(raw):
            explain(inner, item, file, f"{key}[{n}]", problems)
    elif inner and get_origin(kind) is dict and isinstance(raw, Mapping):
        for name, item in raw.items():
            explain(inner, item, file, inside(key, name), problems)
    elif inner and isinstance(raw, Mapping):
        explain(inner, raw, file, key, problems)
    else:
        _plain(raw, kind, file, key, problems)


@functools.cache
def _entry_kind(kind: Any) -> type[msgspec.Struct] | None:
    """The kind of entry that a field is or holds, if any."""
    kinds = (kind, *get_args(kind))
    return next((k for k in kinds if isinstance(k, type) and issubclass(k, msgspec.Struct)), None)


def _plain(raw: object, kind: Any, file: str, key: str, problems: Problems) -> None:
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
            value = entry(kind, raw, path, "", problems)
            made |= {id: value} if value is not None else {}
    return made


def unread_files(said: Tables, triage: Tables, problems: Problems) -> None:
    """A file that nothing reads is a problem: its words would never be said."""
    for file in said:
        if file not in FILES and file.partition("/")[0] not in FOLDERS:
            problems.add(file, "file", no_such("file or folder", file, FILES | FOLDERS))
    for file in triage.keys() - RULE_FILES:
        problems.add(f"triage/{file}", "file", no_such("file", file, RULE_FILES))


def filled(tables: Tables, words: Mapping[str, str], problems: Problems) -> Tables:
    """The tables with the region's words in place of their placeholders."""
    spoken = {file: table for file, table in tables.items() if file != "region"}
    return {file: _fill(table, words, file, "", problems) for file, table in spoken.items()}


def _fill(value: Any, words: Mapping[str, str], file: str, key: str, problems: Problems) -> Any:
    if isinstance(value, str):
        _judge_words(value, words, file, key, problems)
        return PLACEHOLDER.sub(lambda found: _word(words, found), value)
    if isinstance(value, dict):
        return {
            name: item
            if name in NOT_WORDS
            else _fill(item, words, file, inside(key, name), problems)
            for name, item in value.items()
        }
    if isinstance(value, list):
        return [_fill(item, words, file, f"{key}[{n}]", problems) for n, item in enumerate(value)]
    return value


def _word(words: Mapping[str, str], found: re.Match[str]) -> str:
    """The word for a placeholder; an unknown one, told already, stands for itself."""
    return found[0] if found[1] in FILLED_LATER else words.get(found[1], found[1])


def _judge_words(
    line: str, words: Mapping[str, str], file: str, key: str, problems: Problems
) -> None:
    """Placeholders are known, and a number stands in the region's file alone."""
    known = words.keys() | FILLED_LATER
    for name in PLACEHOLDER.findall(line):
        if name not in known:
            problems.add(file, key, no_such("word", name, known))
    if digits := DIGITS.search(line):
        fault = f"says {digits[0]!r} in figures; use words, or {{emergency_number}} for the number"
        problems.add(file, key, fault)


def region(tables: Tables, problems: Problems) -> Region | None:
    """The region of a locale; a number without a date and a source is a problem."""
    made = entry(Region, tables.get("region", {}), "region", "", problems)
    if made is None:
        return None
    number = made.emergency_number
    if DIGITS.search(number.say) and not (number.verified and number.source):
        fault = f"{number.say} has no verified date and source; add both, or leave the number out"
        problems.add("region", "emergency_number", fault)
    if number.verified and number.verified > date.today() + timedelta(days=1):
        fault = f"is {number.verified}, a day to come; write the day on which it was verified"
        problems.add("region", "emergency_number.verified", fault)
    if not number.say.strip():
        problems.add("region", "emergency_number.say", "is empty; write the words to say")
    for name, words in made.words.items():
        if not words.strip():
            problems.add("region", f"words.{name}", "is empty; write the word")
        if DIGITS.search(words):
            fault = f"{words!r} has a number with no verified date; say it without the number"
            problems.add("region", f"words.{name}", fault)
    return made


def words_of(region: Region | None, tables: Tables) -> dict[str, str]:
    """The words that fill placeholders, with the number to call among them.

    Without a region, which is a problem told already, each stands for itself.
    """
    if region is None:
        return {name: name for name in PLACEHOLDER.findall(str(tables))}
    return {**region.words, "emergency_number": region.emergency_number.say}


def table(raw: object, file: str, key: str, problems: Problems) -> Table:
    """A table as it is; an empty one and a problem for anything else."""
    if isinstance(raw, dict):
        return raw
    problems.add(file, key, f"is {raw!r}; write it as a table")
    return {}


def joined(
    rules: Table, words: Table, file: str, problems: Problems
) -> Iterator[tuple[str, Table]]:
    """Each entry of a rules file with its words, by id; one without the other is a problem."""
    for id in rules.keys() - words.keys():
        problems.add(file, id, "has a rule in triage/ and no words here; add them")
    for id in words.keys() - rules.keys():
        problems.add(file, id, f"has words and no rule in triage/; {no_such('rule', id, rules)}")
    for id in rules:
        if isinstance(rules[id], dict) and isinstance(words.get(id), dict):
            for name in RULES & words[id].keys():
                fault = f"{name} is a rule and may not differ by language; move it to triage/"
                problems.add(file, id, fault)
            yield id, {"id": id, **words[id], **rules[id]}
        elif id in words:
            problems.add(file, id, "is no table; write it as one, here and in triage/")


def plain_words(raw: Table, file: str, table: str, problems: Problems) -> dict[str, str]:
    """Words by name; ``table`` is where they stand in their file, empty for all of it."""
    for key, words in raw.items():
        if not isinstance(words, str):
            problems.add(file, inside(table, key), f"is {words!r}; write the words to say")
    return {key: words for key, words in raw.items() if isinstance(words, str)}


def screen_words(said: Tables, name: str, problems: Problems) -> dict[str, str]:
    """One of the two tables of ``screens.toml``."""
    raw = table(said.get("screens", {}).get(name, {}), "screens", name, problems)
    return plain_words(raw, "screens", name, problems)


SWITCHES = {"asks_questions": True, "mentions_contact": False}
"""What stands where a switch is not set."""


def switches(raw: Table, problems: Problems) -> dict[str, bool]:
    """Every switch; one that is neither true nor false is a problem, and stays as it is here."""
    for name in raw.keys() - SWITCHES.keys():
        problems.add("triage/switches", name, no_such("switch", name, SWITCHES))
    for name in SWITCHES.keys() & raw.keys():
        if not isinstance(raw[name], bool):
            problems.add("triage/switches", name, f"is {raw[name]!r}; write true or false")
    return {
        name: raw[name] if isinstance(raw.get(name), bool) else unset
        for name, unset in SWITCHES.items()
    }


def content(locale: str, drawings: tuple[str, ...], problems: Problems) -> Content:
    """The content of a locale, as far as its form is right; problems say where it is not."""
    said, triage = merged(problems.said.values()), problems.triage
    unread_files(said, triage, problems)
    place = region(said, problems)
    said = filled(said, words_of(place, said), problems)
    check = triage.get("check", {})
    own, after = (
        table(check.get(name, {}), "triage/check", name, problems)
        for name in ("questions", "follow_ups")
    )
    rules = {**own, **after}
    signs = dict(joined(triage.get("signs", {}), said.get("signs", {}), "signs", problems))
    asked = dict(joined(rules, said.get("check", {}), "check", problems))
    danger = entries(DangerQuestion, asked, "check", problems)
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
        counts=plain_words(said.get("counts", {}), "counts", "", problems),
        prompts=entries(Prompt, said.get("prompts", {}), "prompts", problems),
        asks=entries(Question, said.get("asks", {}), "asks", problems),
        cards=entries(Card, said.get("cards", {}), "cards", problems),
        buttons=screen_words(said, "buttons", problems),
        labels=screen_words(said, "lines", problems),
        drawings=drawings,
        region=place,
        **switches(triage.get("switches", {}), problems),
    )
