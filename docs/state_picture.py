"""Draws the conversation's states from the code: ``python -m docs.state_picture``.

It asks the dialogue itself, over every state that a few turns can reach, which phase each event
leads to, and writes the picture into ``docs/conversation.md`` between its two markers, and what it
shows into ``states.json`` for the simulator's page, which draws it its own way. A test compares
both with the code, so that neither can drift from it.
"""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

from skill.alexa.conversation import KEY
from skill.content.load import load
from skill.content.types import Content
from skill.dialogue.acts import asks
from skill.dialogue.conversation import decide
from skill.dialogue.events import AskRelief, AskTopic, DenySign, Event, Signal, TellSigns
from skill.dialogue.state import Phase, State
from skill.dialogue.triage import open_question

DOCUMENT = Path(__file__).with_name("conversation.md")
FOR_THE_PAGE = Path(__file__).parents[1] / "simulator/page/static/states.json"
START, END = "<!-- picture: begin -->", "<!-- picture: end -->"
TURNS = 5
CLOSED = "closed"
PHASES = get_args(Phase)

EVENTS: dict[str, Event] = {
    **{signal.value.replace("_", " "): signal for signal in Signal if signal is not Signal.LAUNCH},
    "it cramps": AskRelief("calf"),
    "why, tip or question": AskTopic("cause", "general"),
    "emergency sign": TellSigns(("chest_pain_or_breathless",)),
    "same-day sign": TellSigns(("fever",)),
    "soon sign": TellSigns(("sleep_loss",)),
    "sign denied": DenySign("fever"),
}

Moves = dict[tuple[str, str], set[str]]


def moves(content: Content) -> Moves:
    """Which events lead from one phase to another, over every state that can be reached soon."""
    found: Moves = defaultdict(set)
    frontier, seen = [State()], {key(State(), content)}
    for _ in range(TURNS):
        reached = []
        for state in frontier:
            for name, there, after in steps(state, content):
                found[state.phase, there].add(name)
                if there != CLOSED and key(after, content) not in seen:
                    seen.add(key(after, content))
                    reached.append(after)
        frontier = reached
    return found


def steps(state: State, content: Content) -> Iterator[tuple[str, str, State]]:
    """Each event, the phase it leads to, and the state there."""
    for name, event in EVENTS.items():
        turn = decide(state, event, content, now=1)
        yield name, turn.state.phase if asks(turn.acts) else CLOSED, turn.state


def key(state: State, content: Content) -> tuple[object, ...]:
    """What tells two states apart for the picture."""
    return (
        state.phase,
        state.asked,
        state.paused,
        state.unread,
        state.return_to,
        open_question(state, content),
        state.rounds,
        state.guards,
        state.owed and state.owed.tier,
    )


def picture(found: Moves) -> str:
    """The moves as a Mermaid state diagram; what every phase shares is drawn once."""
    everywhere = {
        there: set.intersection(*(found[phase, there] for phase in PHASES if phase != there))
        for there in [*PHASES, CLOSED]
    }
    lines = [
        "stateDiagram-v2",
        "    [*] --> welcome: open",
        "    state anywhere {",
        *(f"        {phase}" for phase in PHASES),
        "    }",
    ]
    for there, names in everywhere.items():
        if names:
            lines.append(f"    anywhere --> {end(there)}: {listed(names)}")
    for (here, there), names in sorted(found.items()):
        own = names - everywhere[there]
        if here != there and own:
            lines.append(f"    {here} --> {end(there)}: {listed(own)}")
    return "\n".join(lines)


def end(phase: str) -> str:
    """A closed session is Mermaid's end state."""
    return "[*]" if phase == CLOSED else phase


def listed(names: set[str]) -> str:
    """Event names in a fixed order."""
    return ", ".join(sorted(names))


def told(found: Moves) -> str:
    """The moves as JSON, and where in a session's attributes its phase stands."""
    between = sorted((here, there) for here, there in found if here != there)
    facts = {
        "path": [KEY, "phase"],
        "start": State().phase,
        "end": CLOSED,
        "phases": PHASES,
        "moves": [
            {"from": here, "to": there, "events": sorted(found[here, there])}
            for here, there in between
        ],
    }
    return json.dumps(facts, indent=1) + "\n"


def drawn(found: Moves) -> str:
    """The document with the picture as the code has it now."""
    text = DOCUMENT.read_text(encoding="utf-8")
    before, _, rest = text.partition(START)
    _, _, after = rest.partition(END)
    block = f"```mermaid\n{picture(found)}\n```"
    return f"{before}{START}\n\n{block}\n\n{END}{after}"


def main() -> int:
    """Write the picture into the document, and what it shows for the page."""
    found = moves(load())
    DOCUMENT.write_text(drawn(found), encoding="utf-8")
    FOR_THE_PAGE.write_text(told(found), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
