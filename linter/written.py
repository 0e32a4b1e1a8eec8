"""What the skill may hear, as it is written now, whether its package was built of that or not."""

from __future__ import annotations

import json
from pathlib import Path

from interaction_model import build, sources
from interaction_model import lint as phrases
from linter.findings import RefusedError, refused
from simulator.errors import SimulatorError, no_such
from simulator.model import Model, parse

FOLDER = sources.ROOT.relative_to(Path(__file__).resolve().parents[1]).as_posix()
"""Where it is written, as a finding names it."""

Sample = tuple[str, str]
"""An intent and one of its samples."""


def model(locale: str, root: Path = sources.ROOT) -> Model:
    """The model that would be built now.

    RefusedError where none would, SimulatorError where there is no such locale.
    """
    known = sources.locales(root)
    if locale not in known:
        raise SimulatorError(no_such("locale", locale, known))
    try:
        source = sources.read_locale(locale, root)
    except ValueError as fault:
        raise RefusedError([refused(f"{FOLDER}/{fault}")]) from fault
    if faults := phrases.source_faults(source):
        raise RefusedError([refused(f"{FOLDER}/{line}") for line in faults])
    file = build.as_file(build.interaction_model(source))
    return parse(json.loads(file)["interactionModel"]["languageModel"], locale, file)


def places(locale: str) -> dict[Sample, str]:
    """The file and line of each sample of a locale."""
    samples = sources.read_locale(locale).samples
    return {
        (intent, said.text): f"{FOLDER}/{said.place}"
        for intent, texts in samples.items()
        for said in texts
    }
