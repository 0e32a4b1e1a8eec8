"""Words -> intent and slots, learned from the built model alone.

The way in is `understand`, which gives an `interpretation.Understanding`; how it works is this
room's own business. From the ground up: ``language`` what Alexa knows of a language anyway ·
``text`` and ``quantities`` reading words · ``values`` slots · ``samples`` what is said word for
word · ``one_shot`` requests that name the skill · ``clauses`` sentences and their parts.
For what no sample says word for word: ``lessons`` ``elsewhere`` ``curriculum`` what is taught ·
``features`` ``training`` how · ``learned`` ``examples`` what came of it · ``cache`` keeping it ·
``meanings`` ``caution`` danger signs first. Last ``recogniser``, who decides.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

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
        from simulator.understanding.curriculum import curriculum
        from simulator.understanding.training import learn

        learned = learn(curriculum(model, reader))
        cache.save(learned, path)
    return Recogniser(model, language, reader, learned)
