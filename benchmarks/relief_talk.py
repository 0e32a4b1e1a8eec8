"""How long the skill takes over one whole talk: opened, a cramp, why, a danger sign, good-bye.

One person at a time, one turn after the other over HTTP, to the production set-up with one worker;
each turn is signed with the attributes that came back with the turn before, as Alexa does. The time
is that from sending a request to having its whole reply; nobody speaks.

    python -m benchmarks.relief_talk [--talks N]
"""

from __future__ import annotations

import argparse
import http.client
import json
import time
from collections import defaultdict
from statistics import median
from typing import Any

from benchmarks.alexa import CONVERSATION, conversation, of_user
from benchmarks.figures import machine, milliseconds, percentile, print_table
from benchmarks.load import made
from benchmarks.production import Stage, served, stage, warm
from skill.alexa.skill import build_skill


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Latency of whole talks.")
    parser.add_argument("--talks", type=int, default=100)
    talks = parser.parse_args().talks
    print(machine())
    turns: dict[int, list[float]] = defaultdict(list)
    with stage() as around, served("ours", around) as server:
        warm(server, around.host, made(around.amazon, build_skill().answer, 1), 1)
        for user in range(talks):
            for number, seconds in enumerate(_talk(around, server.port, user)):
                turns[number].append(seconds)
    _report(turns)


def _talk(around: Stage, port: int, user: int) -> list[float]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    times: list[float] = []

    def answer(envelope: dict[str, Any]) -> dict[str, Any]:
        headers, body = around.amazon.signed(of_user(envelope, user))
        started = time.perf_counter()
        connection.request("POST", "/alexa", body, headers)
        reply = connection.getresponse()
        content = reply.read()
        times.append(time.perf_counter() - started)
        if reply.status != 200:
            raise SystemExit(f"a turn was answered {reply.status}: {content[:200]!r}")
        told: dict[str, Any] = json.loads(content)
        return told

    for _ in conversation(answer):
        pass
    connection.close()
    return times


def _report(turns: dict[int, list[float]]) -> None:
    rows = []
    for number, (name, slots) in enumerate(CONVERSATION):
        rows.append([f"{name} {' '.join(slots.values())}", *_figures(turns[number])])
    talks = [sum(times) for times in zip(*turns.values(), strict=True)]
    title = f"{len(talks)} talks of {len(turns)} turns, one after the other, in milliseconds"
    rows.append(["the whole talk", *_figures(talks)])
    print_table(title, ("turn", "median", "p99", "most"), rows)


def _figures(seconds: list[float]) -> list[str]:
    return [milliseconds(f(seconds)) for f in (median, lambda s: percentile(s, 0.99), max)]


if __name__ == "__main__":
    main()
