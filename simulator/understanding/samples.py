"""Utterances that a sample names word for word, with its slots filled by known values."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from simulator.interpretation import Slot
from simulator.model import Model
from simulator.understanding.text import SLOT, Reader, Tokens
from simulator.understanding.values import Span, Values

CARRIES = 3
"""Words that a sample must say itself to be known by them alone."""
LONGEST_UNKNOWN = 2
"""Words that are taken for one thing nobody taught."""


@dataclass(frozen=True)
class Found:
    """A sample that an utterance follows."""

    intent: str
    sample: Tokens
    slots: tuple[Slot, ...]

    @property
    def literal(self) -> int:
        """How many of its words the sample itself says."""
        return sum(not SLOT.fullmatch(word) for word in self.sample)


@dataclass
class _Node:
    """A place in the tree of samples."""

    words: dict[str, _Node] = field(default_factory=dict)
    slots: dict[str, _Node] = field(default_factory=dict)
    """By slot name."""
    ends: list[tuple[str, Tokens]] = field(default_factory=list)
    """The intent and sample that end here."""


Spans = Mapping[str, Mapping[int, tuple[Span, ...]]]
"""The runs of words that can fill a slot, by the slot's name and where they start."""


class Samples:
    """All samples of a model: those with slots in a tree that is walked along an utterance."""

    def __init__(self, model: Model, reader: Reader, values: Mapping[str, Values]) -> None:
        self._root = _Node()
        self._literal: dict[Tokens, str] = {}
        self._values = values
        self._types: dict[str, str] = {}
        for intent in model.intents.values():
            self._types.update(intent.slots)
            for sample in intent.samples:
                words = reader.words(sample)
                if "{" in sample:
                    self._add(intent.name, words)
                else:
                    self._literal.setdefault(words, intent.name)

    def _add(self, intent: str, sample: Tokens) -> None:
        node = self._root
        for word in sample:
            slot = SLOT.fullmatch(word)
            if slot:
                node = node.slots.setdefault(slot[1], _Node())
            else:
                node = node.words.setdefault(word, _Node())
        node.ends.append((intent, sample))

    def match(self, words: Tokens) -> Found | None:
        """The sample that says most of these words itself; None where none says them all."""
        if intent := self._literal.get(words):
            return Found(intent, words, ())
        return _tightest(self._walk(self._root, words, 0, self.spans(words), ()))

    def match_but_a_slot(self, words: Tokens, intent: str) -> Found | None:
        """The same for one intent, with words in a slot that are no value of its type.

        Only a sample that says enough itself will do; the slot resolves to nothing.
        """
        spans = self.spans(words)
        loose = {
            slot: {at: (*known.get(at, ()), *_anything(words, at)) for at in range(len(words))}
            for slot, known in spans.items()
        }
        found = self._walk(self._root, words, 0, loose, ())
        own = (one for one in found if one.intent == intent and one.literal >= CARRIES)
        return _tightest(one for one in own if sum(slot.id is None for slot in one.slots) == 1)

    def spans(self, words: Tokens) -> Spans:
        """The runs of words that can fill each slot."""
        by_type = {name: values.spans(words) for name, values in self._values.items()}
        return {slot: _by_start(by_type[type_name]) for slot, type_name in self._types.items()}

    def _walk(
        self, node: _Node, words: Tokens, at: int, spans: Spans, filled: tuple[Slot, ...]
    ) -> Iterator[Found]:
        if at == len(words):
            for intent, sample in node.ends:
                yield Found(intent, sample, filled)
            return
        if words[at] in node.words:
            yield from self._walk(node.words[words[at]], words, at + 1, spans, filled)
        for slot, after in node.slots.items():
            for span in spans[slot].get(at, ()):
                more = (*filled, span.slot(slot, self._types[slot]))
                yield from self._walk(after, words, span.end, spans, more)


def _by_start(spans: tuple[Span, ...]) -> dict[int, tuple[Span, ...]]:
    starts: dict[int, tuple[Span, ...]] = {}
    for span in spans:
        starts[span.start] = (*starts.get(span.start, ()), span)
    return starts


def _anything(words: Tokens, start: int) -> Iterator[Span]:
    for end in range(start + 1, min(start + LONGEST_UNKNOWN, len(words)) + 1):
        yield Span(start, end, " ".join(words[start:end]))


def _tightest(found: Iterable[Found]) -> Found | None:
    return max(found, key=lambda one: (one.literal, -len(one.slots)), default=None)
