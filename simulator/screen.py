"""What a press on the shown document sends (platform 7.2, 7.4)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

Json = dict[str, Any]

_BOUND = re.compile(r"\$\{\s*payload\.([\w.]+)\s*\}")
"""An argument that stands in the data sources, as ``${payload.screen.mark}``."""


def pressed(arguments: Sequence[str], shown: Json) -> tuple[str, ...]:
    """The arguments with what the document sends after them, where they leave that out.

    ``shown`` is the directive that shows the document. What a document binds to anything but its
    data sources cannot be told from here, and is not filled in.
    """
    given = tuple(arguments)
    filled = (_filled(sent, given, shown.get("datasources")) for sent in _sent(shown["document"]))
    return next((each for each in filled if each), given)


def shortened(arguments: Sequence[str], shown: Json) -> tuple[str, ...]:
    """The fewest of the arguments, two at least, that `pressed` makes all of again."""
    whole = tuple(arguments)
    lengths = range(2, len(whole))
    shorter = (whole[:length] for length in lengths if pressed(whole[:length], shown) == whole)
    return next(shorter, whole)


def _sent(node: object) -> Iterator[list[Any]]:
    """The arguments of every SendEvent in a document."""
    if isinstance(node, dict):
        if node.get("type") == "SendEvent" and isinstance(node.get("arguments"), list):
            yield node["arguments"]
        for inner in node.values():
            yield from _sent(inner)
    elif isinstance(node, list):
        for inner in node:
            yield from _sent(inner)


def _filled(sent: list[Any], given: tuple[str, ...], data: object) -> tuple[str, ...] | None:
    """The given arguments and the rest of those sent; None where they are others."""
    fits = all(
        "${" in str(bound) or bound == word for bound, word in zip(sent, given, strict=False)
    )
    rest = [_value(bound, data) for bound in sent[len(given) :]]
    if not fits or any(value is None for value in rest):
        return None
    return (*given, *(value for value in rest if value))


def _value(bound: object, data: object) -> str | None:
    """The text that an argument is bound to; None where that cannot be told."""
    text = str(bound)
    found = _BOUND.fullmatch(text)
    if found is None:
        return None if "${" in text else text
    for key in found[1].split("."):
        data = data.get(key) if isinstance(data, dict) else None
    return data if isinstance(data, str) else None
