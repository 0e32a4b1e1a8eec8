"""What can be typed besides words."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from simulator import action, model
from simulator.action import Do, Silence, Skip
from simulator.device import DEVICES
from simulator.errors import SimulatorError
from simulator.interpretation import Interpretation
from simulator.terminal import reasons, showing
from simulator.terminal.screen import line

if TYPE_CHECKING:
    from simulator.terminal.talk import Talk

QUIT = "/quit"


@dataclass(frozen=True)
class Command:
    """One command."""

    form: str
    """What may follow its name."""
    meaning: str
    do: Callable[[Talk, str], None]


def ends(typed: str) -> bool:
    """Whether this ends the talk."""
    return typed.split(maxsplit=1)[:1] == [QUIT]


def run(typed: str, talk: Talk) -> None:
    """Do what a line that begins with a slash says; SimulatorError where it says nothing known."""
    name, _, rest = typed.partition(" ")
    if name not in COMMANDS:
        near = difflib.get_close_matches(name, COMMANDS, n=1)
        hint = f"did you mean {near[0]}?" if near else "/help lists them"
        raise SimulatorError(f"there is no command {name}; {hint}")
    COMMANDS[name].do(talk, rest.strip())


def _open(talk: Talk, _: str) -> None:
    talk.do(Do("open"))


def _wait(talk: Talk, rest: str) -> None:
    if not rest:
        _nothing(talk) if talk.conversation.place.session is None else talk.do(Silence())
    elif (seconds := action.seconds(rest)) is None:
        raise SimulatorError("say how long nobody speaks, up to a day: /wait 9, /wait 11 minutes")
    elif not talk.do(Silence(seconds)):
        talk.screen.show([line((f"{seconds:g} s pass", "quiet"), *_standing(talk))])


def _nothing(talk: Talk) -> None:
    talk.screen.note("no session is open, so nothing happens by itself; /wait 9 moves the clock")


def _standing(talk: Talk) -> tuple[tuple[str, str], ...]:
    return ((" · ", "quiet"), *showing.microphone(talk.conversation.place.session))


def _touch(talk: Talk, rest: str) -> None:
    talk.do(action.touch([action.TOUCH, *rest.split()]))


def _skip(talk: Talk, rest: str) -> None:
    seconds = action.seconds(rest) if rest else 0.0
    if seconds is None:
        raise SimulatorError("say after how many seconds the reply is cut off: /skip or /skip 5")
    talk.do(Skip(seconds))
    talk.screen.note(f"cut off after {seconds:g} s; the clock is at {_clock(talk)}")


def _back(talk: Talk, rest: str) -> None:
    if rest and not rest.isdecimal():
        raise SimulatorError("say how many turns: /back or /back 3")
    here = talk.back(int(rest or 1))
    if here is None:
        talk.screen.note("at the beginning again; nothing is said yet")
        return
    talk.screen.note(f"back after: {here.did}")
    talk.show(here)


def _why(talk: Talk, rest: str) -> None:
    hearing = talk.stage.prepare(talk.locale)[1]
    meaning = hearing.interpret(rest) if rest else _last_meaning(talk)
    talk.screen.show(reasons.why(meaning, hearing.explain(meaning.utterance)))


def _last_meaning(talk: Talk) -> Interpretation:
    turn = talk.last(lambda turn: turn.interpretation)
    if turn is None or turn.interpretation is None:
        raise SimulatorError("nothing was said yet; say something, or /why my calf is cramping")
    return turn.interpretation


def _json(talk: Talk, _: str) -> None:
    turn = talk.last(lambda turn: turn.sent)
    if turn is None:
        raise SimulatorError("nothing was sent yet; say something first")
    talk.screen.note("request")
    talk.screen.json(turn.sent)
    talk.screen.note("response")
    talk.screen.json(turn.answer.body if turn.answer else None)


def _state(talk: Talk, _: str) -> None:
    place = talk.conversation.place
    passed = (place.now - talk.start).total_seconds()
    show = talk.screen.show
    show([line(("device      ", "quiet"), (f"{talk.device}, {talk.locale}", ""))])
    show([line(("clock       ", "quiet"), (f"{_clock(talk)}, {passed:.0f} s since we began", ""))])
    show([line(("microphone  ", "quiet"), *showing.microphone(place.session))])
    if place.session:
        show([line(("session     ", "quiet"), (place.session.id, ""))])
        show([line(("attributes", "quiet"))])
        talk.screen.json(dict(place.session.attributes))


def _clock(talk: Talk) -> str:
    return f"{talk.conversation.place.now:%Y-%m-%d %H:%M:%S} UTC"


def _locale(talk: Talk, rest: str) -> None:
    if not rest:
        talk.screen.note(f"{talk.locale}; there is: {', '.join(model.built())}")
        return
    talk.switch(rest, talk.device)
    talk.screen.note(f"{talk.locale} from here on, in a new conversation")


def _device(talk: Talk, rest: str) -> None:
    if not rest:
        talk.screen.note(f"{talk.device}; there is:")
        for each in DEVICES.values():
            screen = f"{each.width} x {each.height} dp" if each.screen else "no screen"
            talk.screen.note(f"  {each.name:16} {each.label}, {screen}")
        return
    talk.switch(talk.locale, rest)
    talk.screen.note(f"{talk.device} from here on, in a new conversation")


def _save(talk: Talk, rest: str) -> None:
    path = talk.save(rest)
    talk.screen.note(f"saved to {near(path)}; play it: python -m simulator play {near(path)}")


def near(path: Path) -> Path:
    """The path from where we are, where it lies below."""
    here = Path.cwd()
    return path.relative_to(here) if path.is_relative_to(here) else path


def _help(talk: Talk, _: str) -> None:
    show = talk.screen.show
    show([line(("Type what you would say to the device, as: my calf is cramping", ""))])
    rows = [(f"{name} {command.form}", command.meaning) for name, command in COMMANDS.items()]
    rows.append(("!IntentName slot=id", "send an intent outright, as: !ReliefIntent muscle=calf"))
    for typed, meaning in rows:
        show([line((meaning, "quiet"), margin=f"  {typed:20} ")])


def _quit(_talk: Talk, _: str) -> None:
    """Never run: `ends` knows it before."""


COMMANDS: Mapping[str, Command] = {
    "/open": Command("", "open the skill by its name", _open),
    "/wait": Command("[9]", "say nothing for 9 s, or until the device does something", _wait),
    "/skip": Command("[5]", "speak over the last reply: its time from 5 s on did not pass", _skip),
    "/touch": Command("yes", "press what sends touch yes on the screen", _touch),
    "/back": Command("[3]", "undo 3 turns, or one, and go on another way", _back),
    "/why": Command("[WORDS]", "why the last words, or these, mean what they do", _why),
    "/json": Command("", "the last request and response", _json),
    "/state": Command("", "clock, microphone, session attributes", _state),
    "/locale": Command("[en-US]", "go on in another locale", _locale),
    "/device": Command("[show8]", "go on with another device", _device),
    "/save": Command("NAME", "write this talk to a transcript that is a test", _save),
    "/help": Command("", "this list", _help),
    QUIT: Command("", "end; so do Ctrl-D and Ctrl-C", _quit),
}
"""Every command by its name."""
