"""What the skill may say, as plain frozen values.

These types are the glossary of ``content/``: each is one kind of entry there, field by field.
The dialogue knows nothing of the content but these.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Literal

import msgspec

Tier = Literal["emergency", "same_day", "soon", "guard"]
"""How soon a person needs help; ``guard`` changes what is offered and sends nobody anywhere."""
URGENCY: dict[Tier, int] = {"guard": 0, "soon": 1, "same_day": 2, "emergency": 3}
"""The more urgent a tier, the higher."""

TELL_NOTHING = frozenset(
    "a an the of your my his her you in on it its it's is that that's or and any".split()
)
"""Words that any item of a danger question may have, and any denial of one."""


def telling(words: str) -> frozenset[str]:
    """The words that tell one item of a danger question from another."""
    return frozenset(re.findall(r"[a-z']+", words.lower())) - TELL_NOTHING


Stretch = Literal["toes_up", "knee_bent", "toes_down", "knee_open"]
"""The one movement that lets a muscle go (clinical REL-07, UNS-03)."""


class Line(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words to say, and the facts they rest on."""

    say: str
    evidence: tuple[str, ...] = ()
    """Ids of facts in ``content/evidence``."""


class Step(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One movement of relief, with its counted hold."""

    id: str
    say: str
    """The movement; its first sentence is something the body does."""
    evidence: tuple[str, ...]
    hold: int = 0
    """Seconds to hold and count aloud; 0 for a movement that is not held. At most 30."""
    rub: str = ""
    """An invitation to rub, said after the movement; left out where rubbing is not safe."""
    cues: tuple[str, ...] = ()
    """Short reminders, one spoken between two counts; at most six words each."""
    standing: bool = False
    """Done standing up, so never offered to someone who might fall (clinical AVO-02)."""
    asks: str = "eased"
    """The question that follows; a key of ``asks.toml``."""


class Routine(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The steps for one muscle, the safest first."""

    name: str
    """Spoken after "your"."""
    stretch: Stretch
    steps: tuple[Step, ...]


class Situation(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What changes because of where the person is."""

    name: str
    """Spoken in a sentence: "on the toilet"."""
    standing: bool
    """Whether a standing step may be offered here at all."""
    cause: str
    """The cause to explain when somebody here asks "why" and no more."""
    tip: str
    """The tip to give when somebody here asks how to prevent it and no more."""
    first_step: dict[str, Step]
    """The opening movement here, by stretch or, ahead of that, by muscle; it takes the place of
    the routine's first step."""
    when_eased: Line
    """Said when it has eased: how to get up or go on safely from here."""
    before: Step | None = None
    """A step that must come first of all: stopping the car."""
    make_safe: str = ""
    """What comes first of all in danger here, once the call is told: stopping the car."""
    alone: bool = False
    """Whether the opening is all that can be done here, without the routine's later steps."""


class Breath(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What is told of a topic at once; at most 30 seconds of speech."""

    say: str
    evidence: tuple[str, ...]
    calms: bool = False
    """Whether it says that cramps mostly pass: never to somebody who owes a doctor a call."""
    handles: bool = False
    """Whether it tells to stretch, rub, warm, cool or work a leg: never one to be left alone."""


class Topic(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A cause, a tip or a common question, told a breath at a time."""

    title: str
    breaths: tuple[Breath, ...]
    """The answer first; each later one is what "more" gets."""


class Sign(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A danger sign: the rule from ``triage/signs.toml`` and the words of one language."""

    id: str
    tier: Tier
    evidence: tuple[str, ...]
    heard: str
    """The read-back: two or three words, after "I heard"."""
    means: str
    """The sign in plain words, for "what do you mean"."""
    do: str = ""
    """What to do and by when, action first (lesser tiers); what to do meanwhile (emergency)."""
    urgent: str = ""
    """What would make it an emergency (lesser tiers)."""
    follow_up: str = ""
    """The danger question asked straight after the advice; it may raise the tier."""
    hands_off: bool = False
    """From now on no stretching and no rubbing (clinical AVO-03, REL-16)."""
    no_rub: bool = False
    """From now on no rubbing; stretching goes on (clinical AVO-03, AVO-08)."""
    guard: str = ""
    """The guard that comes into force."""


class DangerQuestion(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A question of the check, or a follow-up; a yes always means danger."""

    id: str
    tier: Tier
    """Owed on a yes or an unsure; with a follow-up, what a no to the follow-up leaves."""
    covers: tuple[str, ...]
    """The signs that a yes may mean; each is audible in the question or its follow-up."""
    evidence: tuple[str, ...]
    ask: str
    plainer: str
    """The same question in plainer words, for an answer that was none."""
    items: dict[str, tuple[str, ...]]
    """What ``ask`` names, by covered sign: phrases that can be asked for alone, at most four."""
    means: str
    why: str
    heard: str
    do: str = ""
    urgent: str = ""
    follow_up: str = ""
    hands_off: bool = False


class TierAdvice(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a tier demands, whatever the sign."""

    heard: str
    """The read-back, with ``{heard}``."""
    meanwhile: str
    """What to do until help comes, or whom to see."""
    again: str
    """The action once more: the last sentence, the reprompt and the goodbye."""
    if_unread: str
    """Said conditionally when an answer could not be read: "if it's a yes, or you can't tell"."""
    evidence: tuple[str, ...]
    now: str = ""
    """Emergency: the action in one sentence; a lesser tier's is each sign's own ``do``."""
    contact: str = ""
    """That "call for help" may ring a contact, with its condition; said only where switched on."""


class Card(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What is written in the Alexa app: the same for everybody, and never an answer."""

    title: str
    lines: tuple[str, ...]
    evidence: tuple[str, ...]


class Prompt(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A line with variants; which one is said follows from the request."""

    say: tuple[str, ...]
    evidence: tuple[str, ...] = ()


class Question(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An everyday question (not a danger question): it opens the microphone."""

    ask: tuple[str, ...]
    """Variants, each ending in a question mark."""
    reprompt: str
    """The next useful thing, for somebody who was silent; it stands alone."""
    help: str = ""
    """What can be said here, for "help"; the opening has that of the question it goes on with."""
    evidence: tuple[str, ...] = ()


class EmergencyNumber(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The number to call, or the words that stand in for one."""

    say: str
    evidence: tuple[str, ...]
    verified: date | None = None
    """When the number was last checked against its source; a number without it is not spoken."""
    source: str = ""
    """A key of ``evidence/sources.toml``."""


class Region(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The words of a region, and its emergency number."""

    words: dict[str, str]
    emergency_number: EmergencyNumber


class Content(msgspec.Struct, frozen=True):
    """Everything the skill may say in one locale."""

    locale: str
    routines: dict[str, Routine]
    situations: dict[str, Situation]
    causes: dict[str, Topic]
    tips: dict[str, Topic]
    questions: dict[str, Topic]
    """Common questions ("heat or ice?"), keyed by slot id."""
    signs: dict[str, Sign]
    check: dict[str, DangerQuestion]
    """The danger questions of the check, in the order they are asked."""
    follow_ups: dict[str, DangerQuestion]
    """Danger questions asked only after something else was said."""
    advice: dict[Tier, TierAdvice]
    aftercare: dict[str, Line]
    counts: dict[str, str]
    """The words that count a hold down, by seconds left: "20" is "Twenty."."""
    prompts: dict[str, Prompt]
    cards: dict[str, Card]
    asks: dict[str, Question]
    region: Region | None = None
    asks_questions: bool = True
    """False replaces the danger questions by a spoken list."""
    mentions_contact: bool = False
    """True adds that "call for help" may ring a contact to emergency advice."""

    def danger_question(self, id: str) -> DangerQuestion:
        """The danger question of that id; KeyError when there is none."""
        return self.check[id] if id in self.check else self.follow_ups[id]

    def topics(self, kind: str) -> dict[str, Topic]:
        """The causes, the tips or the common questions, by id."""
        return {"cause": self.causes, "tip": self.tips, "question": self.questions}[kind]

    def steps(self, muscle: str, situation: str) -> tuple[Step, ...]:
        """Every step for a muscle in a situation, in order; empty for an unknown muscle.

        The situation's opening movement takes the place of the routine's first step, and a step
        that must come before any movement (stopping the car) stands ahead of both.
        """
        routine, place = self.routines.get(muscle), self.situations.get(situation)
        if routine is None:
            return ()
        if place is None:
            return routine.steps
        before = (place.before,) if place.before else ()
        opening = place.first_step.get(muscle) or place.first_step[routine.stretch]
        if routine.steps[0].asks != "eased":
            opening = msgspec.structs.replace(opening, asks=routine.steps[0].asks)
        return (*before, opening, *(() if place.alone else routine.steps[1:]))

    def step_ids(self, muscle: str, situation: str) -> set[str]:
        """The ids of those steps."""
        return {step.id for step in self.steps(muscle, situation)}
