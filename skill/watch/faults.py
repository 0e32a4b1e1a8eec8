"""What failed and where, without a word of what was said."""

from __future__ import annotations

from pathlib import Path

_SKILL = Path(__file__).resolve().parents[1]
TELLING = ("alexa", "dialogue", "content")
"""Rooms whose files are named after what people talk of: of a fault there, the room is told."""


def where(error: BaseException) -> str:
    """The kind of an error and the line it came from; its message may quote a person, so is left.

    For example ``KeyError at turn.py:40``; and ``KeyError at skill/dialogue`` for a line that
    would tell what a person was being asked.
    """
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    if trace is None:
        return type(error).__name__
    return f"{type(error).__name__} at {place(trace.tb_frame.f_code.co_filename, trace.tb_lineno)}"


def place(file: str, line: int) -> str:
    """A line of code, or only the room it is in."""
    path = Path(file)
    if path.is_relative_to(_SKILL) and (room := path.relative_to(_SKILL).parts[0]) in TELLING:
        return f"skill/{room}"
    return f"{path.name}:{line}"
