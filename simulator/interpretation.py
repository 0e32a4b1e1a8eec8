"""What was heard: the one small interface between words and the rest of the simulator."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from simulator.model import Value

FALLBACK = "AMAZON.FallbackIntent"
LAUNCH = "LaunchRequest"
"""Stands in an interpretation's ``intent`` for words that open the skill and ask nothing."""
SESSION_ENDED = "SessionEndedRequest"
"""Stands in an interpretation's ``intent`` for "exit", which the device keeps to itself."""


@dataclass(frozen=True)
class Slot:
    """One filled slot."""

    name: str
    type: str
    value: str
    """The words as spoken; for a built-in type what Alexa makes of them, as ``PT20M``."""
    match: Value | None = None
    """The value of a custom type that the words resolve to; None where they resolve to none."""

    @property
    def builtin(self) -> bool:
        """Whether Alexa brings the type, so that there is nothing to resolve."""
        return self.type.startswith("AMAZON.")

    @property
    def id(self) -> str | None:
        """The resolved id, or a built-in type's value; None where nothing matched."""
        if self.builtin:
            return self.value
        return self.match.id if self.match else None


@dataclass(frozen=True)
class Candidate:
    """An intent that was weighed, and how much speaks for it (0 to 1)."""

    intent: str
    score: float


@dataclass(frozen=True)
class Interpretation:
    """What an utterance was taken to mean."""

    utterance: str
    intent: str
    slots: tuple[Slot, ...] = ()
    score: float = 1.0
    """How sure, 0 to 1; 1 only for words that the model names literally."""
    candidates: tuple[Candidate, ...] = ()
    """The best few, best first."""
    why: str = ""
    """For a person: what spoke for this intent."""

    @property
    def exact(self) -> bool:
        """Whether the model has these words literally; a guess never has a candidate alone."""
        return self.intent != FALLBACK and len(self.candidates) < 2

    def ids(self) -> Mapping[str, str | None]:
        """The id of each filled slot by name; None where its words resolved to nothing."""
        return {slot.name: slot.id for slot in self.slots}

    def as_json(self) -> dict[str, Any]:
        """The line that ``python -m simulator interpret`` prints."""
        return {
            "utterance": self.utterance,
            "intent": self.intent,
            "slots": dict(self.ids()),
            "score": round(self.score, 4),
            "candidates": [
                {"intent": item.intent, "score": round(item.score, 4)} for item in self.candidates
            ],
        }


@dataclass(frozen=True)
class Near:
    """A sample that is like what was said."""

    sample: str
    intent: str
    likeness: float
    """0 to 1; 1 for the same words and word pairs."""


@dataclass(frozen=True)
class Reasons:
    """What speaks for the intents that words could be taken for."""

    guesses: tuple[Candidate, ...] = ()
    """The three likeliest by what was learned, best first, even where a sample has the words."""
    nearest: tuple[Near, ...] = ()
    """The samples that are most like them, most like first."""


class Understanding(Protocol):
    """Anything that finds the intent in words."""

    def interpret(self, utterance: str) -> Interpretation:
        """What these words mean, whatever was said before them."""

    def explain(self, utterance: str) -> Reasons:
        """Why, for a person."""


@dataclass(frozen=True)
class Named:
    """An intent named outright, with its slot ids: what ``!SymptomIntent symptom=fever`` says."""

    intent: str
    slots: Mapping[str, str] = field(default_factory=dict)
