"""The one place that knows the skill: as WSGI apps, as any server would mount them."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from werkzeug.utils import import_string

from simulator.envelope import SKILL_ID

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication

_SETTING = "CRAMP_COACH_SKILL_ID"
_BOOKMARK = "CRAMP_COACH_BOOKMARK"


def skill_id() -> str:
    """The skill id that requests carry: ``CRAMP_COACH_SKILL_ID``, else the simulator's own."""
    return os.environ.get(_SETTING, "").strip() or SKILL_ID


def unsigned() -> WSGIApplication:
    """The skill's app that takes unsigned requests; for conversations in this process.

    Its bookmarks stay in memory, so that "continue" works and nothing is written.
    """
    from skill.web.unsigned import build_unsigned_app

    return build_unsigned_app()


def signed() -> WSGIApplication:
    """The skill's production app, which takes requests signed by Alexa and no others.

    It is found by the name that gunicorn finds it by. It wants a skill id; where none is set it
    gets the simulator's own, to which Alexa sends nothing. Its bookmarks stay in memory.
    """
    os.environ[_SETTING] = skill_id()
    os.environ.setdefault(_BOOKMARK, "memory")
    app: WSGIApplication = import_string("skill.wsgi:app")
    return app
