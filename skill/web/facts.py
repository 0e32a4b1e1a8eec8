"""The facts of readiness: what a turn truly needs, each looked at where it is used."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from skill.storage.bookmark import Bookmarks
from skill.storage.bounded import BoundedBookmarks
from skill.web.certificates import ChainJudge
from skill.web.readiness import Fact

if TYPE_CHECKING:
    from skill.alexa.skill import Skill

PACKAGE = Path(__file__).resolve().parents[2] / "interaction_model" / "package"
"""What Alexa was given to hear by; needed here to see that it belongs to this skill."""
STORE_SECONDS = 10.0
"""Between two looks at the bookmark store, which may be over the network and cost money."""


class ContentFact:
    """Every language's content is loaded, which checks it, and answers a launch."""

    def __init__(self, skill: Skill) -> None:
        self._skill = skill

    def __call__(self) -> Fact:
        """Of all that is loaded: how many locales, and a digest of what may be said."""
        locales = self._skill.contents.locales()
        answers = bool(locales) and all(self._skill.is_answering(locale) for locale in locales)
        said = msgspec.msgpack.encode([self._skill.contents(locale) for locale in locales])
        return Fact(answers, {"locales": len(locales), "version": _digest([said])})


class ModelFact:
    """Every intent that Alexa may send by the built package is one that the skill takes.

    A package that is not there is no fault: a turn does not read it. One that was looked at is
    looked at again when a file of it has changed.
    """

    def __init__(self, skill: Skill, package: Path = PACKAGE) -> None:
        self._skill = skill
        self._package = package
        self._state: tuple[object, ...] = ("not looked at",)
        self._fact = Fact(False, {})

    def __call__(self) -> Fact:
        """How many intents there are, those that nobody takes, and a digest of the models."""
        files = sorted(self._package.glob("interactionModels/custom/*.json"))
        state = tuple((file.name, file.stat().st_mtime_ns, file.stat().st_size) for file in files)
        if state != self._state:
            self._fact = self._look(files)
            self._state = state
        return self._fact

    def _look(self, files: list[Path]) -> Fact:
        models = [file.read_bytes() for file in files]
        intents = {name for model in models for name in _intents(model)}
        unknown = len(intents) - sum(map(self._skill.takes, intents))
        told = {"locales": len(files), "intents": len(intents), "unknown": unknown}
        return Fact(unknown == 0, {**told, "version": _digest(models)})


class TrustFact:
    """At least one root certificate is in force now."""

    def __init__(self, judge: ChainJudge, clock: Callable[[], float] = time.time) -> None:
        """``clock`` gives seconds since the epoch."""
        self._judge = judge
        self._clock = clock

    def __call__(self) -> Fact:
        """How many roots there are, and how many of them are in force."""
        roots = self._judge.roots
        now = self._clock()
        valid = sum(root.since <= now <= root.until for root in roots)
        return Fact(valid > 0, {"roots": len(roots), "in_force": valid})


class BookmarkFact:
    """Whether the bookmark store answers; the skill is ready either way, and goes on without it."""

    def __init__(
        self, bookmarks: Bookmarks | None, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._bookmarks = bookmarks
        self._clock = clock
        self._looked_at = float("-inf")
        self._state = ""

    def __call__(self) -> Fact:
        """``off``, ``answers`` or ``fails``."""
        if self._clock() - self._looked_at >= STORE_SECONDS:
            self._state = self._look()
            self._looked_at = self._clock()
        return Fact(True, {"store": self._state})

    def _look(self) -> str:
        if self._bookmarks is None:
            return "off"
        if not isinstance(self._bookmarks, BoundedBookmarks):
            return "answers"  # in memory
        return "answers" if self._bookmarks.answers() else "fails"


class _Intent(msgspec.Struct):
    name: str


class _LanguageModel(msgspec.Struct):
    intents: list[_Intent]


class _InteractionModel(msgspec.Struct, rename="camel"):
    language_model: _LanguageModel


class _Model(msgspec.Struct, rename="camel"):
    interaction_model: _InteractionModel


def _intents(model: bytes) -> Iterable[str]:
    """The names of a model's intents; raises msgspec's errors for what is no model."""
    read = msgspec.json.decode(model, type=_Model)
    return [intent.name for intent in read.interaction_model.language_model.intents]


def _digest(parts: Iterable[bytes]) -> str:
    sum_ = hashlib.sha256()
    for part in parts:
        sum_.update(part)
    return sum_.hexdigest()[:12]
