"""How sure a guess must be: weighed on samples that were kept back, never on the development set.

    python -m benchmarks.understanding.limits [--folds N] [--model FILE]

A fifth of the samples is kept back, samples that are nearly the same always together, and so is a
fifth of the lines that are not for the skill; what was learned from the rest hears them, without
looking any of them up word for word. This is harder than speech: a rare word is known to nobody.
Each row changes one of `simulator.understanding.caution.Limits`.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from pathlib import Path

from rich.console import Console
from rich.table import Table

from benchmarks.understanding import development as dev
from benchmarks.understanding.folds import FOLDS, folds_of
from benchmarks.understanding.targets import ANSWERS, MAIN
from simulator import model
from simulator.interpretation import FALLBACK
from simulator.model import Model
from simulator.understanding.caution import LIMITS, Limits, choose
from simulator.understanding.clauses import Clauses
from simulator.understanding.curriculum import curriculum
from simulator.understanding.language import of_locale
from simulator.understanding.learned import Weighed
from simulator.understanding.lessons import Lesson
from simulator.understanding.meanings import DENIES_A_SIGN, is_danger
from simulator.understanding.negation import Negation, cues_of
from simulator.understanding.text import Reader
from simulator.understanding.training import learn

TRIED: Mapping[str, Sequence[float]] = {
    "danger": (0.1, 0.15, 0.3, 0.4),
    "beside": (1.0, 1.2, 2.0),
    "alone": (0.3, 0.6, 0.8),
    "lull": (0.2, 0.5, 0.7),
    "heard": (0.15, 0.2, 0.3, 0.4),
    "strange": (0.3, 0.4, 0.6, 0.7),
    "denied": (0.9, 1.1, 1.5),
    "doubtful": (-1.2, -0.9, -0.7, -0.5),
    "assured": (-1.6, -1.4, -1.05),
}
EMERGENCIES = {dev.own_intent(sign) for sign in dev.EMERGENCIES}


@dataclass(frozen=True)
class Kept:
    """A line that was kept back: what it means, and how it was weighed."""

    intent: str
    weighed: Weighed
    assures: bool


def kept_back(heard: Model, folds: int) -> list[Kept]:
    """The lines of so many fifths, each weighed by what was learned from the other four."""
    language = of_locale(heard.locale)
    reader, clauses = Reader(language), Clauses(language)
    every = curriculum(heard, reader)
    negation = Negation(cues_of(language))
    fold_of = folds_of(every)
    kept = []
    for fold in range(folds):
        learned = learn([one for one in every if fold_of[one.text] != fold], negation)
        for lesson in _once(every, fold_of, fold):
            words = reader.bare(lesson.words)
            kept.append(Kept(lesson.intent, learned.weigh(words), clauses.assures(words)))
    return kept


def _once(every: Sequence[Lesson], fold_of: Mapping[str, int], fold: int) -> Iterator[Lesson]:
    """One line of each sample of a fold."""
    first = {lesson.text: lesson for lesson in reversed(every) if fold_of[lesson.text] == fold}
    return iter(first.values())


def row(kept: Sequence[Kept], limits: Limits) -> dict[str, float]:
    """The shares that the targets ask for, in percent."""
    heard = [(one.intent, _heard(one, limits)) for one in kept]
    signs = [(meant, got) for meant, got in heard if is_danger(meant)]
    emergencies = [(meant, got) for meant, got in signs if meant in EMERGENCIES]
    lesser = [(meant, got) for meant, got in signs if meant not in EMERGENCIES]
    return {
        "emergency caught": _share(_caught(got) for _, got in emergencies),
        "right": _share(meant == got for meant, got in emergencies),
        "lulled": _share(got in dev.LULLS for _, got in emergencies),
        "other caught": _share(_caught(got) for _, got in lesser),
        "other right": _share(meant == got for meant, got in lesser),
        "denied as there": _share(is_danger(got) for meant, got in heard if meant == DENIES_A_SIGN),
        "main": _share(_same(*one) for one in heard if _kind(one[0]) in MAIN),
        "answers": _share(_same(*one) for one in heard if _kind(one[0]) in ANSWERS),
        "refused": _share(got == FALLBACK for meant, got in heard if meant == FALLBACK),
    }


def _heard(one: Kept, limits: Limits) -> str:
    return choose(one.weighed, one.assures, limits).intent


def _caught(intent: str) -> bool:
    return intent.startswith("Sign") or intent in dev.CATCHES


def _kind(intent: str) -> str:
    return next((kind for kind, intents in dev.INTENTS.items() if intent in intents), "")


def _same(meant: str, got: str) -> bool:
    return got in dev.INTENTS[_kind(meant)]


def _share(flags: Iterator[bool]) -> float:
    counted = list(flags)
    return 100 * sum(counted) / len(counted) if counted else 0.0


def main() -> None:
    """Print one row as it is, and one for each change."""
    parser = argparse.ArgumentParser(description="Weigh how sure a guess must be.")
    parser.add_argument("--folds", type=int, default=FOLDS)
    parser.add_argument("--model", type=Path, help="a built model, where it is not the package's")
    given = parser.parse_args()
    kept = kept_back(model.load(model.HOME, given.model), given.folds)
    table = Table(title=f"{len(kept)} lines kept back")
    table.add_column("limit")
    for name in row(kept[:1], LIMITS):
        table.add_column(name, justify="right")
    for name, limits in _variants():
        table.add_row(name, *(f"{value:.1f}" for value in row(kept, limits).values()))
    Console(width=140).print(table)


def _variants() -> Iterator[tuple[str, Limits]]:
    yield "as it is", LIMITS
    for field in fields(LIMITS):
        for value in TRIED[field.name]:
            yield f"{field.name} {value}", replace(LIMITS, **{field.name: value})


if __name__ == "__main__":
    main()
