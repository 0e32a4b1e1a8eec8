"""How many verified turns a second one gunicorn worker answers, beside two known things.

Three servers run at once, each one gunicorn sync worker on loopback: a bare Flask view that checks
one RSA signature and returns fixed bytes, this skill, and the stock SDK's adapter around a hello
world. The same signed requests, of a real conversation that several users have, go to each in turn,
a round at a time, from a few connections that each wait for their answer. Ratios are taken within a
round, so that what else the machine does weighs on both sides alike; the processor's time is that
of the worker alone.

    python -m benchmarks.verified_turn [--rounds N] [--seconds S]
"""

from __future__ import annotations

import argparse
import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from threading import Thread

import msgspec

from benchmarks.alexa import Amazon, conversation, of_user
from benchmarks.figures import machine, spread
from benchmarks.production import Server, free_port, wait_for
from skill.alexa.skill import build_skill

APPS = ("bare", "ours", "stock")
CONNECTIONS = 3
"""At once: enough that the worker never waits for the client."""
USERS = 8
"""Who have that conversation, one after the other, each with a place of their own to keep."""


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Verified turns a second, side by side.")
    parser.add_argument("--rounds", type=int, default=40)
    parser.add_argument("--seconds", type=float, default=0.25, help="per app and round")
    options = parser.parse_args()
    print(machine())
    with tempfile.TemporaryDirectory() as name, ExitStack() as servers:
        amazon, folder = Amazon(), Path(name)
        amazon.write(folder)
        turns = [(request, msgspec.json.encode(reply)) for request, reply in _conversation()]
        replies = sorted((reply for _, reply in turns), key=len)
        (folder / "reply.json").write_bytes(replies[len(replies) // 2])
        apps = {app: servers.enter_context(_served(app, folder)) for app in APPS}
        requests = [of_user(request, user) for user in range(USERS) for request, _ in turns]
        rates, processor = _measure(amazon, requests, apps, options.rounds, options.seconds)
        sizes = [len(amazon.signed(request)[1]) for request in requests]
    print(f"{len(requests)} requests, one conversation of {USERS} users,", end=" ")
    print(f"{min(sizes)} to {max(sizes)} bytes;")
    print(f"replies of {len(replies[0])} to {len(replies[-1])} bytes, the fixed one the median.")
    _report(rates, processor)


def _conversation() -> list[tuple[dict[str, object], dict[str, object]]]:
    return list(conversation(build_skill().answer))


@contextmanager
def _served(app: str, folder: Path) -> Iterator[Server]:
    """One app behind one gunicorn sync worker.

    Without the project's ``gunicorn.conf.py``: its threads would be given to the sync worker too,
    and the stock verifier is not safe for threads: asn1crypto parses the shared root certificates
    only as they are asked for, and of two threads that do so at once one gets a KeyError.
    """
    port = free_port()
    command = [sys.executable, "-m", "gunicorn", "--config=python:benchmarks"]
    command += ["--workers=1", "--worker-class=sync", "--no-control-socket"]
    command += [f"--bind=127.0.0.1:{port}", "--log-level=warning", f"benchmarks.served:{app}()"]
    environment = {
        **os.environ,
        "BENCHMARK_FOLDER": str(folder),
        "PYTHONWARNINGS": "ignore",
        "SSL_CERT_FILE": str(folder / "roots.pem"),
    }
    # Ours logs a line for each turn: into a file, as in production; the others' errors are shown.
    with (folder / "ours.log").open("a") as log:
        server = subprocess.Popen(  # noqa: S603
            command, env=environment, stderr=log if app == "ours" else None
        )
    try:
        wait_for(port)
        yield Server(port, server.pid)
    finally:
        server.terminate()
        server.wait()


def _measure(
    amazon: Amazon,
    requests: Sequence[dict[str, object]],
    apps: dict[str, Server],
    rounds: int,
    seconds: float,
) -> tuple[dict[str, list[float]], dict[str, float]]:
    """Requests a second, by app and round, and processor seconds a request, by app.

    The first round warms up and is not counted.
    """
    rates: dict[str, list[float]] = {app: [] for app in apps}
    used, answered = dict.fromkeys(apps, 0.0), dict.fromkeys(apps, 0)
    for count in range(rounds + 1):
        messages = [_message(*amazon.signed(request)) for request in requests]
        # Forwards and backwards by turns, so that no app always follows the same one.
        for app in list(apps)[:: -1 if count % 2 else 1]:
            before = apps[app].processor_seconds()
            number, taken = _drive(apps[app].port, messages, seconds)
            if count:
                rates[app].append(number / taken)
                used[app] += apps[app].processor_seconds() - before
                answered[app] += number
    return rates, {app: used[app] / max(1, answered[app]) for app in apps}


def _message(headers: dict[str, str], body: bytes) -> bytes:
    lines = [f"{name}: {value}" for name, value in headers.items()]
    head = ["POST /alexa HTTP/1.1", "Host: localhost", "Connection: close", *lines]
    return "\r\n".join([*head, f"Content-Length: {len(body)}", "", ""]).encode() + body


def _drive(port: int, messages: Sequence[bytes], seconds: float) -> tuple[int, float]:
    """Send the messages over and over from a few connections; answers, and the seconds taken."""
    end = time.perf_counter() + seconds
    counts: list[int] = []

    def loop(first: int) -> None:
        sent = 0
        while time.perf_counter() < end:
            _exchange(port, messages[(first + sent) % len(messages)])
            sent += 1
        counts.append(sent)

    started = time.perf_counter()
    threads = [Thread(target=loop, args=(first,)) for first in range(CONNECTIONS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if len(counts) < CONNECTIONS:
        raise SystemExit("a request failed; see above")
    return sum(counts), time.perf_counter() - started


def _exchange(port: int, message: bytes) -> None:
    with socket.create_connection(("127.0.0.1", port), timeout=10) as connection:
        connection.sendall(message)
        answer = bytearray()
        while chunk := connection.recv(65_536):
            answer += chunk
    if not answer.startswith(b"HTTP/1.1 200 "):
        raise RuntimeError(bytes(answer[:300]))


def _report(rates: dict[str, list[float]], processor: dict[str, float]) -> None:
    print("\nverified turns a second, one gunicorn sync worker, and its processor's time a turn")
    for app, rounds in rates.items():
        print(f"  {app:6} {spread(rounds, 0):28} {1000 * processor[app]:5.2f} ms")
    print("as a share of the bare Flask view, round by round, and by the processor's time")
    for app in ("ours", "stock"):
        shares = [mine / bare for mine, bare in zip(rates[app], rates["bare"], strict=True)]
        of_time = processor["bare"] / processor[app] if processor[app] else 0.0
        print(f"  {app:6} {spread(shares, 2):28} {of_time:5.2f}")


if __name__ == "__main__":
    main()
