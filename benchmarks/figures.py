"""What the benchmarks have in common in telling: the machine, spreads, tables."""

from __future__ import annotations

import os
import platform
from collections.abc import Iterable, Sequence
from pathlib import Path
from statistics import median

from rich.console import Console
from rich.table import Table

WIDTH = 118


def machine() -> str:
    """What is measured on, and what else it does at the moment."""
    load = " ".join(f"{value:.1f}" for value in os.getloadavg())
    cores = os.cpu_count()
    return (
        f"{cores} cores ({platform.machine()}), {platform.system()}, "
        f"Python {platform.python_version()}; load before: {load}"
    )


def spread(values: Sequence[float], digits: int) -> str:
    """The median, the least and the most."""
    low, middle, high = min(values), median(values), max(values)
    return f"{middle:8.{digits}f}  ({low:.{digits}f} to {high:.{digits}f})"


def percentile(values: Iterable[float], share: float) -> float:
    """The value that this share of the values does not exceed; 0 of none."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))] if ordered else 0.0


def milliseconds(seconds: float) -> str:
    """Seconds as milliseconds, as fine as they are worth telling."""
    return f"{1000 * seconds:.1f}" if seconds < 0.1 else f"{1000 * seconds:.0f}"


def print_table(title: str, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """The first column to the left, figures to the right."""
    table = Table(title=title, title_justify="left", title_style="", box=None, pad_edge=False)
    for number, column in enumerate(columns):
        table.add_column(column, justify="right" if number else "left")
    for row in rows:
        table.add_row(*row)
    console = Console(width=WIDTH, highlight=False)
    console.print()
    console.print(table)


def processor_seconds(pid: int) -> float:
    """That a process has used until now; 0 where the system does not tell (it is not Linux)."""
    file = Path(f"/proc/{pid}/stat")
    if not file.exists():
        return 0.0
    fields = file.read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def resident_bytes(pid: int) -> int:
    """Memory that a process holds; 0 where the system does not tell (it is not Linux)."""
    file = Path(f"/proc/{pid}/status")
    if not file.exists():
        return 0
    line = next(line for line in file.read_text().splitlines() if line.startswith("VmRSS"))
    return int(line.split()[1]) * 1024
