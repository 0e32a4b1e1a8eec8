"""What the simulator cannot go on with, said to the person who started it."""

from __future__ import annotations

import difflib
from collections.abc import Iterable


class SimulatorError(Exception):
    """A fault outside the conversation: a missing file, a bad transcript, an unknown locale.

    Its message names the place, the fault and the next move, and is shown as it stands.
    """


def no_such(kind: str, name: str, known: Iterable[str]) -> str:
    """Explain an unknown name, with the nearest known one where there is one."""
    names = sorted(known)
    near = difflib.get_close_matches(name, names, n=1)
    hint = f"did you mean {near[0]!r}?" if near else f"there is: {', '.join(names) or 'none'}"
    return f"no {kind} named {name!r}; {hint}"
