"""Whether a worker's memory stays flat: 100,000 verified turns through one, of many users.

One worker in the production set-up; every chunk of turns comes from users never seen before. What
the worker holds is read after each. The slope is a straight line's through the second half, when
whatever is made once has been made.

    python -m benchmarks.memory [--turns N] [--chunk N]
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Sequence
from itertools import islice
from statistics import linear_regression

from benchmarks.alexa import conversation, of_user
from benchmarks.figures import machine, print_table
from benchmarks.load import flat_out, message
from benchmarks.production import Stage, served, stage, warm
from skill.alexa.skill import build_skill

CONNECTIONS = 24
USERS = 100
"""New ones in each chunk."""
GOOD_SECONDS = 90.0
"""A signed request is good for 150."""


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Memory of a worker over many turns.")
    parser.add_argument("--turns", type=int, default=100_000)
    parser.add_argument("--chunk", type=int, default=5_000)
    options = parser.parse_args()
    print(machine())
    talk = [request for request, _ in conversation(build_skill().answer)]
    with stage() as around, served("ours", around) as server:
        warm(server, around.host, _signed(around, talk, 0), 1)
        samples, answered, users = [(0, server.resident_bytes())], 0, USERS
        started = time.perf_counter()
        while answered < options.turns:
            messages, signed = _signed(around, talk, users), time.monotonic()
            users += USERS
            before = answered
            # A slow machine gets new users before its requests are too old.
            while answered - before < options.chunk and time.monotonic() - signed < GOOD_SECONDS:
                turns = flat_out(server.port, messages, CONNECTIONS, 0.25, kept=True)
                if any(turn.status != 200 for turn in turns):
                    raise SystemExit("a turn was not answered; memory is not the matter")
                answered += len(turns)
            samples.append((answered, server.resident_bytes()))
        taken = time.perf_counter() - started
    _report(samples, users, taken)


def _signed(around: Stage, talk: Sequence[dict[str, object]], first: int) -> list[bytes]:
    users = range(first, first + USERS)
    envelopes = (of_user(envelope, user) for user in users for envelope in talk)
    return [message(*around.amazon.signed(envelope)) for envelope in envelopes]


def _report(samples: Sequence[tuple[int, int]], users: int, taken: float) -> None:
    every = max(1, len(samples) // 10)
    shown = [*islice(samples, 0, len(samples) - 1, every), samples[-1]]
    rows = [[str(turns), f"{held / 2**20:.2f}"] for turns, held in shown]
    print_table("memory of one worker", ("after turns", "MiB resident"), rows)
    later = samples[len(samples) // 2 :]
    print(f"\n{samples[-1][0]} turns of {users} users in {taken:.0f} s, none failed")
    if len(later) > 1:
        line = linear_regression([turns for turns, _ in later], [held for _, held in later])
        growth = line.slope * 100_000 / 2**20
        print(f"slope of the second half, n {len(later)}: {growth:+.3f} MiB per 100,000 turns")


if __name__ == "__main__":
    main()
