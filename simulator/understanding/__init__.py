"""Words -> intent and slots, learned from the built model alone.

The way in is `understand`, which gives an `interpretation.Understanding`; how it works is this
room's own business. From the ground up: ``language`` what Alexa knows of a language anyway ·
``text`` and ``quantities`` reading words · ``values`` slots · ``samples`` what is said word for
word · ``one_shot`` requests that name the skill · ``clauses`` sentences and their parts.
For what no sample says word for word: ``lessons`` ``elsewhere`` ``curriculum`` what is taught ·
``negation`` ``features`` ``training`` how · ``learned`` ``examples`` what came of it · ``cache``
keeping it · ``meanings`` ``caution`` danger signs first. Last ``recogniser``, who decides. Who
wants to judge a model rather than be heard takes `rehearse`, which says every sample back to it
(``rehearsal``).
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from simulator.interpretation import Understanding
from simulator.model import Model

if TYPE_CHECKING:
    from simulator.understanding.language import Language
    from simulator.understanding.learned import Learned
    from simulator.understanding.rehearsal import Rehearsal
    from simulator.understanding.text import Reader

OnLearning = Callable[[Model], None]


def _unheard(_model: Model) -> None:
    """Tell nobody that something is learned."""


def understand(
    model: Model, cache_directory: Path | None = None, on_learning: OnLearning = _unheard
) -> Understanding:
    """Learn to understand a model, or remember it from the cache.

    The first time takes seconds, since scikit-learn learns; ``on_learning`` is told before. After
    that numpy is enough. SimulatorError where the model has no samples, or its language is unknown.
    """
    from simulator.understanding.recogniser import Recogniser

    language, reader = _language(model)
    learned = _learn(model, language, reader, cache_directory, on_learning)
    return Recogniser(model, language, reader, learned)


def rehearse(
    model: Model, cache_directory: Path | None = None, on_learning: OnLearning = _unheard
) -> Rehearsal:
    """The same, for who wants each sample said back, as it was taught and as if it never had been.

    SimulatorError as for `understand`.
    """
    from simulator.understanding.rehearsal import Rehearsal

    language, reader = _language(model)
    learned = _learn(model, language, reader, cache_directory, on_learning)
    return Rehearsal(model, language, reader, learned)


def _language(model: Model) -> tuple[Language, Reader]:
    from simulator.understanding.language import of_locale
    from simulator.understanding.text import Reader

    language = of_locale(model.locale)
    return language, Reader(language)


def _learn(
    model: Model,
    language: Language,
    reader: Reader,
    cache_directory: Path | None,
    on_learning: OnLearning,
) -> Learned:
    """What the model teaches, from the cache where it is there."""
    from simulator.understanding import cache

    path = (cache_directory or cache.directory()) / f"{cache.key(model)}.npz"
    learned = cache.load(path)
    if learned is None:
        on_learning(model)
        from simulator.understanding.curriculum import curriculum
        from simulator.understanding.negation import Negation, cues_of
        from simulator.understanding.training import learn

        learned = learn(curriculum(model, reader), Negation(cues_of(language)))
        cache.save(learned, path)
    return learned
