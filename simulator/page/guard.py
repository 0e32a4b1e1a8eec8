"""Who may ask the page for anything: this machine's own browser, with its own pages."""

from __future__ import annotations

from urllib.parse import urlsplit

from flask import Flask, abort, request
from flask.wrappers import Response

LARGEST_BODY = 256 * 1024
"""Bytes; a request that was edited by hand carries a whole session, and stays well below."""

POLICY = "Content-Security-Policy"
_OWN_FILES_ONLY = "default-src 'self'; base-uri 'none'; frame-ancestors 'none'; form-action 'none'"
"""What the page may load and run; a part of it that brings its own policy keeps that."""
_SAFE = {
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cache-Control": "no-store",
}
_LOOPBACK_NAMES = frozenset({"localhost", "127.0.0.1", "::1"})


def guard(app: Flask) -> None:
    """Turn away what other sites could send here, and keep what is answered to this page."""
    app.config["MAX_CONTENT_LENGTH"] = LARGEST_BODY
    app.before_request(_for_this_machine_only)
    app.after_request(_safe)


def _for_this_machine_only() -> None:
    """Another site that points its name at this machine is turned away.

    So is a post that is not JSON, the only kind that a foreign page can send unasked.
    """
    if urlsplit(f"//{request.host}").hostname not in _LOOPBACK_NAMES:
        abort(403)
    if request.method == "POST" and not request.is_json:
        abort(415)


def _safe(response: Response) -> Response:
    response.headers.setdefault(POLICY, _OWN_FILES_ONLY)
    response.headers.update(_SAFE)
    return response
