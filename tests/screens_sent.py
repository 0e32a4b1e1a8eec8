"""Every screen that the skill sends while the transcripts are played on a device with a screen."""

from __future__ import annotations

import functools
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from simulator import door
from simulator.play import play, read
from simulator.stage import Stage
from simulator.transport import WsgiSkill
from simulator.turn import Turn
from simulator.understanding import understand

Json = dict[str, Any]

TRANSCRIPTS = sorted((Path(__file__).parent / "transcripts").glob("*.txt"))


@functools.cache
def sent_screens() -> tuple[Json, ...]:
    """Every RenderDocument directive, each once, in the order of the talks."""
    stage = Stage(WsgiSkill(door.unsigned()), understand, door.skill_id())
    found: dict[str, Json] = {}
    for path in TRANSCRIPTS:
        for _, turn in play(replace(read(path), device="show8"), stage).turns:
            for directive in _documents(turn):
                found.setdefault(json.dumps(directive, sort_keys=True), directive)
    return tuple(found.values())


def _documents(turn: Turn | None) -> Iterator[Json]:
    body = turn.answer.body if turn and turn.answer else None
    for directive in (body or {}).get("response", {}).get("directives", ()):
        if directive["type"] == "Alexa.Presentation.APL.RenderDocument":
            yield directive
