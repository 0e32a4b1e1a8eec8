"""Warnings that were looked at and stay: ``kept.toml``. An error is mended, never kept."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from fnmatch import fnmatchcase
from pathlib import Path

from linter.findings import Finding, Severity, warning

FILE = Path(__file__).parent / "kept.toml"


def read(file: Path = FILE) -> Mapping[str, str]:
    """The reason for each, by its fault; a ``*`` in a fault stands for any words."""
    kept = tomllib.loads(file.read_text(encoding="utf-8")).get("kept", [])
    return {entry["fault"]: entry["why"] for entry in kept}


def without(findings: Sequence[Finding], kept: Mapping[str, str]) -> Iterator[Finding]:
    """All but those, and a warning for each that is found no more."""
    used: set[str] = set()
    for one in findings:
        matching = {fault for fault in kept if fnmatchcase(one.fault, fault)}
        if one.severity is Severity.ERROR or not matching:
            yield one
        else:
            used |= matching
    for fault in kept.keys() - used:
        yield warning(f"linter/{FILE.name}", f"nothing has the fault {fault!r}", "drop the entry")
