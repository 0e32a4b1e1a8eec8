"""Read, build and check a locale's content: once, and again only when a file has changed."""

from __future__ import annotations

import contextlib
import hashlib
import os
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from skill.content import read
from skill.content.types import Content

if TYPE_CHECKING:
    from skill.content.build import Problems

DEFAULT_LOCALE = "en-US"
CACHE = Path(__file__).resolve().parents[2] / ".cache" / "content"
Rule = Callable[[Content, "Problems"], None]
"""Adds a problem for each place of the content that breaks it."""
SUM = hashlib.sha256().digest_size
"""Bytes at the head of a kept copy that prove the rest."""


class ContentError(Exception):
    """The content breaks its rules; ``problems`` says where, how, and what to do."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


def load(
    locale: str = DEFAULT_LOCALE, root: Path = read.ROOT, cache: Path | None = CACHE
) -> Content:
    """The content of a locale, or of its nearest language.

    Raises ContentError with all problems together. A checked copy is kept under ``cache``, keyed
    by every byte it came from; where nothing can be written there, it is built each time.
    """
    kept = cache / f"{read.digest(root, locale)}.msgpack" if cache else None
    if kept and (content := _kept(kept)):
        return content
    content, problems = build(locale, root)
    if problems:
        raise ContentError(problems)
    if kept:
        _keep(content, kept)
    return content


def build(
    locale: str, root: Path = read.ROOT, rules: Sequence[Rule] = ()
) -> tuple[Content, list[str]]:
    """The content as it stands, with every problem in it, sorted by file.

    ``rules`` are kept besides those that the skill starts by: such as need what it goes without.
    """
    from skill.content import check
    from skill.content.build import Problems, content

    lines: list[str] = []
    places = read.folders(root, locale)
    said, triage, evidence = (
        read.parse(places[name], root, lines) for name in ("said", "triage", "evidence")
    )
    unreadable = {line.partition(": ")[0]: line for line in lines}
    problems = Problems(said, read.merged(triage.values()), lines)
    made = content(locale, problems)
    check.problems_in(made, read.merged(evidence.values()), problems)
    for rule in rules:
        rule(made, problems)
    return made, sorted({unreadable.get(line.partition(": ")[0], line) for line in lines})


def _kept(file: Path) -> Content | None:
    """The copy kept, if it is whole: a single changed byte might be a word of advice."""
    try:
        sum_, kept = _split(file.read_bytes())
        return msgspec.msgpack.decode(kept, type=Content) if sum_ == _sum(kept) else None
    except (OSError, ValueError):  # msgspec's errors and a bad character are ValueErrors
        return None


def _split(kept: bytes) -> tuple[bytes, bytes]:
    return kept[:SUM], kept[SUM:]


def _sum(kept: bytes) -> bytes:
    return hashlib.sha256(kept).digest()


def _keep(content: Content, file: Path) -> None:
    """Write the copy whole or not at all, so that two starts at once do no harm."""
    with contextlib.suppress(OSError):
        file.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=file.parent)
        packed = msgspec.msgpack.encode(content)
        with os.fdopen(handle, "wb") as half_done:
            half_done.write(_sum(packed) + packed)
        Path(name).replace(file)
