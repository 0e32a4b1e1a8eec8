"""What a person hears of a reply: words, pauses and sounds, in order."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any
from xml.etree import ElementTree as ET

from simulator import ssml

WORDS_A_SECOND = 2.5

_NAMESPACES = 'xmlns:amazon="amazon" xmlns:alexa="alexa"'
_SPACED = {"p": "x-strong", "s": "strong"}
"""Tags that make a pause after what they hold, and how long a pause."""


@dataclass(frozen=True)
class Manner:
    """How words are said, each against the voice's own."""

    rate: float = 1.0
    """Of its speed."""
    pitch: float = 1.0
    volume: float = 1.0
    """0 is silent."""
    whispered: bool = False


PLAIN = Manner()


@dataclass(frozen=True)
class Words:
    """Something said."""

    text: str
    manner: Manner = PLAIN
    spelled: tuple[str, ...] = ()
    """What of it is said sign by sign, as "911"."""


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
        """About how long it takes: 2.5 words a second at the voice's own rate, plus the pauses."""
        return sum(_seconds(part) for part in self.parts)

    def __bool__(self) -> bool:
        return bool(self.parts)

    def shown(self) -> str:
        """The words, with sounds and pauses of half a second or more in brackets, as ``[5 s]``."""
        return " ".join(_shown(self.parts))


def _seconds(part: Part) -> float:
    if isinstance(part, Words):
        return len(part.text.split()) / (WORDS_A_SECOND * part.manner.rate)
    return part.seconds if isinstance(part, Pause) else 0.0


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


def _walk(
    element: ET.Element, locale: str, found: list[str], around: Manner = PLAIN
) -> Iterator[Part]:
    name = _name(element.tag)
    attributes = {_name(key): value for key, value in element.attrib.items()}
    found += ssml.faults(name, attributes, locale)
    manner = _manner(name, attributes, around)
    yield from _itself(name, attributes, manner)
    text = "" if name == "sub" else element.text or ""
    yield Words(text, manner, _spelled(text, attributes))
    for child in element:
        if child.tag == "speak":
            found.append("<speak> stands inside another tag")
        yield from _walk(child, locale, found, manner)
        yield Words(child.tail or "", manner)
    if name in _SPACED:
        yield Pause(ssml.PAUSES[_SPACED[name]])


def _manner(name: str, attributes: Mapping[str, str], around: Manner) -> Manner:
    """How the words in a tag are said, inside a tag whose words are said as ``around``."""
    if name == "amazon:effect":
        return replace(around, whispered=True)
    if name != "prosody":
        return around
    return replace(
        around,
        rate=around.rate * ssml.rate(attributes.get("rate", "")),
        pitch=around.pitch * ssml.pitch(attributes.get("pitch", "")),
        volume=around.volume * ssml.volume(attributes.get("volume", "")),
    )


def _spelled(text: str, attributes: Mapping[str, str]) -> tuple[str, ...]:
    spells = attributes.get("interpret-as") in ssml.SPELLED and text.strip()
    return (text.strip(),) if spells else ()


def _itself(name: str, attributes: Mapping[str, str], manner: Manner) -> Iterator[Part]:
    """What a tag is heard as, apart from what it holds."""
    if name == "break":
        time = ssml.seconds(attributes.get("time", ""))
        strength = ssml.PAUSES.get(attributes.get("strength", "medium"), 0.0)
        yield Pause(strength if time is None else time)
    elif name == "audio":
        yield Sound(attributes.get("src", ""))
    elif name == "sub":
        yield Words(attributes.get("alias", ""), manner)


def _joined(parts: Iterator[Part]) -> Iterator[Part]:
    """The parts with neighbouring words of one manner in one, as a person hears them."""
    said = (part for part in parts if not isinstance(part, Words) or part.text)
    for manner, group in itertools.groupby(said, _manner_of):
        run = list(group)
        if manner is None:
            yield from run
            continue
        words = [part for part in run if isinstance(part, Words)]
        text = "".join(part.text for part in words)
        if text.strip():
            spelled = tuple(each for part in words for each in part.spelled)
            yield Words(" ".join(text.split()), manner, spelled)


def _manner_of(part: Part) -> Manner | None:
    return part.manner if isinstance(part, Words) else None


def _shown(parts: tuple[Part, ...]) -> Iterator[str]:
    for part in parts:
        if isinstance(part, Words):
            yield part.text
        elif isinstance(part, Sound):
            yield f"[sound: {part.source}]"
        elif part.seconds >= 0.5:
            yield f"[{part.seconds:g} s]"
