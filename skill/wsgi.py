"""The production door: ``gunicorn skill.wsgi:app``. Signed requests only."""

from __future__ import annotations

import logging
import sys

from flask import Flask

from skill import settings
from skill.web.app import create_app
from skill.web.bookmarks import opened
from skill.web.verification import verify_for

_GUNICORN_APP_LOAD_ERROR = 4
"""The exit code at which gunicorn stops instead of starting the worker over and over."""


def _create() -> Flask:
    skill_id, trust_roots = settings.skill_id(), settings.trust_roots()
    refuse_repeats = settings.refuse_repeats()
    try:
        verify = verify_for(skill_id, trust_roots, refuse_repeats=refuse_repeats)
    except (OSError, ValueError) as error:
        raise settings.SettingsError(
            "SSL_CERT_FILE holds no certificate that can be read. "
            "Set it to a PEM file of root certificates, or unset it."
        ) from error
    bookmarks = opened(settings.bookmark())
    from skill.alexa.skill import build_skill  # after the settings: a wrong one is told at once

    return create_app(build_skill(bookmarks=bookmarks).answer, verify)


logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
try:
    app = _create()
except settings.SettingsError as problem:
    print(f"cramp-coach: {problem}", file=sys.stderr)
    raise SystemExit(_GUNICORN_APP_LOAD_ERROR) from None
