"""Which way a guess leans: never past a danger sign.

Alexa's own recogniser has no such bias; a simulator that shrugged at "I can't feel my legs" would
teach nobody anything.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from simulator.interpretation import FALLBACK, Candidate
from simulator.understanding.learned import Weighed
from simulator.understanding.meanings import (
    ASKS_FOR_THE_CHECK,
    DENIES_A_SIGN,
    LULLS,
    is_danger,
)


@dataclass(frozen=True)
class Limits:
    """How sure a guess must be; chosen by ``python -m benchmarks.understanding.limits``."""

    danger: float = 0.3
    """Words speak of a danger sign where all signs, told or denied, are together this likely."""
    beside: float = 1.5
    """Together they must be this many times as likely as the likeliest other intent ..."""
    alone: float = 0.5
    """... or one sign alone this many times as likely."""
    lull: float = 0.5
    """No lull is heard where they are this likely; the check is then."""
    heard: float = 0.25
    """How likely any other intent must be."""
    strange: float = 0.5
    """The share that "not meant for the skill" may have of that intent and itself."""
    denied: float = 0.9
    """The share that denying must have of what speaks of signs, to be heard itself ..."""
    sounds_denied: float = 1.2
    """... and how much it must sound like something that is not there."""
    doubtful: float = 0.1
    """From this share on nobody can tell a sign from a denial: the check asks ..."""
    sounds_doubtful: float = -0.25
    """... or where it sounds this much like something that is not there ..."""
    assured: float = -0.75
    """... or this much, where words say that all is well."""


LIMITS = Limits()


def choose(weighed: Weighed, assures: bool = False, limits: Limits = LIMITS) -> Candidate:
    """The intent to hear; Fallback where nothing else is likely enough.

    ``assures`` says whether there are words by which all is said to be well.
    """
    chances = dict(weighed.chances())
    signs = [intent for intent in chances if is_danger(intent)]
    others = (one for one in chances if one not in (*signs, DENIES_A_SIGN, FALLBACK))
    other = next(others, FALLBACK)
    about = sum(chances[one] for one in signs) + chances.get(DENIES_A_SIGN, 0.0)
    if signs and _about_signs(signs, about, chances, chances.get(other, 0.0), limits):
        share = chances.get(DENIES_A_SIGN, 0.0) / about
        intent = _told(signs[0], share, weighed, assures, limits)
        return Candidate(intent, chances[intent] if intent == signs[0] else about)
    if other == FALLBACK or chances[other] < limits.heard or _strange(chances, other, limits):
        return Candidate(FALLBACK, chances.get(FALLBACK, 0.0))
    if other in LULLS and about >= limits.lull and ASKS_FOR_THE_CHECK in chances:
        return Candidate(ASKS_FOR_THE_CHECK, about)
    return Candidate(other, chances[other])


def _about_signs(
    signs: Sequence[str], about: float, chances: Mapping[str, float], other: float, limits: Limits
) -> bool:
    """Whether words speak of a danger sign; many signs that are a little likely may be none."""
    one = chances[signs[0]] >= limits.alone * other
    return about >= limits.danger and (one or about >= limits.beside * other)


def _told(sign: str, share: float, weighed: Weighed, assures: bool, limits: Limits) -> str:
    """The sign, unless it is denied; where nobody can tell, the check if there is one.

    ``share`` is what denying has of all that speaks of signs. A word that nobody taught may be the
    sign itself, so nothing is denied then.
    """
    sounds = weighed.denial
    if share >= limits.denied and sounds >= limits.sounds_denied and weighed.all_known:
        return DENIES_A_SIGN
    doubtful = sounds >= (limits.assured if assures else limits.sounds_doubtful)
    unclear = doubtful or share >= limits.doubtful
    return ASKS_FOR_THE_CHECK if unclear and ASKS_FOR_THE_CHECK in weighed.intents else sign


def _strange(chances: Mapping[str, float], other: str, limits: Limits) -> bool:
    strange = chances.get(FALLBACK, 0.0)
    return strange > limits.strange * (strange + chances[other])
