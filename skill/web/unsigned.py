"""The app that takes unsigned requests, for testers and the simulator; never on the internet.

Where a tester asks with the header ``X-Cramp-Coach-Acts: 1``, the reply carries a header of that
name with the acts that were decided, so that a test can read the decision without the prose.
"""

from __future__ import annotations

from typing import Any, Protocol

from flask import Flask, Response, g, request

from skill import settings
from skill.alexa.conversation import Trace
from skill.web.app import create_app
from skill.web.bookmarks import opened
from skill.web.envelope import Envelope
from skill.web.verification import open_unsigned

ACTS = "X-Cramp-Coach-Acts"


class TracedSkill(Protocol):
    """A skill that tells what it decided."""

    def answer(self, envelope: Envelope, trace: Trace | None = None) -> dict[str, Any]:
        """The response to a request; ``trace`` is told the acts."""


def create_unsigned_app(skill: TracedSkill) -> Flask:
    """An app that answers unsigned requests at ``POST /alexa`` and ``POST /``."""

    def answer(envelope: Envelope) -> dict[str, Any]:
        g.trace = Trace()
        return skill.answer(envelope, g.trace)

    def tell_acts(response: Response) -> Response:
        if request.headers.get(ACTS) == "1" and "trace" in g:
            response.headers[ACTS] = ",".join(type(act).__name__ for act in g.trace.acts)
        return response

    app = create_app(answer, open_unsigned, paths=("/alexa", "/"))
    app.after_request(tell_acts)
    return app


def build_unsigned_app() -> Flask:
    """That app with the whole skill behind it; its bookmarks are in memory unless set elsewhere.

    Raises SettingsError for a bookmark setting that cannot be used.
    """
    from skill.alexa.skill import build_skill

    bookmarks = opened(settings.bookmark(default="memory"))
    return create_unsigned_app(build_skill(bookmarks=bookmarks))
