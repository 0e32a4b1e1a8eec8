"""One APL document for one turn: the layouts of ``document.json``, and what stands in them."""

from __future__ import annotations

import functools
import json
from pathlib import Path
from typing import Any

from skill.alexa.screen import hold
from skill.alexa.screen.pictures import Pictures
from skill.alexa.screen.words import Screen, screen
from skill.alexa.sdk_json import Ready
from skill.alexa.speech import Voice
from skill.alexa.ssml import escaped
from skill.content.types import Content
from skill.dialogue.state import Turn

TOKEN = "cramp-coach"  # noqa: S105  # a name, not a secret
DOCUMENT = Path(__file__).with_name("document.json")
BECKON = 900
"""Milliseconds in which the arrow comes and goes."""
BECKONINGS = 11

Json = dict[str, Any]


class Screens:
    """Renders turns for devices with a screen; what it needs is read at the first one."""

    def __init__(self, pictures: Pictures) -> None:
        self.pictures = pictures

    def directive(self, turn: Turn, content: Content, variant: int) -> Json:
        """The directive that shows a turn; the same document whatever the viewport."""
        shown = screen(turn, content, variant)
        voice = Voice(content, variant, turn.state.pace)
        counts = hold.commands(voice, turn.acts, shown.step) if shown.step else []
        first = str(voice.beats(shown.step)[0].left) if shown.step and counts else ""
        words = {**facts(shown), "count": first, "counting": content.labels["hold"]}
        return Ready(
            type="Alexa.Presentation.APL.RenderDocument",
            token=TOKEN,
            document=self.document(shown, counts),
            datasources={"screen": words},
        )

    def document(self, shown: Screen, counts: list[Json]) -> Json:
        """The document with this turn's drawing and what happens on it."""
        made = dict(document())
        graphics = self.pictures.graphics(shown.drawing) if shown.drawing else {}
        made["graphics"] = {**made["graphics"], **graphics}
        moves = [*counts, *([beckon()] if shown.drawing else [])]
        if moves:
            made["onMount"] = [{"type": "Parallel", "commands": moves}]
        return made


@functools.cache
def document() -> Json:
    """The layouts, which every screen has."""
    made: Json = json.loads(DOCUMENT.read_bytes())
    return made


def facts(shown: Screen) -> Json:
    """What a screen says, as values that the layouts are bound to."""
    before, number, after = shown.number or ("", "", "")
    return {
        "kind": shown.kind,
        "mark": shown.mark,
        "eyebrow": escaped(shown.eyebrow),
        "words": "<br/>".join(map(escaped, shown.lines)),
        "details": "<br/>".join(map(escaped, shown.details)),
        "size": shown.size,
        "roundSize": shown.round_size,
        "before": escaped(before),
        "number": escaped(number),
        "after": escaped(after),
        "question": escaped(shown.question),
        "owed": escaped(shown.owed),
        "drawn": bool(shown.drawing),
        "alt": " ".join(shown.lines),
        "asks": bool(shown.buttons),
        "few": shown.few,
        "long": shown.long,
        "buttons": [{"name": one.name, "label": escaped(one.label)} for one in shown.buttons],
    }


def beckon() -> Json:
    """The arrow comes and goes, so that one sees which way."""
    return {
        "type": "AnimateItem",
        "componentId": "motion",
        "duration": BECKON,
        "easing": "ease-in-out",
        "repeatCount": BECKONINGS,
        "repeatMode": "reverse",
        "value": [{"property": "opacity", "from": 1, "to": 0.3}],
    }
