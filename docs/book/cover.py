"""The cover as HTML: the state of the review, how to read the book, and what is in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from markupsafe import Markup

from docs.book.book import Book, reviewed
from docs.book.entries import TIERS
from docs.book.items import KINDS, NAMES
from docs.book.marks import NOTHING, dated, tier_mark
from docs.book.parts import Section
from skill.content.types import Tier

Part = tuple[str, str, str, Markup]
"""Number, id, title and body of a chapter or appendix."""


def cover(made: Book, parts: Sequence[Part]) -> Markup:
    """What this is, whether it was reviewed, how to read it, and what is in it."""
    return Markup(
        '<header class="cover">\n<p class="kicker">Cramp Coach · {}</p>\n'
        "<h1>The clinician's book</h1>\n"
        '<p class="lead">Every sentence that the skill can say, why it may say it, and whether a '
        "clinician has reviewed it.</p>\n{}\n{}\n{}\n{}\n{}\n</header>"
    ).format(
        made.content.locale,
        edition(made),
        banner(made),
        summary(made),
        how_to_read(made),
        contents(parts, made),
    )


def edition(made: Book) -> Markup:
    """Which text this is, and since when it reads so."""
    return Markup(
        '<dl class="edition"><div><dt>Edition</dt><dd><code>{}</code></dd></div>'
        "<div><dt>Text of</dt><dd>{}</dd></div><div><dt>Items to review</dt><dd>{}</dd></div></dl>"
    ).format(made.edition, dated(made.since), len(made.items))


def banner(made: Book) -> Markup:
    """The state of the review, in plain words."""
    done, all_ = reviewed(made), len(made.items)
    if done == all_:
        title, more = "A clinician has reviewed all of this text.", ""
    elif done == 0:
        title = "No clinician has reviewed this text."
        more = "It is reference material and not medical sign-off. It may not be released."
    else:
        title = f"A clinician has reviewed {done} of {all_} items."
        more = "The rest may not be released as it is."
    return Markup(
        '<aside class="banner {}" aria-label="State of the review"><p class="state">{}</p>'
        '<p>{} Where to sign: <a href="#sign">D.1</a>, the end of appendix D.</p></aside>'
    ).format("whole" if done == all_ else "open", title, more)


def summary(made: Book) -> Markup:
    """How many items of each kind are reviewed, changed since, or neither."""
    rows = []
    for kind in KINDS:
        states: Counter[str] = Counter(
            made.statuses[item.name].state for item in made.items.values() if item.kind == kind
        )
        if states:
            rows.append(summary_row(NAMES[kind], states))
    total: Counter[str] = Counter(status.state for status in made.statuses.values())
    return Markup(
        '<table class="summary">\n<caption>Items by kind</caption>\n<thead><tr>'
        '<th scope="col">Kind</th><th scope="col">Items</th><th scope="col">Reviewed</th>'
        '<th scope="col">Changed since</th><th scope="col">Not reviewed</th></tr></thead>\n'
        "<tbody>\n{}\n</tbody>\n<tfoot>{}</tfoot>\n</table>"
    ).format(Markup("\n").join(rows), summary_row("All", total))


def summary_row(name: str, states: Counter[str]) -> Markup:
    """One kind and its counts."""
    counts = (states.total(), states["reviewed"], states["changed"], states["unreviewed"])
    cells = Markup("").join(Markup("<td>{}</td>").format(count) for count in counts)
    return Markup('<tr><th scope="row">{}</th>{}</tr>').format(name, cells)


def how_to_read(made: Book) -> Markup:
    """What the marks mean."""
    return Markup(
        '<section class="how">\n<h2>How to read it</h2>\n<dl>\n'
        '<dt>Spoken words</dt><dd>stand in <span class="said">this type</span>, with the words of '
        "{} in their places. What the conversation fills in is <u>underlined</u>. A phrase in "
        "double quotes is one that people are told they can say.</dd>\n"
        "<dt>Rests on</dt><dd>names the facts behind the words, by their ids in appendix B, and "
        "with a danger sign or question the strength of each and who says so.</dd>\n"
        "<dt>Grade</dt><dd>is the Flesch and Kincaid reading grade. A danger question should stay "
        "at or below 6, a whole reply at or below 7; what is above is marked “high”. Single lines "
        "are graded here, those of five words or more, so a mark is a hint and no fault.</dd>\n"
        "<dt>Seconds</dt><dd>are two and a half words a second, a number digit by digit, and a "
        "counted hold with its silence.</dd>\n"
        '<dt>Tiers</dt><dd><ul class="tiers">{}</ul></dd>\n'
        "<dt>Review</dt><dd>“Not reviewed”, “Reviewed” with role and date, or “Changed since” "
        "stands beside each item. The hash in appendix D stands for an item's words as spoken and "
        "the rules that decide when; any change of either shows as “changed since”.</dd>\n"
        "</dl>\n</section>"
    ).format(made.content.locale, Markup("").join(tiers(made)))


def tiers(made: Book) -> Iterable[Markup]:
    """What each tier means."""
    number = made.content.region.emergency_number.say if made.content.region else "for help"
    means: dict[Tier, str] = {
        "emergency": f"call {number} now; the session closes",
        "same_day": "medical advice today, and what would make it an emergency",
        "soon": "book a visit, and what would make it urgent",
        "guard": "sends nobody anywhere, and changes what is offered",
    }
    for tier in TIERS:
        yield Markup("<li>{} {}</li>").format(tier_mark(tier), means[tier])


def contents(parts: Sequence[Part], made: Book) -> Markup:
    """Chapters with their sections."""
    by_id = {chapter.id: chapter for chapter in made.chapters}
    listed = (
        content_of(number, id, title, by_id[id].sections if id in by_id else ())
        for number, id, title, _ in parts
    )
    return Markup(
        '<nav class="contents" aria-labelledby="contents"><h2 id="contents">Contents</h2>\n'
        "<ol>\n{}\n</ol></nav>"
    ).format(Markup("\n").join(listed))


def content_of(number: str, id: str, title: str, sections: tuple[Section, ...]) -> Markup:
    """A chapter in the contents."""
    own = (
        Markup('<li><a href="#{}"><span class="number">{}.{}</span> {}</a></li>').format(
            section.id, number, n, section.title
        )
        for n, section in enumerate(sections, 1)
    )
    below = Markup("\n<ol>{}</ol>").format(Markup("").join(own)) if sections else NOTHING
    return Markup('<li><a href="#{}"><span class="number">{}</span> {}</a>{}</li>').format(
        id, number, title, below
    )


def side(parts: Sequence[Part]) -> Markup:
    """The chapters beside the page, on a wide screen."""
    links = (
        Markup('<li><a href="#{}"><span class="number">{}</span> {}</a></li>').format(
            id, number, title
        )
        for number, id, title, _ in parts
    )
    return Markup('<nav class="side" aria-label="Chapters"><ol>{}</ol></nav>').format(
        Markup("").join(links)
    )
