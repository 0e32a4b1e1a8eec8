"""Every danger sign that the skill knows can be said: no sign is met that nobody can name.

The signs are read from ``content/triage/signs.toml``, as data; what is heard is the built model's.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path

from interaction_model.lint import ENOUGH_SIGN
from interaction_model.sources import Locale

SIGNS = Path(__file__).resolve().parents[1] / "content" / "triage" / "signs.toml"
SYMPTOMS = "CrampSymptom"


def faults(locale: Locale, signs: Path = SIGNS) -> Iterator[str]:
    """A line ``place: fault: next move`` for every way in which a sign cannot be said.

    Raises OSError or tomllib.TOMLDecodeError where the signs cannot be read.
    """
    for sign in tomllib.loads(signs.read_text(encoding="utf-8")):
        own = own_intent(sign)
        if sign not in locale.values.get(SYMPTOMS, {}):
            where = f"{locale.name} slots/symptom.toml"
            yield f"{where}: {sign} is a danger sign nobody can name: add [{sign}]"
        if own not in locale.schema.intents:
            yield f"intents.toml: {sign} is a danger sign without an intent: add {own}"
        elif (said := len(locale.samples.get(own, ()))) < ENOUGH_SIGN:
            where = f"{locale.name} intents/{own}.txt"
            more = ENOUGH_SIGN - said
            yield f"{where}: {sign} has {said} ways to be said: write {more} more"


def own_intent(sign: str) -> str:
    """The intent that a sign has to itself: dark_urine is SignDarkUrineIntent."""
    return f"Sign{''.join(part.capitalize() for part in sign.split('_'))}Intent"
