"""What the edge itself must know of a request: that it is JSON, how old it is, who it is for."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

import msgspec

Envelope = dict[str, Any]
"""One request of Alexa's, parsed (platform 2.1)."""

NORMAL_TOLERANCE = 150.0
"""Seconds that a request's timestamp may lie from now (platform 1.3 step 4)."""
SKILL_EVENT_TOLERANCE = 3600.0
"""The same for skill events, whose delivery is tried again for an hour."""

_decoder = msgspec.json.Decoder()


def parse_envelope(body: bytes) -> Envelope:
    """The JSON object in a body; raises ValueError, in one plain line, for anything else."""
    try:
        envelope = _parse(body)
    except RecursionError as error:
        raise ValueError("body is nested too deeply") from error
    except ValueError as error:
        raise ValueError("body is not JSON") from error
    if not isinstance(envelope, dict):
        raise ValueError("body is not a JSON object")
    return envelope


def _parse(body: bytes) -> Any:
    try:
        return _decoder.decode(body)
    except msgspec.DecodeError:
        # Half a surrogate pair is legal JSON and illegal text: read it the slow way, replacing it.
        text = json.dumps(json.loads(body.decode()), ensure_ascii=False, allow_nan=False)
        return _decoder.decode(text.encode(errors="replace"))


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


def is_fresh(envelope: Envelope, now: float) -> bool:
    """Whether the request was made near ``now``, in seconds since the epoch.

    A timestamp without a zone is no timestamp.
    """
    try:
        request = envelope["request"]
        made = datetime.fromisoformat(request["timestamp"])
        age = abs(now - made.timestamp())
        skill_event = str(request.get("type")).startswith("AlexaSkillEvent.")
    except (KeyError, TypeError, ValueError, AttributeError, OverflowError):
        return False
    tolerance = SKILL_EVENT_TOLERANCE if skill_event else NORMAL_TOLERANCE
    return made.tzinfo is not None and age <= tolerance
