"""What a person hears of a response: its words and silences in order, timed by the test itself."""

from __future__ import annotations

import re
from typing import Any, NamedTuple
from xml.etree import ElementTree

WORDS_A_SECOND = 2.5
TAGS = {"speak": set(), "break": {"time"}, "say-as": {"interpret-as"}, "prosody": {"rate"}}
COUNTS = {
    "thirty": 30,
    "twenty five": 25,
    "twenty": 20,
    "fifteen": 15,
    "ten": 10,
    "five": 5,
}
"""How a hold is counted down."""


class Heard(NamedTuple):
    """One word, or one silence where ``word`` is empty."""

    word: str
    seconds: float


def listen(ssml: str) -> list[Heard]:
    """The words and silences of a document; raises for markup that is none of ours."""
    root = ElementTree.fromstring(ssml)  # noqa: S314 (our own output)
    assert root.tag == "speak"
    heard: list[Heard] = []
    visit(root, 1.0, heard)
    return [one._replace(word=one.word.strip()) for one in heard]


def visit(node: ElementTree.Element, rate: float, heard: list[Heard]) -> None:
    """Add what is heard of a node and of all within it."""
    assert set(node.attrib) == TAGS[node.tag], node.attrib
    inner = rate * int(node.get("rate", "100%").rstrip("%")) / 100
    if node.tag == "break":
        heard.append(Heard("", milliseconds(node.get("time", "")) / 1000))
    if node.tag == "say-as":
        assert node.get("interpret-as") == "digits"
        assert re.fullmatch(r"\d{3}", node.text or "")
    add(node.text, inner, heard)
    for child in node:
        visit(child, inner, heard)
        add(child.tail, inner, heard)


def add(text: str | None, rate: float, heard: list[Heard]) -> None:
    """Add words, each with the time it takes; a number is said digit by digit.

    A word keeps the space after it, so that "911" and the full stop behind it are one word.
    """
    for word in re.findall(r"\S+\s*", text or ""):
        size = sum(letter.isdigit() for letter in word) or 1
        last = heard[-1].word if heard else ""
        if last and not last[-1].isspace() and not (text or " ")[0].isspace():
            heard[-1] = Heard(last + word, heard[-1].seconds)
        else:
            heard.append(Heard(word, size / WORDS_A_SECOND / rate))


def milliseconds(time: str) -> int:
    """The length of a break."""
    assert re.fullmatch(r"\d+ms", time), time
    return int(time.removesuffix("ms"))


def words(heard: list[Heard]) -> str:
    """What is said, without the silences."""
    return " ".join(one.word for one in heard if one.word)


def silences(heard: list[Heard]) -> list[float]:
    """The breaks, in seconds."""
    return [one.seconds for one in heard if not one.word]


class Hold(NamedTuple):
    """A hold that is counted aloud."""

    counts: list[int]
    gaps: list[float]
    """Seconds from the end of one count to the start of the next, and at last to the release."""
    seconds: float
    """From the start of the first count to the release."""


def hold_in(heard: list[Heard]) -> Hold | None:
    """The hold in a reply; None where nothing is counted."""
    counts: list[int] = []
    gaps: list[float] = []
    seconds = 0.0
    index = 0
    while index < len(heard):
        size, count = count_at(heard, index)
        if counts and words(heard[index : index + 3]).lower().endswith("ease off."):
            return Hold(counts, gaps, seconds)
        if count:
            counts.append(count)
            gaps.append(0.0)
        passed = sum(one.seconds for one in heard[index : index + size])
        seconds += passed if counts else 0.0
        if gaps and not count:
            gaps[-1] += passed
        index += size
    assert not counts, "a hold is never released"
    return None


def count_at(heard: list[Heard], index: int) -> tuple[int, int]:
    """How many words a count takes up here, and the count; one and 0 where there is none."""
    for size in (2, 1):
        said = words(heard[index : index + size])
        if said.endswith(".") and (count := COUNTS.get(said.rstrip(".").lower())):
            return size, count
    return 1, 0


def ssml_of(response: dict[str, Any]) -> str:
    """The markup that is spoken; empty when nothing is."""
    return str(response["response"].get("outputSpeech", {}).get("ssml", ""))


def reprompt_of(response: dict[str, Any]) -> str:
    """The markup of the reprompt; empty when there is none."""
    reprompt = response["response"].get("reprompt", {})
    return str(reprompt.get("outputSpeech", {}).get("ssml", ""))
