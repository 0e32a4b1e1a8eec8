"""Lines on a terminal, in colour and wrapped; or into a pipe, plain and whole."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TextIO

from rich.console import Console
from rich.text import Text
from rich.theme import Theme

WIDEST = 100
"""Columns; a longer line is hard to read."""
THEME = Theme(
    {
        "meaning": "cyan",
        "spoken": "bold",
        "count": "bold green",
        "listening": "green",
        "doubt": "yellow",
        "fault": "red",
        "quiet": "dim",
    }
)

Span = tuple[str, str]
"""Text and the name of its style; an empty name is plain."""


@dataclass(frozen=True)
class Line:
    """One line; where it is too long, the rest of it stands under its text, not its margin."""

    spans: tuple[Span, ...]
    margin: str = "  "


def line(*spans: Span, margin: str = "  ") -> Line:
    """A line of these spans."""
    return Line(spans, margin)


class Screen:
    """Where lines go."""

    def __init__(self, out: TextIO, colour: bool | None = None) -> None:
        """Write to ``out``; ``colour`` None means as the terminal and NO_COLOR would have it."""
        self._console = Console(
            file=out, force_terminal=colour, theme=THEME, highlight=False, emoji=False
        )

    def show(self, lines: Iterable[Line]) -> None:
        """Show lines, at once."""
        for each in lines:
            for row, text in enumerate(self._wrapped(each)):
                margin = each.margin if row == 0 else " " * len(each.margin)
                self._print(Text.assemble((margin, "quiet"), text))

    def note(self, text: str) -> None:
        """Say something about the talk itself."""
        self.show([line((text, "quiet"))])

    def fault(self, text: str) -> None:
        """Say what is wrong, and what to do."""
        self.show(line((each, "fault")) for each in text.splitlines())

    def json(self, value: object) -> None:
        """Show JSON as it is, to be copied."""
        text = json.dumps(value, indent=2, ensure_ascii=False)
        if self._console.is_terminal:
            self._console.print_json(text)
        else:
            self._print(Text(text))

    def _print(self, text: Text) -> None:
        self._console.print(text, soft_wrap=True)

    def _wrapped(self, each: Line) -> list[Text]:
        text = Text.assemble(*each.spans)
        if not self._console.is_terminal:
            return [text]
        width = min(self._console.width, WIDEST) - len(each.margin)
        return list(text.wrap(self._console, max(width, 20)))
