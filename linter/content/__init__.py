"""Checks what the skill may say: ``make content``.

All that the skill itself refuses to start with, and what it can't measure where it runs: how hard
a line is to follow. A line with a fault is told as ``file: key: what is wrong; what to do``.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from linter import language
from linter.reading import HARDEST, HARDEST_DANGER_QUESTION, reading_grade
from skill.content import read
from skill.content.build import Problems
from skill.content.lines import danger_questions, spoken_lines
from skill.content.load import build
from skill.content.types import Content


def problems_in(locale: str, root: Path = read.ROOT) -> list[str]:
    """Every problem in the content of a locale, sorted by file."""
    known = language.of_locale(read.language_of(root, locale))

    def plain(content: Content, problems: Problems) -> None:
        for file, key, line, hardest in _measured(content):
            grade = reading_grade(line, known)
            if grade is not None and grade > hardest:
                fault = (
                    f"has reading grade {grade}; use shorter words and sentences, {hardest} at most"
                )
                problems.add(file, key, fault)

    return build(locale, root, [plain])[1]


def _measured(content: Content) -> Iterator[tuple[str, str, str, int]]:
    """Every line that is spoken, its file and key, and the grade that it may have."""
    asked = {
        ("check", f"{question.id}.{key}")
        for question in danger_questions(content)
        for key in ("ask", "plainer")
    }
    for file, key, line in spoken_lines(content):
        hardest = HARDEST_DANGER_QUESTION if (file, key) in asked else HARDEST
        yield file, key, line.replace('"', ""), hardest
