"""Where what is said falls into parts, and what one part makes of another (English)."""

from __future__ import annotations

import numpy as np
import pytest
from stand_ins import small_model

from simulator.interpretation import FALLBACK, Slot
from simulator.understanding.clauses import Clauses
from simulator.understanding.language import of_locale
from simulator.understanding.learned import Weighed
from simulator.understanding.recogniser import Recogniser
from simulator.understanding.text import Reader, Tokens

LANGUAGE = of_locale("en-US")


def named(words: Tokens) -> list[Slot]:
    """The signs that "hot" and "swollen" name."""
    return [Slot("symptom", "Sign", word, word) for word in words if word in ("hot", "swollen")]


@pytest.mark.parametrize(
    ("said", "parts"),
    [
        ("no fever but my leg is cold", ["no fever", "my leg is cold"]),
        ("it isn't hot it's cold", ["it isn't hot", "it's cold"]),
        ("i'm not swollen i can't feel it", ["i'm not swollen", "i can't feel it"]),
        ("it's hot it's swollen", ["it's hot it's swollen"]),
        ("it isn't well it's cold", ["it isn't well it's cold"]),
    ],
)
def test_speech_is_cut_at_a_turn_and_behind_a_denied_sign(said: str, parts: list[str]) -> None:
    """Only where the denial names a sign: what isn't well may be one."""
    found = Clauses(LANGUAGE).parts(tuple(said.split()), named)

    assert [" ".join(part) for part in found] == parts


class Denying:
    """Takes words for a denial where they have a "no" in them, else for nothing."""

    intents = ("SymptomDeniedIntent", "SignChestPainIntent", FALLBACK)

    def weigh(self, words: Tokens) -> Weighed:
        likely = [0.98, 0.01, 0.01] if "no" in words else [0.01, 0.01, 0.98]
        return Weighed(self.intents, np.asarray(likely, np.float32), 5.0 if "no" in words else 0.0)

    def nearest(self, *_: object) -> list[str]:
        return []

    def closest(self, *_: object) -> list[tuple[str, str, float]]:
        return []


@pytest.mark.parametrize(
    ("said", "intent"),
    [
        ("no pain like that", "SymptomDeniedIntent"),
        ("no pain like that but a queer wobble", FALLBACK),
    ],
)
def test_a_denial_beside_what_is_not_understood_is_none(said: str, intent: str) -> None:
    """The part that is not understood may be the sign."""
    recogniser = Recogniser(small_model(), LANGUAGE, Reader(LANGUAGE), Denying())

    assert recogniser.interpret(said).intent == intent
