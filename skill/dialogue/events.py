"""What a person meant, one value per turn, whatever words or touch it came from."""

from __future__ import annotations

from enum import StrEnum
from typing import Literal

import msgspec


class Signal(StrEnum):
    """A meaning that needs nothing more said."""

    LAUNCH = "launch"
    YES = "yes"
    NO = "no"
    UNSURE = "unsure"
    EASED = "eased"
    STILL_HURTS = "still_hurts"
    WORSE = "worse"
    NEXT = "next"
    BACK = "back"
    REPEAT = "repeat"
    PAUSE = "pause"
    CONTINUE = "continue"
    START_OVER = "start_over"
    HELP = "help"
    STOP = "stop"
    SLOWER = "slower"
    FASTER = "faster"
    WHY_ASK = "why_ask"
    CHECK = "check"
    CALL_FOR_HELP = "call_for_help"
    SUMMARY = "summary"
    AFRAID = "afraid"
    NOT_UNDERSTOOD = "not_understood"


class AskRelief(msgspec.Struct, frozen=True):
    """It cramps: where, and where the person is, as far as they said."""

    muscle: str = ""
    situation: str = ""


TopicKind = Literal["cause", "tip", "question"]


class AskTopic(msgspec.Struct, frozen=True):
    """Why it happens, how to prevent it, or a common question; no id means "you choose"."""

    kind: TopicKind
    id: str = ""


class TellSigns(msgspec.Struct, frozen=True):
    """A danger sign was named unasked; no sign at all means "something is wrong"."""

    signs: tuple[str, ...] = ()
    minutes: int | None = None
    """How long it has lasted, where that was said."""


class DenySign(msgspec.Struct, frozen=True):
    """A danger sign was denied; an empty one was not recognised."""

    sign: str = ""
    words: str = ""
    """What was said to be absent, to tell apart the items of one sign."""


class AskMeaning(msgspec.Struct, frozen=True):
    """What do you mean: by a sign, or by what was just said."""

    sign: str = ""


class Place(msgspec.Struct, frozen=True):
    """A place in relief: all that a bookmark keeps."""

    muscle: str
    situation: str
    step: str
    rounds: int
    started: int
    """When the cramp was first told, in seconds since the epoch."""


class ComeBack(msgspec.Struct, frozen=True):
    """Continue, after the session has died: from where, and when that was left."""

    place: Place
    left_at: int
    """In seconds since the epoch."""


Event = Signal | AskRelief | AskTopic | TellSigns | DenySign | AskMeaning | ComeBack
