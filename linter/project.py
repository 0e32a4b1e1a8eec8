"""What is judged: one locale's model, its recogniser, the lines that are said, and the skill."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from linter import language, written
from linter.findings import RefusedError, refused
from linter.language import Language
from linter.lines import Line, lines
from linter.written import Sample
from simulator import door
from simulator.interpretation import Understanding
from simulator.model import Model
from simulator.transport import Skill, WsgiSkill
from simulator.understanding import rehearse
from simulator.understanding.rehearsal import Rehearsal


@dataclass(frozen=True)
class Project:
    """One locale of the skill."""

    model: Model
    rehearsal: Rehearsal
    skill: Skill
    lines: tuple[Line, ...]
    language: Language
    places: Mapping[Sample, str]
    """Where each sample was written; one that is not here is told by its intent."""

    @property
    def understanding(self) -> Understanding:
        """How the locale is heard."""
        return self.rehearsal.understanding

    def place(self, intent: str, sample: str) -> str:
        """Where a sample is to be mended."""
        return self.places.get((intent, sample), f"{self.model.locale} {intent}")

    def file(self, intent: str) -> str:
        """Where all samples of an intent are to be mended."""
        samples = self.model.intents[intent].samples
        return self.place(intent, samples[0]).partition(":")[0] if samples else intent


def of_locale(locale: str) -> Project:
    """The project as it is written.

    RefusedError where no package or no skill can be made of it, SimulatorError where there is no
    such locale.
    """
    model = written.model(locale)
    return Project(
        model=model,
        rehearsal=rehearse(model),
        skill=running(),
        lines=tuple(lines(locale)),
        language=language.of_locale(locale),
        places=written.places(locale),
    )


def running() -> Skill:
    """The skill, which does not start on content that breaks a rule: it says which."""
    try:
        return WsgiSkill(door.unsigned())
    except Exception as fault:
        told = str(fault).splitlines() or [repr(fault)]
        raise RefusedError([refused(line) for line in told]) from fault
