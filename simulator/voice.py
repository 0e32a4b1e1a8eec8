"""Says replies aloud, where this machine has a speech engine."""

from __future__ import annotations

import shutil
import subprocess
import time
from collections.abc import Sequence
from dataclasses import dataclass

from simulator.hearing import Pause, Speech, Words

ENGINES = (("say",), ("espeak-ng", "--stdin"), ("espeak", "--stdin"))
"""Programs that read text and say it, and how each is started."""


@dataclass(frozen=True)
class Voice:
    """A speech engine."""

    command: Sequence[str]

    def say(self, speech: Speech) -> None:
        """Say the words and keep the pauses, until the end."""
        for part in speech.parts:
            if isinstance(part, Words):
                subprocess.run(  # noqa: S603  # a program from ENGINES; the text goes by stdin
                    self.command, input=part.text.encode(), check=False, capture_output=True
                )
            elif isinstance(part, Pause):
                time.sleep(part.seconds)


def find() -> Voice | None:
    """The first engine that is installed; None where none is."""
    for name, *options in ENGINES:
        if path := shutil.which(name):
            return Voice((path, *options))
    return None


def none_found() -> str:
    """What to tell somebody who wanted to hear replies and has no engine."""
    names = ", ".join(name for name, *_ in ENGINES)
    return f"No speech engine here (looked for {names}). Install espeak-ng; until then, read along."
