"""The production door: ``gunicorn skill.wsgi:app``. Signed requests only."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

from flask import Flask

from skill import settings
from skill.watch import lines
from skill.web.app import Metrics, create_app
from skill.web.bookmarks import opened
from skill.web.certificates import ChainJudge
from skill.web.verification import verify_for

if TYPE_CHECKING:
    from pathlib import Path

_GUNICORN_APP_LOAD_ERROR = 4
"""The exit code at which gunicorn stops instead of starting the worker over and over."""


def _create() -> Flask:
    skill_id, trust_roots = settings.skill_id(), settings.trust_roots()
    refuse_repeats = settings.refuse_repeats()
    metrics = _metrics()
    judge = _judge(trust_roots)
    verify = verify_for(skill_id, trust_roots, refuse_repeats=refuse_repeats, judge=judge)
    bookmarks = opened(settings.bookmark())
    from skill.alexa.skill import build_skill  # after the settings: a wrong one is told at once
    from skill.web import facts
    from skill.web.readiness import Readiness

    skill = build_skill(bookmarks=bookmarks)
    ready = Readiness(
        {
            "content": facts.ContentFact(skill),
            "model": facts.ModelFact(skill),
            "trust": facts.TrustFact(judge),
            "bookmark": facts.BookmarkFact(bookmarks),
        }
    )
    return create_app(skill.answer, verify, ready=ready, metrics=metrics)


def _judge(trust_roots: Path) -> ChainJudge:
    try:
        return ChainJudge(trust_roots)
    except (OSError, ValueError) as error:
        raise settings.SettingsError(
            "SSL_CERT_FILE holds no certificate that can be read. "
            "Set it to a PEM file of root certificates, or unset it."
        ) from error


def _metrics() -> Metrics | None:
    address = settings.metrics()
    if address is None:
        return None
    try:
        from skill.watch import metrics
    except ImportError as error:
        raise settings.SettingsError(
            "CRAMP_COACH_METRICS is set and prometheus_client is not installed. "
            "Install it: pip install -r requirements-metrics.txt -c requirements.txt"
        ) from error
    text: Callable[[], bytes] = metrics.begin().text
    return Metrics(address.host, address.port, text)


lines.begin()
try:
    app = _create()
except settings.SettingsError as problem:
    print(f"cramp-coach: {problem}", file=sys.stderr)
    raise SystemExit(_GUNICORN_APP_LOAD_ERROR) from None
