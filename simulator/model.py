"""The built interaction model of one locale, as plain frozen values.

It is the file that Alexa gets (platform 4.1); nothing else tells the simulator what may be heard.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from simulator.errors import SimulatorError, no_such

BUILT = Path(__file__).parent.parent / "interaction_model/package/interactionModels/custom"
"""Where the model build leaves one JSON file a locale."""

HOME = "en-US"
"""The locale that is spoken where none is asked for."""
_NONE_BUILT = "no built interaction model; run python -m interaction_model.build, then start again"


@dataclass(frozen=True)
class Value:
    """One value of a slot type."""

    id: str
    name: str
    synonyms: tuple[str, ...] = ()

    @property
    def phrases(self) -> tuple[str, ...]:
        """Everything that means this value, its name first."""
        return (self.name, *self.synonyms)


@dataclass(frozen=True)
class Intent:
    """One intent: its samples, and the type of each slot by the slot's name."""

    name: str
    samples: tuple[str, ...]
    slots: Mapping[str, str]


@dataclass(frozen=True)
class Model:
    """What may be heard in one locale."""

    locale: str
    invocation: str
    intents: Mapping[str, Intent]
    types: Mapping[str, tuple[Value, ...]]
    """The values of each custom slot type; ``AMAZON.`` types are not here."""
    digest: str
    """SHA-256 of the file, in hex: the key of everything learned from it."""


def built() -> tuple[str, ...]:
    """The locales that have a built model, the home locale first; SimulatorError where none has."""
    found = sorted(
        (file.stem for file in BUILT.glob("*.json")), key=lambda name: (name != HOME, name)
    )
    if not found:
        raise SimulatorError(f"{BUILT}: {_NONE_BUILT}")
    return tuple(found)


def load(locale: str, file: Path | None = None) -> Model:
    """Read the built model of a locale; SimulatorError where there is none or it is broken."""
    path = file or BUILT / f"{locale}.json"
    if not path.is_file():
        raise SimulatorError(_missing(locale, path))
    data = path.read_bytes()
    try:
        return parse(json.loads(data)["interactionModel"]["languageModel"], locale, data)
    except (ValueError, KeyError, TypeError, AttributeError) as fault:
        raise SimulatorError(
            f"{path}: not an interaction model ({type(fault).__name__}: {fault}); build it again"
        ) from fault


def parse(raw: Mapping[str, Any], locale: str, data: bytes) -> Model:
    """Make the model from its ``languageModel`` object; ``data`` are the bytes it was read from."""
    return Model(
        locale=locale,
        invocation=raw["invocationName"],
        intents={item["name"]: _intent(item) for item in raw["intents"]},
        types={item["name"]: _values(item) for item in raw.get("types", ())},
        digest=hashlib.sha256(data).hexdigest(),
    )


def _intent(raw: Mapping[str, Any]) -> Intent:
    slots = {slot["name"]: slot["type"] for slot in raw.get("slots", ())}
    return Intent(raw["name"], tuple(raw.get("samples", ())), slots)


def _values(raw: Mapping[str, Any]) -> tuple[Value, ...]:
    return tuple(_value(item.get("id"), item["name"]) for item in raw["values"])


def _value(known_as: str | None, name: Mapping[str, Any]) -> Value:
    """One value; without an id of its own its name stands for it."""
    said = name["value"]
    return Value(known_as or said, said, tuple(name.get("synonyms", ())))


def _missing(locale: str, path: Path) -> str:
    built = [file.stem for file in path.parent.glob("*.json")]
    if not built:
        return f"{path}: {_NONE_BUILT}"
    return f"{path.parent}: {no_such('built model', locale, built)}"
