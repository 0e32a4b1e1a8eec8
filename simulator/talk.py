"""A conversation in the terminal: type what you would say, read what you would hear."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from typing import Any, TextIO

import click

from simulator.errors import SimulatorError, no_such
from simulator.session import Conversation
from simulator.turn import Turn
from simulator.voice import Voice

PROMPT = "you> "

Style = dict[str, Any]
"""What ``click.style`` takes."""
PLAIN: Style = {}
QUIET: Style = {"dim": True}
SPOKEN: Style = {"bold": True}
DOUBT: Style = {"fg": "yellow"}
FAULT: Style = {"fg": "red"}


class Talk:
    """One conversation and the commands around it."""

    def __init__(
        self, conversation: Conversation, out: TextIO, colour: bool, voice: Voice | None = None
    ) -> None:
        """Write to ``out``, in colour or plainly; ``voice`` also says the replies aloud."""
        self._conversation = conversation
        self._out = out
        self._colour = colour
        self._voice = voice
        self._last: Turn | None = None
        self._commands: dict[str, tuple[str, Callable[[str], bool]]] = {
            "/open": ("open the skill by its name", self._open),
            "/wait": ("let seconds pass in silence: /wait 9", self._wait),
            "/json": ("the last request and response", self._json),
            "/state": ("session, microphone, clock and session attributes", self._state),
            "/help": ("this list", self._help),
            "/quit": ("end; so do Ctrl-D and Ctrl-C", self._quit),
        }

    def run(self, lines: Iterator[str]) -> None:
        """Take lines until they end or somebody quits."""
        for line in lines:
            if not self.take(line.strip()):
                return

    def take(self, line: str) -> bool:
        """Do what a line says; False ends the talk."""
        if not line:
            return True
        try:
            if line.startswith("/"):
                return self._command(line)
            self._tell(self._conversation.say(line))
        except SimulatorError as fault:
            self._write(str(fault), FAULT)
        return True

    def _command(self, line: str) -> bool:
        name, _, rest = line.partition(" ")
        if name not in self._commands:
            self._write(f"{no_such('command', name, self._commands)}. /help lists them.", FAULT)
            return True
        return self._commands[name][1](rest.strip())

    def _open(self, _: str) -> bool:
        self._tell(self._conversation.open())
        return True

    def _wait(self, rest: str) -> bool:
        try:
            seconds = float(rest)
        except ValueError:
            seconds = -1.0
        if not 0 < seconds <= 86_400:
            self._write("say how many seconds to wait: /wait 9", FAULT)
            return True
        turns = self._conversation.wait(seconds)
        for turn in turns:
            self._tell(turn)
        if not turns:
            self._write(f"({seconds:g} seconds pass)", QUIET)
        return True

    def _json(self, _: str) -> bool:
        if self._last is None or self._last.sent is None:
            self._write("nothing was sent yet; say something first", FAULT)
            return True
        answer = self._last.answer
        self._write(json.dumps(self._last.sent, indent=2))
        self._write(json.dumps(answer.body if answer else None, indent=2))
        return True

    def _state(self, _: str) -> bool:
        place = self._conversation.place
        self._write(f"clock       {place.now:%Y-%m-%d %H:%M:%S} UTC")
        self._write(f"microphone  {place.microphone}")
        if place.session is None:
            self._write("session     none")
            return True
        self._write(f"session     {place.session.id}, {place.session.left:g} s left")
        self._write(f"attributes  {json.dumps(place.session.attributes, indent=2)}")
        return True

    def _help(self, _: str) -> bool:
        self._write("Type what you would say to the device, for example: my calf is cramping")
        for name, (meaning, _do) in self._commands.items():
            self._write(f"  {name:7} {meaning}")
        return True

    def _quit(self, _: str) -> bool:
        return False

    def _tell(self, turn: Turn) -> None:
        """Show what came of a turn, and say it where there is a voice."""
        self._last = turn if turn.sent else self._last
        for line, style in _shown(turn):
            self._write(line, style)
        if self._voice and turn.speech:
            self._voice.say(turn.speech)

    def _write(self, text: str, style: Style = PLAIN) -> None:
        styled = click.style(text, **style) if self._colour else text
        print(styled, file=self._out, flush=True)


def _shown(turn: Turn) -> Iterator[tuple[str, Style]]:
    """The lines that show a turn, each with its style."""
    if heard := turn.interpretation:
        slots = "".join(f" {name}={id or '?'}" for name, id in heard.ids().items())
        yield f"  heard {heard.intent}{slots} ({heard.score:.2f}, {heard.why})", QUIET
    if turn.faults:
        yield f"  {turn.speech.shown()}", SPOKEN
        yield from ((f"  INVALID_RESPONSE: {fault}", FAULT) for fault in turn.faults)
    elif turn.speech:
        yield f"  {turn.speech.shown()}", SPOKEN
    yield from ((f"  certification: {doubt}", DOUBT) for doubt in turn.doubts)
    told = f" · acts {' '.join(turn.acts)}" if turn.acts else ""
    session = "session open" if turn.open else "session over"
    yield f"  microphone {turn.microphone} · {session}{told}", QUIET


def typed(source: TextIO, out: TextIO) -> Iterator[str]:
    """The lines a person types at a prompt, or those in a pipe, shown as if they were typed."""
    if source.isatty() and source is sys.stdin:
        import contextlib

        with contextlib.suppress(ImportError):
            import readline  # noqa: F401  # gives the prompt a history
        with contextlib.suppress(EOFError, KeyboardInterrupt):
            while True:
                yield input(PROMPT)
        print(file=out)
        return
    for line in source:
        print(f"{PROMPT}{line.rstrip()}", file=out, flush=True)
        yield line
