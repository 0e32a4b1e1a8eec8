"""How long a fresh process takes to its first reply, beside two hello worlds on the stock SDK.

Each measurement starts an interpreter, makes the app, answers one signed LaunchRequest inside the
process and ends when the answer is printed. Ours is ``skill.wsgi:app`` with the certificate chain
taken from a file. The light hello world (Flask, ask-sdk-core, ask-sdk-webservice-support) checks no
signature; the verifying one does all that the stock SDK does. They take turns.

    python -m benchmarks.start_up [--rounds N]
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks import SKILL_ID
from benchmarks.alexa import Amazon, launch
from benchmarks.figures import machine, spread

APPS = ("ours", "light", "verifying")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Time to the first reply, side by side.")
    parser.add_argument("--rounds", type=int, default=15)
    rounds = parser.parse_args().rounds
    print(machine())
    times: dict[str, list[float]] = {app: [] for app in APPS}
    with tempfile.TemporaryDirectory() as name:
        amazon, folder = Amazon(), Path(name)
        amazon.write(folder)
        for count in range(rounds + 1):
            _write_request(amazon, folder)
            for app in APPS[:: -1 if count % 2 else 1]:
                taken = _time(app, folder)
                if count:  # the first round fills the file cache, and makes bytecode
                    times[app].append(taken)
    _report(times)


def _write_request(amazon: Amazon, folder: Path) -> None:
    headers, body = amazon.signed(launch())
    (folder / "headers.json").write_text(json.dumps(headers))
    (folder / "body.json").write_bytes(body)


def _time(app: str, folder: Path) -> float:
    """Seconds from starting the process to the end of its printed answer."""
    settings = {"SSL_CERT_FILE": str(folder / "roots.pem"), "CRAMP_COACH_SKILL_ID": SKILL_ID}
    # Bytecode for all, made in the first round, as on a server that was started once before.
    settings |= {"PYTHONDONTWRITEBYTECODE": "", "PYTHONPYCACHEPREFIX": str(folder / "bytecode")}
    command = [sys.executable, "-W", "ignore", "-m", "benchmarks.first_reply", app, str(folder)]
    started = time.perf_counter()
    log = subprocess.DEVNULL if app == "ours" else None  # a line a turn; the others' are errors
    with subprocess.Popen(  # noqa: S603
        command, env={**os.environ, **settings}, stdout=subprocess.PIPE, stderr=log
    ) as process:
        answer = process.stdout.readline() if process.stdout else b""
        taken = time.perf_counter() - started
    if not answer.startswith(b"200 "):
        raise SystemExit(f"{app} answered {answer!r}")
    return taken


def _report(times: dict[str, list[float]]) -> None:
    print("milliseconds from starting a process to its first reply")
    for app, taken in times.items():
        print(f"  {app:10} {spread([1000 * seconds for seconds in taken], 0)}")
    print("ours as a multiple, round by round")
    for app in APPS[1:]:
        shares = [mine / theirs for mine, theirs in zip(times["ours"], times[app], strict=True)]
        print(f"  of {app:10} {spread(shares, 2)}")


if __name__ == "__main__":
    main()
