"""Small marks: a tier, the state of a review, a fact's id, what a person says, a number."""

from __future__ import annotations

import re
from datetime import date

from markupsafe import Markup

from docs.book.entries import TIERS
from docs.book.reviews import Status
from skill.content.types import Tier

NOTHING = Markup("")
FIRST_PERSON = re.compile(r"\bi\b")
SHAPES: dict[Tier, str] = {
    "emergency": "5,1 11,1 15,5 15,11 11,15 5,15 1,11 1,5",
    "same_day": "4.5,2 11.5,2 15,8 11.5,14 4.5,14 1,8",
    "soon": "1,2 10,2 15,8 10,14 1,14",
    "guard": "2,2 14,2 14,14 2,14",
}
"""The shapes of the tiers, as in the drawn flow."""


def tier_mark(tier: Tier) -> Markup:
    """A tier by shape, colour and name."""
    return Markup(
        '<span class="tier-mark {}"><svg viewBox="0 0 16 16" aria-hidden="true">'
        '<polygon points="{}"/></svg>{}</span>'
    ).format(tier.replace("_", "-"), SHAPES[tier], TIERS[tier])


def status_mark(status: Status) -> Markup:
    """Whether it was reviewed, in words and in form."""
    return Markup('<span class="status {}">{}</span>').format(status.state, status.words)


def fact_link(id: str) -> Markup:
    """A fact's id that leads to it."""
    return Markup('<a class="fact" href="#fact-{}">{}</a>').format(id, id)


def quoted(words: str) -> Markup:
    """What a person says, as it is written."""
    written = FIRST_PERSON.sub("I", words)
    return Markup("<q>{}</q>").format(written[:1].upper() + written[1:])


def dated(day: date | None) -> str:
    """The day of a text, in words."""
    return f"{day.day} {day:%B %Y}" if day else "not dated yet"


def number(value: float) -> str:
    """One decimal; none where it is nought."""
    return f"{value:.1f}".removesuffix(".0")
