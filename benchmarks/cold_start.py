"""How long a function on AWS Lambda takes to start, and what it loads for that.

The very package of ``make lambda`` is made and unpacked. Each measurement starts an interpreter
that sees nothing but the standard library and the package, imports the handler, answers a launch
and ends; an interpreter that does nothing takes turns with it. Lambda's own work before that, and
its slower processor, are not in it. Then one start is profiled with ``-X importtime``.

    python -m benchmarks.cold_start [--rounds N] [--package ZIP]
"""

from __future__ import annotations

import argparse
import json
import re
import resource
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from statistics import median
from typing import NamedTuple

from benchmarks import SKILL_ID
from benchmarks.alexa import launch
from benchmarks.figures import machine, percentile, print_table
from deployment import package

PROGRAM = """
import sys, time
started = time.perf_counter()
sys.path[:] = [sys.argv[1], *(path for path in sys.path if "python3" in path)]
from skill.lambda_function import handler
imported = time.perf_counter()
import json
event = json.loads(sys.argv[2])
parsed = time.perf_counter()
assert handler(event, None)["response"]["outputSpeech"]
first = time.perf_counter()
handler(event, None)
second = time.perf_counter()
modules = sorted(name for name in sys.modules)
print(json.dumps([imported - started, first - parsed, second - first, modules]))
"""
SETTINGS = {"AWS_LAMBDA_FUNCTION_NAME": "cramp-coach", "CRAMP_COACH_SKILL_ID": SKILL_ID}
HEAVIEST = 16


class Start(NamedTuple):
    """Seconds: of the process, and of its processor; of the import; of its first two turns."""

    process: float
    processor: float
    imported: float
    first: float
    second: float


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Cold start of the Lambda package.")
    parser.add_argument("--rounds", type=int, default=20)
    parser.add_argument("--package", type=Path, help="a lambda.zip made before")
    options = parser.parse_args()
    print(machine())
    packed = options.package.read_bytes() if options.package else _packed()
    with tempfile.TemporaryDirectory() as folder:
        zipfile.ZipFile(BytesIO(packed)).extractall(folder)
        empty: list[float] = []
        starts: list[Start] = []
        for count in range(options.rounds + 1):
            taken = _run(["-c", "pass"])[0], _start(folder)
            if count:  # the first fills the file cache
                empty.append(taken[0])
                starts.append(taken[1])
        profile, modules = _profiled(folder)
    print(f"package of {len(packed) / 1e6:.1f} MB")
    _report(empty, starts)
    _report_imports(profile, modules)


def _packed() -> bytes:
    return package.as_zip(package.build(sys.executable)[1])


def _run(arguments: Sequence[str]) -> tuple[float, str, str]:
    """Seconds of a bare interpreter, and what it printed, on both outputs."""
    command = [sys.executable, "-I", "-S", "-B", *arguments]
    started = time.perf_counter()
    done = subprocess.run(  # noqa: S603 - this Python, with a program of ours
        command, env=SETTINGS, capture_output=True, text=True, check=False
    )
    taken = time.perf_counter() - started
    if done.returncode:
        raise SystemExit(f"the package did not answer: {done.stderr[-2000:]}")
    return taken, done.stdout, done.stderr


def _start(folder: str) -> Start:
    before = _processor_seconds()
    taken, told, _ = _run(["-c", PROGRAM, folder, json.dumps(launch())])
    return Start(taken, _processor_seconds() - before, *json.loads(told)[:3])


def _processor_seconds() -> float:
    """Of all processes that were started here, and have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _profiled(folder: str) -> tuple[list[tuple[int, str]], list[str]]:
    """Microseconds of each module's own, by ``-X importtime``, and all that was loaded."""
    arguments = ["-X", "importtime", "-c", PROGRAM, folder, json.dumps(launch())]
    _, told, profile = _run(arguments)
    lines = re.findall(r"import time: +(\d+) \| +\d+ \| +([\w.]+)", profile)
    return [(int(own), name) for own, name in lines], json.loads(told)[3]


def _report(empty: Sequence[float], starts: Sequence[Start]) -> None:
    rows = [_row("an interpreter that does nothing", empty)]
    rows += [_row("the whole process, two launches answered", [one.process for one in starts])]
    rows += [_row("  the processor's time of that", [one.processor for one in starts])]
    rows += [_row("  of it: the handler imported (Lambda's init)", [s.imported for s in starts])]
    rows += [_row("  of it: the first turn", [one.first for one in starts])]
    rows += [_row("  of it: the second turn", [one.second for one in starts])]
    columns = ("milliseconds", "median", "least", "p90", "most")
    print_table(f"cold start, n {len(starts)}", columns, rows)


def _row(name: str, seconds: Sequence[float]) -> list[str]:
    figures = (median(seconds), min(seconds), percentile(seconds, 0.9), max(seconds))
    return [name, *(f"{1000 * figure:.1f}" for figure in figures)]


def _report_imports(profile: Sequence[tuple[int, str]], modules: Sequence[str]) -> None:
    """By library the time of all its modules, and the heaviest modules one by one."""
    tops: dict[str, list[int]] = {}
    for own, name in profile:
        tops.setdefault(name.partition(".")[0], []).append(own)
    whole = sum(own for own, _ in profile)
    shown = sorted(tops.items(), key=lambda item: -sum(item[1]))[:HEAVIEST]
    rows = [[top, str(len(own)), f"{sum(own) / 1000:.1f}"] for top, own in shown]
    rows.append(["all", str(len(profile)), f"{whole / 1000:.1f}"])
    print_table("imports, by -X importtime", ("library", "modules", "ms of their own"), rows)
    heaviest = sorted(profile, reverse=True)[:HEAVIEST]
    print_table("heaviest modules", ("", "ms"), [[n, f"{o / 1000:.1f}"] for o, n in heaviest])
    print(f"\n{len(modules)} modules loaded after two turns")


if __name__ == "__main__":
    main()
