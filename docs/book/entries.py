"""Prompts and everyday questions as sections, and names in plain words."""

from __future__ import annotations

from collections.abc import Iterable

from docs.book.parts import Entry, Line, Section
from skill.content.types import Content, Prompt, Question, Tier

TIERS: dict[Tier, str] = {
    "emergency": "Emergency",
    "same_day": "Same day",
    "soon": "Soon",
    "guard": "Guard",
}
"""The tiers, worst first, as the book names them."""


def lines_section(id: str, name: str, content: Content, ids: Iterable[str]) -> Section:
    """Prompts, an entry each."""
    return Section(id, name, prompt_entries(content, ids))


def prompt_entries(content: Content, ids: Iterable[str]) -> tuple[Entry, ...]:
    """Those of these prompts that there are."""
    return tuple(prompt_entry(id, content.prompts[id]) for id in ids if id in content.prompts)


def prompt_entry(id: str, prompt: Prompt) -> Entry:
    """A prompt, a line a wording."""
    lines = tuple(Line(label, (say,)) for label, say in wordings(prompt.say))
    return Entry(title(id), lines, prompt.evidence, item=f"prompt/{id}")


def asks_section(id: str, name: str, content: Content, ids: Iterable[str]) -> Section:
    """Everyday questions, an entry each."""
    entries = (ask_entry(ask, content.asks[ask]) for ask in ids if ask in content.asks)
    return Section(id, name, tuple(entries))


def ask_entry(id: str, question: Question) -> Entry:
    """An everyday question with its reprompt and help."""
    lines = (
        *(Line(label or "Asked", (say,)) for label, say in wordings(question.ask)),
        Line("If silent", (question.reprompt,)),
        *((Line("“Help”", (question.help,)),) if question.help else ()),
    )
    return Entry(title(id), lines, question.evidence, item=f"ask/{id}")


def wordings(say: tuple[str, ...]) -> Iterable[tuple[str, str]]:
    """Each wording with its label, where there is more than one."""
    return ((f"Wording {n}" if len(say) > 1 else "", words) for n, words in enumerate(say, 1))


def title(id: str) -> str:
    """An id in plain words."""
    return capital(id.replace("_", " "))


def capital(words: str) -> str:
    """The words with a capital first letter, the rest as they are."""
    return words[:1].upper() + words[1:]
