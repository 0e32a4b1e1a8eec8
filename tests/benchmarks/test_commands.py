"""Each benchmark command starts, measures a little and prints its figures; none is timed.

``make attack`` runs it.
"""

from __future__ import annotations

import subprocess
import sys

import pytest

pytestmark = pytest.mark.attack

COMMANDS = {
    "verified_turn --rounds 1 --seconds 0.2": ("bare ", "ours ", "stock "),
    "start_up --rounds 1": ("ours ", "light ", "verifying "),
    "relief_talk --talks 2": ("2 talks of 12 turns", "the whole talk"),
    "cold_start --rounds 1": ("cold start, n 1", "ask_sdk_model", "modules loaded"),
    "connections --rounds 1 --seconds 0.3 --connections 5 --rates 20": (
        "5 connections flat out",
        "ours / bare",
    ),
    "memory --turns 2000 --chunk 100": ("memory of one worker", "slope"),
    "faults --rate 20 --seconds 1 --only none SIGKILL full": ("none", "SIGKILL", "disk full"),
}


@pytest.mark.parametrize("command", COMMANDS)
def test_a_benchmark_starts_and_prints_its_figures(command: str) -> None:
    done = subprocess.run(  # noqa: S603
        [sys.executable, "-m", *f"benchmarks.{command}".split()],
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert [word for word in COMMANDS[command] if word not in done.stdout] == []
