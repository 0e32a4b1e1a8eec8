"""The clinician's book, served beside the page as it lies in ``docs/script``."""

from __future__ import annotations

from pathlib import Path

from flask import Blueprint, send_from_directory
from flask.typing import ResponseReturnValue

from simulator.page.guard import POLICY

FOLDER = Path(__file__).parents[2] / "docs/script"
_STYLED = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'"
"""The book is one file that brings its own styles; it runs nothing and loads nothing."""


def book(folder: Path = FOLDER) -> Blueprint:
    """The book at ``/book/``; 404 where none was made."""
    made = Blueprint("book", __name__, url_prefix="/book")

    @made.get("/")
    def read() -> ResponseReturnValue:
        answer = send_from_directory(folder, "index.html")
        answer.headers[POLICY] = _STYLED
        return answer

    return made
