"""Which words of an utterance are denied, and which are said to be well or over.

"No chest pain" and "I can't feel my chest" share most words with a danger sign. What tells them
apart is what the "no" or the "can't" stands before, however many words lie between; so these words
are marked, and count as features of their own.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from simulator.understanding.language import Language
from simulator.understanding.text import Tokens

REACH = 5
"""Words after a denial or an inability that it still speaks of ..."""
BEHIND = 4
"""... and words before an assurance or an ending: "the feeling in my foot is back"."""
DENIED, WELL = "!", "="
"""What marks a word; no word begins so."""

Cues = Mapping[str, Collection[str]]
"""The words by which each mark is set, by mark; those under `ENDS` end its reach.

Those under `UNDOES` deny what comes after them, but what was already denied they tell as there."""
ENDS, UNDOES = "ends", "undoes"


def cues_of(language: Language) -> Cues:
    """The cues of a language, ready to be written as JSON."""
    return {
        DENIED: (*language.denials, *language.inabilities),
        WELL: (*language.assurances, *language.endings),
        ENDS: (*language.turns, *language.subjects),
        UNDOES: language.undoing,
    }


class Negation:
    """Marks the words of one language."""

    def __init__(self, cues: Cues) -> None:
        self.cues = {mark: tuple(words) for mark, words in cues.items()}
        self._well = frozenset(cues[WELL])
        self._ends = frozenset(cues[ENDS])
        self._opens = frozenset(cues[DENIED])
        self._undoes = frozenset(cues[UNDOES])

    def marks(self, words: Tokens) -> Iterator[tuple[str, int]]:
        """Each mark, and the position of the word that has it."""
        yield from self._ahead(words)
        for at, word in enumerate(words):
            if word in self._well:
                yield from ((WELL, before) for before in range(max(0, at - BEHIND), at))

    def _ahead(self, words: Tokens) -> Iterator[tuple[str, int]]:
        """What denials and inabilities speak of, up to where a sentence starts anew."""
        left = 0
        for at, word in enumerate(words):
            if word in self._undoes and left > 0:
                left = 0
            elif word in self._opens:
                left = REACH
            elif word in self._ends:
                left = 0
            elif left > 0:
                left -= 1
                yield DENIED, at
