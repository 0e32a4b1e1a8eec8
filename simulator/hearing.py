"""What a person hears of a reply: words, pauses and sounds, in order."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from xml.etree import ElementTree as ET

from simulator import ssml

WORDS_A_SECOND = 2.5

_NAMESPACES = 'xmlns:amazon="amazon" xmlns:alexa="alexa"'
_SPACED = {"p": "x-strong", "s": "strong"}
"""Tags that make a pause after what they hold, and how long a pause."""


@dataclass(frozen=True)
class Words:
    """Something said."""

    text: str


@dataclass(frozen=True)
class Pause:
    """Nothing said, for that many seconds."""

    seconds: float


@dataclass(frozen=True)
class Sound:
    """A sound is played; how long it lasts cannot be told from here."""

    source: str


Part = Words | Pause | Sound


@dataclass(frozen=True)
class Speech:
    """One reply as it is heard."""

    parts: tuple[Part, ...] = ()

    @property
    def text(self) -> str:
        """The words alone, with single spaces."""
        return " ".join(part.text for part in self.parts if isinstance(part, Words))

    @property
    def seconds(self) -> float:
        """About how long it takes: 2.5 words a second, plus the pauses."""
        silence = sum(part.seconds for part in self.parts if isinstance(part, Pause))
        return len(self.text.split()) / WORDS_A_SECOND + silence

    def __bool__(self) -> bool:
        return bool(self.parts)

    def shown(self) -> str:
        """The words, with sounds and pauses of half a second or more in brackets, as ``[5 s]``."""
        return " ".join(_shown(self.parts))


NOTHING = Speech()
"""Silence."""


def hear(output: Mapping[str, Any], locale: str) -> tuple[Speech, list[str]]:
    """The speech of one ``outputSpeech``, and everything for which Alexa would refuse it."""
    kind = output.get("type")
    if kind == "PlainText":
        return _plain(output.get("text"))
    if kind != "SSML":
        return Speech(), [f"outputSpeech type is {kind!r}; it is PlainText or SSML"]
    text = output.get("ssml")
    if not isinstance(text, str) or not text.strip():
        return Speech(), ["outputSpeech has no ssml"]
    return hear_ssml(text, locale)


def hear_ssml(text: str, locale: str) -> tuple[Speech, list[str]]:
    """The speech in one SSML document, and its faults; a document that is no XML is not heard."""
    if not text.strip().startswith("<speak"):
        return Speech(), ["the ssml is not inside one <speak>"]
    if "<!" in text or "<?" in text:
        return Speech(), ["the ssml holds a comment, declaration or entity of its own"]
    try:
        root = ET.fromstring(_declared(text))  # noqa: S314  # no declarations: nothing to expand
    except ET.ParseError as fault:
        return Speech(), [f"the ssml is not well-formed XML: {fault}; escape & and < in text"]
    found: list[str] = []
    parts = tuple(_joined(_walk(root, locale, found)))
    return Speech(parts), found


def _plain(text: object) -> tuple[Speech, list[str]]:
    if not isinstance(text, str) or not text.strip():
        return Speech(), ["outputSpeech has no text"]
    return Speech((Words(" ".join(text.split())),)), []


def _declared(text: str) -> str:
    """The document with Amazon's prefixes declared, so that a parser takes them."""
    return text.strip().replace("<speak", f"<speak {_NAMESPACES}", 1)


def _name(tag: str) -> str:
    """The name as it was written: ``amazon:effect``, ``xml:lang``."""
    return re.sub(r"\{(?:.*/)?(\w+?)(?:/namespace)?\}", _prefix, tag)


def _prefix(found: re.Match[str]) -> str:
    return "xml:" if "www.w3.org" in found[0] else f"{found[1]}:"


def _walk(element: ET.Element, locale: str, found: list[str]) -> Iterator[Part]:
    name = _name(element.tag)
    attributes = {_name(key): value for key, value in element.attrib.items()}
    found += ssml.faults(name, attributes, locale)
    yield from _itself(name, attributes)
    yield Words("" if name == "sub" else element.text or "")
    for child in element:
        if child.tag == "speak":
            found.append("<speak> stands inside another tag")
        yield from _walk(child, locale, found)
        yield Words(child.tail or "")
    if name in _SPACED:
        yield Pause(ssml.PAUSES[_SPACED[name]])


def _itself(name: str, attributes: Mapping[str, str]) -> Iterator[Part]:
    """What a tag is heard as, apart from what it holds."""
    if name == "break":
        time = ssml.seconds(attributes.get("time", ""))
        strength = ssml.PAUSES.get(attributes.get("strength", "medium"), 0.0)
        yield Pause(strength if time is None else time)
    elif name == "audio":
        yield Sound(attributes.get("src", ""))
    elif name == "sub":
        yield Words(attributes.get("alias", ""))


def _joined(parts: Iterator[Part]) -> Iterator[Part]:
    """The parts with neighbouring words in one, as a person hears them."""
    for is_words, group in itertools.groupby(parts, lambda part: isinstance(part, Words)):
        if not is_words:
            yield from group
            continue
        text = "".join(part.text for part in group if isinstance(part, Words))
        if text.strip():
            yield Words(" ".join(text.split()))


def _shown(parts: tuple[Part, ...]) -> Iterator[str]:
    for part in parts:
        if isinstance(part, Words):
            yield part.text
        elif isinstance(part, Sound):
            yield f"[sound: {part.source}]"
        elif part.seconds >= 0.5:
            yield f"[{part.seconds:g} s]"
