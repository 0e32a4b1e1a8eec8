"""Writes a conversation down as a transcript that passes as it stands."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from simulator import action, transcript
from simulator.comparing import session_after
from simulator.errors import SimulatorError
from simulator.interpretation import Interpretation
from simulator.play import Played, play
from simulator.stage import Stage
from simulator.transcript import NOTHING, Transcript
from simulator.turn import Turn

TRANSCRIPTS = Path(__file__).parent.parent / "tests/transcripts"
"""Where the tests find the conversations they play."""
WIDTH = 100
LONGEST_NAME = 80
"""Letters; file systems take a little more."""

Held = Iterable[tuple[str, Turn | None]]
"""What was done, as a transcript writes it, and what came of it."""


def lines(held: Held) -> Iterator[str]:
    """The lines of a conversation, everything that came out expected."""
    for did, turn in held:
        heard = turn.interpretation if turn else None
        yield f"U: {did}" + (f" | {_meaning(heard)}" if heard else "")
        if turn is not None:
            yield from _reply(turn)


def _meaning(heard: Interpretation) -> str:
    slots = (f"{name}={id}" for name, id in heard.ids().items() if id and not re.search(r"\s", id))
    return " ".join((heard.intent, *slots))


def _reply(turn: Turn) -> Iterator[str]:
    acts = " ".join(("A:", *(turn.acts or ())))
    yield from textwrap.wrap(
        turn.speech.text or NOTHING,
        WIDTH,
        initial_indent=f"{acts} | ",
        subsequent_indent="    ",
        break_long_words=False,
        break_on_hyphens=False,
    )
    yield turn.microphone.upper()
    if turn.microphone == "closed":
        yield session_after(turn)


def text(heading: Transcript, held: Held) -> str:
    """The whole file; of ``heading`` all but the steps is read."""
    headers = [
        f"locale: {heading.locale}",
        f"device: {heading.device}",
        f"start: {heading.start:%Y-%m-%dT%H:%M:%SZ}",
        f"seed: {heading.seed or heading.path.name}",
    ]
    return "\n".join([f"# {heading.shows}", *headers, "", *lines(held)]) + "\n"


def place(name: str, folder: Path) -> Path:
    """The file for that name: in the folder, or where the name is a path to a ``.txt`` file.

    SimulatorError where it is neither.
    """
    if "/" in name or "\\" in name or name.endswith((".txt", ".json")):
        path = Path(name).expanduser()
        if path.suffix != ".txt":
            makes = "python -m simulator export makes a replay file of it"
            raise SimulatorError(f"{name}: a transcript ends in .txt; {makes}")
        return path
    return within(folder, name)


def within(folder: Path, name: str) -> Path:
    """The file for that name in the folder, and never elsewhere, whatever the name.

    SimulatorError where the name says nothing.
    """
    stem = re.sub(r"\W+", "_", name.lower()).strip("_")
    if not stem or len(stem) > LONGEST_NAME:
        raise SimulatorError(
            f"name it by what it shows, in at most {LONGEST_NAME} letters: a calf cramp that eases"
        )
    return folder / f"{stem}.txt"


def title(path: Path) -> str:
    """What a transcript of that name shows, in words."""
    words = path.stem.replace("_", " ").strip()
    return words[:1].upper() + words[1:]


def heading(path: Path, locale: str, device: str, start: datetime, seed: str) -> Transcript:
    """The head of a talk that is written to that file."""
    return Transcript(path, title(path), (), locale, device, start, seed)


def save(heading: Transcript, held: Held, stage: Stage) -> None:
    """Write it to the heading's path, once it was played and went as written.

    SimulatorError where it cannot pass, or where there is a file already.
    """
    path = heading.path
    _is_new(path)
    written = text(heading, held)
    played = play(transcript.parse(written, path), stage)
    if played.differences:
        told = "\n".join(each.shown(path) for each in played.differences)
        raise SimulatorError(f"nothing is saved, since it would not pass:\n{told}")
    write(path, written)


def again(played: Played, name: str, stage: Stage) -> Path:
    """Write a played conversation, as it went, to a transcript of that name; its path.

    SimulatorError as in `place` and `save`.
    """
    path, script = place(name, TRANSCRIPTS), played.script
    heading = replace(script, path=path, shows=title(path), seed=script.seed or script.path.name)
    save(heading, [(action.written(step.action), turn) for step, turn in played.turns], stage)
    return path


def write(path: Path, written: str) -> None:
    """Write a new file; SimulatorError where there is one already, or it cannot be written."""
    _is_new(path)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8") as file:
            file.write(written)
    except OSError as fault:
        raise SimulatorError(f"{path}: cannot be written ({fault.strerror})") from fault


def _is_new(path: Path) -> None:
    if path.exists():
        raise SimulatorError(f"{path} is there already; choose another name")
