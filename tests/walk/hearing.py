"""What a reply sounds like: markup taken apart, lines recognised, time measured.

A reply is understood by its words alone: each must belong to a line of the content, so whatever
code puts together differently, or makes up, is heard here.
"""

from __future__ import annotations

import itertools
import re
from typing import Any, NamedTuple
from xml.parsers import expat

from claims import forbidden_in

from walk import tables
from walk.content import Book, Label, Line
from walk.showing import Screen, screen_of

TAGS = {"speak": (), "break": ("time",), "say-as": ("interpret-as",), "prosody": ("rate",)}
LONGEST_BREAK, ALL_BREAKS, LONGEST_SSML = 10.0, 40.0, 8000
WORDS_A_SECOND = 2.5
LONGEST_TALK = 30.0
"""Seconds of speech in a turn without holds."""
COUNT_EVERY = 6.0
"""Seconds between two counts, a little talk over the five included."""
SPOKEN = re.compile(r"[A-Za-z0-9 ,.?']+")
BODY_MOVES = re.compile(
    r"""straighten|toes\ (?:up|toward)|pull\ your\ toes|bend|point\ (?:that|your)\ foot|slide
    |knee\ open|press|loop\ a|draw\ your|bring\ |pull\ over|sit\ down|float\ on|lean|lie\ on
    |let\ (?:the|both|that)|ease\ the|move\ the\ leg|\bhold\b""",
    re.IGNORECASE | re.VERBOSE,
)
STRETCH_OR_RUB = re.compile(r"straighten|toes up|toes toward|stretch|\brub|massage", re.IGNORECASE)
HANDS_OFF_WORDS = re.compile(
    r"""don't\ (?:stretch\ or\ )?rub(?:\ or\ warm)?|stop\ (?:the\ )?stretch(?:ing)?
    |say\ it's\ worse\ and\ we\ stop\ the\ stretch""",
    re.IGNORECASE | re.VERBOSE,
)


HOLDS_LATER = {"since"}
"""Questions that come between a movement and its hold."""


class Heard(NamedTuple):
    """One speech: its lines in order, and what is wrong with it whatever the moment."""

    text: str
    lines: tuple[Line, ...]
    says: frozenset[Label]
    steps: tuple[Line, ...]
    seconds: float
    has_hold: bool
    stretches: str
    """A line that asks to stretch or rub outside a movement and a topic; empty when none does."""
    faults: tuple[str, ...]
    tier: int
    """The rank of the most urgent action that is said."""
    asks: frozenset[str]
    """The questions that its end can be; two may share their last words."""

    def ids(self, kind: str) -> set[str]:
        """The ids said of a kind of line."""
        return {id for of_kind, id in self.says if of_kind == kind}

    def has(self, kind: str, id: str) -> bool:
        """Whether a line can be this one."""
        return (kind, id) in self.says

    def opens_with(self, kind: str, id: str) -> bool:
        """Whether the first line can be this one."""
        return bool(self.lines) and (kind, id) in self.lines[0].labels

    def moves_within(self, words: int) -> bool:
        """Whether something for the body to do is said within so many words."""
        return bool(BODY_MOVES.search(" ".join(self.text.split()[:words])))


def tier_of(says: frozenset[Label]) -> int:
    """The rank of the most urgent action that is said."""
    ids = {kind: {id for of_kind, id in says if of_kind == kind} for kind, _ in says}
    said = ids.get("advice_now", set()) | ids.get("advice_again", set())
    done = [tables.SIGNS[id] for id in ids.get("sign_do", ())]
    done += [tables.QUESTIONS[id] for id in ids.get("danger_do", ())]
    tiers = [*said, *(tier for tier in done if tier != "emergency")]
    return max((tables.RANK[tier] for tier in tiers), default=0)


def questions_of(lines: tuple[Line, ...]) -> frozenset[str]:
    """What these lines can end by asking: an everyday question by id, or danger:id."""
    last = lines[-1] if lines else Line("", frozenset(), frozenset())
    asked = {"cramping_now" if id == "welcome" else id for id in last.ids("ask")}
    for kind in ("danger_ask", "danger_plainer", "rest"):
        asked |= {f"danger:{id.partition(':')[0]}" for id in last.ids(kind)}
    return frozenset(asked)


NOTHING = Heard("", (), frozenset(), (), 0.0, False, "", (), 0, frozenset())


class Ear:
    """Hears the replies of one locale; the same words are taken apart once."""

    def __init__(self, book: Book) -> None:
        self.book = book
        self.known: dict[str, Heard] = {}

    def hear(self, ssml: str) -> Heard:
        """The speech of a document."""
        found = self.known.get(ssml)
        if found is None:
            found = self.known[ssml] = listen(ssml, self.book)
        return found


Token = str | float


def tokens_of(ssml: str, faults: list[str]) -> list[Token]:
    """Words and silences (seconds) in order; every breach of the markup's rules becomes a fault."""
    pieces: list[str] = []
    breaks: list[float] = []

    def start(tag: str, attributes: dict[str, str]) -> None:
        if tag not in TAGS or set(attributes) - set(TAGS[tag]):
            faults.append(f"markup: <{tag} {attributes}>")
        if tag == "break":
            breaks.append(seconds_of(attributes.get("time", ""), faults))
            pieces.append(f" \0{len(breaks) - 1} ")

    parser = expat.ParserCreate()
    parser.StartElementHandler = start
    parser.CharacterDataHandler = pieces.append
    try:
        parser.Parse(ssml, True)
    except expat.ExpatError as fault:
        faults.append(f"markup: {fault}")
    if not (ssml.startswith("<speak>") and ssml.endswith("</speak>")):
        faults.append("markup: not one <speak>")
    if len(ssml) > LONGEST_SSML:
        faults.append(f"platform: {len(ssml)} characters")
    if sum(breaks) > ALL_BREAKS:
        faults.append(f"platform: breaks of {sum(breaks)} s")
    return [breaks[int(w[1:])] if w[0] == "\0" else w for w in "".join(pieces).split()]


def seconds_of(time: str, faults: list[str]) -> float:
    """How long a break lasts."""
    found = re.fullmatch(r"(\d+(?:\.\d+)?)(ms|s)", time)
    seconds = float(found[1]) / (1000 if found[2] == "ms" else 1) if found else 0.0
    if not 0 < seconds <= LONGEST_BREAK:
        faults.append(f"platform: a break of {time!r}")
    return seconds


def lines_of(tokens: list[Token], book: Book) -> list[Line | float] | None:
    """The tokens as whole lines of the content with the silences between; None if they are not."""
    dead: set[int] = set()

    def from_(start: int) -> list[Line | float] | None:
        if start == len(tokens):
            return []
        if start in dead:
            return None
        for end, one in ends(start):
            if (rest := from_(end)) is not None:
                return [one, *rest]
        dead.add(start)
        return None

    def ends(start: int) -> list[tuple[int, Line | float]]:
        first = tokens[start]
        if isinstance(first, float):
            return [(start + 1, first)]
        found, node, at = listings_at(tokens, start, book), book.trie, start
        while at < len(tokens) and (node := node.get(tokens[at])):
            at += 1
            if None in node:
                found.append((at, node[None]))
        return found[::-1]

    return from_(0)


def listings_at(tokens: list[Token], start: int, book: Book) -> list[tuple[int, Line | float]]:
    """A list of what was told, from here to its full stop; none where something else is said."""
    if not any(before.startswith(f"{tokens[start]} ") for _, (before, *_) in book.lists.values()):
        return []
    for end in range(start + 1, len(tokens) + 1):
        last = tokens[end - 1]
        if not isinstance(last, str):
            return []
        if last.endswith(".") and (line := book.listing(" ".join(map(str, tokens[start:end])))):
            return [(end, line)]
    return []


def length(words: str) -> float:
    """Seconds that words take; a number is said digit by digit."""
    count = sum(sum(c.isdigit() for c in word) or 1 for word in words.split())
    return count / WORDS_A_SECOND


def listen(ssml: str, book: Book) -> Heard:
    """Take a document apart and judge it on its own."""
    faults: list[str] = []
    tokens = tokens_of(ssml, faults)
    text = " ".join(token for token in tokens if isinstance(token, str))
    parts = lines_of(tokens, book)
    if parts is None:
        faults.append(f"words: not lines of the content: {text}")
        parts = []
    lines = tuple(part for part in parts if not isinstance(part, float))
    says = frozenset(label for line in lines for label in line.labels)
    seconds = length(text) + sum(token for token in tokens if isinstance(token, float))
    has_hold = any(line.ids("count") for line in lines)
    faults += wording_faults(text, book)
    wants_hold = any(holds(lines, book)) and not questions_of(lines) & HOLDS_LATER
    faults += hold_faults(parts, book) if has_hold or wants_hold else []
    if not has_hold and seconds > LONGEST_TALK:
        faults.append(f"length: {seconds:.1f} s of talk")
    steps = tuple(line for line in lines if line.ids("step"))
    return Heard(
        text=text,
        lines=lines,
        says=says,
        steps=steps,
        seconds=seconds,
        has_hold=has_hold,
        stretches=next((line.text for line in lines if asks_to_stretch(line)), ""),
        faults=tuple(faults),
        tier=tier_of(says),
        asks=questions_of(lines),
    )


def holds(lines: tuple[Line, ...], book: Book) -> list[int]:
    """The seconds of every hold that these lines call for."""
    return [book.holds[line.text] for line in lines if book.holds.get(line.text)]


def asks_to_stretch(line: Line) -> bool:
    """Whether a line outside a movement, its cues and a topic tells a person to stretch or rub."""
    if any(line.ids(kind) for kind in ("step", "cue", "breath", "sign_means", "danger_means")):
        return False
    return bool(STRETCH_OR_RUB.search(HANDS_OFF_WORDS.sub("", line.text)))


def wording_faults(text: str, book: Book) -> list[str]:
    """What may be in no speech at all."""
    faults = []
    if re.search(r"\d", text.replace(book.number, "")):
        faults.append(f"words: digits: {text}")
    if not SPOKEN.fullmatch(text or " "):
        faults.append(f"words: characters: {sorted(set(SPOKEN.sub('', text)))}: {text}")
    return faults + [f"claims: {broken}: {text}" for broken in forbidden_in(text)]


def hold_faults(parts: list[Line | float], book: Book) -> list[str]:
    """A hold is counted at least every five seconds, lasts 15 to 30 s and is released."""
    lines = tuple(part for part in parts if not isinstance(part, float))
    wanted = holds(lines, book)
    at = [n for n, part in enumerate(parts) if isinstance(part, Line) and part.ids("count")]
    release = [
        n
        for n, part in enumerate(parts)
        if isinstance(part, Line) and ("prompt", "release") in part.labels
    ]
    if not (wanted and at and release):
        return [f"hold: {len(wanted)} wanted, {len(at)} counts, {len(release)} releases"]
    marks = [*at, release[0]]
    gaps = [sum(time(part) for part in parts[a:b]) for a, b in itertools.pairwise(marks)]
    counts = [int(min(parts[n].ids("count"))) for n in at if isinstance(parts[n], Line)]
    faults = []
    if max(gaps) > COUNT_EVERY or counts != list(range(counts[0], 0, -5)):
        faults.append(f"hold: counts {counts} with gaps {[round(gap, 1) for gap in gaps]}")
    if not 15 <= sum(gaps) <= 36 or not 15 <= counts[0] <= 30:
        faults.append(f"hold: {sum(gaps):.1f} s, from {counts[0]}")
    return faults


def time(part: Line | float) -> float:
    """How long a line or a silence takes."""
    return part if isinstance(part, float) else length(part.text)


class Reply(NamedTuple):
    """A response, as the person and the platform get it."""

    speech: Heard
    reprompt: Heard
    ended: bool | None
    """shouldEndSession; None when it was not there."""
    silent: bool
    faults: tuple[str, ...]
    question: str
    """The question that is open now; empty when the session has closed."""
    card: tuple[str, str] | None = None
    """The title and the text of the card."""
    screen: Screen | None = None
    """What a screen shows of it."""


def open_question(speech: Heard, reprompt: Heard) -> str:
    """The question that a reply ends with; of two that end alike, the one it repeats."""
    if len(speech.asks) < 2:
        return min(speech.asks, default="")
    again = {f"danger:{id}" for id in reprompt.ids("danger_plainer")} | reprompt.ids("reprompt")
    return min(speech.asks & again, default=min(speech.asks))


def reply_of(answer: dict[str, Any], size: int, ear: Ear) -> Reply:
    """Read a response and judge its envelope."""
    faults = [f"platform: {size} bytes"] if size > 120_000 else []
    response = answer.get("response")
    if answer.get("version") != "1.0" or not isinstance(response, dict):
        return Reply(NOTHING, NOTHING, None, True, ("platform: no response envelope",), "")
    speech = spoken(response.get("outputSpeech"), ear, faults)
    reprompt = spoken((response.get("reprompt") or {}).get("outputSpeech"), ear, faults)
    ended = response.get("shouldEndSession")
    silent = not ({"outputSpeech", "reprompt", "card", "directives"} & response.keys())
    if None in response.values() or not isinstance(ended, bool | None):
        faults.append(f"platform: null or no boolean in {response}")
    question = "" if ended else open_question(speech, reprompt)
    card = card_of(response.get("card"), faults)
    screen = screen_of(response["directives"]) if "directives" in response else None
    return Reply(speech, reprompt, ended, silent, tuple(faults), question, card, screen)


def card_of(card: Any, faults: list[str]) -> tuple[str, str] | None:
    """The title and the text of a card."""
    if card is None:
        return None
    if set(card) != {"type", "title", "content"} or card["type"] != "Simple":
        faults.append(f"platform: a card is {card}")
    return str(card.get("title")), str(card.get("content"))


def spoken(speech: Any, ear: Ear, faults: list[str]) -> Heard:
    """The speech of an outputSpeech object."""
    if speech is None:
        return NOTHING
    if speech.get("type") != "SSML" or not isinstance(speech.get("ssml"), str):
        faults.append(f"platform: speech is {speech}")
        return NOTHING
    return ear.hear(speech["ssml"])
