"""What the JSON of a request to the page says; SimulatorError where it says it wrongly."""

from __future__ import annotations

from typing import Any

from flask import request

from simulator.errors import SimulatorError

Json = dict[str, Any]


def body() -> Json:
    """The request's JSON object."""
    asked = request.get_json(silent=True)
    if not isinstance(asked, dict):
        raise SimulatorError("the request is not a JSON object")
    return asked


def text(asked: Json, key: str, default: str = "") -> str:
    """A text."""
    value = asked.get(key, default)
    if not isinstance(value, str):
        raise SimulatorError(f"{key} is not text")
    return value


def number(asked: Json, key: str) -> float:
    """A number from zero on; zero where it is left out."""
    value = asked.get(key, 0)
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value < 1e6:
        raise SimulatorError(f"{key} is not a number from 0 on")
    return float(value)


def step(asked: Json, key: str = "after") -> int:
    """The id of a step; zero, the beginning, where it is left out."""
    value = number(asked, key)
    if value != int(value):
        raise SimulatorError(f"{key} is not the number of a step")
    return int(value)


def json(asked: Json, key: str) -> Json:
    """A JSON object."""
    value = asked.get(key)
    if not isinstance(value, dict):
        raise SimulatorError(f"{key} is not a JSON object")
    return value
