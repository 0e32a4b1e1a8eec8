"""The facts of ``content/evidence``: what each says, how strong it is, and who says so."""

from __future__ import annotations

from pathlib import Path

import msgspec

from skill.content import read
from skill.content.evidence import Fact, SeedFact, Source

STRENGTHS = {
    "G": "guideline, clinical summary, official safety notice or platform rule",
    "HS": "advice a health service or major clinic publishes for the public",
    "R": "research; its size and limits are in the text",
    "A": "article only, nothing better found",
    "W": "weak evidence, expert opinion, an old page or general knowledge",
    "P": "precaution: our own safety inference",
}
"""What the codes mean, as in ``content/evidence/README.md``."""

GROUPS = {
    "relief": "Relief, places, aftercare and what to avoid",
    "causes": "Why a cramp happens",
    "prevention": "Prevention",
    "warning_signs": "Danger signs, and rules for asking",
    "numbers": "Numbers to call",
    "limits": "Limits, disclaimers and disagreements",
}
"""The files of facts, in the order of the book, by what they hold."""


class Evidence(msgspec.Struct, frozen=True):
    """All facts, by id."""

    facts: dict[str, dict[str, Fact]]
    """By file, then id; the first articles' statements are apart."""
    seeds: dict[str, SeedFact]
    """The statements of the two articles that the skill began from."""
    sources: dict[str, Source]

    def fact(self, id: str) -> Fact | None:
        """The fact of that id; None for a statement of the first articles."""
        return next((known[id] for known in self.facts.values() if id in known), None)


def load(root: Path = read.ROOT) -> Evidence:
    """Read the evidence; msgspec.ValidationError for an entry that is not whole."""
    tables = read.merged(read.parse((root / "evidence",), root, []).values())
    sources = msgspec.convert(tables.pop("sources"), dict[str, Source])
    seeds = msgspec.convert(tables.pop("seed"), dict[str, SeedFact])
    files = sorted(tables, key=lambda file: (list(GROUPS).index(file), file))
    facts = {file: msgspec.convert(tables[file], dict[str, Fact]) for file in files}
    return Evidence(facts, seeds, sources)
