"""Keeps what was learned on disk, so that only the first start has to learn."""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from pathlib import Path
from typing import Any

import numpy as np

from simulator.model import Model
from simulator.understanding.examples import Examples
from simulator.understanding.features import Vocabulary
from simulator.understanding.learned import Learned
from simulator.understanding.negation import Negation

KEPT = 3
"""Models of one locale that are remembered side by side."""
_CODE = Path(__file__).parent


def directory() -> Path:
    """``CRAMP_COACH_CACHE``, or ``.cache`` beside the simulator's folder."""
    named = os.environ.get("CRAMP_COACH_CACHE")
    return Path(named) if named else _CODE.parent.parent / ".cache"


def key(model: Model) -> str:
    """Changes with the model, and with any file of this room."""
    digest = hashlib.sha256(model.digest.encode())
    for path in sorted(file for file in _CODE.iterdir() if file.suffix in (".py", ".toml", ".txt")):
        digest.update(path.name.encode())
        digest.update(path.read_bytes())
    return f"{model.locale}-{digest.hexdigest()[:24]}"


def load(path: Path) -> Learned | None:
    """What is kept there; None where nothing is, or nothing that can be read."""
    try:
        with np.load(path, allow_pickle=False) as kept:
            arrays = {name: kept[name] for name in kept.files}
        return _read(arrays)
    except (OSError, ValueError, KeyError, EOFError):
        return None


def save(learned: Learned, path: Path) -> None:
    """Keep it there, whole or not at all; a folder that cannot be written to is left alone."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=path.parent, suffix=".new", delete=False) as file:
            np.savez(file, allow_pickle=False, **_arrays(learned))
        Path(file.name).replace(path)
        _forget(path)
    except OSError:
        return


def _forget(path: Path) -> None:
    """Drop what was learned before, but for the last few models of this locale."""
    locale = path.name.rpartition("-")[0]
    kept = sorted(path.parent.glob(f"{locale}-*.npz"), key=lambda file: file.stat().st_mtime)
    for old in kept[:-KEPT]:
        old.unlink(missing_ok=True)


def _arrays(learned: Learned) -> dict[str, Any]:
    texts = {
        "intents": learned.intents,
        "grams": learned.vocabulary.grams,
        "lines": learned.examples.lines,
        "cues": learned.vocabulary.negation.cues,
    }
    return {
        "texts": np.frombuffer(json.dumps(texts).encode(), np.uint8),
        "rarity": learned.vocabulary.rarity,
        "weights": learned.weights,
        "bias": learned.bias,
        "first": learned.examples.first,
        "starts": learned.examples.starts,
        "rows": learned.examples.rows,
        "says": learned.examples.says,
    }


def _read(arrays: dict[str, Any]) -> Learned:
    texts = json.loads(arrays["texts"].tobytes())
    examples = Examples(
        tuple(texts["lines"]),
        arrays["first"],
        arrays["starts"],
        arrays["rows"],
        arrays["says"],
    )
    return Learned(
        tuple(texts["intents"]),
        Vocabulary(texts["grams"], arrays["rarity"], Negation(texts["cues"])),
        arrays["weights"],
        arrays["bias"],
        examples,
    )
