"""The simulator's commands: ``python -m simulator talk | interpret | play | serve``."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from simulator import model
from simulator.errors import SimulatorError

if TYPE_CHECKING:
    from simulator.interpretation import Understanding
    from simulator.model import Model
    from simulator.stage import Stage

locale_option = click.option("--locale", default="en-US", show_default=True, help="as Alexa's")


class Reported(click.ClickException):
    """A fault told in one line, without a traceback."""

    exit_code = 2


class Commands(click.Group):
    """Commands whose own faults are told in one line."""

    def invoke(self, ctx: click.Context) -> object:
        """Run a command; a `SimulatorError` ends with exit code 2."""
        try:
            return super().invoke(ctx)
        except SimulatorError as fault:
            raise Reported(str(fault)) from fault


@click.group(cls=Commands)
def main() -> None:
    """Plays Alexa: hears words, asks the skill in request JSON, tells what is heard."""


@main.command()
@locale_option
def interpret(locale: str) -> None:
    """Print what each line of standard input is taken to mean, one JSON object a line."""
    understanding = _understand(model.load(locale))
    sys.stdin.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
    for line in sys.stdin:
        heard = understanding.interpret(line.rstrip("\r\n"))
        print(json.dumps(heard.as_json(), ensure_ascii=False), flush=True)


@main.command()
@locale_option
@click.option(
    "--device", default="echo", show_default=True, help="echo, or with a screen show8, spot, tv ..."
)
@click.option("--live", is_flag=True, help="replies and silences take their time; a key breaks in")
@click.option("--speak", is_flag=True, help="say replies aloud, in their time")
def talk(locale: str, device: str, live: bool, speak: bool) -> None:
    """Talk with the skill; /help lists what else can be typed."""
    from simulator.terminal.start import start

    start(_stage(), locale, device, live, speak)


@main.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--show", is_flag=True, help="print the conversations too")
@click.option("--record", metavar="NAME", help="write the one FILE, as it went, to a transcript")
def play(files: tuple[Path, ...], show: bool, record: str | None) -> None:
    """Play transcripts and ask-cli replay files; exit code 1 where one went another way."""
    from simulator import recording, report
    from simulator.play import play as perform
    from simulator.play import read

    if record is not None and len(files) > 1:
        raise SimulatorError("--record writes one transcript; name one FILE")
    stage = _stage()
    differing = 0
    for path in files:
        played = perform(read(path), stage)
        differing += bool(played.differences)
        click.echo(report.of(played, show))
        if record is not None:
            click.echo(f"recorded: {recording.again(played, record, stage)}")
    if differing:
        click.echo(f"{differing} of {len(files)} went another way")
    sys.exit(1 if differing else 0)


@main.command()
@click.argument("transcript", type=click.Path(path_type=Path))
@click.argument("replay", type=click.Path(path_type=Path), required=False)
def export(transcript: Path, replay: Path | None) -> None:
    """Make an ask-cli replay file of a transcript, at REPLAY or on standard output."""
    from simulator import door, recording
    from simulator.play import play as perform
    from simulator.play import read
    from simulator.replay import export as replayed

    stage = _stage()
    played = perform(read(transcript), stage)
    text = replayed(played, door.skill_id(), *stage.prepare(played.script.locale))
    if replay is None:
        click.echo(text, nl=False)
    else:
        recording.write(replay, text)
        click.echo(f"written: {replay}")


@main.command()
@click.option("--host", envvar="HOST", default="127.0.0.1", show_default=True)
@click.option(
    "--port", envvar="PORT", default=8000, show_default=True, type=click.IntRange(0, 65535)
)
def serve(host: str, port: int) -> None:
    """Serve the page at /, and the skill's own app at /alexa and /healthz beside it."""
    from simulator.page import server

    server.serve(host, port, _stage)


def _understand(heard: Model) -> Understanding:
    from simulator.understanding import understand

    return understand(heard, on_learning=_learning)


def _learning(heard: Model) -> None:
    click.echo(f"Learning {heard.locale} from the built model, this once ...", err=True)


def _stage() -> Stage:
    from simulator import door
    from simulator.stage import Stage
    from simulator.transport import WsgiSkill

    return Stage(WsgiSkill(door.unsigned()), _understand, door.skill_id())


if __name__ == "__main__":
    main(prog_name="python -m simulator")
