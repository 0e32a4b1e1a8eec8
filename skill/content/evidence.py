"""The facts in ``content/evidence``, and the rules that they and their sources keep."""

from __future__ import annotations

from collections.abc import Collection
from typing import Literal

import msgspec

from skill.content.build import Problems, entry, no_such
from skill.content.lines import maybe_resting_on, resting_on
from skill.content.read import Tables
from skill.content.types import Content


class Fact(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A fact in ``content/evidence``."""

    says: str
    sources: tuple[str, ...]
    strength: str


class SeedFact(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A fact of the two articles that the project began from."""

    says: str
    voice: Literal["ok", "soften", "guard"]
    beside: tuple[str, ...] = ()
    not_voiced: str = ""


class Source(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Who says so, and where."""

    organisation: str
    title: str
    address: str


def problems_in(content: Content, evidence: Tables, problems: Problems) -> None:
    """Add a line for every fact that is not whole, and for every id that is no fact."""
    sources = evidence.get("sources", {})
    facts = {id for file, table in evidence.items() if file != "sources" for id in table}
    for file, table in evidence.items():
        for id, raw in table.items():
            fact_problems(f"evidence/{file}", id, raw, facts, sources, problems)
    for file, key, ids in resting_on(content):
        if not ids:
            fault = "is empty; add the ids of the facts it rests on"
            problems.add(file, f"{key}.evidence", fault)
        known_ids(file, f"{key}.evidence", ids, "fact", facts, problems)
    for file, key, ids in maybe_resting_on(content):
        known_ids(file, f"{key}.evidence", ids, "fact", facts, problems)
    if content.region and (source := content.region.emergency_number.source):
        key = "emergency_number.source"
        known_ids("region", key, (source,), "source", sources, problems)


def fact_problems(
    file: str,
    id: str,
    raw: object,
    facts: Collection[str],
    sources: Collection[str],
    problems: Problems,
) -> None:
    """One entry of the evidence is whole, and what it names is there."""
    for key, words in raw.items() if isinstance(raw, dict) else ():
        if isinstance(words, str) and not words.strip():
            problems.add(file, f"{id}.{key}", "is empty; write it, or take it out")
    if file == "evidence/sources":
        entry(Source, raw, file, id, problems)
    elif file == "evidence/seed":
        seed = entry(SeedFact, raw, file, id, problems)
        known_ids(file, f"{id}.beside", seed.beside if seed else (), "fact", facts, problems)
    else:
        fact = entry(Fact, raw, file, id, problems)
        known_ids(file, f"{id}.sources", fact.sources if fact else (), "source", sources, problems)


def known_ids(
    file: str, key: str, ids: tuple[str, ...], kind: str, known: Collection[str], problems: Problems
) -> None:
    """Every id named is one of those known."""
    for id in ids:
        if id not in known:
            problems.add(file, key, no_such(kind, id, known))
