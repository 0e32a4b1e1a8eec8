"""The way to the skill: one request envelope in, one answer out."""

from __future__ import annotations

import json
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from werkzeug.test import Client

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication

Json = dict[str, Any]

ACTS_HEADER = "X-Cramp-Coach-Acts"
"""Asked for with ``1``; an unsigned skill that knows it answers with the acts it decided on."""


@dataclass(frozen=True)
class Answer:
    """What came back from the skill."""

    status: int
    body: Json | None
    """None where the reply was not a JSON object."""
    acts: tuple[str, ...] | None = None
    """What the skill decided before wording it; None where it does not tell."""
    seconds: float = 0.0
    """How long the skill took."""


class Skill(Protocol):
    """A skill that can be asked, however it is reached."""

    def send(self, envelope: Json) -> Answer:
        """Send one request envelope and wait for the answer."""


class WsgiSkill:
    """A skill in this process, behind a WSGI app that takes unsigned requests at ``/alexa``."""

    def __init__(self, app: WSGIApplication) -> None:
        self._client = Client(app)

    def send(self, envelope: Json) -> Answer:
        """Post the envelope as Alexa would, without a signature."""
        started = time.monotonic()
        reply = self._client.post(
            "/alexa",
            data=json.dumps(envelope).encode(),
            content_type="application/json; charset=utf-8",
            headers={ACTS_HEADER: "1"},
        )
        return Answer(
            reply.status_code,
            _object(reply.get_data()),
            _acts(reply.headers.get(ACTS_HEADER)),
            time.monotonic() - started,
        )


def _object(data: bytes) -> Json | None:
    try:
        body = json.loads(data)
    except ValueError:
        return None
    return body if isinstance(body, dict) else None


def _acts(told: str | None) -> tuple[str, ...] | None:
    return None if told is None else tuple(act.strip() for act in told.split(",") if act.strip())
