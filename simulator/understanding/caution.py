"""Which way a guess leans: never past a danger sign.

Alexa's own recogniser has no such bias; a simulator that shrugged at "I can't feel my legs" would
teach nobody anything. The intents' names are the skill's public ones.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from simulator.interpretation import Candidate
from simulator.understanding.learned import Weighed
from simulator.understanding.lessons import NAMES_A_SIGN

DENIES_A_SIGN = "SymptomDeniedIntent"
SPEAKS_OF_SIGNS = frozenset(
    {
        *("MeaningIntent", "WhyAskIntent", "WhyIntent", "QuestionIntent", "PreventionIntent"),
        *("WarningSignsIntent", "CallForHelpIntent", DENIES_A_SIGN),
    }
)
"""Intents in which a sign can be spoken of without anybody having it."""

AT_HOME = 0.4
"""How likely it must be that words are meant for the skill, for a guess to be heard."""
SURE_ENOUGH = 0.15
"""How likely the guess itself must be; two intents may share what speaks for both."""
SURE_ENOUGH_OF_DANGER = 0.3
"""How likely danger signs must be, all of them together; this alone is enough for them."""
HINTED = 0.01
"""How likely a sign must be that is named by one word alone: a word such as "cold" may be idle."""
ONE_OF_THEM = 0.5
"""The share of that which one sign must have to be heard itself; else some sign is."""
NEAR_TIE = 0.4
"""Danger signs that are together this likely beside the likeliest intent are taken for it."""


def is_danger(intent: str) -> bool:
    """Whether an intent says that a danger sign is there."""
    return intent == NAMES_A_SIGN or intent.startswith("Sign")


def choose(weighed: Weighed, named: Mapping[str, int], denied: bool) -> Candidate | None:
    """The intent to hear; None where nothing is likely enough.

    ``named`` are the own intents of danger signs that the words name outright, each with the
    number of words that name it; ``denied`` whether one of them is denied, or all is said to be
    well.
    """
    chances = [Candidate(*chance) for chance in weighed.chances()]
    best = _likeliest(chances, weighed.at_home)
    if best and best.intent == DENIES_A_SIGN and not denied:
        # What sounds like a denial may be the sign, "I haven't been able to pee": then it is
        # weighed as if there were no denying at all, and only a danger is believed.
        best = _likeliest(_but(chances, DENIES_A_SIGN), 0.0)
    if best and (is_danger(best.intent) or best.intent in SPEAKS_OF_SIGNS):
        return best
    return next((one for one in chances if _outright(one, named)), best)


def _but(chances: Sequence[Candidate], intent: str) -> list[Candidate]:
    """The chances of all other intents, as they are once this one is ruled out."""
    others = [chance for chance in chances if chance.intent != intent]
    at_all = sum(chance.score for chance in chances)
    left = sum(chance.score for chance in others)
    return [Candidate(one.intent, one.score * at_all / left) for one in others] if left else []


def _outright(chance: Candidate, named: Mapping[str, int]) -> bool:
    """Whether this is a sign's own intent and the words name that sign outright."""
    words = named.get(chance.intent, 0)
    own = chance.intent != NAMES_A_SIGN
    return own and (words > 1 or (words == 1 and chance.score >= HINTED))


def _likeliest(chances: Sequence[Candidate], at_home: float) -> Candidate | None:
    if not chances:
        return None
    best = chances[0]
    dangers = [chance for chance in chances if is_danger(chance.intent)]
    together = sum(chance.score for chance in dangers)
    if together >= max(SURE_ENOUGH_OF_DANGER, NEAR_TIE * best.score):
        return _one_sign(dangers, together)
    heard = at_home >= AT_HOME and best.score >= SURE_ENOUGH and not is_danger(best.intent)
    return best if heard else None


def _one_sign(dangers: Sequence[Candidate], together: float) -> Candidate:
    """The likeliest sign; where none stands out, a sign without a name, which starts the check."""
    stands_out = dangers[0].score >= ONE_OF_THEM * together
    if stands_out or all(danger.intent != NAMES_A_SIGN for danger in dangers):
        return dangers[0]
    return Candidate(NAMES_A_SIGN, together)
