"""All that is learned from: what the model teaches, and what stands for the rest of the world."""

from __future__ import annotations

from simulator.errors import SimulatorError
from simulator.model import Model
from simulator.understanding.elsewhere import elsewhere
from simulator.understanding.features import taught
from simulator.understanding.language import code_of
from simulator.understanding.lessons import Lesson, lessons
from simulator.understanding.text import Reader


def curriculum(model: Model, reader: Reader) -> tuple[Lesson, ...]:
    """The lessons, the same each time; SimulatorError where the model has no samples.

    There are never more lines from elsewhere than from the model.
    """
    at_home = lessons(model, reader)
    if not at_home:
        raise SimulatorError(
            f"the model of {model.locale} has no samples; there is nothing to hear"
        )
    own = taught(lesson.words for lesson in at_home)
    strange = elsewhere(code_of(model.locale), reader, own)
    return (*at_home, *strange[:: -(-len(strange) // len(at_home))])
