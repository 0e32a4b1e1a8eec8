"""A speech engine of this machine."""

from __future__ import annotations

import contextlib
import re
import shutil
import subprocess
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from simulator.errors import SimulatorError
from simulator.hearing import WORDS_A_SECOND

_PACE = f"{WORDS_A_SECOND * 60:.0f}"
"""Words a minute, as the clock counts them."""
ENGINES = (
    ("say", "-r", _PACE),
    ("espeak-ng", "--stdin", "-s", _PACE, "-v", "{locale}"),
    ("espeak", "--stdin", "-s", _PACE),
)
"""Programs that read text and say it, and how each is started."""
_SILENT = re.compile(r"^error.*|^.*\berr=-\d.*", re.IGNORECASE | re.MULTILINE)
"""What an engine complains that found no loudspeaker; it calls that a success."""
_POLL = 0.05


@dataclass(frozen=True)
class Voice:
    """A speech engine and how it is started."""

    command: Sequence[str]

    def say(self, text: str, interrupted: Callable[[float], bool]) -> bool:
        """Say it; ``interrupted`` is asked for so many seconds at a time, and its yes ends it.

        True where it was interrupted. SimulatorError where nothing can be heard.
        """
        with subprocess.Popen(  # noqa: S603  # a program from ENGINES; the text goes by stdin
            self.command,
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
        ) as engine:
            return self._spoken(engine, text, interrupted)

    def _spoken(
        self, engine: subprocess.Popen[str], text: str, interrupted: Callable[[float], bool]
    ) -> bool:
        if engine.stdin:
            with contextlib.suppress(BrokenPipeError):  # it has ended already, and will be told
                engine.stdin.write(text)
                engine.stdin.close()
        while engine.poll() is None:
            if interrupted(_POLL):
                engine.terminate()
                return True
        complaint = _SILENT.search(engine.stderr.read() if engine.stderr else "")
        if engine.returncode or complaint:
            why = complaint[0] if complaint else f"exit code {engine.returncode}"
            raise SimulatorError(f"{self.command[0]} cannot be heard ({why}); going on in silence")
        return False


def find(locale: str) -> Voice | None:
    """The first engine that is installed, for that locale; None where none is."""
    for name, *options in ENGINES:
        if path := shutil.which(name):
            return Voice((path, *(option.format(locale=locale.lower()) for option in options)))
    return None


def none_found() -> str:
    """What to tell somebody who wanted to hear replies and has no engine."""
    names = ", ".join(name for name, *_ in ENGINES)
    return (
        f"No speech engine here (looked for {names}), so replies are not said aloud. "
        "Install espeak-ng; until then, read along."
    )
