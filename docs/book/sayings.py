"""What people say: sentences of the built interaction model that name a danger sign.

The model holds hundreds for each sign. Those shown are the first of the source that are in the
model and unlike each other, so that a line added at the end of the source changes no page.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path

from interaction_model.danger_signs import own_intent

ROOM = Path(__file__).parents[2] / "interaction_model"
PACKAGE = ROOM / "package" / "interactionModels" / "custom"
SHORT, LONG = range(3, 8), range(11, 19)
"""Words of a plain sentence, and of one said in passing."""
PLAIN = 3
"""How many plain ones are shown, ahead of one said in passing."""
EVERY_DAY = frozenset(
    "a an and am are at been but for from got had has have i i'm i've if in is it it's my of on or "
    "so some since that the there there's this to up was with".split()
)
"""Words that two sentences may share and yet be unlike."""


class Sayings:
    """The sentences of one locale, by sign."""

    def __init__(self, locale: str) -> None:
        """Raises OSError where the locale has no built model."""
        built = json.loads((PACKAGE / f"{locale}.json").read_text(encoding="utf-8"))
        self._language = locale.partition("-")[0]
        self._intents = {
            intent["name"]: frozenset(intent["samples"])
            for intent in built["interactionModel"]["languageModel"]["intents"]
        }

    def of(self, sign: str) -> tuple[str, ...]:
        """A few sentences that name a sign: plain ones, and one said in passing.

        Empty for a sign that the model has no intent for yet.
        """
        intent = own_intent(sign)
        said = list(self._in_order(intent)) if intent in self._intents else []
        plain = list(unlike(said, SHORT))[:PLAIN]
        return (*plain, *list(unlike(said, LONG))[:1])

    def _in_order(self, intent: str) -> Iterator[str]:
        """The sentences of an intent that are in the built model, in the order of the source."""
        source = ROOM / "source" / self._language / "intents" / f"{intent}.txt"
        for line in source.read_text(encoding="utf-8").splitlines():
            if line in self._intents[intent] and "{" not in line:
                yield line


def unlike(sentences: Iterable[str], length: range) -> Iterator[str]:
    """Those of this many words that share no telling word with one before them."""
    told: set[str] = set()
    for sentence in sentences:
        words = sentence.split()
        telling = set(words) - EVERY_DAY
        if len(words) in length and told.isdisjoint(telling):
            told |= telling
            yield sentence
