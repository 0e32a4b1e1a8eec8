"""Which way a guess leans: never past a danger sign.

Alexa's own recogniser has no such bias; a simulator that shrugged at "I can't feel my legs" would
teach nobody anything.
"""

from __future__ import annotations

import math
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

SHARE_WEIGHS = 0.1
"""What the logarithm of the odds of a denial adds to how much words sound like one."""
SURE = 1e-6
"""A share is taken to be no less than this, and no more than one without it."""


@dataclass(frozen=True)
class Limits:
    """How sure a guess must be; chosen by ``python -m benchmarks.understanding.limits``."""

    danger: float = 0.25
    """Words speak of a danger sign where all signs, told or denied, are together this likely."""
    beside: float = 1.5
    """Together they must be this many times as likely as the likeliest other intent ..."""
    alone: float = 0.5
    """... or one sign alone this many times as likely."""
    named: float = 0.3
    """How likely the likeliest sign must be to be the one that is heard; else the check asks."""
    lull: float = 0.4
    """No lull is heard where they are this likely; the check is then."""
    heard: float = 0.25
    """How likely any other intent must be."""
    strange: float = 0.5
    """The share that "not meant for the skill" may have of that intent and itself."""
    denied: float = 1.3
    """How much words must deny a sign for that to be heard; see `_denies`."""
    doubtful: float = -1.05
    """From here on nobody can tell a sign from a denial, and the check asks ..."""
    assured: float = -1.2
    """... or from here on, where words say that all is well."""


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
        denies = _denies(weighed, chances.get(DENIES_A_SIGN, 0.0) / about)
        intent = _told(signs[0], denies, weighed, assures, limits)
        if intent == signs[0] and chances[intent] < limits.named:
            intent = _asked_about(weighed, intent)
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


def _denies(weighed: Weighed, share: float) -> float:
    """How much words deny a sign: by how they sound, and by the share that denying has.

    ``share`` is that of all that speaks of signs.
    """
    likely = min(max(share, SURE), 1 - SURE)
    return weighed.denial + SHARE_WEIGHS * math.log(likely / (1 - likely))


def _told(sign: str, denies: float, weighed: Weighed, assures: bool, limits: Limits) -> str:
    """The sign, unless it is denied; where nobody can tell, the check if there is one.

    A word that nobody taught may be the sign itself, so nothing is denied then.
    """
    if denies >= limits.denied and weighed.all_known:
        return DENIES_A_SIGN
    doubtful = denies >= (limits.assured if assures else limits.doubtful)
    return _asked_about(weighed, sign) if doubtful else sign


def _asked_about(weighed: Weighed, sign: str) -> str:
    """The check, which asks; the sign itself in a model that has none."""
    return ASKS_FOR_THE_CHECK if ASKS_FOR_THE_CHECK in weighed.intents else sign


def _strange(chances: Mapping[str, float], other: str, limits: Limits) -> bool:
    strange = chances.get(FALLBACK, 0.0)
    return strange > limits.strange * (strange + chances[other])
