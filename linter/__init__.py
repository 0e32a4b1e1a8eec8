"""Judges what may be heard and what is said: ``make lint-skill``.

It sees the skill from outside, as Alexa does: the model as it would be built, the recogniser that
the simulator learns from it, the lines as they stand in ``content/``, and the replies to request
JSON. It stands in a room of its own because it needs all of these, and nothing needs it.

``findings`` one line each · ``project`` what is judged, from ``written`` and ``lines`` ·
``meanings`` and ``language`` what the rules know of intents and of English · ``reading`` how hard
words are to follow · the rules: ``stolen`` and ``wordings`` for samples, ``suggestions`` for what
people are told to say, ``replies`` for what is heard, which ``talks`` finds · ``kept`` warnings
that were looked at · ``lint`` all of it. ``content/`` is ``make content``.
"""
