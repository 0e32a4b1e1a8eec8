"""Words -> intent and slots, learned from the built model alone.

The way in is `understand`, which gives an `interpretation.Understanding`; how it works is this
room's own business. From the ground up: ``language`` what Alexa knows of a language anyway ·
``text`` and ``quantities`` reading words · ``values`` slots · ``samples`` what is said word for
word · ``lessons`` ``features`` ``training`` ``learned`` what is not · ``cache`` keeping it ·
``one_shot`` requests that name the skill · ``caution`` danger signs first · ``recogniser`` who
decides.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from simulator.errors import SimulatorError
from simulator.interpretation import Understanding
from simulator.model import Model


def understand(
    model: Model,
    cache_directory: Path | None = None,
    on_learning: Callable[[Model], None] = lambda _model: None,
) -> Understanding:
    """Learn to understand a model, or remember it from the cache.

    The first time takes seconds, since scikit-learn learns; ``on_learning`` is told before. After
    that numpy is enough. SimulatorError where the model has no samples, or its language is unknown.
    """
    from simulator.understanding import cache
    from simulator.understanding.language import of_locale
    from simulator.understanding.recogniser import Recogniser
    from simulator.understanding.text import Reader

    language = of_locale(model.locale)
    reader = Reader(language)
    path = (cache_directory or cache.directory()) / f"{cache.key(model)}.npz"
    learned = cache.load(path)
    if learned is None:
        on_learning(model)
        from simulator.understanding.lessons import lessons, strangers
        from simulator.understanding.training import learn

        taught = lessons(model, reader)
        if not taught:
            raise SimulatorError(
                f"the model of {model.locale} has no samples; there is nothing to hear"
            )
        learned = learn(taught, strangers(model, reader))
        cache.save(learned, path)
    return Recogniser(model, language, reader, learned)
