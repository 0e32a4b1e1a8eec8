"""Finds the intent in words: samples word for word first, then the best learned guess."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

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
from simulator.understanding.clauses import Clauses
from simulator.understanding.language import Language
from simulator.understanding.learned import Weighing
from simulator.understanding.meanings import (
    ASKS_FOR_THE_CHECK,
    DENIES_A_SIGN,
    NAMES_A_SIGN,
    is_danger,
    own_intent,
)
from simulator.understanding.one_shot import OneShot
from simulator.understanding.samples import Samples
from simulator.understanding.text import Reader, Tokens
from simulator.understanding.values import Span, values_of

SHOWN = 3
"""Candidates in an interpretation."""
SURE_IN_A_PART = 0.5
"""How likely a danger sign must be to be heard from a part of what was said."""
NOTHING = "nothing that was taught is like it"
ALWAYS_THERE = ("AMAZON.StopIntent", "AMAZON.CancelIntent")
"""Heard even where the model does not have them (platform 4.4)."""


class Recogniser:
    """Understands one locale of one skill."""

    def __init__(self, model: Model, language: Language, reader: Reader, learned: Weighing) -> None:
        self._model = model
        self._reader = reader
        self._learned = learned
        self._values = values_of(model, reader, language)
        self._slots_of = {intent.name: _by_use(intent) for intent in model.intents.values()}
        self._samples = Samples(model, reader, self._values)
        self._one_shot = OneShot(model.invocation, language, reader)
        self._clauses = Clauses(language)
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
        parts = (bare, *self._clauses.parts(bare, self._signs))
        near = [one for part in parts for one in self._near(part)]
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

        A danger sign in any part wins; one that was and is over is asked about. Else, where the
        last denies a sign and the others are understood, those are what is meant: "it's cramping
        but it isn't swollen". A denial beside a part that is not understood is none: that part may
        be the sign.
        """
        parts = self._clauses.parts(words, self._signs)
        if len(parts) == 1:
            return None
        heard = [self._exact(utterance, part) or self._guess(utterance, part) for part in parts]
        if told := self._told(parts, heard):
            return told
        unclear = any(one.intent == FALLBACK or is_danger(one.intent) for one in heard)
        if not unclear and heard[-1].intent == DENIES_A_SIGN:
            return heard[0]
        whole = self._guess(utterance, words)
        if unclear and whole.intent == DENIES_A_SIGN:
            return replace(whole, intent=FALLBACK, slots=(), why=NOTHING)
        return whole

    def _told(
        self, parts: Sequence[Tokens], heard: Sequence[Interpretation]
    ) -> Interpretation | None:
        """The first sign that a part tells of, and doesn't deny; the check where all are over."""
        sure = [is_danger(one.intent) and one.score >= SURE_IN_A_PART for one in heard]
        signs = list(itertools.compress(range(len(parts)), sure))
        signs.sort(key=lambda at: self._clauses.denies(parts[at], self._signs(parts[at])))
        there = [at for at in signs if not self._clauses.is_over(parts[at], parts[at + 1 :])]
        if not signs or there or ASKS_FOR_THE_CHECK not in self._model.intents:
            return heard[(there or signs)[0]] if signs else None
        over = heard[signs[0]]
        return replace(over, intent=ASKS_FOR_THE_CHECK, slots=(), why="it was there, and is over")

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
        chosen = caution.choose(weighed, self._clauses.assures(words))
        if chosen.intent == FALLBACK:
            return self._nothing(utterance, words, chosen, candidates)
        why = "like " + ", ".join(map(repr, self._learned.nearest(words, chosen.intent)))
        intent, slots = chosen.intent, self._slots(chosen.intent, words)
        if not slots and self._slots_of[intent]:
            found = self._samples.match_but_a_slot(words, intent)
            slots = found.slots if found else ()
        signs = self._signs(words) if is_danger(intent) else ()
        if len(signs) > 1 and intent in {own_intent(self._model, sign.id or "") for sign in signs}:
            intent, slots = NAMES_A_SIGN, self._slots(NAMES_A_SIGN, words)
        return Interpretation(utterance, intent, slots, chosen.score, candidates, why)

    def _nothing(
        self, utterance: str, words: Tokens, nothing: Candidate, candidates: tuple[Candidate, ...]
    ) -> Interpretation:
        """Fallback, unless all but the word in a slot is a sample of the likeliest intent.

        A denial of something unknown stays unheard: it may be a sign, "I haven't been able to".
        """
        best = candidates[0]
        found = self._samples.match_but_a_slot(words, best.intent)
        if found and best.intent != DENIES_A_SIGN:
            why = f"sample, but for a word: {' '.join(found.sample)}"
            return Interpretation(utterance, best.intent, found.slots, best.score, candidates, why)
        return Interpretation(utterance, FALLBACK, (), nothing.score, candidates, NOTHING)

    def _signs(self, words: Tokens) -> tuple[Slot, ...]:
        """The danger signs that the words name outright, each once."""
        names = self._model.intents.get(NAMES_A_SIGN)
        if names is None:
            return ()
        filled = self._slots(NAMES_A_SIGN, words, exactly=True)
        return tuple({slot.id: slot for slot in filled if slot.match}.values())

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
        near = None if exactly else values.closest(words)
        return near if near and not _overlaps(near, taken) else None

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
