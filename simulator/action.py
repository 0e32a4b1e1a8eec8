"""What a person does in a conversation, as it is written down, read back and done.

Words are themselves. In their place stand ``(open)`` the skill by its name, ``(exit)``,
``(new session)``, ``(silence)`` until the device does something by itself, ``(silence 9 seconds)``,
``(skip)`` or ``(skip after 5 seconds)`` the rest of a reply by speaking over it, ``(wait 11
minutes)``, which moves the clock and nothing else, ``(touch yes)``, a press of what sends ``touch``
and ``yes``, whatever the document sends after them, and an intent outright:
``!SymptomIntent symptom=fever``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from simulator.errors import SimulatorError, no_such
from simulator.interpretation import Named
from simulator.session import Conversation
from simulator.turn import Turn


@dataclass(frozen=True)
class Say:
    """Words."""

    words: str


@dataclass(frozen=True)
class Do:
    """Something that is not words: ``open``, ``exit`` or ``new session``."""

    what: str


@dataclass(frozen=True)
class Silence:
    """Nobody speaks for that long, or until the device does something by itself."""

    seconds: float | None = None


@dataclass(frozen=True)
class Skip:
    """The rest of a reply is not listened to, from that many seconds on."""

    after: float = 0.0


@dataclass(frozen=True)
class Wait:
    """The clock moves before the next request, and nothing else."""

    seconds: float


@dataclass(frozen=True)
class Touch:
    """What sends these arguments, ``touch`` first, is pressed on the screen."""

    arguments: tuple[str, ...]


Action = Say | Named | Do | Silence | Skip | Wait | Touch

LONGEST = 86_400.0
"""Seconds that one action may take: a day."""
_DEEDS = frozenset({"open", "exit", "new session"})
_EXAMPLES = ("silence", "silence 9 seconds", "skip", "skip after 5 seconds", "wait 11 minutes")
TOUCH = "touch"
_UNITS = {"second": 1, "minute": 60, "hour": 3600}
_UNWRITABLE = str.maketrans("|()!", "    ")


def read(text: str) -> Action:
    """The action that is written there; SimulatorError without a place where it is none."""
    text = " ".join(text.split())
    if not text:
        raise SimulatorError("nothing is said; write the words, or (silence)")
    if text.startswith("!"):
        return named(text[1:])
    if text.startswith("(") and text.endswith(")"):
        return _deed(text[1:-1].strip())
    return Say(text)


def named(text: str) -> Named:
    """The intent of ``SymptomIntent symptom=fever``; SimulatorError where a slot is not that."""
    name, *pairs = text.split() or [""]
    if not name:
        raise SimulatorError("no intent is named; write !SymptomIntent symptom=fever")
    slots = {}
    for pair in pairs:
        slot, equals, value = pair.partition("=")
        if not (slot and equals and value):
            raise SimulatorError(f"{pair!r} is no slot; write it as muscle=calf")
        slots[slot] = value
    return Named(name, slots)


def seconds(text: str) -> float | None:
    """The length of ``9``, ``9 seconds`` or ``11 minutes``, up to a day; None for all else."""
    found = re.fullmatch(r"(\d{1,9}(?:\.\d{1,6})?)(?: ?s| (second|minute|hour)s?)?", text.strip())
    length = float(found[1]) * _UNITS[found[2] or "second"] if found else 0.0
    return length if 0 < length <= LONGEST else None


def _deed(what: str) -> Action:
    if what in _DEEDS:
        return Do(what)
    verb, _, length = what.partition(" ")
    if verb == TOUCH:
        return touch(what.split())
    if what == "silence":
        return Silence()
    if what == "skip":
        return Skip()
    if verb in ("wait", "silence", "skip"):
        return _lasting(verb, length)
    raise SimulatorError(no_such("action", what, {*_DEEDS, *_EXAMPLES, "touch yes"}))


def touch(arguments: object) -> Touch:
    """The touch that sends these; SimulatorError where it could not be written down."""
    words = arguments if isinstance(arguments, list) else []
    writable = all(isinstance(word, str) and re.fullmatch(r"[^\s()|]+", word) for word in words)
    if len(words) < 2 or words[0] != TOUCH or not writable:
        raise SimulatorError(
            f"{arguments!r} is no touch; SendEvent sends words without spaces, as ['touch', 'yes']"
        )
    return Touch(tuple(words))


def _lasting(verb: str, text: str) -> Action:
    example = next(each for each in reversed(_EXAMPLES) if each.startswith(verb))
    given = text.removeprefix("after ") if verb == "skip" else text
    length = seconds(given)
    if length is None:
        what = f"{verb} {text}".strip()
        raise SimulatorError(f"({what}) has no length up to a day; write it as ({example})")
    kinds: dict[str, type[Wait | Silence | Skip]] = {"wait": Wait, "silence": Silence, "skip": Skip}
    return kinds[verb](length)


def written(action: Action) -> str:
    """The text that `read` takes for the action; words lose only what would make them another."""
    match action:
        case Say(words):
            return _words(words)
        case Named(intent, slots):
            return " ".join((f"!{intent}", *(f"{slot}={id}" for slot, id in slots.items())))
        case Do(what):
            return f"({what})"
        case Silence(None):
            return "(silence)"
        case Silence(float(length)):
            return f"(silence {_length(length)})"
        case Skip(after):
            return f"(skip after {_length(after)})" if after else "(skip)"
        case Wait(length):
            return f"(wait {_length(length)})"
        case Touch(arguments):
            return f"({' '.join(arguments)})"
    raise AssertionError(action)


def _words(words: str) -> str:
    """Without the signs that mean something in a transcript, where they would; none is spoken."""
    plain = " ".join(words.split())
    taken_otherwise = "|" in plain or plain.startswith("!") or re.fullmatch(r"\(.*\)", plain)
    if taken_otherwise:
        plain = " ".join(plain.translate(_UNWRITABLE).split())
    return plain or "..."


def _length(length: float) -> str:
    amount, unit = (length / 60, "minute") if length % 60 == 0 else (length, "second")
    figures = f"{amount:.6f}".rstrip("0").rstrip(".")
    return f"{figures} {unit}" + ("" if figures == "1" else "s")


def perform(action: Action, conversation: Conversation) -> tuple[Turn, ...]:
    """Do it; everything that came of it, in order. SimulatorError where it cannot be done."""
    match action:
        case Say(words):
            return (conversation.say(words),)
        case Named():
            return (conversation.name(action),)
        case Touch(arguments):
            return (conversation.touch(arguments),)
        case Do("open"):
            return (conversation.open(),)
        case Do("exit"):
            return (conversation.leave(),)
        case Silence(None):
            return (conversation.silence(),)
        case Silence(float(length)):
            return conversation.wait(length)
    return _on_the_clock(action, conversation)


def _on_the_clock(action: Action, conversation: Conversation) -> tuple[Turn, ...]:
    """What moves the clock or forgets the session, and brings no turn."""
    match action:
        case Skip(after):
            conversation.skip(after)
        case Wait(length):
            conversation.move_clock(length)
        case _:
            conversation.new_session()
    return ()
