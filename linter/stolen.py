"""Samples that something else hears: another intent, a built-in, or the device itself."""

from __future__ import annotations

from collections.abc import Iterator

from interaction_model import lint as phrases
from interaction_model.sources import Names, Said
from linter import meanings
from linter.findings import Finding, error, warning
from linter.project import Project
from simulator.interpretation import FALLBACK, LAUNCH, SESSION_ENDED
from simulator.understanding.rehearsal import Rehearsed

LIKELY = 0.5
"""How sure a guess is that steals: likelier than all else together."""
LEFT = 0.001
"""How likely, at most, what the sample means is then: it has nothing like it among its own.

Of 400 samples that were moved to intents where they don't belong, two in three are told by both;
of 27,000 that were not, one in 400, and most of these stand alone indeed.
"""
LULLED = 0.8
"""How sure a guess is that lets a danger sign pass; what is left to the sign doesn't matter."""
OWNERS = {LAUNCH: "opens the skill", SESSION_ENDED: "is the device's own, which leaves the skill"}


def taken(project: Project) -> Iterator[Finding]:
    """A sample as it is written reaches its intent: it is nobody else's fixed phrase.

    What two intents say once a slot is filled is `overlapping`.
    """
    for line in dict.fromkeys(project.rehearsal.as_taught()):
        heard = line.heard.intent
        if heard in (line.intent, line.meant) or meanings.same(line.intent, heard):
            if not meanings.is_builtin(heard):
                continue
        elif not meanings.is_builtin(heard) and "{" in line.sample:
            continue
        said = line.heard.utterance
        owner = OWNERS.get(heard, f"is heard as {heard}")
        yield error(project.place(line.intent, line.sample), f"{said!r} {owner}", "drop it")


def would_be_taken(project: Project) -> Iterator[Finding]:
    """A sample is near its own kind: without it, its words would not be heard as another's.

    A guess, so a warning. To ask for the check where nobody can tell a sign from its denial, and to
    hear a sign where it is denied, is the recogniser's caution.
    """
    for lines in project.rehearsal.untaught():
        first = lines[0]
        place, said, heard = _where(project, first), first.heard.utterance, first.heard.intent
        if all(_passes(line) for line in lines):
            fault = f"{said!r} is a danger sign, and without this sample it would be {heard}"
            yield warning(place, fault, "write more samples like it")
        elif all(_lost(line) for line in lines):
            fault = f"{said!r} would be heard as {heard} if it weren't a sample"
            yield warning(place, fault, "write more samples like it, or drop it")


def _where(project: Project, line: Rehearsed) -> str:
    return project.place(line.intent, line.sample)


def _passes(line: Rehearsed) -> bool:
    """Whether a danger sign would go unnoticed."""
    lulled = line.heard.intent in meanings.LULLS and line.heard.score >= LULLED
    return lulled and meanings.is_own(line.meant)


def _lost(line: Rehearsed) -> bool:
    """Whether another intent takes it, and its own has next to no claim to it."""
    heard = line.heard.intent
    own = heard in (line.intent, line.meant) or meanings.same(line.intent, heard)
    stolen = LIKELY <= line.heard.score < 1 and line.chance <= LEFT
    return stolen and heard != FALLBACK and not (own or _cautious(line))


def _cautious(line: Rehearsed) -> bool:
    """Whether a sign, or the denial of one, is heard as if a sign might be there."""
    heard, denied = line.heard.intent, line.intent == meanings.DENIAL
    if heard in (meanings.SIGN, meanings.CHECK):
        return denied or meanings.is_danger(line.meant)
    return denied and meanings.is_danger(heard)


def overlapping(project: Project) -> Iterator[Finding]:
    """No two intents say the same once a slot is filled.

    Alexa prefers the sample without a slot and picks either of two with one: a matter of degree.
    """
    for told in phrases.notices(_listening(project)):
        place, _, rest = told.partition(": ")
        fault, _, next_move = rest.rpartition(": ")
        intent, _, sample = place.partition(" ")
        yield warning(project.place(intent, sample.strip("'\"")), fault, next_move)


def _listening(project: Project) -> phrases.Listening:
    """The model as the rules of ``interaction_model`` take it."""
    model = project.model
    intents = tuple(
        phrases.Heard(
            name,
            tuple(intent.slots.items()),
            tuple(Said(text, name) for text in intent.samples),
            name,
        )
        for name, intent in model.intents.items()
    )
    types = {
        type_: {value.id: Names(value.name, value.synonyms, type_) for value in values}
        for type_, values in model.types.items()
    }
    return phrases.Listening(model.locale, model.invocation, intents, types)
