"""Where one sentence ends and the next begins, and which of them denies something."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence

from simulator.interpretation import Slot
from simulator.understanding.language import Language
from simulator.understanding.text import Tokens

Signs = Callable[[Tokens], Sequence[Slot]]
"""The danger signs that words name outright."""


class Clauses:
    """Cuts what is said in one language into its parts."""

    def __init__(self, language: Language) -> None:
        self._turns = frozenset(language.turns)
        self._denials = frozenset(language.denials)
        self._assurances = frozenset(language.assurances)
        self._subjects = frozenset(language.subjects)
        self._past = frozenset(language.past)
        self._endings = frozenset(language.endings)

    def parts(self, words: Tokens, signs: Signs) -> list[Tokens]:
        """The words between turning words, and after a sign that was denied: "not hot, it's cold".

        There is at least one part.
        """
        cuts = [at for at, word in enumerate(words) if word in self._turns]
        edges = itertools.pairwise([-1, *cuts, len(words)])
        parts = [part for cut, after in edges if (part := words[cut + 1 : after])] or [words]
        return [piece for part in parts for piece in self._after_a_denial(part, signs)]

    def assures(self, words: Tokens) -> bool:
        """Whether there are words by which all is said to be well: "my chest feels fine"."""
        return not self._assurances.isdisjoint(words)

    def is_over(self, part: Tokens, after: Sequence[Tokens]) -> bool:
        """Whether a part tells what was, and one after it that this ended: "but it's gone now"."""
        ended = any(not self._endings.isdisjoint(words) for words in after)
        return ended and not self._past.isdisjoint(part)

    def _after_a_denial(self, words: Tokens, signs: Signs) -> list[Tokens]:
        """Cut where a sentence starts anew behind a sign that was denied."""
        for at in range(2, len(words) - 1):
            before = words[:at]
            if words[at] in self._subjects and self.denies(before, signs(before)):
                return [before, words[at:]]
        return [words]

    def denies(self, words: Tokens, signs: Sequence[Slot]) -> bool:
        """Whether one sentence denies a sign: in "it isn't pain it's numb" none does."""
        said = f" {' '.join(words)} "
        before = [said.partition(f" {sign.value} ")[0].split() for sign in signs]
        return any(not self._denials.isdisjoint(self._last_sentence(part)) for part in before)

    def _last_sentence(self, words: Sequence[str]) -> Sequence[str]:
        """The words from the last one on that starts a sentence."""
        starts = (at for at in reversed(range(len(words))) if words[at] in self._subjects)
        return words[next(starts, 0) :]
