"""Talking with the dialogue: events in, acts out, the state through JSON at every turn."""

from __future__ import annotations

import json

from skill.content.types import Content
from skill.dialogue.acts import (
    Act,
    AdviseIfYes,
    Ask,
    AskDanger,
    GiveAdvice,
    GiveStep,
    MentionAdvice,
    Say,
)
from skill.dialogue.conversation import decide
from skill.dialogue.events import AskRelief, Event, TellSigns
from skill.dialogue.state import State, dump, load

NIGHT = 1_795_312_800
"""Two in the morning, in seconds since the epoch."""


class Talk:
    """One conversation. ``say`` takes what a person means and returns what is decided."""

    def __init__(self, content: Content) -> None:
        self.content = content
        self.state = State()
        self.now = NIGHT
        self.acts: tuple[Act, ...] = ()

    def say(self, *events: Event, after: int = 10) -> tuple[Act, ...]:
        """The acts that answer the last of these events; ``after`` so many seconds each."""
        for event in events:
            self.now += after
            saved = json.loads(json.dumps(dump(self.state), allow_nan=False))
            turn = decide(load(saved, self.content), event, self.content, self.now)
            self.state, self.acts = turn.state, turn.acts
        return self.acts

    def cramp(self, muscle: str = "calf", situation: str = "") -> tuple[Act, ...]:
        """The acts that answer "my calf is cramping"."""
        return self.say(AskRelief(muscle, situation))

    def tell(self, *signs: str) -> tuple[Act, ...]:
        """The acts that answer a danger sign."""
        return self.say(TellSigns(signs))

    @property
    def question(self) -> str:
        """The question that is open now; empty when the talk has closed."""
        return question(self.acts)

    @property
    def step(self) -> str:
        """The movement that was just given; empty when none was."""
        return next((act.step for act in self.acts if isinstance(act, GiveStep)), "")

    @property
    def mentions(self) -> list[tuple[str, str]]:
        """The advice just given, whole or in short: its tier and what it rests on."""
        advice = (GiveAdvice, MentionAdvice)
        return [(act.tier, act.because) for act in self.acts if isinstance(act, advice)]

    @property
    def tiers(self) -> set[str]:
        """The tiers of all advice just given, conditional advice too."""
        given = {act.tier for act in self.acts if isinstance(act, AdviseIfYes)}
        return given | {tier for tier, _ in self.mentions}


def question(acts: tuple[Act, ...]) -> str:
    """The question that these acts leave open; empty when they leave none."""
    last = acts[-1] if acts else None
    return last.question if isinstance(last, Ask | AskDanger) else ""


def prompts(acts: tuple[Act, ...]) -> list[str]:
    """The prompts among these acts."""
    return [act.prompt for act in acts if isinstance(act, Say)]
