"""Replay files of ask-cli's ``ask dialog`` (platform 5.3)."""

from __future__ import annotations

import json
from pathlib import Path

from simulator.errors import SimulatorError
from simulator.transcript import START, Say, Step, Transcript

QUIT = ".quit"


def is_replay(path: Path) -> bool:
    """Whether a file is to be read as a replay file."""
    return path.suffix == ".json"


def read(path: Path) -> Transcript:
    """Read a replay file as a transcript that expects nothing; SimulatorError where it is none.

    It ends at ``.quit`` or with its last line, and asks nobody for more.
    """
    try:
        raw = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as fault:
        raise SimulatorError(f"{path}: cannot be read as JSON ({fault})") from fault
    said = _user_input(path, raw)
    if QUIT in said:
        said = said[: said.index(QUIT)]
    steps = tuple(
        Step(number, words, Say(words), last_line=number)
        for number, words in enumerate(said, 1)
        if not words.startswith(".")
    )
    return Transcript(path, "an ask-cli replay file", steps, raw["locale"], "echo", START)


def _user_input(path: Path, raw: object) -> list[str]:
    if not isinstance(raw, dict):
        raise SimulatorError(f"{path}: not a replay file; it is one JSON object")
    for key in ("skillId", "locale"):
        if not isinstance(raw.get(key), str) or not raw[key].strip():
            raise SimulatorError(f"{path}: {key}: missing or empty; ask-cli needs it too")
    if raw.get("type", "text") != "text":
        raise SimulatorError(f"{path}: type: {raw['type']!r} cannot be played; it is 'text'")
    said = raw.get("userInput")
    if not isinstance(said, list) or not all(isinstance(words, str) for words in said):
        raise SimulatorError(f"{path}: userInput: not a list of texts; write what is said in it")
    return [words.strip() for words in said if words.strip()]
