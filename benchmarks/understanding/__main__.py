"""The ways of learning side by side, and the targets: ``make bench-nlu``.

    python -m benchmarks.understanding [--model FILE] [--only WAY ...]

Each way learns from the built model and hears the development set, of which it has seen nothing.
Shares are in percent, with the interval in which the true one lies with 95 %.
"""

from __future__ import annotations

import argparse
import itertools
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from rich.console import Console
from rich.table import Table

from benchmarks.understanding import development as dev
from benchmarks.understanding.approaches import KEPT, WAYS, Approach, kept, learned_in, trial
from benchmarks.understanding.folds import folds_of
from benchmarks.understanding.targets import (
    BESIDES,
    TARGETS,
    Heard,
    Share,
    Target,
    met,
    share,
)
from simulator import model
from simulator.model import Model
from simulator.understanding.curriculum import curriculum
from simulator.understanding.language import of_locale
from simulator.understanding.negation import Negation, cues_of
from simulator.understanding.recogniser import Recogniser
from simulator.understanding.text import Reader
from simulator.understanding.training import learn

CHANCES = (0.0, 0.4, 0.6, 0.8, 0.95, 1.01)
LINES = 1000
"""Utterances by which hearing is timed."""


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="How well speech is understood.")
    parser.add_argument("--model", type=Path, help="a built model, where it is not the package's")
    parser.add_argument("--only", nargs="*", choices=WAYS, default=list(WAYS))
    given = parser.parse_args()
    console = Console(width=150)
    heard = model.load(model.HOME, given.model)
    console.print(_count(heard))
    ways = dict(_ways(heard, given.only))
    console.print(_side_by_side({name: _hears(heard, way) for name, way in ways.items()}))
    console.print(_in_full(_hears(heard, ways[KEPT])))
    console.print(_honesty(_hears(heard, ways[KEPT])))
    console.print(_pace(heard, ways[KEPT]))


def _count(heard: Model) -> str:
    samples = sum(len(intent.samples) for intent in heard.intents.values())
    return f"{len(dev.lines())} lines heard; learned from {samples} samples of {heard.locale}"


def _ways(heard: Model, names: Sequence[str]) -> Iterator[tuple[str, Approach]]:
    language = of_locale(heard.locale)
    lessons = curriculum(heard, Reader(language))
    learned = learn(lessons, Negation(cues_of(language)))
    yield KEPT, kept(learned)
    if names:
        kept_back = trial(lessons, folds_of(lessons), learned.vocabulary.negation)
        for name in names:
            yield name, learned_in(WAYS[name], learned, lessons, kept_back)


def _recogniser(heard: Model, way: Approach) -> Recogniser:
    language = of_locale(heard.locale)
    return Recogniser(heard, language, Reader(language), way)


def _hears(heard: Model, way: Approach) -> Heard:
    recogniser = _recogniser(heard, way)
    return [(line, recogniser.interpret(line.said)) for line in dev.lines()]


def _side_by_side(heard: Mapping[str, Heard]) -> Table:
    table = Table(title="the ways side by side", caption="* target reached")
    table.add_column("way")
    for target in TARGETS:
        table.add_column(f"{target.name} {_wanted(target)}", justify="right")
    for name, lines in heard.items():
        table.add_row(name, *(_cell(target, share(target, lines)) for target in TARGETS))
    return table


def _in_full(heard: Heard) -> Table:
    table = Table("on the development set", title=KEPT)
    for column in ("right of", "%", "95 %", "wanted", ""):
        table.add_column(column, justify="right")
    for target in (*TARGETS, *BESIDES):
        counted = share(target, heard)
        verdict = "" if not _wanted(target) else "yes" if met(target, counted.value) else "NO"
        ratio = f"{counted.counted} / {counted.of}"
        interval = _interval(counted)
        percent = f"{100 * counted.value:.1f}"
        table.add_row(target.name, ratio, percent, interval, _wanted(target), verdict)
    return table


def _honesty(heard: Heard) -> Table:
    """Whether the best candidate is as often right as its chance says."""
    table = Table("chance of the best candidate", title="are the chances honest?")
    for column in ("lines", "said", "right"):
        table.add_column(column, justify="right")
    best = [(line, one.candidates[0]) for line, one in heard if not one.exact and one.candidates]
    for low, high in itertools.pairwise(CHANCES):
        among = [(line, one) for line, one in best if low <= one.score < high]
        said = sum(one.score for _, one in among) / max(len(among), 1)
        right = sum(dev.means(line, one.intent) for line, one in among) / max(len(among), 1)
        row = (f"{low} to {high}", f"{len(among)}", f"{100 * said:.0f} %", f"{100 * right:.0f} %")
        table.add_row(*row)
    return table


def _pace(heard: Model, way: Approach) -> str:
    """The time for a thousand lines; no line comes up twice in a row."""
    recogniser = _recogniser(heard, way)
    said = [line.said for line in dev.lines()]
    begun = time.perf_counter()
    for number in range(LINES):
        recogniser.interpret(said[number % len(said)])
    return f"{LINES} lines heard in {time.perf_counter() - begun:.1f} s"


def _cell(target: Target, counted: Share) -> str:
    star = "*" if met(target, counted.value) else " "
    return f"{100 * counted.value:.1f}{star}\n{_interval(counted)}"


def _interval(counted: Share) -> str:
    low, high = counted.interval()
    return f"{100 * low:.0f} to {100 * high:.0f}"


def _wanted(target: Target) -> str:
    if target.at_least is not None:
        return f"≥ {100 * target.at_least:.0f}"
    return "" if target.at_most is None else f"≤ {100 * target.at_most:.0f}"


if __name__ == "__main__":
    main()
