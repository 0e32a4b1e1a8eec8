"""What is heard of what was weighed: never past a danger sign, and no sign out of thin air."""

from __future__ import annotations

import numpy as np
import pytest

from simulator.understanding.caution import choose
from simulator.understanding.learned import Weighed

SIGNS = tuple(f"Sign{name}Intent" for name in ("Fever", "Injury", "Poison", "Dizzy", "Fainting"))
INTENTS = (
    *SIGNS,
    *("SymptomDeniedIntent", "WarningSignsIntent", "ReliefIntent", "EasedIntent", "WhyIntent"),
    "AMAZON.FallbackIntent",
)


def heard(
    denial: float = -1.0, all_known: bool = True, assures: bool = False, **chances: float
) -> str:
    """What is heard where intents have these chances, named without their ``Intent``."""
    likely = {f"{name}Intent": chance for name, chance in chances.items()}
    likely["AMAZON.FallbackIntent"] = likely.pop("FallbackIntent", 0.0)
    probabilities = np.asarray([likely.get(name, 0.0) for name in INTENTS], np.float32)
    return choose(Weighed(INTENTS, probabilities, denial, all_known), assures).intent


def test_the_likeliest_intent_is_heard() -> None:
    assert heard(Relief=0.7, Why=0.2) == "ReliefIntent"


@pytest.mark.parametrize("lull", ["Relief", "Eased"])
def test_a_sign_that_is_nearly_as_likely_wins(lull: str) -> None:
    """A tie with something harmless is no tie."""
    assert heard(SignFever=0.4, **{lull: 0.55}) == "SignFeverIntent"


def test_a_little_of_many_signs_is_no_sign() -> None:
    """The likeliest intent is heard although all signs together have a third."""
    assert heard(Relief=0.65, **{name.removesuffix("Intent"): 0.07 for name in SIGNS}) == (
        "ReliefIntent"
    )


def test_no_lull_is_heard_where_signs_are_as_likely_as_not() -> None:
    """None of them stands out, so the check asks."""
    assert heard(Relief=0.4, **{name.removesuffix("Intent"): 0.11 for name in SIGNS}) == (
        "WarningSignsIntent"
    )


def test_what_is_no_lull_is_heard_all_the_same() -> None:
    assert heard(Why=0.4, **{name.removesuffix("Intent"): 0.11 for name in SIGNS}) == "WhyIntent"


def test_a_sure_denial_is_heard() -> None:
    assert heard(SymptomDenied=0.98, SignFever=0.02, denial=1.5) == "SymptomDeniedIntent"


@pytest.mark.parametrize(
    ("share", "denial", "all_known"), [(0.98, 0.5, True), (0.2, 1.4, True), (0.98, 1.5, False)]
)
def test_a_denial_that_is_not_sure_is_a_question(
    share: float, denial: float, all_known: bool
) -> None:
    """It may be the sign: so it does not sound, or a sign is likely too, or a word is unknown."""
    got = heard(SymptomDenied=share, SignFever=1 - share, denial=denial, all_known=all_known)

    assert got == "WarningSignsIntent"


def test_without_a_check_a_doubtful_denial_is_the_sign() -> None:
    """A small skill has no intent to ask with."""
    intents = ("SignFeverIntent", "SymptomDeniedIntent")
    weighed = Weighed(intents, np.asarray([0.1, 0.9], np.float32), 0.5)

    assert choose(weighed).intent == "SignFeverIntent"


def test_words_that_all_is_well_make_a_sign_doubtful() -> None:
    """But only where it does not sound like a sign through and through."""
    little = {"SignFever": 0.9, "SymptomDenied": 0.1}

    assert heard(**little, denial=-0.9, assures=True) == "WarningSignsIntent"
    assert heard(**little, denial=-0.9) == "SignFeverIntent"
    assert heard(**little, denial=-1.5, assures=True) == "SignFeverIntent"


@pytest.mark.parametrize("chances", [{"Why": 0.3, "Fallback": 0.6}, {"Why": 0.2, "Relief": 0.15}])
def test_what_is_strange_or_unclear_is_not_heard(chances: dict[str, float]) -> None:
    assert heard(**chances) == "AMAZON.FallbackIntent"


def test_the_score_is_the_chance() -> None:
    """Of the intent that is heard, or of all that speaks of signs where the check is."""
    chances = np.asarray([0.6, 0.2, *[0.0] * 3, 0.1, *[0.0] * 5], np.float32)
    weighed, doubtful = Weighed(INTENTS, chances, -2.0), Weighed(INTENTS, chances, 0.0)

    assert choose(weighed).score == pytest.approx(0.6)
    assert choose(doubtful).score == pytest.approx(0.9)


def test_a_sign_that_is_a_faint_guess_is_asked_about() -> None:
    """Swearing sounds a little like blood: the check asks, and nobody is sent to call."""
    assert heard(SignPoison=0.29, SignFever=0.1, FallbackIntent=0.1) == "WarningSignsIntent"
    assert heard(SignPoison=0.31, SignFever=0.1, FallbackIntent=0.1) == "SignPoisonIntent"
