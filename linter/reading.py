"""How hard it is to follow what is said."""

from __future__ import annotations

import re

from docs.book.reading import grade
from linter.language import Language

HARDEST, HARDEST_DANGER_QUESTION = 7, 6
"""Reading grades of a reply or line, and of a danger question (DESIGN section 5)."""
A_SENTENCE = 3
"""Words; the measure counts no sentence shorter than that, so its words don't count either."""
ENOUGH = 6
"""Words that a grade needs to mean anything."""
EASY = "word"
"""What stands for an exempt term in the measure."""


def reading_grade(said: str, language: Language) -> float | None:
    """The grade of what is said; None where it is too short to have one."""
    for term in language.exempt:
        said = re.sub(rf"\b{re.escape(term)}\b", EASY, said, flags=re.IGNORECASE)
    whole = [one for one in sentences(said) if len(one.split()) >= A_SENTENCE]
    words = " ".join(whole)
    return grade(words) if len(words.split()) >= ENOUGH else None


def sentences(text: str) -> list[str]:
    """The sentences of a text; a question ends one."""
    return re.split(r"(?<=[.?!]) ", text) if text else []
