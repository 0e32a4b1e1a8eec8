"""The appendices as HTML: the first articles, the facts, their sources, the review record."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from itertools import groupby

from markupsafe import Markup

from docs.book import facts, index
from docs.book.book import Book, Place, numbered
from docs.book.items import KINDS, NAMES, SHORT_HASH, Kind
from docs.book.marks import NOTHING, dated, fact_link, status_mark
from docs.book.parts import entry_id
from skill.content.evidence import Fact, SeedFact, Source

VOICE = {"ok": "as it is", "soften": "only as “may”", "guard": "only together with"}
"""How a statement of the first articles may be spoken."""
NO_LINE = Markup('<span class="none">no line</span>')


def seeds(made: Book) -> Markup:
    """Each statement of the two first articles, how it may be spoken, and where it is."""
    articles = defaultdict(list)
    for id, seed in made.evidence.seeds.items():
        articles[id.partition("-")[0]].append(seed_row(id, seed, made))
    tables = (
        Markup(
            '<h3><span class="number">A.{}</span> {}</h3>\n{}\n'
            '<table class="ledger seeds">\n<thead><tr><th scope="col">Id</th>'
            '<th scope="col">The article says</th>'
            '<th scope="col">May be spoken</th><th scope="col">Spoken in</th></tr></thead>\n'
            "<tbody>\n{}\n</tbody></table>"
        ).format(n, ARTICLES.get(code, code), seed_source(n, made), Markup("\n").join(rows))
        for n, (code, rows) in enumerate(sorted(articles.items()), 1)
    )
    intro = Markup(
        '<p class="intro">The skill began from two articles. This is what each claims, which is '
        "not what the skill holds to be true, how it may be spoken, and each place that speaks it. "
        "{} of {} are spoken.</p>\n"
    ).format(sum(id in made.cited for id in made.evidence.seeds), len(made.evidence.seeds))
    return intro + Markup("\n").join(tables)


ARTICLES = {
    "S1": "First article: a leg cramp during a bowel movement",
    "S2": "Second article: leg cramps, a summary",
}


def seed_source(n: int, made: Book) -> Markup:
    """Where an article was read."""
    code = f"SEED{n}"
    source = made.evidence.sources.get(code)
    if source is None:
        return NOTHING
    return Markup('<p class="sources">{}</p>').format(source_in_short(code, source))


def seed_row(id: str, seed: SeedFact, made: Book) -> Markup:
    """One statement."""
    beside = Markup(", ").join(fact_link(other) for other in seed.beside)
    voice = VOICE[seed.voice]
    if seed.beside and seed.voice != "guard":
        voice += "; see"
    return Markup(
        '<tr id="fact-{}"><th scope="row">{}</th><td>{}</td><td>{} {}</td><td>{}</td></tr>'
    ).format(id, id, seed.says, voice, beside, seed_places(id, seed, made))


def seed_places(id: str, seed: SeedFact, made: Book) -> Markup:
    """Where a statement is spoken, or why it is not."""
    if id in made.cited:
        return places_of(id, made)
    why = seed.not_voiced or "no reason was recorded"
    return Markup('<strong class="unspoken">Not spoken:</strong> {}').format(why)


def places_of(id: str, made: Book) -> Markup:
    """The places that rest on a fact, each a link, those of a section together."""
    by_section = groupby(made.cited[id], key=lambda place: place.section)
    return Markup("; ").join(places_in(section, list(places)) for section, places in by_section)


def sections_of(id: str, made: Book) -> Markup:
    """The numbers of the sections that rest on a fact, each a link."""
    first = {place.number: place.id for place in reversed(made.cited[id])}
    return Markup(", ").join(
        Markup('<a href="#{}">{}</a>').format(place, number)
        for number, place in reversed(first.items())
    )


def places_in(section: str, places: list[Place]) -> Markup:
    """The places in one section: its title leads to the first, names to the others."""
    first, *others = places
    name = f"{first.number} {section}" + (f", {lower(first.entry)}" if first.entry else "")
    links = [Markup('<a href="#{}">{}</a>').format(first.id, name)]
    links += [Markup('<a href="#{}">{}</a>').format(one.id, short(one.entry)) for one in others]
    return Markup(", ").join(links)


def lower(words: str) -> str:
    """The words with a small first letter."""
    return words[:1].lower() + words[1:]


def short(name: str) -> str:
    """An entry's number where it has one: "Movement 2" is "2"."""
    last = name.rpartition(" ")[2]
    return last if last.isdigit() else lower(name)


def all_facts(made: Book) -> Markup:
    """Every fact with its strength, its sources, and where it is spoken."""
    codes = Markup("").join(
        Markup("<dt>{}</dt><dd>{}</dd>").format(code, means)
        for code, means in facts.STRENGTHS.items()
    )
    tables = (
        Markup(
            '<h3><span class="number">B.{}</span> {}</h3>\n'
            '<table class="ledger facts">\n<thead><tr><th scope="col">Id</th>'
            '<th scope="col">Fact and who says so</th>'
            '<th scope="col">Strength</th><th scope="col">Spoken in</th></tr></thead>\n'
            "<tbody>\n{}\n</tbody></table>"
        ).format(
            n,
            facts.GROUPS.get(file, file),
            Markup("\n").join(fact_row(id, fact, made) for id, fact in known.items()),
        )
        for n, (file, known) in enumerate(made.evidence.facts.items(), 1)
    )
    return Markup(
        '<p class="intro">Read from stored copies of public pages: wording and numbers are to be '
        "checked live before a release. Strength is a kind of evidence and no verdict.</p>\n"
        '<dl class="codes">{}</dl>\n{}'
    ).format(codes, Markup("\n").join(tables))


def fact_row(id: str, fact: Fact, made: Book) -> Markup:
    """One fact."""
    sources = Markup("").join(
        Markup("<li>{}</li>").format(source_in_short(code, made.evidence.sources[code]))
        for code in fact.sources
    )
    listed = Markup('<ul class="sources">{}</ul>').format(sources) if sources else NOTHING
    where = sections_of(id, made) if id in made.cited else NO_LINE
    return Markup(
        '<tr id="fact-{}"><th scope="row">{}</th><td>{}{}</td><td>{}</td><td>{}</td></tr>'
    ).format(id, id, fact.says, listed, fact.strength, where)


def source_in_short(code: str, source: Source) -> Markup:
    """Organisation and title, which lead to the source; its address is there."""
    return Markup('{}. <a href="#source-{}"><cite>{}</cite></a>').format(
        source.organisation, code, source.title
    )


def all_sources(made: Book) -> Markup:
    """Every source with its address."""
    rows = (
        Markup(
            '<tr id="source-{}"><th scope="row">{}</th><td>{}. <cite>{}</cite></td><td>{}</td></tr>'
        ).format(code, code, source.organisation, source.title, addresses(source))
        for code, source in made.evidence.sources.items()
    )
    return Markup(
        '<p class="intro">“Copy” in a title: read on a site that publishes it again; the '
        "organisation is the author.</p>\n"
        '<table class="ledger addresses">\n<thead><tr><th scope="col">Code</th>'
        '<th scope="col">Organisation and title</th><th scope="col">Address</th></tr></thead>\n'
        "<tbody>\n{}\n</tbody></table>"
    ).format(Markup("\n").join(rows))


def addresses(source: Source) -> Markup:
    """The addresses of a source, each a link where it is one."""
    return Markup("<br>").join(address_link(address) for address in source.address.split(" ; "))


def address_link(address: str) -> Markup:
    """An address as a link, or as the words it is."""
    if address.startswith(("http://", "https://")):
        return Markup('<a class="address" href="{}">{}</a>').format(address, address)
    return Markup('<span class="address">{}</span>').format(address)


def record(made: Book) -> Markup:
    """Every item with its hash and state, and room to sign by hand."""
    shown = places_of_items(made)
    bodies = (record_body(kind, shown, made) for kind in KINDS)
    return Markup(
        '<p class="intro">One line an item. Read it in its section, then tick it here by hand, and '
        "add its record to <code>content/reviews.toml</code> with "
        "<code>python -m docs.book --record KIND/ID --role ROLE --date DATE</code>. The record "
        "holds the reviewer's role and the date, never a name. A line left open keeps the skill "
        "from being released.</p>\n"
        '<table class="ledger record">\n<thead><tr><th scope="col">Section and item</th>'
        '<th scope="col">Name and text</th><th scope="col">State</th><th scope="col">Ticked</th>'
        "</tr></thead>\n{}\n</table>\n{}"
    ).format(Markup("\n").join(filter(None, bodies)), signature(made))


def places_of_items(made: Book) -> dict[str, Place]:
    """Where each item is shown, by its name."""
    shown = {}
    for number, section in numbered(made.chapters):
        for entry in section.entries:
            shown[entry.item] = Place(number, entry.name, entry.name, entry_id(section, entry))
        shown[section.item] = Place(number, section.title, "", section.id)
    return shown


def signature(made: Book) -> Markup:
    """Where a clinician signs the printed copy."""
    return Markup(
        '<section class="sign" id="sign"><h3><span class="number">D.1</span> Signature</h3>\n'
        "<p>I have read each item ticked above as it stands in edition <code>{}</code>, text of "
        "{}. What I did not tick, or corrected by hand, I have not approved.</p>\n"
        '<table class="signature"><tbody>'
        '<tr><th scope="row">Items ticked</th><td></td><th scope="row">of {}</th></tr>'
        '<tr><th scope="row">Role</th><td colspan="2"></td></tr>'
        '<tr><th scope="row">Date</th><td colspan="2"></td></tr>'
        '<tr><th scope="row">Signature</th><td colspan="2"></td></tr></tbody></table></section>'
    ).format(made.edition, dated(made.since), len(made.items))


def record_body(kind: Kind, shown: Mapping[str, Place], made: Book) -> Markup:
    """The items of one kind."""
    rows = [
        Markup(
            '<tr><th scope="row"><a href="#{}"><span class="number">{}</span> {}</a></th>'
            '<td><code>{}</code> <code>{}</code></td><td>{}</td><td class="by-hand">☐</td></tr>'
        ).format(
            shown[item.name].id,
            shown[item.name].number,
            shown[item.name].section,
            item.name,
            item.sha256[:SHORT_HASH],
            status_mark(made.statuses[item.name]),
        )
        for item in made.items.values()
        if item.kind == kind
    ]
    if not rows:
        return NOTHING
    return Markup(
        '<tbody>\n<tr class="head"><th scope="rowgroup" colspan="4">{}</th></tr>\n{}\n</tbody>'
    ).format(NAMES[kind], Markup("\n").join(rows))


def all_terms(made: Book) -> Markup:
    """The index, by section."""
    rows = (term_row(term) for term in index.terms(made.chapters))
    return Markup(
        '<p class="intro">By section. The number of the chapter is at the head of each printed '
        'page.</p>\n<ul class="index">\n{}\n</ul>'
    ).format(Markup("\n").join(rows))


def term_row(term: index.Term) -> Markup:
    """A term and where it is spoken of."""
    if term.see:
        where = Markup("<i>see</i> {}").format(term.see)
    else:
        where = Markup(", ").join(
            Markup('<a href="#{}">{}</a>').format(spot.first, spot.number) for spot in term.spots
        )
    return Markup("<li><b>{}</b> {}</li>").format(term.name, where)
