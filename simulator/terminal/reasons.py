"""Why words were taken for an intent, as lines."""

from __future__ import annotations

from collections.abc import Iterator

from simulator.interpretation import Interpretation, Reasons
from simulator.terminal.screen import Line, line
from simulator.terminal.showing import sureness


def why(meaning: Interpretation, reasons: Reasons) -> Iterator[Line]:
    """Sample or guess, the likeliest intents, and the samples that are most like the words."""
    how, style = sureness(meaning)
    yield line((f"“{meaning.utterance}” is taken for ", ""), (meaning.intent, "meaning"))
    yield line((how, style), margin="  exactly  " if meaning.exact else "  because  ")
    for title, rows in (("guesses", _guesses(reasons)), ("nearest", _nearest(reasons))):
        for number, (score, text, intent) in enumerate(rows):
            margin = f"  {title if number == 0 else '':8} "
            yield line((f"{score:.2f}  ", ""), (text, ""), (intent, "meaning"), margin=margin)


def _guesses(reasons: Reasons) -> list[tuple[float, str, str]]:
    return [(one.score, "", one.intent) for one in reasons.guesses]


def _nearest(reasons: Reasons) -> list[tuple[float, str, str]]:
    width = max((len(one.sample) for one in reasons.nearest), default=0)
    return [(one.likeness, f"{one.sample:{width}}  ", one.intent) for one in reasons.nearest]
