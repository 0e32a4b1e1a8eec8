"""The SSML that Alexa takes (platform 3.1, 3.2), tag by tag."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

MAX_BREAK = 10.0
"""Seconds; a longer break makes the whole response invalid."""

Fits = Callable[[str], bool]


def one_of(*words: str) -> Fits:
    """A check that takes these words and no others."""
    return frozenset(words).__contains__


def seconds(time: str) -> float | None:
    """The length of ``10s``, ``1.5s`` or ``800ms`` in seconds; None for anything else."""
    found = re.fullmatch(r"\+?(\d+(?:\.\d+)?|\.\d+)(ms|s)", time.strip())
    return None if found is None else float(found[1]) / (1000 if found[2] == "ms" else 1)


def _break_time(time: str) -> bool:
    length = seconds(time)
    return length is not None and length <= MAX_BREAK


def _percent(low: float, high: float = float("inf")) -> Fits:
    def fits(text: str) -> bool:
        found = re.fullmatch(r"([+-]?\d+(?:\.\d+)?)%", text)
        return found is not None and low <= float(found[1]) <= high

    return fits


def _either(*checks: Fits) -> Fits:
    return lambda text: any(check(text) for check in checks)


def _anything(text: str) -> bool:
    return bool(text.strip())


_LEVELS = ("x-low", "low", "medium", "high", "x-high")
_RATE = _either(one_of("x-slow", "slow", "medium", "fast", "x-fast"), _percent(20))
_PITCH = _either(one_of(*_LEVELS), _percent(-33.3, 50))
_VOLUME = _either(
    one_of("silent", "x-soft", "soft", "medium", "loud", "x-loud"),
    lambda text: re.fullmatch(r"[+-]\d+(\.\d+)?dB", text) is not None,
)
_SAY_AS = one_of(
    *("characters", "spell-out", "cardinal", "number", "ordinal", "digits", "fraction", "unit"),
    *("date", "time", "telephone", "address", "interjection", "expletive"),
)
_DATES = one_of("mdy", "dmy", "ymd", "md", "dm", "ym", "my", "d", "m", "y")
_SPOKEN_LANGUAGE = re.compile(r"(de|en|es|fr|hi|it|ja|pt)-[A-Z]{2}")

RATES = {"x-slow": 0.6, "slow": 0.8, "medium": 1.0, "fast": 1.25, "x-fast": 1.6}
PITCHES = {"x-low": 0.7, "low": 0.85, "medium": 1.0, "high": 1.2, "x-high": 1.4}
VOLUMES = {"silent": 0.0, "x-soft": 0.35, "soft": 0.6, "medium": 1.0, "loud": 1.4, "x-loud": 2.0}
"""About what each word for a manner means, against the voice's own."""
SPELLED = frozenset({"characters", "spell-out", "digits", "telephone"})
"""Each ``interpret-as`` that is said sign by sign."""


def rate(text: str) -> float:
    """The speed of ``slow`` or ``80%``, against the voice's own; 1 for what says nothing."""
    return RATES.get(text, 1.0) if not text.endswith("%") else _number(text[:-1], 100) / 100


def pitch(text: str) -> float:
    """The pitch of ``high`` or ``+10%``, against the voice's own; 1 for what says nothing."""
    return PITCHES.get(text, 1.0) if not text.endswith("%") else 1 + _number(text[:-1], 0) / 100


def volume(text: str) -> float:
    """The loudness of ``soft`` or ``-6dB``, against the voice's own; 1 for what says nothing."""
    decibels = _number(text.removesuffix("dB"), 0)
    return VOLUMES.get(text, 1.0) if not text.endswith("dB") else float(10 ** (decibels / 20))


def _number(text: str, default: float) -> float:
    try:
        return float(text)
    except ValueError:
        return default


PAUSES = {"none": 0.0, "x-weak": 0.1, "weak": 0.2, "medium": 0.4, "strong": 0.8, "x-strong": 1.2}
"""About how long each ``strength`` of a break lasts, in seconds."""


@dataclass(frozen=True)
class Tag:
    """What a tag may carry."""

    attributes: Mapping[str, Fits] = field(default_factory=dict)
    needs: frozenset[str] = frozenset()
    locales: frozenset[str] | None = None
    """Where it is spoken; None means everywhere."""


def _tag(needs: str = "", locales: str = "", **attributes: Fits) -> Tag:
    return Tag(
        {name.replace("_", "-"): fits for name, fits in attributes.items()},
        frozenset(needs.split()),
        frozenset(locales.split()) or None,
    )


def _https(src: str) -> bool:
    return src.startswith(("https://", "soundbank://"))


TAGS: Mapping[str, Tag] = {
    "speak": _tag(),
    "p": _tag(),
    "s": _tag(),
    "break": _tag(time=_break_time, strength=one_of(*PAUSES)),
    "emphasis": _tag("level", level=one_of("strong", "moderate", "reduced")),
    "prosody": _tag(rate=_RATE, pitch=_PITCH, volume=_VOLUME),
    "say-as": _tag("interpret-as", interpret_as=_SAY_AS, format=_DATES),
    "sub": _tag("alias", alias=_anything),
    "phoneme": _tag("alphabet ph", alphabet=one_of("ipa", "x-sampa"), ph=_anything),
    "w": _tag("role", role=lambda role: role.startswith("amazon:")),
    "lang": Tag(
        {"xml:lang": lambda code: _SPOKEN_LANGUAGE.fullmatch(code) is not None},
        frozenset({"xml:lang"}),
    ),
    "voice": _tag("name", name=_anything),
    "audio": _tag("src", src=_https),
    "amazon:effect": _tag("name", name=one_of("whispered")),
    "amazon:emotion": _tag(
        "name intensity",
        "en-US en-GB ja-JP",
        name=one_of("excited", "disappointed"),
        intensity=one_of("low", "medium", "high"),
    ),
    "amazon:domain": _tag(
        "name",
        "en-US en-CA en-GB en-AU de-DE ja-JP",
        name=one_of("conversational", "long-form", "music", "news", "fun"),
    ),
}
"""Every tag that may stand in a response."""


def faults(name: str, attributes: Mapping[str, str], locale: str) -> list[str]:
    """Everything wrong with one tag as it was written."""
    tag = TAGS.get(name)
    if tag is None:
        return [f"<{name}> is not a tag that Alexa speaks"]
    found = [f"<{name}> needs {needed}" for needed in sorted(tag.needs - attributes.keys())]
    if tag.locales is not None and locale not in tag.locales:
        found.append(f"<{name}> is not spoken in {locale}")
    for attribute, value in attributes.items():
        fits = tag.attributes.get(attribute)
        if fits is None:
            found.append(f"<{name}> takes no {attribute}")
        elif not fits(value):
            found.append(f'<{name} {attribute}="{value}"> is out of range')
    return found
