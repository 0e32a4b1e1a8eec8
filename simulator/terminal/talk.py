"""A talk with the skill: takes what is typed, shows what comes of it, and can go back."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from simulator import action, recording
from simulator.action import Action, Say, Skip
from simulator.errors import SimulatorError
from simulator.stage import Stage
from simulator.terminal import commands, showing
from simulator.terminal.pace import Instant, Pace, heard_before
from simulator.terminal.screen import Screen
from simulator.timeline import Beat, beats
from simulator.turn import Place, Session, Turn, together

SEED = "talk"
"""What the request ids of a talk follow from: the same words get the same wording each time."""


@dataclass(frozen=True)
class Step:
    """One thing that was done, and what came of it."""

    before: Place
    action: Action
    turns: tuple[Turn, ...]


class Talk:
    """One conversation, and every step of it."""

    def __init__(
        self,
        stage: Stage,
        screen: Screen,
        locale: str = "en-US",
        device: str = "echo",
        now: datetime | None = None,
        saves: Path = recording.TRANSCRIPTS,
    ) -> None:
        """Begin; ``now`` is when, by default the present, ``saves`` the folder for transcripts.

        SimulatorError where the locale has no built model or no device has that name.
        """
        self.stage = stage
        self.screen = screen
        self.saves = saves
        self.pace: Pace = Instant()
        self._begin(locale, device, now or datetime.now(UTC))

    def _begin(self, locale: str, device: str, now: datetime) -> None:
        start = now.replace(microsecond=0)
        self.conversation = self.stage.conversation(locale, device, SEED, start)
        self.locale, self.device, self.start = locale, device, start
        self.steps: list[Step] = []

    def switch(self, locale: str, device: str) -> None:
        """Go on as another device, or in another locale: a conversation of its own.

        SimulatorError where there is none like that; the talk then stays as it is.
        """
        self._begin(locale, device, self.conversation.place.now)

    def run(self, lines: Iterable[str | None]) -> None:
        """Take lines until they end or somebody quits; None is nobody speaking in time."""
        for line in lines:
            if not self.take("/wait" if line is None else line.strip()):
                return

    def take(self, line: str) -> bool:
        """Do what a line says; False ends the talk."""
        if commands.ends(line):
            return False
        try:
            if line.startswith("/"):
                commands.run(line, self)
            elif line:
                self.do(action.read(line) if line.startswith("!") else Say(line))
        except SimulatorError as fault:
            self.screen.fault(str(fault))
        return True

    def do(self, what: Action) -> tuple[Turn, ...]:
        """Do it, keep it, and show what came of it."""
        before = self.conversation.place
        turns = action.perform(what, self.conversation)
        self.steps.append(Step(before, what, turns))
        for turn in turns:
            self._play(turn, self.conversation.place.session if turn is turns[-1] else turn.session)
        return turns

    def back(self, turns: int) -> Turn | None:
        """Undo that many turns, and what came after them; the turn that is the last one now.

        SimulatorError where so many were not taken.
        """
        taken = [number for number, step in enumerate(self.steps) if step.turns]
        if not taken:
            raise SimulatorError("nothing was said yet; there is nothing to go back to")
        if not 1 <= turns <= len(taken):
            raise SimulatorError(f"go back 1 to {len(taken)} turns; more were not taken")
        first = taken[-turns]
        self.conversation.place = self.steps[first].before
        self.steps = self.steps[:first]
        return self.last()

    def last(self, fits: Callable[[Turn], object] = lambda _: True) -> Turn | None:
        """The last turn like that; None where there was none."""
        turns = (turn for step in reversed(self.steps) for turn in reversed(step.turns))
        return next((turn for turn in turns if fits(turn)), None)

    def patience(self) -> float | None:
        """Seconds that the device now waits for words; None where time stands still here."""
        session = self.conversation.place.session
        return session.left if session and self.pace.live else None

    def save(self, name: str) -> Path:
        """Write the talk to a transcript that passes; SimulatorError where none can be made."""
        if not any(step.turns for step in self.steps):
            raise SimulatorError("nothing was said yet; talk first, then save it")
        path = recording.place(name, self.saves)
        heading = recording.heading(path, self.locale, self.device, self.start, SEED)
        held = [(action.written(step.action), together(step.turns)) for step in self.steps]
        recording.save(heading, held, self.stage)
        return path

    def show(self, turn: Turn) -> None:
        """Show the last turn again, all at once, and how things are now."""
        self._show(turn, self.conversation.place.session, Instant())

    def _play(self, turn: Turn, session: Session | None) -> None:
        """Show a turn at the pace of the talk; where somebody breaks in the clock stops there."""
        heard = self._show(turn, session, self.pace)
        if heard is not None and self.conversation.place.spoken:
            self.do(Skip(float(int(heard))))

    def _show(self, turn: Turn, session: Session | None, pace: Pace) -> float | None:
        if turn.interpretation:
            self.screen.show([showing.heard(turn.interpretation)])
        heard = self._spoken(turn, pace)
        self.screen.show(showing.after(turn, session, heard))
        return heard

    def _spoken(self, turn: Turn, pace: Pace) -> float | None:
        """Show what is said; the seconds that were heard of it where somebody broke in."""
        pieces = beats(turn.speech)
        for beat in pieces:
            self.screen.show([showing.beat(beat, timed=len(pieces) > 1)])
            started = time.monotonic()
            if self._broken_in(beat, pace):
                return heard_before(beat, started)
        return None

    def _broken_in(self, beat: Beat, pace: Pace) -> bool:
        try:
            return pace.listen(beat)
        except KeyboardInterrupt:
            return True
        except SimulatorError as fault:
            self.pace = Instant()
            self.screen.fault(str(fault))
            return False
