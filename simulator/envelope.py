"""Request envelopes as Alexa sends them (platform 2.1 to 2.3)."""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from simulator.device import APL, Device
from simulator.errors import SimulatorError
from simulator.interpretation import Slot
from simulator.model import Intent

Json = dict[str, Any]

SKILL_ID = "amzn1.ask.skill.cramp-coach-simulator"
"""The skill id in requests unless ``CRAMP_COACH_SKILL_ID`` says another; no real skill has it."""


USER_EVENT = f"{APL}.UserEvent"


@dataclass(frozen=True)
class Ids:
    """Every id in a conversation's requests, derived from a seed and so the same each time."""

    seed: str
    skill: str = SKILL_ID
    owner: str = ""
    """Whose account and device it is; empty for somebody of that seed alone."""

    def _hex(self, what: str) -> str:
        return hashlib.sha256(f"{self.seed}\n{what}".encode()).hexdigest()

    def _owned(self, what: str) -> str:
        return Ids(self.owner or self.seed)._hex(what).upper()

    def _uuid(self, what: str) -> str:
        return str(uuid.UUID(self._hex(what)[:32]))

    @property
    def user(self) -> str:
        """The account; Alexa's own are long and opaque too."""
        return f"amzn1.ask.account.{self._owned('user')}"

    @property
    def device(self) -> str:
        """The device of that account."""
        return f"amzn1.ask.device.{self._owned('device')}"

    def session(self, number: int) -> str:
        """The session that began with that turn."""
        return f"amzn1.echo-api.session.{self._uuid(f'session {number}')}"

    def request(self, number: int) -> str:
        """The request of that turn."""
        return f"amzn1.echo-api.request.{self._uuid(f'request {number}')}"


@dataclass(frozen=True)
class Sender:
    """Who sends: a device of an account, in a locale."""

    ids: Ids
    device: Device
    locale: str


@dataclass(frozen=True)
class SessionPart:
    """What a request says of its session."""

    id: str
    new: bool
    attributes: Mapping[str, Any]
    token: str = ""
    """Of the document that the screen shows; empty where it shows none."""


def envelope(
    sender: Sender, session: SessionPart, number: int, now: datetime, asked: Mapping[str, Any]
) -> Json:
    """The whole request; ``asked`` is the part of ``request`` that its type alone has."""
    return {
        "version": "1.0",
        "session": _session(sender, session),
        "context": {
            "System": _system(sender),
            **_screen(sender.device, session.token),
        },
        "request": {
            **asked,
            "requestId": sender.ids.request(number),
            "timestamp": now.strftime("%Y-%m-%dT%H:%M:%SZ"),
            "locale": sender.locale,
        },
    }


def launch() -> Json:
    """The skill was opened by its name."""
    return {"type": "LaunchRequest", "shouldLinkResultBeReturned": False}


def intent(named: Intent, filled: Iterable[Slot], types_owner: str = SKILL_ID) -> Json:
    """An intent was heard; ``types_owner`` is the skill whose slot types resolve the values."""
    by_name = {slot.name: slot for slot in filled}
    body: Json = {"name": named.name, "confirmationStatus": "NONE"}
    if named.slots:
        body["slots"] = {name: _slot(name, by_name.get(name), types_owner) for name in named.slots}
    return {"type": "IntentRequest", "intent": body}


def touched(token: str, arguments: Sequence[str]) -> Json:
    """What stands on the screen was pressed (platform 2.2)."""
    return {
        "type": USER_EVENT,
        "token": token,
        "arguments": list(arguments),
        "source": {"type": "TouchWrapper", "handler": "Press", "id": ""},
        "components": {},
    }


def checked(envelope: Json) -> None:
    """SimulatorError where something that every request to this skill has is missing."""
    for path in ("context", "request", "request.type", "session", "session.sessionId"):
        value: Any = envelope
        for key in path.split("."):
            value = value.get(key) if isinstance(value, dict) else None
        if not value or not isinstance(value, str if "." in path else dict):
            raise SimulatorError(f"{path}: missing or empty; a request has it")


def ended(reason: str, error: Mapping[str, str] | None = None) -> Json:
    """The session is over; nothing may be said to it (platform 2.2)."""
    body: Json = {"type": "SessionEndedRequest", "reason": reason}
    return {**body, "error": dict(error)} if error else body


def _screen(device: Device, token: str) -> Json:
    """The parts of ``context`` that tell of the screen and of the document on it (platform 2.1)."""
    told = device.context()
    if token and APL in told:
        told[APL] = {**told[APL], "token": token, "componentsVisibleOnScreen": []}
    return told


def _session(sender: Sender, session: SessionPart) -> Json:
    return {
        "new": session.new,
        "sessionId": session.id,
        "application": {"applicationId": sender.ids.skill},
        "attributes": dict(session.attributes),
        "user": {"userId": sender.ids.user},
    }


def _system(sender: Sender) -> Json:
    return {
        "application": {"applicationId": sender.ids.skill},
        "user": {"userId": sender.ids.user},
        "device": {
            "deviceId": sender.ids.device,
            "supportedInterfaces": sender.device.interfaces,
        },
        "apiEndpoint": "https://api.amazonalexa.com",
        "apiAccessToken": "simulated-token-that-opens-nothing",
    }


def _slot(name: str, filled: Slot | None, owner: str) -> Json:
    empty: Json = {"name": name, "confirmationStatus": "NONE"}
    if filled is None:
        return empty
    heard: Json = {"value": filled.value}
    if not filled.builtin:
        heard["resolutions"] = _resolutions(filled, owner)
    slot_value = {"type": "Simple", **heard}
    return {**empty, **heard, "source": "USER", "slotValue": slot_value}


def _resolutions(filled: Slot, owner: str) -> Json:
    """Entity resolution by the static values (platform 2.3)."""
    authority: Json = {
        "authority": f"amzn1.er-authority.echo-sdk.{owner}.{filled.type}",
        "status": {"code": "ER_SUCCESS_NO_MATCH"},
    }
    if filled.match:
        value = {"name": filled.match.name, "id": filled.match.id}
        authority = {
            **authority,
            "status": {"code": "ER_SUCCESS_MATCH"},
            "values": [{"value": value}],
        }
    return {"resolutionsPerAuthority": [authority]}
