"""All rules over one project."""

from __future__ import annotations

import itertools
import multiprocessing
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor

from linter import kept, replies, stolen, suggestions, wordings
from linter.findings import Finding, RefusedError, Severity
from linter.project import Project, of_locale

Rule = Callable[[Project], Iterator[Finding]]

LEARNING: tuple[Rule, ...] = (stolen.would_be_taken,)
LISTENING: tuple[Rule, ...] = (
    stolen.taken,
    stolen.overlapping,
    wordings.contradictions,
    wordings.repetitions,
    wordings.few_or_similar,
    suggestions.unknown,
    replies.heard,
)
SHARES = (LEARNING, LISTENING)
"""What takes about as long as each other, so that two processes share the work."""


def findings(project: Project, keep: Mapping[str, str] | None = None) -> list[Finding]:
    """Everything there is to mend, errors first; ``keep`` is by default what is kept."""
    return _sorted([_found(project, share) for share in range(len(SHARES))], keep)


def findings_of(locale: str) -> list[Finding]:
    """The same of a locale, each share in a process of its own.

    Where nothing can be built of what is written, that alone. SimulatorError where there is no such
    locale.
    """
    try:
        of_locale(locale)  # learns the model, where that is due, once for both
    except RefusedError as refused:
        return refused.findings
    spawn = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(len(SHARES), mp_context=spawn) as pool:
        return _sorted(list(pool.map(_share, itertools.repeat(locale), range(len(SHARES)))))


def _share(locale: str, share: int) -> list[Finding]:
    return _found(of_locale(locale), share)


def _found(project: Project, share: int) -> list[Finding]:
    return [one for rule in SHARES[share] for one in rule(project)]


def _sorted(
    shares: Sequence[Sequence[Finding]], keep: Mapping[str, str] | None = None
) -> list[Finding]:
    """Errors before warnings, each once, by place, but for the warnings that are kept."""
    found = list(itertools.chain.from_iterable(shares))
    left = kept.without(found, kept.read() if keep is None else keep)
    return sorted(dict.fromkeys(left), key=_order)


def _order(one: Finding) -> tuple[bool, list[tuple[int, str]]]:
    """By severity and then by place, so that line 9 comes before line 10."""
    parts = re.findall(r"\d+|\D+", one.place)
    place = [(int(part), "") if part.isdecimal() else (0, part) for part in parts]
    return one.severity is Severity.WARNING, place
