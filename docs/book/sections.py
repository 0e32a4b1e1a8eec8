"""Chapters as HTML: sections, entries and spoken lines with their measures."""

from __future__ import annotations

import re
from collections import defaultdict

from markupsafe import Markup, escape

from docs.book import drawing, flow
from docs.book.book import Book, numbered
from docs.book.items import SHORT_HASH
from docs.book.marks import NOTHING, fact_link, number, quoted, status_mark, tier_mark
from docs.book.parts import Chapter, Entry, Line, Point, Section, entry_id
from docs.book.talk_page import talk_body


def chapter_body(number: int, chapter: Chapter, made: Book) -> Markup:
    """The sections of a chapter."""
    sections = (
        section_body(f"{number}.{n}", section, made)
        for n, section in enumerate(chapter.sections, 1)
    )
    return Markup('<p class="intro">{}</p>\n{}').format(chapter.intro, Markup("\n").join(sections))


def section_body(number: str, section: Section, made: Book) -> Markup:
    """A section: its heading, its state, its rules, and its lines."""
    return Markup(
        '<section class="entry-set" id="{}">\n<h3><span class="number">{}</span> {} {}</h3>\n'
        "{}{}{}\n</section>"
    ).format(
        section.id,
        number,
        section.title,
        tier_mark(section.tier) if section.tier else "",
        item_line(section, made),
        notes(section, made),
        body(section, made),
    )


def body(section: Section, made: Book) -> Markup:
    """What a section holds: spoken lines, a whole talk, or a drawing."""
    if section.entries:
        return script(section, made)
    if talk := made.talks.get(section.id):
        return talk_body(talk, made.content.counts.values())
    return drawn(section, made)


def drawn(section: Section, made: Book) -> Markup:
    """The drawn flow of a section that is one."""
    figure = next(one for one in flow.figures(made.content) if one.id == section.id)
    return Markup(
        '<div class="drawing" tabindex="0" role="region" aria-label="{}, drawn">{}</div>'
    ).format(figure.title, drawing.draw(figure))


def item_line(section: Section, made: Book) -> Markup:
    """The state of a section's item and where its words are kept."""
    if not section.item:
        return NOTHING
    item = made.items[section.item]
    where = f"content/{made.places[item.name]}" + (f": {item.key}" if item.key else "")
    return Markup('<p class="item">{} <code>text {}</code> <code>{}</code></p>\n').format(
        status_mark(made.statuses[item.name]), item.sha256[:SHORT_HASH], where
    )


def notes(section: Section, made: Book) -> Markup:
    """A section's rules, and where it leads."""
    told = [Markup("<li>{}</li>").format(note) for note in section.notes]
    names = {one.id: f"{number} {one.title}" for number, one in numbered(made.chapters)}
    leads: dict[str, list[Markup]] = defaultdict(list)
    for why, id in section.links:
        leads[why].append(Markup('<a href="#{}">{}</a>').format(id, names[id]))
    for why, links in leads.items():
        told.append(Markup("<li>{} {}</li>").format(why, Markup(", ").join(links)))
    return Markup('<ul class="notes">{}</ul>\n').format(Markup("").join(told)) if told else NOTHING


def script(section: Section, made: Book) -> Markup:
    """The entries of a section, each with its facts beside it."""
    bodies = (entry_body(section, entry, made) for entry in section.entries)
    return Markup('<div class="script">\n{}\n</div>').format(Markup("\n").join(bodies))


def entry_body(section: Section, entry: Entry, made: Book) -> Markup:
    """Lines that share their evidence; a lone line without a label takes the entry's name."""
    lone = len(entry.lines) == 1 and not entry.lines[0].label and not entry.item
    head = NOTHING if lone and not entry.notes else entry_head(entry, made)
    lines = [row(line, entry.name if lone else line.label, made) for line in entry.lines]
    lines += [sources(entry, made)] if section.sourced else []
    return Markup(
        '<div class="entry {}" id="{}">\n{}<div class="lines">\n{}\n</div>\n{}</div>'
    ).format(
        "sheet" if section.sourced else "",
        entry_id(section, entry),
        head,
        Markup("\n").join(lines),
        NOTHING if section.sourced else rests_on(entry),
    )


def row(line: Line | Point, label: str, made: Book) -> Markup:
    """A spoken line, or what stands among the lines."""
    return line_row(line, label) if isinstance(line, Line) else point_row(line, made)


def entry_head(entry: Entry, made: Book) -> Markup:
    """The name of an entry, its state if it is an item, and when it is left out."""
    state = status_mark(made.statuses[entry.item]) if entry.item else NOTHING
    told = Markup(" ").join(Markup('<span class="note">{}</span>').format(n) for n in entry.notes)
    if not (entry.name or state or told):
        return NOTHING
    return Markup('<p class="head"><b>{}</b> {} {}</p>\n').format(entry.name, state, told)


def rests_on(entry: Entry) -> Markup:
    """The facts an entry rests on, beside all of its lines."""
    links = Markup(" ").join(fact_link(id) for id in entry.evidence)
    return Markup('<p class="evidence">{}</p>\n').format(links) if links else NOTHING


def sources(entry: Entry, made: Book) -> Markup:
    """The facts an entry rests on, each with its strength and who says so."""
    told = (source(id, made) for id in entry.evidence)
    return Markup(
        '<div class="point"><p class="when">Rests on</p><ul class="sources">{}</ul></div>'
    ).format(Markup("").join(told))


OUR_OWN = "no outside source"


def source(id: str, made: Book) -> Markup:
    """A fact in one line: its id, its strength, and the organisations."""
    fact = made.evidence.fact(id)
    if fact is None:
        return Markup("<li>{} the first articles</li>").format(fact_link(id))
    who = {made.evidence.sources[code].organisation: code for code in reversed(fact.sources)}
    links = Markup("; ").join(
        Markup('<a href="#source-{}">{}</a>').format(code, organisation)
        for organisation, code in reversed(who.items())
    )
    strength = Markup("<b>{}</b>").format(fact.strength)
    return Markup("<li>{} {} {}</li>").format(fact_link(id), strength, links or OUR_OWN)


def point_row(point: Point, made: Book) -> Markup:
    """What is not spoken: people's own words, or what follows."""
    words = Markup(" ").join(quoted(w) if point.quoted else escape(w) for w in point.words)
    if point.link:
        number = next(number for number, one in numbered(made.chapters) if one.id == point.link)
        words += Markup(' <a class="on" href="#{}">See {}</a>.').format(point.link, number)
    tier = tier_mark(point.tier) if point.tier else NOTHING
    return Markup(
        '<div class="point"><p class="when">{}</p><p class="told">{} {}</p></div>'
    ).format(point.label, tier, words)


def line_row(line: Line, label: str) -> Markup:
    """One spoken line with its measures."""
    return Markup(
        '<div class="line"><p class="when">{}</p><p class="words">{}</p>'
        '<p class="measure">{}</p></div>'
    ).format(label, spoken(line), measures(line))


def spoken(line: Line) -> Markup:
    """The words, each line of the content marked as such."""
    kind, between = ("said fragment", Markup(" · ")) if line.fragment else ("said", Markup(" "))
    return between.join(
        Markup('<span class="{}">{}</span>').format(kind, filled(words, line.fill))
        for words in line.said
    )


PLACEHOLDER = re.compile(r"(\{(?:heard|items|number)\})")
STANDS_FOR = {"{heard}": "what was heard", "{items}": "what is left to ask", "{number}": "1"}


def filled(words: str, fill: str) -> Markup:
    """Words with what the conversation fills in, or with what it stands for."""
    return Markup("").join(
        fill_mark(part, fill) if part in STANDS_FOR else escape(part)
        for part in PLACEHOLDER.split(words)
    )


def fill_mark(placeholder: str, fill: str) -> Markup:
    """What is filled in, underlined; where that differs each time, what it stands for."""
    if fill:
        return Markup('<u data-for="{}">{}</u>').format(placeholder, fill)
    return Markup('<u class="open" data-for="{}">{}</u>').format(
        placeholder, STANDS_FOR[placeholder]
    )


def measures(line: Line) -> Markup:
    """Grade and seconds, as far as they mean something."""
    parts = []
    if line.grade is not None:
        high = line.grade > line.limit
        mark = Markup(' <strong class="high">high</strong>') if high else NOTHING
        parts.append(
            Markup('<span class="grade">grade {}{}</span>').format(number(line.grade), mark)
        )
    if line.seconds is not None:
        parts.append(Markup('<span class="seconds">{} s</span>').format(number(line.seconds)))
    return Markup(" ").join(parts)
