"""How long a turn takes with many connections at once, in the production set-up.

This skill and a bare Flask view that checks one RSA signature, each behind one worker as
``gunicorn.conf.py`` sets it up (our worker class, 16 threads), take turns. First flat out: each
connection sends its next request as soon as it has its reply, so that the wait is mostly the queue.
Then steadily, so many turns a second whatever happens, a connection for each.

    python -m benchmarks.connections [--rounds N] [--seconds S] [--connections 50,200]
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from statistics import median
from typing import NamedTuple

from benchmarks.figures import machine, milliseconds, percentile, print_table
from benchmarks.load import Turn, flat_out, made, steadily
from benchmarks.production import Server, served, stage, warm
from skill.alexa.skill import build_skill

APPS = ("bare", "ours")
USERS = 40
COLUMNS = ("", "turns", "a second", "p50 ms", "p99 ms", "most ms", "CPU ms a turn", "not answered")


class Measured(NamedTuple):
    """What one app did in one round."""

    turns: int
    rate: float
    p50: float
    p99: float
    most: float
    processor: float
    failed: int


Load = Callable[[int, Sequence[bytes]], list[Turn]]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Latency of many connections, side by side.")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=float, default=4.0, help="per app and round")
    parser.add_argument("--connections", default="50,200")
    parser.add_argument("--rates", default="50,200,400", help="turns a second, steadily")
    options = parser.parse_args()
    print(machine())
    with stage() as around, ExitStack() as servers:
        answer = build_skill().answer
        made_now = made(around.amazon, answer, 1)
        apps = {app: servers.enter_context(served(app, around)) for app in APPS}
        warm(apps["ours"], around.host, made_now, 1)
        for title, load in _loads(options):
            rounds: dict[str, list[Measured]] = {app: [] for app in APPS}
            for count in range(options.rounds):
                messages = made(around.amazon, answer, USERS)
                for app in APPS[:: -1 if count % 2 else 1]:
                    rounds[app].append(_measured(apps[app], load, messages))
            rows = [_row(app, rounds[app]) for app in APPS]
            print_table(f"{title}; {options.rounds} rounds", COLUMNS, [*rows, _shares(rounds)])


def _loads(options: argparse.Namespace) -> list[tuple[str, Load]]:
    loads: list[tuple[str, Load]] = []
    for number in map(int, options.connections.split(",")):
        for kept in (True, False):
            how = "kept open" if kept else "another for each turn"
            loads.append((f"{number} connections flat out, {how}", _flat(number, options, kept)))
    for rate in map(float, filter(None, options.rates.split(","))):
        loads.append((f"{rate:g} turns a second, steadily", _steady(rate, options)))
    return loads


def _flat(number: int, options: argparse.Namespace, kept: bool) -> Load:
    return lambda port, messages: flat_out(port, messages, number, options.seconds, kept=kept)


def _steady(rate: float, options: argparse.Namespace) -> Load:
    return lambda port, messages: steadily(port, messages, rate, options.seconds)


def _measured(server: Server, load: Load, messages: Sequence[bytes]) -> Measured:
    before, started = server.processor_seconds(), time.perf_counter()
    turns = load(server.port, messages)
    taken = time.perf_counter() - started
    waits = [turn.seconds for turn in turns]
    return Measured(
        len(turns),
        len(turns) / taken,
        percentile(waits, 0.5),
        percentile(waits, 0.99),
        max(waits),
        (server.processor_seconds() - before) / len(turns),
        sum(turn.status != 200 for turn in turns),
    )


def _row(app: str, rounds: Sequence[Measured]) -> list[str]:
    """The medians of the rounds, and the range of what noise moves most."""
    rates = [one.rate for one in rounds]
    return [
        app,
        str(sum(one.turns for one in rounds)),
        f"{median(rates):.0f} ({min(rates):.0f} to {max(rates):.0f})",
        milliseconds(median(one.p50 for one in rounds)),
        _range([one.p99 for one in rounds]),
        milliseconds(max(one.most for one in rounds)),
        f"{1000 * median(one.processor for one in rounds):.2f}",
        str(sum(one.failed for one in rounds)),
    ]


def _range(seconds: Sequence[float]) -> str:
    low, middle, high = map(milliseconds, (min(seconds), median(seconds), max(seconds)))
    return f"{middle} ({low} to {high})"


def _shares(rounds: dict[str, list[Measured]]) -> list[str]:
    """Ours as a multiple of the bare view, round by round."""
    pairs = list(zip(rounds["ours"], rounds["bare"], strict=True))
    rates = [ours.rate / bare.rate for ours, bare in pairs]
    rate = f"{median(rates):.2f} ({min(rates):.2f} to {max(rates):.2f})"
    ours, bare = (median(one.processor for one in rounds[app]) for app in ("ours", "bare"))
    return ["ours / bare", "", rate, "", "", "", f"{ours / bare:.2f}" if bare else "", ""]


if __name__ == "__main__":
    main()
