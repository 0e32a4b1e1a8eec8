"""The book as one self-contained HTML page: no network, no scripts, its own style."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from markupsafe import Markup, escape

from docs.book import appendices as back
from docs.book.book import Book, reviewed
from docs.book.cover import Part, cover, side
from docs.book.marks import dated
from docs.book.sections import chapter_body

STYLE = Path(__file__).with_name("style.css")
TITLE = "Cramp Coach: the clinician's book"
BLANK_LINES = re.compile(r"\n\n+")


def html(made: Book) -> str:
    """The whole page; the same text for the same content, every time."""
    parts = [*chapters(made), *appendices(made)]
    lines = (
        "<!DOCTYPE html>",
        '<html lang="en">',
        "<head>",
        '<meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{escape(TITLE)}</title>",
        f"<style>\n{STYLE.read_text(encoding='utf-8')}{running_heads(parts, made)}</style>",
        "</head>",
        "<body>",
        f'<a class="skip" href="#{parts[0][1]}">Skip to the first chapter</a>',
        side(parts),
        cover(made, parts),
        "<main>",
        *(set_part(*part) for part in parts),
        "</main>",
        "</body>",
        "</html>",
    )
    return BLANK_LINES.sub("\n", "\n".join(lines)) + "\n"


def chapters(made: Book) -> Iterable[Part]:
    """The chapters, numbered from 1."""
    for n, chapter in enumerate(made.chapters, 1):
        yield str(n), chapter.id, chapter.title, chapter_body(n, chapter, made)


def appendices(made: Book) -> Iterable[Part]:
    """The appendices, lettered from A."""
    yield "A", "seeds", "The first articles, statement by statement", back.seeds(made)
    yield "B", "facts", "Facts and their sources", back.all_facts(made)
    yield "C", "sources", "Sources", back.all_sources(made)
    yield "D", "record", "Review record", back.record(made)
    yield "E", "index", "Index", back.all_terms(made)


def set_part(number: str, id: str, title: str, body: Markup) -> Markup:
    """A chapter or appendix with its heading."""
    return Markup(
        '<section class="part" id="{}" style="page: {}">\n'
        '<h2><span class="number">{}</span> {}</h2>\n{}\n</section>'
    ).format(id, page_name(id), number, title, body)


def page_name(id: str) -> str:
    """The name of a chapter's printed pages."""
    return f"part-{id}"


def running_heads(parts: Iterable[Part], made: Book) -> str:
    """Print: the chapter at the head of each page; the edition and its state at the foot."""
    done, all_ = reviewed(made), len(made.items)
    state = f"{done} of {all_} items reviewed by a clinician"
    name = f"Edition {made.edition}, {dated(made.since)}"
    foot = f'@bottom-left {{ content: "{state}" }} @bottom-right {{ content: "{name}" }}'
    heads = (
        f'@page {page_name(id)} {{ @top-right {{ content: "{number}  {title}" }} }}'
        for number, id, title, _ in parts
    )
    return "\n".join([f"@page {{ {foot} }}", *heads]) + "\n"
