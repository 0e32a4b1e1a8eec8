"""The rules for what may be heard, as pure functions (platform 4.2 to 4.4, 6.2).

Each rule yields lines of the form ``place: fault: next move``. They judge the source, where a place
is a file and a line, and again the built model, where it is an intent or a type.
``python -m interaction_model.lint`` prints the faults of the source, and what is worth knowing.
"""

from __future__ import annotations

import difflib
import functools
import itertools
import re
import sys
from collections import Counter
from collections.abc import Callable, Collection, Iterator

import msgspec

from interaction_model.schema import InteractionModel, TypeValue
from interaction_model.sources import (
    Locale,
    Names,
    Said,
    file_name,
    locales,
    read_locale,
    snake,
)

MAX_INTENTS = 250
MAX_INTENTS_AND_TYPES = 350
MAX_VALUE_LENGTH = 140
"""Characters of one slot value or synonym (platform 4.2)."""

MAIN_INTENTS = frozenset(
    "ReliefIntent WhyIntent PreventionIntent WarningSignsIntent QuestionIntent EasedIntent "
    "StillHurtsIntent WorseIntent UnsureIntent".split()
)
ENOUGH_MAIN, ENOUGH_SIGN, ENOUGH_OTHER = 40, 30, 20
"""Fewest samples of a main intent, a danger sign's, any other: tens, not two (platform V9)."""

COMPULSORY = tuple(
    f"AMAZON.{name}Intent"
    for name in ("Help", "Stop", "Cancel", "Fallback", "NavigateHome", "Yes", "No")
)

WAKE_WORDS = frozenset("alexa amazon echo computer ziggy".split())
LAUNCH_STARTS = frozenset("ask open launch run load enable play".split())
"""First words that would be taken for a launch. "Tell", "start", "begin", "use" and "resume" launch
only together with the invocation name, which no sample holds."""

BUILT_IN_PHRASES = frozenset(
    phrase.strip()
    for phrase in (
        "yes, yes please, sure, yeah, yep, yup, ok, okay, no, no thanks, nope, nah, help, help me, "
        "can you help me, stop, off, shut up, stop it, quiet, cancel, never mind, nevermind, "
        "forget it, cancel that, next, skip, skip forward, go back, previous, skip back, back up, "
        "repeat, say that again, repeat that, pause, pause that, hold on, resume, continue, "
        "keep going, start over, restart, start again, home, go home"
    ).split(",")
)
"""What the built-ins already hear, word for word (platform 4.4)."""

NEVER_HOLD_DANGER = frozenset(
    "EasedIntent DisagreeIntent FinishIntent AdvanceIntent CarryOnIntent".split()
)
"""Intents that would let a danger sign pass, were one heard as them."""

DANGER_WORDS = frozenset(
    "belly black bleeding blood blue breath breathe breathing can't cannot chest cold collapse "
    "collapsed couldn't cut dark dizzy faint fainted fell fever heart hot numb numbness pale pee "
    "pop popped poop purple red snap snapped stomach swelling swollen tingling tingly weak "
    "weakness".split()
)

WORD = r"[^\W\d_]+(?:['-][^\W\d_]+)*'?"
"""A word: letters of any language, with apostrophes and hyphens inside."""
SLOT = re.compile(r"\{([^{}]*)\}")
WORDS = re.compile(rf"{WORD}(?: {WORD})*")
SAMPLE = re.compile(rf"(?:{WORD}|\{{\w+\}})(?: (?:{WORD}|\{{\w+\}}))*")


class Heard(msgspec.Struct, frozen=True):
    """One intent, from either form."""

    name: str
    slots: tuple[tuple[str, str], ...]
    """Slot name and type."""
    samples: tuple[Said, ...]
    place: str

    @property
    def built_in(self) -> bool:
        """Whether Alexa brings the words itself."""
        return self.name.startswith("AMAZON.")


class Listening(msgspec.Struct, frozen=True):
    """All that can be heard in one locale, from either form."""

    place: str
    invocation_name: str
    intents: tuple[Heard, ...]
    types: dict[str, dict[str, Names]]


def of_source(locale: Locale) -> Listening:
    """See the source as it will be built."""
    intents = tuple(
        Heard(name, tuple(slots.items()), locale.samples.get(name, ()), f"intents.toml {name}")
        for name, slots in locale.schema.intents.items()
    )
    return Listening(locale.name, locale.model.invocation_name, intents, locale.values)


def of_built(place: str, model: InteractionModel) -> Listening:
    """See a built model; the place of a sample is its intent."""
    language = model.interaction_model.language_model
    intents = tuple(
        Heard(
            intent.name,
            tuple((slot.name, slot.type) for slot in intent.slots),
            tuple(Said(text, f"{place} {intent.name}") for text in intent.samples),
            f"{place} {intent.name}",
        )
        for intent in language.intents
    )
    types = {
        type_.name: {
            value.id: Names(
                value.name.value, value.name.synonyms, f"{place} {type_.name}.{value.id}"
            )
            for value in type_.values
        }
        for type_ in language.types
    }
    return Listening(place, language.invocation_name, intents, types)


def _names(place: str, value: TypeValue) -> Names:
    return Names(value.name.value, value.name.synonyms, f"{place} [{value.id}]")


def source_faults(locale: Locale) -> list[str]:
    """Everything wrong with what is written for one locale."""
    return [*_files(locale), *_ids(locale), *faults(of_source(locale))]


def faults(listening: Listening) -> list[str]:
    """Everything wrong with what can be heard, rule by rule."""
    return [line for rule in RULES for line in rule(listening)]


def no_such(kind: str, name: str, known: Collection[str]) -> str:
    """Explain an unknown name, with the nearest known one when there is one."""
    near = difflib.get_close_matches(name, known, n=1)
    hint = f"did you mean {near[0]}?" if near else f"known: {', '.join(sorted(known))}"
    return f"no {kind} named {name!r}: {hint}"


@functools.cache
def same(phrase: str) -> str:
    """The form in which two phrases are one: case, spaces and hyphens aside."""
    return " ".join(phrase.lower().replace("-", " ").split())


# --- rules for the source alone ------------------------------------------------------------------


def _files(locale: Locale) -> Iterator[str]:
    """Every file of samples or values belongs to something in the schema."""
    for intent, phrases in locale.samples.items():
        if intent not in locale.schema.intents:
            place = phrases[0].place if phrases else f"{intent}.txt"
            yield f"{place}: {no_such('intent', intent, locale.schema.intents)}"
    for type_, names in locale.values.items():
        if type_ not in locale.schema.types:
            place = next((entry.place for entry in names.values()), file_name(type_))
            yield f"{place}: {no_such('slot type', type_, locale.schema.types)}"


def _ids(locale: Locale) -> Iterator[str]:
    """Every id of the schema has words, and no others are there."""
    for type_, ids in locale.schema.types.items():
        names = locale.values.get(type_, {})
        where = f"{locale.name} slots/{file_name(type_)}"
        for id_ in ids:
            if id_ not in names:
                yield f"{where}: {id_} has no words: add [{id_}] with a value and synonyms"
        for id_, entry in names.items():
            if id_ not in ids:
                yield f"{entry.place}: {no_such('id', id_, ids)}"


# --- rules for both forms ------------------------------------------------------------------------


def _counts(listening: Listening) -> Iterator[str]:
    intents, types = len(listening.intents), len(listening.types)
    if intents > MAX_INTENTS:
        yield f"{listening.place}: {intents} intents: merge some, {MAX_INTENTS} is the limit"
    if intents + types > MAX_INTENTS_AND_TYPES:
        yield (
            f"{listening.place}: {intents + types} intents and types: "
            f"merge some, {MAX_INTENTS_AND_TYPES} is the limit"
        )


def _intent_names(listening: Listening) -> Iterator[str]:
    for name, times in Counter(intent.name for intent in listening.intents).items():
        if times > 1:
            yield f"{listening.place} {name}: declared {times} times: keep one"
        if not re.fullmatch(r"(AMAZON\.)?[A-Za-z][A-Za-z_]*", name):
            yield f"{listening.place} {name}: not a name: letters and underscores only"


def _slots(listening: Listening) -> Iterator[str]:
    """Slot names are well formed and keep one type, which exists."""
    types: dict[str, str] = {}
    for intent in listening.intents:
        for slot, type_ in intent.slots:
            if not re.fullmatch(r"[A-Za-z][A-Za-z_]*", slot):
                yield f"{intent.place}: slot {slot!r}: letters and underscores only"
            if types.setdefault(slot, type_) != type_:
                yield (
                    f"{intent.place}: slot {slot!r} is {type_} here and {types[slot]} elsewhere: "
                    "use one type, or another slot name"
                )
            if not type_.startswith("AMAZON.") and type_ not in listening.types:
                yield f"{intent.place}: {no_such('slot type', type_, listening.types)}"


def _built_ins(listening: Listening) -> Iterator[str]:
    present = {intent.name for intent in listening.intents}
    for name in COMPULSORY:
        if name not in present:
            yield f"{listening.place}: {name} is missing: add it, it's compulsory (platform 4.4)"
    for intent in listening.intents:
        if intent.built_in and (intent.samples or intent.slots):
            yield f"{intent.place}: a built-in with words: move them to its soft twin"


def _enough(listening: Listening) -> Iterator[str]:
    for intent in listening.intents:
        least, count = _fewest(intent.name), len(intent.samples)
        if count < least and not intent.built_in:
            yield f"{intent.place}: {count} samples: write {least - count} more"


def _fewest(intent: str) -> int:
    if intent in MAIN_INTENTS:
        return ENOUGH_MAIN
    return ENOUGH_SIGN if intent.startswith("Sign") else ENOUGH_OTHER


def _form(listening: Listening) -> Iterator[str]:
    """Samples are lower-case words and slots of their intent; numbers are words."""
    for intent in listening.intents:
        known = [slot for slot, _ in intent.slots]
        for said in intent.samples:
            yield from _form_faults(said, SAMPLE)
            for slot in SLOT.findall(said.text):
                if slot not in known:
                    yield f"{said.place}: {said.text!r}: {no_such('slot', slot, known)}"


def _form_faults(said: Said, allowed: re.Pattern[str]) -> Iterator[str]:
    for fault in _malformed(said.text, allowed):
        yield f"{said.place}: {said.text!r}{fault}"


@functools.cache
def _malformed(text: str, allowed: re.Pattern[str]) -> tuple[str, ...]:
    faults = []
    if re.search(r"\d", text):
        faults.append(" holds a digit: write the number as words")
    elif not allowed.fullmatch(text):
        faults.append(": only letters, single spaces, apostrophes and hyphens")
    if SLOT.sub("", text) != SLOT.sub("", text).lower():
        faults.append(": write it in lower case")
    return tuple(faults)


def _one_claim(listening: Listening) -> Iterator[str]:
    """One phrase belongs to one intent, and stands there once."""
    owners: dict[str, tuple[str, Said]] = {}
    for intent in listening.intents:
        for said in intent.samples:
            owner, first = owners.setdefault(same(said.text), (intent.name, said))
            if owner != intent.name:
                yield (
                    f"{said.place}: {said.text!r} already means {owner} ({first.place}): "
                    "drop it from one of them"
                )
            elif first is not said:
                yield f"{said.place}: {said.text!r} is there already ({first.place}): drop one"


def _no_launch(listening: Listening) -> Iterator[str]:
    """No sample calls Alexa or launches a skill (platform 4.2)."""
    for intent in listening.intents:
        for said in intent.samples:
            words = same(said.text).split()
            if called := WAKE_WORDS.intersection(words):
                yield f"{said.place}: {said.text!r} holds the wake word {min(called)!r}: drop it"
            if words and words[0] in LAUNCH_STARTS:
                yield f"{said.place}: {said.text!r} begins like a launch: put it another way"
            if same(listening.invocation_name) in same(said.text):
                yield f"{said.place}: {said.text!r} holds the invocation name: drop it"


def _not_built_in(listening: Listening) -> Iterator[str]:
    """No intent claims what a built-in hears already."""
    for intent in listening.intents:
        for said in intent.samples:
            if same(said.text) in BUILT_IN_PHRASES:
                yield f"{said.place}: {said.text!r} belongs to a built-in: drop it"


def _no_danger(listening: Listening) -> Iterator[str]:
    """Nothing that could carry a danger sign is heard as relief, a no or a goodbye."""
    for intent in listening.intents:
        if intent.name in NEVER_HOLD_DANGER:
            for said in intent.samples:
                if danger := DANGER_WORDS.intersection(same(said.text).split()):
                    yield (
                        f"{said.place}: {said.text!r} holds {min(danger)!r}, which a danger sign "
                        "could: put it another way"
                    )


def _values(listening: Listening) -> Iterator[str]:
    """Slot types are not empty; values are short, well formed, and name one id."""
    for type_, names in listening.types.items():
        if not names:
            yield f"{listening.place} {type_}: no values: Alexa refuses an empty type, add one"
        for entry in names.values():
            yield from _value_faults(entry)
        yield from _shared_words(names)


def _value_faults(entry: Names) -> Iterator[str]:
    if not entry.value:
        yield f"{entry.place}: no value: write the first word for it"
    for word in filter(None, (entry.value, *entry.synonyms)):
        yield from _form_faults(Said(word, entry.place), WORDS)
        if len(word) > MAX_VALUE_LENGTH:
            yield f"{entry.place}: {word[:30]!r}... has {len(word)} characters: cut to 140"


def _shared_words(names: dict[str, Names]) -> Iterator[str]:
    """A word names one id of its type, and is written once; a hyphen makes no other word."""
    owners: dict[str, str] = {}
    for id_, entry in names.items():
        words = (entry.value, *entry.synonyms)
        for word in words:
            if owners.setdefault(same(word), id_) != id_:
                owner = owners[same(word)]
                yield f"{entry.place}: {word!r} already names {owner}: drop it from one of them"
        for word, times in Counter(words).items():
            if times > 1:
                yield f"{entry.place}: {word!r} is there {times} times: keep one"


RULES: tuple[Callable[[Listening], Iterator[str]], ...] = (
    _counts,
    _intent_names,
    _slots,
    _built_ins,
    _enough,
    _form,
    _one_claim,
    _no_launch,
    _not_built_in,
    _no_danger,
    _values,
)


# --- worth knowing, not faults -------------------------------------------------------------------


def notices(listening: Listening) -> list[str]:
    """Pairs of samples that say the same, once slots are filled, and mean different things.

    A danger sign may be told by its own intent or by SymptomIntent: both mean the sign.
    """
    pairs: dict[tuple[str, str], str] = {}
    for phrase, heard in _filled(listening).items():
        for one, other in itertools.combinations(heard, 2):
            if one.meaning != other.meaning:
                pairs.setdefault((str(one), str(other)), phrase)
    return [
        f"{one}: says {phrase!r} as {other} does: keep whichever is meant"
        for (one, other), phrase in pairs.items()
    ]


class _Reading(msgspec.Struct, frozen=True):
    """One way to hear a phrase."""

    intent: str
    sample: str
    id: str
    """What fills the slot; empty without one."""

    @property
    def meaning(self) -> str:
        """The danger sign where there is one, else the intent."""
        if self.intent.startswith("Sign"):
            return snake(self.intent.removeprefix("Sign").removesuffix("Intent"))
        return self.id if self.intent == "SymptomIntent" else self.intent

    def __str__(self) -> str:
        return f"{self.intent} {self.sample!r}"


def _filled(listening: Listening) -> dict[str, list[_Reading]]:
    """What two samples or more say, for every value of a slot; samples with two left out."""
    words = {name: _words(ids) for name, ids in listening.types.items()}
    first: dict[str, _Reading] = {}
    more: dict[str, list[_Reading]] = {}
    for intent in listening.intents:
        types = dict(intent.slots)
        for said in intent.samples:
            for phrase, reading in _spoken(intent.name, said.text, types, words):
                if first.setdefault(phrase, reading) is not reading:
                    more.setdefault(phrase, [first[phrase]]).append(reading)
    return more


def _words(ids: dict[str, Names]) -> dict[str, tuple[str, ...]]:
    """The words for each id of a slot type, as they are compared."""
    return {id_: tuple(map(same, (names.value, *names.synonyms))) for id_, names in ids.items()}


def _spoken(
    intent: str, sample: str, types: dict[str, str], words: dict[str, dict[str, tuple[str, ...]]]
) -> Iterator[tuple[str, _Reading]]:
    """Each phrase of a sample, and how it is heard; millions in all, so little is done for one."""
    slots = SLOT.findall(sample)
    if not slots:
        yield same(sample), _Reading(intent, sample, "")
    elif len(slots) == 1:
        before, _, after = same(sample).partition(same(f"{{{slots[0]}}}"))
        for id_, of_id in words.get(types.get(slots[0], ""), {}).items():
            reading = _Reading(intent, sample, id_)
            for word in of_id:
                yield f"{before}{word}{after}", reading


def main() -> int:
    """Print the faults of the source, then what is worth knowing; 1 when there is a fault."""
    written = [read_locale(name) for name in locales()]
    faulty = [line for locale in written for line in source_faults(locale)]
    print(*faulty, *(line for each in written for line in notices(of_source(each))), sep="\n")
    return 1 if faulty else 0


if __name__ == "__main__":
    sys.exit(main())
