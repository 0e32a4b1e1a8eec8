"""What is said in a turn, decided before it is worded.

An act holds ids and no prose. Speech, card and screen are renderings of the same acts, and a
test can read a decision without reading a sentence. A turn whose last act asks something leaves
the microphone open; any other turn closes the session.
"""

from __future__ import annotations

from typing import Literal

import msgspec

from skill.content.types import Tier
from skill.dialogue.events import TopicKind

Pace = Literal["slow", "normal", "fast"]


class Say(msgspec.Struct, frozen=True):
    """Say a prompt; ``sign`` fills ``{heard}`` where the prompt has it."""

    prompt: str
    sign: str = ""


class Wait(msgspec.Struct, frozen=True):
    """Be quiet for a while, and say now and then that we are still here."""


class Help(msgspec.Struct, frozen=True):
    """Say what can be said in answer to an everyday question."""

    question: str


class GiveStep(msgspec.Struct, frozen=True):
    """Read one movement aloud and count its hold."""

    muscle: str
    situation: str
    step: str
    rub: bool
    """Whether rubbing may be offered with it."""
    danger_line: bool
    """Whether the danger line is spoken during the hold."""
    held: bool = True
    """False leaves the hold for later: the movement is shown and a question follows at once."""


class Explain(msgspec.Struct, frozen=True):
    """Tell one breath of a cause, a tip or a common question."""

    kind: TopicKind
    id: str
    breath: int


class DescribeSign(msgspec.Struct, frozen=True):
    """Say in plain words what a danger sign is."""

    sign: str


class ExplainDanger(msgspec.Struct, frozen=True):
    """Say what a danger question means."""

    question: str


class GiveReason(msgspec.Struct, frozen=True):
    """Say in one line why a danger question is asked."""

    question: str


class GiveAdvice(msgspec.Struct, frozen=True):
    """What to do, first; then the rest that the tier demands."""

    tier: Tier
    because: str
    """The sign or danger question it rests on; empty when help was asked for outright."""
    also: tuple[str, ...] = ()
    """The most urgent of what else was told, to be read back with it."""
    place: str = ""
    """The situation that must be made safe before anything else: driving, in the water."""


class MentionAdvice(msgspec.Struct, frozen=True):
    """What to do and by when, in a sentence; the full advice is still owed."""

    tier: Tier
    because: str
    place: str = ""
    """As in full advice."""


class WarnUrgent(msgspec.Struct, frozen=True):
    """What would make a lesser sign or answer an emergency."""

    because: str


class Summarize(msgspec.Struct, frozen=True):
    """What to tell the doctor, with a card that holds none of it."""

    heard: tuple[str, ...]
    """The signs named and the danger questions answered with a yes, the most urgent first."""
    unsure: tuple[str, ...]
    """The danger questions that could not be answered."""
    more: bool = False
    """Whether less urgent things are left out."""


class AdviseIfYes(msgspec.Struct, frozen=True):
    """An answer was not read twice: the safer advice, conditionally."""

    tier: Tier


class Aftercare(msgspec.Struct, frozen=True):
    """It has eased: how to go on safely from here, and what to expect."""

    situation: str
    soreness: bool = True
    """Whether what to expect is said, too."""


class Ask(msgspec.Struct, frozen=True):
    """Ask an everyday question; the microphone stays open."""

    question: str


class AskDanger(msgspec.Struct, frozen=True):
    """Ask a danger question; the microphone stays open."""

    question: str
    form: Literal["first", "plainer", "rest"] = "first"
    left: tuple[str, ...] = ()
    """The items still to ask for, in the form ``rest``."""


Act = (
    Say
    | Wait
    | Help
    | GiveStep
    | Explain
    | DescribeSign
    | ExplainDanger
    | GiveReason
    | GiveAdvice
    | MentionAdvice
    | WarnUrgent
    | Summarize
    | AdviseIfYes
    | Aftercare
    | Ask
    | AskDanger
)


def asks(acts: tuple[Act, ...]) -> bool:
    """Whether a turn of these acts leaves the microphone open."""
    return bool(acts) and isinstance(acts[-1], Ask | AskDanger)
