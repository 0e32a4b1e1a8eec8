"""What the edge itself must know of a request: that it is JSON, how old it is, who it is for."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any, NoReturn

import msgspec

Envelope = dict[str, Any]
"""One request of Alexa's, parsed (platform 2.1)."""

NORMAL_TOLERANCE = 150.0
"""Seconds that a request's timestamp may lie from now (platform 1.3 step 4)."""
SKILL_EVENT_TOLERANCE = 3600.0
"""The same for skill events, whose delivery is tried again for an hour."""

_decode = msgspec.json.Decoder().decode
_encode = msgspec.json.Encoder().encode


def parse_envelope(body: bytes) -> Envelope:
    """The JSON object in a body; raises ValueError, in one plain line, for anything else.

    An object that says one thing twice is refused: which of the two was meant is not ours to guess.
    """
    try:
        envelope = _parse(body)
    except RecursionError as error:
        raise ValueError("body is nested too deeply") from error
    except ValueError as error:
        raise ValueError("body is not JSON, or says one thing twice") from error
    if not isinstance(envelope, dict):
        raise ValueError("body is not a JSON object")
    return envelope


def _parse(body: bytes) -> Any:
    try:
        value = _decode(body)
    except msgspec.DecodeError:
        # Half a surrogate pair is legal JSON and illegal text: read it the slow way, replacing it.
        text = json.dumps(_strict.decode(body.decode()), ensure_ascii=False, allow_nan=False)
        return _decode(text.encode(errors="replace"))
    if not _surely_has_each_key_once(body, _encode(value)):
        _strict.decode(body.decode())
    return value


def _surely_has_each_key_once(body: bytes, again: bytes) -> bool:
    """Whether a body, written again from what was read in it, shows that no key got lost.

    A colon follows each key, and else stands in strings only, as often in one writing as in the
    other. Where a colon may be spelled out the answer is no, and the body is read again, slowly.
    """
    return body.count(b":") == again.count(b":") and b"\\u003" not in body


def _each_key_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a key stands twice")
    return found


def _no_number(name: str) -> NoReturn:
    raise ValueError(f"{name} is no JSON")


_strict = json.JSONDecoder(object_pairs_hook=_each_key_once, parse_constant=_no_number)


def is_addressed_to(envelope: Envelope, skill_id: str) -> bool:
    """Whether the request names this skill in both places that can name one (platform 1.3 step 5).

    ``context.System`` must; the session must where there is one.
    """
    session = envelope.get("session")
    try:
        if envelope["context"]["System"]["application"]["applicationId"] != skill_id:
            return False
        return session is None or bool(session["application"]["applicationId"] == skill_id)
    except (KeyError, TypeError, IndexError):
        return False


def is_skill_event(envelope: Envelope) -> bool:
    """Whether it tells of something that happened to the skill, outside any conversation."""
    request = envelope.get("request")
    kind = request.get("type") if isinstance(request, dict) else None
    return isinstance(kind, str) and kind.startswith("AlexaSkillEvent.")


def is_fresh(envelope: Envelope, now: float) -> bool:
    """Whether the request was made near ``now``, in seconds since the epoch.

    A timestamp without a zone is no timestamp.
    """
    try:
        made = datetime.fromisoformat(envelope["request"]["timestamp"])
        age = abs(now - made.timestamp())
    except (KeyError, TypeError, ValueError, OverflowError):
        return False
    tolerance = SKILL_EVENT_TOLERANCE if is_skill_event(envelope) else NORMAL_TOLERANCE
    return made.tzinfo is not None and age <= tolerance
