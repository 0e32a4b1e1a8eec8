"""Requests that name the skill: "open cramp coach", "ask cramp coach why my leg cramps"."""

from __future__ import annotations

from dataclasses import dataclass

from simulator.understanding.language import Language
from simulator.understanding.text import Reader, Tokens


@dataclass(frozen=True)
class Named:
    """Words in which the skill was named."""

    requests: tuple[Tokens, ...]
    """What was asked of it, in each way it can be cut; none where it was only opened."""


class OneShot:
    """Finds the invocation name in words, and what is asked around it."""

    def __init__(self, invocation: str, language: Language, reader: Reader) -> None:
        def phrases(texts: tuple[str, ...]) -> frozenset[Tokens]:
            return frozenset(map(reader.words, texts))

        self._name = reader.words(invocation)
        self._open = phrases(language.one_shot.open) | {()}
        self._dropped = sorted(phrases(language.one_shot.dropped), key=len, reverse=True)
        self._before = phrases(language.one_shot.before)

    def read(self, words: Tokens) -> Named | None:
        """What was asked of the skill; None where the words do not call it by its name."""
        at = self._position(words)
        if at is None:
            return None
        before, after = words[:at], words[at + len(self._name) :]
        if before in self._open:
            return Named(self._requests(after))
        if not after and before[-1:] in self._before:
            return Named((before[:-1],))
        return None

    def _position(self, words: Tokens) -> int | None:
        length = len(self._name)
        places = range(len(words) - length + 1)
        return next((at for at in places if words[at : at + length] == self._name), None)

    def _requests(self, after: Tokens) -> tuple[Tokens, ...]:
        """Without the word that ties it to the name, and with it: "to stop" may be just "stop"."""
        for phrase in self._dropped:
            rest = after[len(phrase) :]
            if after[: len(phrase)] == phrase and rest:
                return (rest, after)
        return (after,) if after else ()
