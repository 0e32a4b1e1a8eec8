"""One conversation with all its branches: every step can be gone back to, and on from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from simulator import action, recording, screen
from simulator.action import Action, Silence, Skip, Touch
from simulator.errors import SimulatorError
from simulator.interpretation import Interpretation, Reasons
from simulator.stage import Stage
from simulator.turn import Place, Turn, together

SEED = "talk"
"""What the request ids follow from: the same words get the same wording each time."""
MOST_STEPS = 500
BEGINNING = 0

Json = dict[str, Any]


@dataclass(frozen=True)
class Edited:
    """A whole request, as somebody edited it."""

    request: Json


@dataclass(frozen=True)
class Step:
    """One thing that was done, and what came of it."""

    id: int
    parent: int
    """The step it was done after."""
    lead: tuple[Skip | Silence, ...]
    """How the reply before was cut off, and for how long nobody spoke then."""
    does: Action | Edited
    turns: tuple[Turn, ...]
    place: Place
    """Where the conversation is after it."""

    @property
    def did(self) -> str:
        """What was done, as a transcript writes it."""
        return "(edited)" if isinstance(self.does, Edited) else action.written(self.does)


class Talk:
    """One conversation."""

    def __init__(
        self, stage: Stage, locale: str, device: str, owner: str, now: datetime | None = None
    ) -> None:
        """Begin, by default at present; SimulatorError where there is no such locale or device."""
        start = (now or datetime.now(UTC)).replace(microsecond=0)
        self.locale, self.device, self.start = locale, device, start
        self._stage = stage
        self._conversation = stage.conversation(locale, device, SEED, start, owner)
        self._beginning = self._conversation.place
        self._steps: dict[int, Step] = {}

    def place(self, after: int) -> Place:
        """Where the conversation is after a step; SimulatorError where there is none like that."""
        return self._step(after).place if after != BEGINNING else self._beginning

    def do(self, after: int, does: Action, cut_off: float = 0.0, waited: float = 0.0) -> Step:
        """Do something after a step.

        Its reply was cut off after ``cut_off`` seconds, 0 for heard to its end; then nobody spoke
        for ``waited`` seconds.
        """
        self._conversation.place = self.place(after)
        lead = tuple(self._lead(cut_off, waited))
        does = self._brief(does)
        return self._keep(after, lead, does, action.perform(does, self._conversation))

    def send(self, after: int, request: Json) -> Step:
        """Send a request as it was edited, after a step."""
        self._conversation.place = self.place(after)
        return self._keep(after, (), Edited(request), (self._conversation.send(request),))

    def path(self, to: int) -> list[Step]:
        """The steps from the beginning to that one."""
        steps: list[Step] = []
        while to != BEGINNING:
            steps.append(self._step(to))
            to = steps[-1].parent
        return steps[::-1]

    def again(self, steps: list[Step]) -> list[Step]:
        """Do the same after the beginning, as far as it can be done here."""
        done: list[Step] = []
        for step in steps:
            if isinstance(step.does, Edited):
                break
            try:
                done.append(self.do(done[-1].id if done else BEGINNING, step.does))
            except SimulatorError:
                break
        return done

    def explain(self, words: str) -> tuple[Interpretation, Reasons]:
        """What words mean here, and why."""
        hearing = self._stage.prepare(self.locale)[1]
        return hearing.interpret(words), hearing.explain(words)

    def transcript(self, to: int) -> str:
        """The talk up to a step as a transcript; SimulatorError where it cannot be written down."""
        heading = recording.heading(Path("talk.txt"), self.locale, self.device, self.start, SEED)
        return recording.text(heading, self._held(to))

    def save(self, to: int, name: str, folder: Path) -> Path:
        """Write it to a transcript in the folder that passes; SimulatorError where it cannot be."""
        path = recording.within(folder, name)
        heading = recording.heading(path, self.locale, self.device, self.start, SEED)
        recording.save(heading, self._held(to), self._stage)
        return path

    def _held(self, to: int) -> list[tuple[str, Turn | None]]:
        held: list[tuple[str, Turn | None]] = []
        for step in self.path(to):
            if isinstance(step.does, Edited):
                raise SimulatorError(
                    "a request that was edited cannot be written down; go on from a turn before it"
                )
            held += [(action.written(each), None) for each in step.lead]
            held.append((step.did, together(step.turns)))
        if not any(turn for _, turn in held):
            raise SimulatorError("nothing was said yet; talk first, then save it")
        return held

    def _brief(self, does: Action) -> Action:
        """A touch without what the shown document says of it anyway."""
        session = self._conversation.place.session
        if not isinstance(does, Touch) or session is None or session.document is None:
            return does
        return Touch(screen.shortened(does.arguments, session.document))

    def _lead(self, cut_off: float, waited: float) -> Iterator[Skip | Silence]:
        """What happens to the clock before the next request, in whole seconds, and nothing else."""
        here = self._conversation.place
        if 1 <= cut_off < here.spoken:
            yield self._let(Skip(float(int(cut_off))))
        if waited >= 1 and here.session:
            seconds = min(int(waited), -int(-here.session.left // 1) - 1)
            if seconds > 0:
                yield self._let(Silence(float(seconds)))

    def _let(self, does: Skip | Silence) -> Skip | Silence:
        action.perform(does, self._conversation)
        return does

    def _keep(
        self, after: int, lead: tuple[Skip | Silence, ...], does: Any, turns: tuple[Turn, ...]
    ) -> Step:
        if len(self._steps) >= MOST_STEPS:
            raise SimulatorError(f"this talk has {MOST_STEPS} steps; begin another")
        step = Step(len(self._steps) + 1, after, lead, does, turns, self._conversation.place)
        self._steps[step.id] = step
        return step

    def _step(self, id: int) -> Step:
        if id not in self._steps:
            raise SimulatorError(f"there is no step {id} in this talk")
        return self._steps[id]
