"""The way to the skill: one request envelope in, one answer out."""

from __future__ import annotations

import io
import json
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from werkzeug.test import create_environ, run_wsgi_app

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
        self._app = app
        self._environ = create_environ(
            "/alexa",
            method="POST",
            content_type="application/json; charset=utf-8",
            headers={ACTS_HEADER: "1"},
        )

    def send(self, envelope: Json) -> Answer:
        """Post the envelope as Alexa would, without a signature."""
        started = time.monotonic()
        body = json.dumps(envelope).encode()
        environ = {
            **self._environ,
            "CONTENT_LENGTH": str(len(body)),
            "wsgi.input": io.BytesIO(body),
        }
        reply, status, headers = run_wsgi_app(self._app, environ, buffered=True)
        return Answer(
            int(status.partition(" ")[0]),
            _object(b"".join(reply)),
            _acts(headers.get(ACTS_HEADER)),
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
