"""Where a conversation is, and what one turn of it brought (platform 2.6)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from typing import Any

from simulator.hearing import Speech
from simulator.interpretation import Interpretation
from simulator.transport import Answer, Json

LISTENS = 8.0
"""Seconds the microphone stays open for an answer, before and after the reprompt."""
SCREEN_STAYS = 30.0
"""Seconds a screen may keep a session whose microphone has closed."""


class Microphone(StrEnum):
    """Whether the device is listening without its wake word."""

    OPEN = "open"
    CLOSED = "closed"


class Next(StrEnum):
    """What the device does by itself when nobody speaks."""

    REPROMPT = "reprompt"
    QUIET = "quiet"
    """It stops listening; what it shows keeps the session."""
    END = "end"


@dataclass(frozen=True)
class Session:
    """A session between two requests."""

    id: str
    attributes: Mapping[str, Any]
    microphone: Microphone
    reprompt: Speech
    """Spoken once if nobody answers; empty once it was."""
    left: float
    """Seconds until the device does something by itself."""
    shows: bool = False
    """Whether a screen shows something, which keeps the session."""
    document: Json | None = None
    """The directive whose document the screen shows; None where it shows none."""

    @property
    def token(self) -> str:
        """Of the document that is shown; empty where none is."""
        return str(self.document["token"]) if self.document else ""

    @property
    def next(self) -> Next:
        """What happens once no time is left."""
        if self.microphone is Microphone.CLOSED:
            return Next.END
        if self.reprompt:
            return Next.REPROMPT
        return Next.QUIET if self.shows else Next.END


@dataclass(frozen=True)
class Place:
    """Where a conversation is; one can be kept, and gone back to."""

    now: datetime
    requests: int = 0
    """Requests sent so far."""
    session: Session | None = None
    spoken: float = 0.0
    """Seconds of the speech that has just ended; 0 once anything came after it."""

    @property
    def microphone(self) -> Microphone:
        """Closed wherever there is no session."""
        return self.session.microphone if self.session else Microphone.CLOSED


@dataclass(frozen=True)
class Turn:
    """One thing that happened: what was sent, if anything, and what was heard."""

    did: str
    """What the person or the device did."""
    speech: Speech = field(default_factory=Speech)
    interpretation: Interpretation | None = None
    sent: Json | None = None
    """The request envelope; None where the device did it by itself."""
    answer: Answer | None = None
    session: Session | None = None
    """The session after it; None where there is none."""
    ended: str = ""
    """What the skill was told of the session's end, as ``ERROR INVALID_RESPONSE``; else empty."""
    faults: tuple[str, ...] = ()
    """Why Alexa refused the response; the session has ended with an error."""
    doubts: tuple[str, ...] = ()
    """What certification would refuse."""

    @property
    def microphone(self) -> Microphone:
        """After it; closed wherever there is no session."""
        return self.session.microphone if self.session else Microphone.CLOSED

    @property
    def open(self) -> bool:
        """Whether there is a session after it."""
        return self.session is not None

    @property
    def acts(self) -> tuple[str, ...] | None:
        """What the skill decided; None where it does not tell."""
        return self.answer.acts if self.answer else None


def together(turns: Sequence[Turn]) -> Turn | None:
    """Turns that came of one action as one: all that was heard, and how the last left things."""
    if len(turns) < 2:
        return turns[0] if turns else None
    return replace(
        turns[-1],
        speech=Speech(tuple(part for turn in turns for part in turn.speech.parts)),
        faults=tuple(fault for turn in turns for fault in turn.faults),
        doubts=tuple(doubt for turn in turns for doubt in turn.doubts),
    )
