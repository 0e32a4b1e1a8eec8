"""What people are told to say is understood, word for word (platform V5)."""

from __future__ import annotations

from collections.abc import Iterator

from linter.findings import Finding, error
from linter.project import Project
from simulator.interpretation import FALLBACK


def unknown(project: Project) -> Iterator[Finding]:
    """A phrase in double quotes is a sample or a fixed phrase; a guess is not enough."""
    for line in project.lines:
        for phrase in line.suggestions:
            heard = project.understanding.interpret(phrase)
            if heard.intent == FALLBACK:
                fault = f"tells people to say {phrase!r}, which is not understood"
            elif heard.score < 1:
                fault = f"tells people to say {phrase!r}, which no sample has"
            else:
                continue
            yield error(line.place, fault, "add it as a sample, or suggest another")
