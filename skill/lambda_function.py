"""The AWS Lambda door: ``skill.lambda_function.handler``.

AWS lets only Alexa call the function, so nothing is signed; that the request is meant for this
skill is checked here all the same (platform 1.3 step 5, S19).
"""

from __future__ import annotations

import os
from functools import lru_cache
from time import perf_counter
from typing import TYPE_CHECKING, Any

from skill import settings
from skill.watch import lines, told
from skill.watch.faults import where
from skill.web.envelope import is_addressed_to
from skill.web.last_resort import last_resort

if TYPE_CHECKING:
    from collections.abc import Callable

    from skill.storage.bookmark import Bookmarks

PATIENCE = 1.5
"""Seconds that a turn waits for the table: more than a first call takes, and far from Alexa's 8."""

if "AWS_LAMBDA_FUNCTION_NAME" in os.environ:
    lines.begin(instead=True)  # of AWS's own handler, which writes whatever it is given


@lru_cache(maxsize=1)
def _answer() -> Callable[[dict[str, Any]], dict[str, Any]]:
    """The skill's answer, built at the first request and kept for the life of the function."""
    from skill.alexa.skill import build_skill

    return build_skill(bookmarks=_bookmarks()).answer


@lru_cache(maxsize=1)
def _bookmarks() -> Bookmarks | None:
    """Off unless set: a function has no disk that outlives it, so only a table is of use.

    A function is frozen as soon as it has answered, so a deletion is waited for.
    """
    setting = settings.bookmark(default="off")
    if setting.kind == "off":
        return None
    from skill.storage.bounded import BoundedBookmarks
    from skill.web.bookmarks import opened

    bookmarks = opened(setting)
    if isinstance(bookmarks, BoundedBookmarks):
        bookmarks.insist(PATIENCE)
    return bookmarks


@lru_cache(maxsize=1)
def _skill_id() -> str:
    return settings.skill_id()


def handler(event: Any, context: Any) -> dict[str, Any]:  # noqa: ARG001 - Lambda's interface
    """Answer one request.

    Raises SettingsError without CRAMP_COACH_SKILL_ID or with a setting that cannot be used, and
    PermissionError for a request that is not addressed to that skill: Lambda has no other way to
    refuse.
    """
    started = perf_counter()
    if not isinstance(event, dict) or not is_addressed_to(event, _skill_id()):
        told.refused("request is for another skill", perf_counter() - started)
        raise PermissionError("request is for another skill")
    _bookmarks()
    try:
        answer = _answer()(event)
    except Exception as error:
        told.failed(event, perf_counter() - started, where(error))
        return last_resort(event)
    told.answered(event, perf_counter() - started)
    return answer


if "AWS_LAMBDA_FUNCTION_NAME" in os.environ:
    # Before the first request, where Lambda lends a whole processor, and a wrong setting is told.
    _skill_id()
    _answer()
