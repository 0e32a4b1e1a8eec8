"""Speech markup, made here and nowhere else: what is text is escaped, what is a number is spelled.

Limits that are kept by construction: one root, known tags only, a break of at most ten seconds
(platform 3.1, 3.2).
"""

from __future__ import annotations

import html
import re
from functools import lru_cache

from skill.dialogue.acts import Pace

LONGEST_BREAK = 10.0
"""Seconds in one break tag (platform 3.1)."""

RATE: dict[Pace, str] = {"slow": "80%", "normal": "", "fast": "115%"}
SPEED: dict[Pace, float] = {
    pace: float(rate.rstrip("%") or 100) / 100 for pace, rate in RATE.items()
}
"""How many times as fast as usual."""
NUMBER = re.compile(r"\b\d{3,}\b")


def escaped(words: str) -> str:
    """Words in which nothing is markup; by `html`, since xml.sax brings a web client along."""
    return html.escape(words, quote=False)


@lru_cache(maxsize=4096)
def text(words: str) -> str:
    """Words as markup: escaped, numbers digit by digit, without the quotes around phrases."""
    spelled = r'<say-as interpret-as="digits">\g<0></say-as>'
    return NUMBER.sub(spelled, escaped(words.replace('"', "")))


def pause(seconds: float) -> str:
    """A silence; ValueError beyond what one break may last."""
    if not 0 < seconds <= LONGEST_BREAK:
        raise ValueError(f"a break of {seconds} s; use more than 0 and at most {LONGEST_BREAK}")
    return f'<break time="{round(seconds * 1000)}ms"/>'


def paced(parts: list[str], pace: Pace) -> list[str]:
    """Parts that are markup already, read at a pace."""
    rate = RATE[pace]
    return [f'<prosody rate="{rate}">{" ".join(parts)}</prosody>'] if rate and parts else parts


def speak(parts: list[str]) -> str:
    """Parts that are markup already, as one document."""
    return f"<speak>{' '.join(parts)}</speak>"
