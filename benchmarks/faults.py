"""What faults cost whoever is talking meanwhile: turns lost, refused or late.

The production set-up with two workers gets so many turns a second, whatever happens, each on a
connection of its own, as from a proxy that keeps none. Each fault gets a server of its own: some
seconds before it, some with it, some after it was put right. A turn is lost when its connection was
accepted and no reply came, and refused when nobody listened; any status but 200 is
counted too, and from the log each apology and each time that the store was told to have failed.

    python -m benchmarks.faults [--rate N] [--seconds S] [--only WORD ...]
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import NamedTuple

from benchmarks.breaking import FAULTS, Broken, Fault, Unavailable
from benchmarks.figures import machine, milliseconds, percentile, print_table
from benchmarks.load import LOST, REFUSED, Turn, made, steadily
from benchmarks.production import Stage, served, stage, warm
from skill.alexa.skill import build_skill

WORKERS = 2
USERS = 30
COLUMNS = (
    "fault",
    "turns",
    "lost",
    "refused",
    "not 200",
    "apology",
    "store told",
    "p50: before, during, after",
    "p99: before, during, after",
    "most",
)


class Suffered(NamedTuple):
    """The turns, their times since the start, and what the server's log says of them."""

    turns: list[Turn]
    apologies: int
    store_told: int


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Faults under load.")
    parser.add_argument("--rate", type=float, default=100.0, help="turns a second")
    parser.add_argument("--seconds", type=float, default=4.0, help="before, during and after each")
    parser.add_argument("--only", nargs="*", default=[], help="words of the faults to try")
    options = parser.parse_args()
    print(machine())
    chosen = [f for f in FAULTS if not options.only or any(w in f.name for w in options.only)]
    if not chosen:
        raise SystemExit(
            f"no fault has such a word; there are: {', '.join(f.name for f in FAULTS)}"
        )
    rows = []
    for fault in chosen:
        try:
            rows.append(_row(fault.name, _suffer(fault, options), options.seconds))
        except Unavailable as why:
            print(f"left out: {fault.name}: {why}")
    title = f"{options.rate:g} turns a second to {WORKERS} workers; {options.seconds:g} s before, "
    print_table(f"{title}during and after each fault; milliseconds", COLUMNS, rows)


def _suffer(fault: Fault, options: argparse.Namespace) -> Suffered:
    with stage() as around, fault.needs(around) as settings:
        turns = _turns(fault, around, settings, options)
        told = _told(around.folder / "ours.log")
    apologies = sum(one["event"] == "apology" or one.get("outcome") == "failed" for one in told)
    return Suffered(turns, apologies, sum(one["event"] == "bookmark" for one in told))


def _turns(
    fault: Fault, around: Stage, settings: Mapping[str, str], options: argparse.Namespace
) -> list[Turn]:
    with served("ours", around, WORKERS, settings) as server:
        messages = made(around.amazon, build_skill().answer, USERS)
        warm(server, around.host, messages, WORKERS)
        broken = Broken(around, server)
        started = time.perf_counter()
        events = _events(fault, broken, options.seconds)
        turns = steadily(server.port, messages, options.rate, 3 * options.seconds, events)
        broken.raise_what_went_wrong()
    return [turn._replace(at=turn.at - started) for turn in turns]


def _told(log: Path) -> list[dict[str, str]]:
    lines = log.read_text(errors="replace").splitlines()
    return [json.loads(line) for line in lines if line.startswith('{"time"') and line.endswith("}")]


def _events(fault: Fault, broken: Broken, seconds: float) -> list[tuple[float, Callable[[], None]]]:
    return [
        (seconds, partial(broken.attempt, fault.begin)),
        (2 * seconds, partial(broken.attempt, fault.end)),
    ]


def _row(name: str, suffered: Suffered, seconds: float) -> list[str]:
    turns = suffered.turns
    phases = [
        [turn.seconds for turn in turns if number * seconds <= turn.at < (number + 1) * seconds]
        for number in range(3)
    ]
    statuses = [turn.status for turn in turns]
    return [
        name,
        str(len(turns)),
        str(statuses.count(LOST)),
        str(statuses.count(REFUSED)),
        str(sum(status not in (200, LOST, REFUSED) for status in statuses)),
        str(suffered.apologies),
        str(suffered.store_told),
        *(", ".join(milliseconds(percentile(p, share)) for p in phases) for share in (0.5, 0.99)),
        milliseconds(max(turn.seconds for turn in turns)),
    ]


if __name__ == "__main__":
    main()
