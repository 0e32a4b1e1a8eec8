"""Puts a talk together on this terminal, or on a pipe."""

from __future__ import annotations

import sys

from simulator.stage import Stage
from simulator.terminal import voice
from simulator.terminal.commands import COMMANDS
from simulator.terminal.keyboard import Keyboard
from simulator.terminal.pace import Aloud, Instant, Live, Pace
from simulator.terminal.screen import Screen
from simulator.terminal.talk import Talk


def start(stage: Stage, locale: str, device: str, live: bool, speak: bool) -> None:
    """Talk until the lines end; SimulatorError where there is no such locale or device."""
    sys.stdout.reconfigure(errors="replace")  # type: ignore[union-attr]
    screen = Screen(sys.stdout)
    keyboard = Keyboard(sys.stdin, sys.stdout, tuple(COMMANDS))
    talk = Talk(stage, screen, locale, device)
    screen.note(f"{locale} on the device {device!r}. Say something, or /help.")
    talk.pace = _pace(screen, keyboard, locale, live, speak)
    talk.run(keyboard.lines(talk.patience))


def _pace(screen: Screen, keyboard: Keyboard, locale: str, live: bool, speak: bool) -> Pace:
    found = voice.find(locale) if speak else None
    if speak and found is None:
        screen.fault(voice.none_found())
    if live or found:
        breaks = "any key breaks in" if keyboard.sees_keys else "Ctrl-C breaks in"
        screen.note(f"Replies take their time; {breaks}.")
    if found:
        return Aloud(keyboard, found)
    return Live(keyboard) if live else Instant()
