"""Finds the intent in words: samples word for word first, then the best learned guess."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence

from simulator.interpretation import (
    FALLBACK,
    LAUNCH,
    SESSION_ENDED,
    Candidate,
    Interpretation,
    Near,
    Reasons,
    Slot,
)
from simulator.model import Intent, Model
from simulator.understanding import caution
from simulator.understanding.language import Language
from simulator.understanding.learned import Learned
from simulator.understanding.lessons import NAMES_A_SIGN, own_intent
from simulator.understanding.one_shot import OneShot
from simulator.understanding.samples import Samples
from simulator.understanding.text import Reader, Tokens
from simulator.understanding.values import Span, values_of

SHOWN = 3
"""Candidates in an interpretation."""
SURE_IN_A_PART = 0.5
"""How likely a danger sign must be to be heard from a part of what was said."""
ALWAYS_THERE = ("AMAZON.StopIntent", "AMAZON.CancelIntent")
"""Heard even where the model does not have them (platform 4.4)."""


class Recogniser:
    """Understands one locale of one skill."""

    def __init__(self, model: Model, language: Language, reader: Reader, learned: Learned) -> None:
        self._model = model
        self._reader = reader
        self._learned = learned
        used = {
            type_name for intent in model.intents.values() for type_name in intent.slots.values()
        }
        self._values = values_of(
            model.types, sorted(used), reader, language.determiners, language.numbers
        )
        self._slots_of = {intent.name: _by_use(intent) for intent in model.intents.values()}
        self._samples = Samples(model, reader, self._values)
        self._one_shot = OneShot(model.invocation, language, reader)
        self._turns = frozenset(language.turns)
        self._denials = frozenset(language.denials)
        self._assurances = frozenset(language.assurances)
        self._doubts = frozenset(language.doubts)
        self._subjects = frozenset(language.subjects)
        self._leave = frozenset(map(reader.words, language.leave))
        self._documented = self._fixed(language.documented)
        self._reported = self._fixed(language.reported)

    def interpret(self, utterance: str) -> Interpretation:
        """What these words mean, whatever was said before them."""
        words = self._reader.heard(utterance)
        bare = self._reader.bare(words)
        named = self._one_shot.read(bare) or self._one_shot.read(words)
        if named is None:
            return self._heard(utterance, words)
        if not named.requests:
            return Interpretation(utterance, LAUNCH, why="opens the skill by its name")
        return max((self._heard(utterance, rest) for rest in named.requests), key=_understood)

    def explain(self, utterance: str) -> Reasons:
        """What speaks for the intents that these words could be taken for, and is most like them.

        Where they name the skill, the name is left out; where they have parts, as in "no but my
        chest hurts", each is looked at.
        """
        words = self._reader.heard(utterance)
        named = self._one_shot.read(self._reader.bare(words)) or self._one_shot.read(words)
        asked = named.requests if named else ()
        bare = self._reader.bare(min(asked, key=len) if asked else words)
        if not bare:
            return Reasons()
        guesses = self._learned.weigh(bare).chances()[:SHOWN]
        near = [one for part in (bare, *self._parts(bare)) for one in self._near(part)]
        best = {(one.sample, one.intent): one for one in sorted(near, key=_likeness)}
        nearest = sorted(best.values(), key=_likeness, reverse=True)[:SHOWN]
        return Reasons(tuple(Candidate(*guess) for guess in guesses), tuple(nearest))

    def _near(self, words: Tokens) -> Iterator[Near]:
        """The samples most like these words; one that has them all, slots filled, is the same."""
        if found := self._samples.match(words):
            yield Near(" ".join(found.sample), found.intent, 1.0)
        yield from (Near(*one) for one in self._learned.closest(words))

    def _heard(self, utterance: str, words: Tokens) -> Interpretation:
        """The meaning of words that do not name the skill."""
        if not words:
            return Interpretation(utterance, FALLBACK, score=0.0, why="there are no words")
        bare = self._reader.bare(words)
        if words in self._leave or bare in self._leave:
            return Interpretation(utterance, SESSION_ENDED, why="the device leaves the skill")
        for said in dict.fromkeys((words, bare)):
            if exact := self._exact(utterance, said):
                return exact
        return self._in_parts(utterance, bare) or self._guess(utterance, bare)

    def _in_parts(self, utterance: str, words: Tokens) -> Interpretation | None:
        """What one part of "no but my chest hurts" says; None where there is one part.

        A danger sign in any part wins. Else, where the last denies a sign and the others are
        understood, those are what is meant: "it's cramping but it isn't swollen". A denial
        beside a part that is not understood is none: that part may be the sign.
        """
        parts = self._parts(words)
        if len(parts) == 1:
            return None
        heard = [self._exact(utterance, part) or self._guess(utterance, part) for part in parts]
        for one in heard:
            if caution.is_danger(one.intent) and one.score >= SURE_IN_A_PART:
                return one
        unclear = any(one.intent == FALLBACK or caution.is_danger(one.intent) for one in heard)
        if not unclear and heard[-1].intent == caution.DENIES_A_SIGN:
            return heard[0]
        whole = self._guess(utterance, words)
        doubtful = unclear and whole.intent == caution.DENIES_A_SIGN
        return self._nothing(utterance, words, whole.candidates) if doubtful else whole

    def _parts(self, words: Tokens) -> list[Tokens]:
        """The words between turning words, and after a sign that was denied: "not hot, it's cold".

        There is at least one part.
        """
        parts = _cut(words, [at for at, word in enumerate(words) if word in self._turns])
        return [piece for part in parts for piece in self._after_a_denial(part)]

    def _after_a_denial(self, words: Tokens) -> list[Tokens]:
        """Cut where a sentence starts anew behind a sign that was denied."""
        for at in range(2, len(words) - 1):
            before = words[:at]
            if words[at] in self._subjects and self._denies(before, self._signs(before)):
                return [before, words[at:]]
        return [words]

    def _exact(self, utterance: str, words: Tokens) -> Interpretation | None:
        """The intent that has these very words; None where none has."""
        if intent := self._documented.get(words):
            return _certain(utterance, intent, (), "a fixed phrase of Alexa's")
        if found := self._samples.match(words):
            why = f"sample: {' '.join(found.sample)}"
            return _certain(utterance, found.intent, found.slots, why)
        if intent := self._reported.get(words):
            return _certain(utterance, intent, (), "a phrase that devices take for Alexa's own")
        return None

    def _guess(self, utterance: str, words: Tokens) -> Interpretation:
        """The intent that was learned to be likeliest, or none."""
        weighed = self._learned.weigh(words)
        candidates = tuple(Candidate(*chance) for chance in weighed.chances()[:SHOWN])
        signs = self._signs(words)
        named = {own_intent(self._model, slot.id or ""): len(slot.value.split()) for slot in signs}
        denied = self._denies(words, signs) or (not signs and self._assures(words))
        chosen = caution.choose(weighed, named, denied)
        if chosen is None:
            return self._nothing(utterance, words, candidates)
        why = "like " + ", ".join(map(repr, self._learned.nearest(words, chosen.intent)))
        intent, slots = chosen.intent, self._slots(chosen.intent, words)
        if not slots and (found := self._samples.match_but_a_slot(words, intent)):
            slots = found.slots
        if caution.is_danger(intent) and len(signs) > 1:
            intent, slots = NAMES_A_SIGN, self._slots(NAMES_A_SIGN, words)
        return Interpretation(utterance, intent, slots, chosen.score, candidates, why)

    def _nothing(
        self, utterance: str, words: Tokens, candidates: tuple[Candidate, ...]
    ) -> Interpretation:
        """Fallback, unless all but the word in a slot is a sample of the likeliest intent.

        A denial of something unknown stays unheard: it may be a sign, "I haven't been able to".
        """
        best = candidates[0]
        found = self._samples.match_but_a_slot(words, best.intent)
        if found and best.intent != caution.DENIES_A_SIGN:
            why = f"sample, but for a word: {' '.join(found.sample)}"
            return Interpretation(utterance, best.intent, found.slots, best.score, candidates, why)
        score = max(1 - sum(candidate.score for candidate in candidates), 0.0)
        why = "nothing that was taught is like it"
        return Interpretation(utterance, FALLBACK, (), score, candidates, why)

    def _signs(self, words: Tokens) -> tuple[Slot, ...]:
        """The danger signs that the words name outright, each once."""
        names = self._model.intents.get(NAMES_A_SIGN)
        if names is None:
            return ()
        filled = self._slots(NAMES_A_SIGN, words, exactly=True)
        return tuple({slot.id: slot for slot in filled if slot.match}.values())

    def _denies(self, words: Tokens, signs: Sequence[Slot]) -> bool:
        """Whether one sentence denies a sign: in "it isn't pain it's numb" none does."""
        said = f" {' '.join(words)} "
        before = [said.partition(f" {slot.value} ")[0].split() for slot in signs]
        return any(not self._denials.isdisjoint(self._last_sentence(part)) for part in before)

    def _last_sentence(self, words: Sequence[str]) -> Sequence[str]:
        """The words from the last one on that starts a sentence."""
        starts = (at for at in reversed(range(len(words))) if words[at] in self._subjects)
        return words[next(starts, 0) :]

    def _assures(self, words: Tokens) -> bool:
        """Whether all is said to be well: "my chest feels fine", but not once anything is denied.

        Nor where there is a turn, since what comes after it may be the sign.
        """
        said = frozenset(words)
        unsafe = self._denials | self._turns | self._doubts
        return not said.isdisjoint(self._assurances) and said.isdisjoint(unsafe)

    def _slots(self, intent: str, words: Tokens, exactly: bool = False) -> tuple[Slot, ...]:
        """The slots of an intent, as far as the words fill them."""
        filled: dict[str, Slot] = {}
        taken: list[Span] = []
        for name, type_name in self._slots_of[intent]:
            span = self._best_span(type_name, words, taken, exactly)
            if span:
                taken.append(span)
                filled[name] = span.slot(name, type_name)
        return tuple(filled.values())

    def _best_span(
        self, type_name: str, words: Tokens, taken: Sequence[Span], exactly: bool
    ) -> Span | None:
        """The longest run of words that is a value and is not taken; else the likest one."""
        values = self._values[type_name]
        free = [span for span in values.spans(words) if not _overlaps(span, taken)]
        if free:
            return max(free, key=lambda span: (span.end - span.start, -span.start))
        return None if taken or exactly else values.closest(words)

    def _fixed(self, phrases: Mapping[str, tuple[str, ...]]) -> dict[Tokens, str]:
        """Fixed phrases of the intents that this model has."""
        return {
            self._reader.words(text): intent
            for intent, texts in phrases.items()
            if intent in self._model.intents or intent in ALWAYS_THERE
            for text in texts
        }


def _by_use(intent: Intent) -> list[tuple[str, str]]:
    """The slots of an intent with their types, the one that most samples have first."""
    often = {name: sum(f"{{{name}}}" in one for one in intent.samples) for name in intent.slots}
    return sorted(intent.slots.items(), key=lambda slot: -often[slot[0]])


def _certain(utterance: str, intent: str, slots: tuple[Slot, ...], why: str) -> Interpretation:
    return Interpretation(utterance, intent, slots, 1.0, (Candidate(intent, 1.0),), why)


def _overlaps(span: Span, taken: Sequence[Span]) -> bool:
    return any(span.start < other.end and other.start < span.end for other in taken)


def _likeness(near: Near) -> float:
    return near.likeness


def _understood(heard: Interpretation) -> tuple[bool, float]:
    return heard.intent != FALLBACK, heard.score


def _cut(words: Tokens, cuts: Sequence[int]) -> list[Tokens]:
    """The words between these places; at least one part."""
    edges = itertools.pairwise([-1, *cuts, len(words)])
    return [part for cut, after in edges if (part := words[cut + 1 : after])] or [words]
