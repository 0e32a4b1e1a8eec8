"""When two moments of a conversation are one class.

A moment is the session attributes together with what the walk remembers. Its whole product of
facts is beyond counting, so it is looked at from several sides, each a full product of the facts
that act on each other there. A moment is a new class when any side of it was not seen before.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import cache
from typing import Any

from walk import tables
from walk.content import book
from walk.events import LATE, START_SECONDS
from walk.memory import Memory

KEY = "crampCoach"
View = tuple[Any, ...]


def settled(attributes: dict[str, Any], late: bool) -> dict[str, Any]:
    """The attributes with the time of the first movement set to one of two: now, or long ago."""
    state = attributes.get(KEY)
    if not state or not state.get("started"):
        return attributes
    now = START_SECONDS + LATE * late
    long_ago = now - state["started"] >= tables.TOO_LONG
    return {**attributes, KEY: {**state, "started": START_SECONDS - LATE * long_ago}}


@cache
def plan(muscle: str, place: str) -> tuple[tuple[str, bool, bool, str], ...]:
    """The movements of a routine in a place: id, whether held, whether standing, what it asks."""
    files = book("en-US").files
    routine, here = files.get(f"routines/{muscle}"), files.get(f"situations/{place}")
    if routine is None:
        return ()
    steps = list(routine["steps"])
    if here:
        first = here["first_step"]
        opening = dict(first.get(muscle) or first[routine["stretch"]])
        if steps[0].get("asks", "eased") != "eased":
            opening["asks"] = steps[0]["asks"]
        steps = [opening, *([] if here.get("alone") else steps[1:])]
        steps = [*([here["before"]] if "before" in here else []), *steps]
    return tuple(
        (s["id"], bool(s.get("hold")), bool(s.get("standing")), s.get("asks", "eased"))
        for s in steps
    )


def stage(state: dict[str, Any], seated: bool, phase: str) -> tuple[Any, ...]:
    """The position folded: what kind of movement it is at; in the check, whether there is one."""
    if phase != "relief":
        return (phase == "check" and bool(state.get("step")),)
    muscle, place = state.get("muscle", ""), state.get("situation", "")
    steps = [step for step in plan(muscle, place) if not (seated and step[2])]
    at = next((n for n, step in enumerate(steps) if step[0] == state.get("step")), None)
    if at is None:
        return ("none" if not state.get("step") else "unsafe",)
    _, held, standing, asks = steps[at]
    after = len(steps) - at - 1
    where = "first" if at == 0 else "last" if not after else "between"
    return (where, held, standing, asks, muscle == "leg")


def views(attributes: dict[str, Any], memory: Memory) -> list[View]:
    """Every side of a moment, each with its name first."""
    state: dict[str, Any] = attributes.get(KEY) or {}
    phase = state.get("phase", "welcome")
    said = set(state.get("said", ()))
    guards = tuple(sorted(state.get("guards", ())))
    seated = memory.seated
    back = state.get("return_to", "menu") if phase == "check" else ""
    unread = state.get("unread", 0)
    here = memory.open, memory.beneath
    owed = memory.tier
    known = (owed, memory.hands_off, owed_by(state))
    yes = tuple(sorted({a[0] for a in state.get("answers", ()) if a[1] != "no"}))
    answered = {a[0] for a in state.get("answers", ())}
    waiting = tuple(q for q in state.get("ask_first", ()) if q not in answered)
    long_ago = bool(state.get("started")) and state["started"] < START_SECONDS
    place = (state.get("muscle", ""), state.get("situation", ""), state.get("step", ""))
    offered = tuple(sorted(state.get("offered", ())))
    topic = tuple(state.get("topic") or ())
    return [
        ("design", phase, memory.here, stage(state, seated, phase), owed, back, guards, unread),
        ("owed", phase, here, known, back, unread, state.get("whole_check", False)),
        ("place", *(place if phase == "relief" else ()), seated, "pregnant" in guards),
        ("hurt", phase, stage(state, seated, phase), memory.hands_off, hurts(state)),
        ("check", memory.here, known, waiting[:2], yes, state.get("whole_check", False), back),
        ("denied", *((memory.danger, memory.left, unread) if memory.danger else ())),
        ("named", memory.here, covered(memory.named), state.get("whole_check", False)),
        ("time", phase, memory.here, min(state.get("rounds", 0), tables.ROUNDS), long_ago,
         "long_cramp" in memory.named, "checked" in said, back, bool(place[0])),
        ("menu", phase, memory.here, offered, bool(owed), state.get("situation") == "toilet"),
        ("topic", phase, topic, state.get("aside", False)),
        ("aside", phase, here, state.get("aside", False), bool(memory.breath), memory.summed_up),
        ("once", phase, memory.here, tuple(sorted(said)), memory.held, memory.disclaimed),
        ("pace", phase, here, state.get("pace", "normal"), memory.stopped_step != ""),
        ("bookmark", phase, here, memory.place_left, memory.place_late,
         memory.place in tables.NOBODY_STANDS),
        ("misses", phase, here, min(memory.misses, 3), unread),
    ]  # fmt: skip


def hurts(state: dict[str, Any]) -> tuple[int, bool]:
    """How many stretches made it worse, and whether that of this muscle is among them."""
    routine = book("en-US").files.get(f"routines/{state.get('muscle', '')}", {})
    hurt = state.get("hurt", ())
    return len(hurt), routine.get("stretch") in hurt


def owed_by(state: dict[str, Any]) -> str:
    """The tier that the attributes themselves say is owed from named signs."""
    return (state.get("owed") or [""])[0]


@cache
def covered(named: frozenset[str]) -> tuple[str, ...]:
    """The questions of the check that name one of these signs."""
    return tuple(q for q in tables.CHECK if not named.isdisjoint(items_of(q)))


def items_of(question: str) -> Iterable[str]:
    """The signs that a question names."""
    return book("en-US").items[question]


def packed(attributes: dict[str, Any]) -> str:
    """Attributes as JSON text, the same text for the same facts."""
    return json.dumps(attributes, sort_keys=True)
