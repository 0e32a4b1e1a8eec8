"""Says every sample of a model back to its recogniser: as taught, and as if it never had been."""

from __future__ import annotations

import itertools
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, replace

from simulator.interpretation import Interpretation
from simulator.model import Model
from simulator.understanding.language import Language
from simulator.understanding.learned import Learned
from simulator.understanding.lessons import Lesson, lessons
from simulator.understanding.negation import Negation, cues_of
from simulator.understanding.recogniser import Recogniser
from simulator.understanding.text import Reader

PARTS = 3
"""Every sample is kept back once, with about every so many-th of the others."""
LINES = 2
"""Lines that are asked of a sample that was kept back; one with slots gives more, all alike."""
LOST = 0.2
"""A sample is lost where what each of its lines means is less likely than this."""


@dataclass(frozen=True)
class Rehearsed:
    """A line that a sample teaches, and what it was heard as."""

    intent: str
    """The intent that has the sample."""
    sample: str
    meant: str
    """What the line means: a sign's own intent where its slot names the sign, else ``intent``."""
    heard: Interpretation
    chance: float = 1.0
    """How likely what it means was, where it had to be guessed."""


class Rehearsal:
    """One model and its recogniser."""

    def __init__(self, model: Model, language: Language, reader: Reader, learned: Learned) -> None:
        self._model = model
        self._language = language
        self._reader = reader
        self._lessons = lessons(model, reader)
        self._owners = {one: i.name for i in model.intents.values() for one in i.samples}
        self.understanding = Recogniser(model, language, reader, learned)
        """What `understand` gives."""

    def as_taught(self) -> Iterator[Rehearsed]:
        """Each line said to a recogniser that was taught it."""
        for lesson in self._lessons:
            yield self._said(lesson, self.understanding)

    def untaught(self) -> Iterator[list[Rehearsed]]:
        """Lines said to a recogniser that was never taught their sample, sample by sample.

        Only those of samples that it lost. A sample falls into a part by its words alone, so that
        another one added moves none. Takes a while, since scikit-learn learns for each part.
        """
        from simulator.understanding.curriculum import curriculum
        from simulator.understanding.training import learn

        every = curriculum(self._model, self._reader)
        negation = Negation(cues_of(self._language))
        for part in range(PARTS):
            kept_back = {sample for sample in self._owners if _part(sample) == part}
            learned = learn([one for one in every if one.text not in kept_back], negation)
            model = _without(self._model, kept_back)
            recogniser = Recogniser(model, self._language, self._reader, learned)
            for lines in self._lines_of(kept_back):
                chances = [_chance(learned, line) for line in lines]
                if max(chances) < LOST:
                    said = zip(lines, chances, strict=True)
                    yield [self._said(line, recogniser, chance) for line, chance in said]

    def _lines_of(self, samples: set[str]) -> Iterator[list[Lesson]]:
        """Some lines of each of these samples."""
        own = (lesson for lesson in self._lessons if lesson.text in samples)
        for _, lines in itertools.groupby(own, key=lambda lesson: lesson.text):
            yield list(itertools.islice(lines, LINES))

    def _said(self, lesson: Lesson, recogniser: Recogniser, chance: float = 1.0) -> Rehearsed:
        heard = recogniser.interpret(" ".join(lesson.words))
        return Rehearsed(self._owners[lesson.text], lesson.text, lesson.intent, heard, chance)


def _chance(learned: Learned, line: Lesson) -> float:
    """How likely it is that the line means what it does."""
    if line.intent not in learned.intents:
        return 0.0
    return float(learned.weigh(line.words).probabilities[learned.intents.index(line.intent)])


def _part(sample: str) -> int:
    return zlib.crc32(sample.encode()) % PARTS


def _without(model: Model, samples: set[str]) -> Model:
    """The model without these samples."""
    intents = {
        name: replace(intent, samples=tuple(one for one in intent.samples if one not in samples))
        for name, intent in model.intents.items()
    }
    return replace(model, intents=intents)
