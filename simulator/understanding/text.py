"""Utterances as a recogniser hands them on: lower-case words, numbers written out."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence

from simulator.understanding.language import Language
from simulator.understanding.quantities import spelled

Tokens = tuple[str, ...]

SLOT = re.compile(r"\{(\w+)\}")
_WORD = re.compile(r"\{\w+\}|\d+|[^\W\d_]+(?:'[^\W\d_]+)*")
_PLAIN = re.compile(r"[a-z]+(?:[' ][a-z]+)*")
"""What most samples are written in: it can be cut at its spaces."""
_QUOTES = str.maketrans({"\u2018": "'", "\u2019": "'", "\u02bc": "'", "`": "'"})


class Reader:
    """Reads text of one language into words."""

    def __init__(self, language: Language) -> None:
        self._numbers = language.numbers
        self._contracted = {word.replace("'", ""): word for word in language.contractions}
        self._in_full = {tuple(full.split()): word for full, word in language.in_full.items()}
        self._swear_words = frozenset(language.swear_words)
        self._wake_words = _longest_first(map(self.words, language.wake_words))
        self._leading = _longest_first(map(self.words, language.leading_fillers))
        self._trailing = _longest_first(map(self.words, language.trailing_fillers))

    def words(self, text: str) -> Tokens:
        """The words of a text or sample; a slot such as ``{muscle}`` stays one word."""
        if _PLAIN.fullmatch(text):
            return self._joined([self._contracted.get(word, word) for word in text.split()])
        plain = unicodedata.normalize("NFKC", text).translate(_QUOTES).lower()
        found: list[str] = []
        for word in _WORD.findall(plain):
            if word.isdecimal():
                found += spelled(word, self._numbers)
            else:
                found.append(self._contracted.get(word, word))
        return self._joined(found)

    def _joined(self, words: Sequence[str]) -> Tokens:
        """The words, with "is not" as "isn't": they mean the same, so they are heard the same."""
        joined: list[str] = []
        for word in words:
            pair = (*joined[-1:], word)
            if len(pair) > 1 and pair in self._in_full:
                joined[-1] = self._in_full[pair]
            else:
                joined.append(self._in_full.get((word,), word))
        return tuple(joined)

    def heard(self, text: str) -> Tokens:
        """The words of an utterance, without a wake word before them."""
        words = self.words(text)
        return without_first(words, self._wake_words)

    def bare(self, words: Tokens) -> Tokens:
        """The words without fillers at either end and swearing; at least one of them is left."""
        words = tuple(word for word in words if word not in self._swear_words) or words
        while (shorter := without_first(words, self._leading)) != words and shorter:
            words = shorter
        while (shorter := without_last(words, self._trailing)) != words and shorter:
            words = shorter
        return words


def without_first(words: Tokens, phrases: Sequence[Tokens]) -> Tokens:
    """The words after the first of these phrases that they begin with."""
    return next((words[len(p) :] for p in phrases if words[: len(p)] == p), words)


def without_last(words: Tokens, phrases: Sequence[Tokens]) -> Tokens:
    """The words before the first of these phrases that they end with."""
    return next((words[: -len(p)] for p in phrases if p and words[-len(p) :] == p), words)


def _longest_first(phrases: Iterable[Tokens]) -> list[Tokens]:
    return sorted(phrases, key=len, reverse=True)
