"""Where a conversation meets its bookmark: before a turn is decided, and after."""

from __future__ import annotations

import hashlib
import re

import msgspec
from ask_sdk_core.handler_input import HandlerInput

from skill.content.types import Content
from skill.dialogue import place
from skill.dialogue.events import ComeBack, Event, Place
from skill.dialogue.place import Mark
from skill.dialogue.relief import ROUNDS
from skill.dialogue.state import State, Turn
from skill.storage.bookmark import Bookmark, Bookmarks, Whose


class Places:
    """Finds and keeps the place of the person and device that a request is from."""

    def __init__(self, bookmarks: Bookmarks | None) -> None:
        """Without ``bookmarks`` nothing is kept, and nothing found."""
        self._bookmarks = bookmarks
        self._positions: dict[str, Positions] = {}

    def meant(self, request: HandlerInput, state: State, event: Event, at: Moment) -> Event:
        """The event, or, where it asks for an earlier session's place and there is one, that."""
        if self._bookmarks is None or not place.wanted(state, event, at.content):
            return event
        whose = _whose(request)
        found = self._bookmarks.find(whose) if whose.user else None
        if found is None or not found.is_fresh(at.now):
            return event
        left = self._numbered(at.content).place(found)
        return ComeBack(left, found.left_at) if left else event

    def after(self, request: HandlerInput, state: State, turn: Turn, at: Moment) -> bool:
        """Keep or forget the place as the turn demands; whether there is one to come back to."""
        if self._bookmarks is None:
            return False
        mark = place.mark(state, turn, at.content)
        if mark in (Mark.FORGET, Mark.FORGET_SOON):
            self.forget(request, soon=mark is Mark.FORGET_SOON)
        if mark is not Mark.KEEP or not (whose := _whose(request)).user:
            return False
        left = place.of(turn.state)
        position = self._numbered(at.content).position(left)
        self._bookmarks.keep(whose, Bookmark(position, left.started, at.now))
        return True

    def forget(self, request: HandlerInput, *, soon: bool = False) -> None:
        """Delete whatever is kept for the account that a request is from."""
        if self._bookmarks is None or not (user := _whose(request).user):
            return
        delete = self._bookmarks.forget_soon if soon else self._bookmarks.forget
        delete(user)

    def _numbered(self, content: Content) -> Positions:
        known = self._positions.get(content.locale)
        if known is None:
            known = self._positions[content.locale] = Positions(content)
        return known


class Moment(msgspec.Struct, frozen=True):
    """The content of a turn's locale, and its time in seconds since the epoch."""

    content: Content
    now: int


FIGURES = re.compile(r"[0-9]{1,9}")


class Positions:
    """Every movement there is, numbered, so that a place is told in no words.

    A position begins with a fingerprint of the numbering: where the movements have changed since,
    nothing is found.
    """

    def __init__(self, content: Content) -> None:
        self._steps = [
            (muscle, situation, step.id)
            for muscle in content.routines
            for situation in ("", *content.situations)
            for step in content.steps(muscle, situation)
        ]
        self._numbers = {step: number for number, step in enumerate(self._steps)}
        every = repr(self._steps).encode()
        self._fingerprint = hashlib.blake2b(every, digest_size=4).hexdigest()

    def position(self, left: Place) -> str:
        """The place in figures."""
        number = self._numbers[left.muscle, left.situation, left.step]
        return f"{self._fingerprint}.{number * (ROUNDS + 1) + left.rounds}"

    def place(self, found: Bookmark) -> Place | None:
        """The place of a bookmark; None where it is not of this content."""
        fingerprint, _, figures = found.position.partition(".")
        if fingerprint != self._fingerprint or not FIGURES.fullmatch(figures):
            return None
        number, rounds = divmod(int(figures), ROUNDS + 1)
        if number >= len(self._steps):
            return None
        return Place(*self._steps[number], rounds, found.started)


def _whose(handler_input: HandlerInput) -> Whose:
    """The account and device of a request; empty where it does not say."""
    envelope = handler_input.request_envelope
    user = envelope.id_in_system("user", "userId")
    if not user and envelope.session and envelope.session.user:
        user = envelope.session.user.user_id or ""
    return Whose(user, envelope.id_in_system("device", "deviceId"))
