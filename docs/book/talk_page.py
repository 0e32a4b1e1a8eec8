"""Whole talks as HTML: who says what, how long it takes, and what is owed after it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from markupsafe import Markup, escape

from docs.book.marks import NOTHING, number, quoted, tier_mark
from docs.book.talks import Talk, Turn

SILENCE = Markup('<span class="deed">(says nothing)</span>')


def talk_body(talk: Talk, counts: Iterable[str]) -> Markup:
    """A talk, a row for the person and one for the reply; ``counts`` are the words of a hold."""
    count = re.compile("|".join(rf"(?<!\w){re.escape(words)}" for words in counts))
    turns = (turn_row(turn, count) for turn in talk.turns)
    return Markup(
        '<p class="shows">{} <span class="long">{}</span></p>\n<ol class="talk">{}</ol>'
    ).format(talk.shows, length(talk), Markup("\n").join(turns))


def length(talk: Talk) -> str:
    """How many replies, and how long they take."""
    minutes, seconds = divmod(round(talk.seconds), 60)
    replies = f"{len(talk.turns)} replies"
    return f"{replies}, {f'{minutes} min ' * bool(minutes)}{seconds} s of speech and holds."


def turn_row(turn: Turn, count: re.Pattern[str]) -> Markup:
    """One turn; its attributes are all that is needed to say it to the skill again."""
    return Markup(
        '<li class="turn" data-meaning="{}" data-request="{}" data-at="{}">'
        '<p class="who">Person</p><p class="person">{}</p>\n'
        '<p class="who">Cramp Coach</p><div class="reply"><p class="heard">{}</p>{}</div>'
        '<ul class="beside">{}</ul></li>'
    ).format(
        turn.meaning,
        turn.request,
        turn.at,
        quoted(turn.words) if turn.words else SILENCE,
        heard(turn.heard, count),
        card(turn),
        Markup("").join(Markup("<li>{}</li>").format(one) for one in beside(turn)),
    )


def heard(parts: Sequence[str | float], count: re.Pattern[str]) -> Markup:
    """The words with the counts of a hold made plain, and each silence with its length."""
    return Markup(" ").join(
        counted(part, count) if isinstance(part, str) else pause(part) for part in parts
    )


def counted(words: str, count: re.Pattern[str]) -> Markup:
    """Words in which the counts of a hold stand out."""
    parts = re.split(f"({count.pattern})", words)
    return Markup("").join(
        Markup('<b class="count">{}</b>').format(part) if count.fullmatch(part) else escape(part)
        for part in parts
    )


def pause(seconds: float) -> Markup:
    """A silence."""
    return Markup('<span class="pause" title="silence">{} s</span>').format(number(seconds))


def card(turn: Turn) -> Markup:
    """What is written in the app with it."""
    if turn.card is None:
        return NOTHING
    title, text = turn.card
    lines = Markup("").join(Markup("<li>{}</li>").format(line) for line in text.splitlines())
    return Markup(
        '<div class="card"><p>Card in the Alexa app: <b>{}</b></p><ul>{}</ul></div>'
    ).format(title, lines)


def beside(turn: Turn) -> Iterable[Markup]:
    """How long it takes, what is owed, what is offered no more, and who may speak now."""
    yield Markup('<span class="seconds">{} s</span>').format(number(turn.seconds))
    yield microphone(turn)
    if turn.owed:
        yield Markup('<span class="owed">owed: {}</span>').format(tier_mark(turn.owed))
    for what in turn.in_force:
        yield Markup('<span class="force">{}</span>').format(what)


def microphone(turn: Turn) -> Markup:
    """Whether the person can answer without the wake word."""
    state, words = ("open", "microphone open") if turn.open else ("closed", "session closed")
    return Markup('<span class="mic {}">{}</span>').format(state, words)
