"""What is typed: whole lines at the prompt, and the one key that breaks into a reply."""

from __future__ import annotations

import contextlib
import select
import time
from collections.abc import Callable, Iterator, Sequence
from typing import TextIO

try:
    import termios
    import tty
except ImportError:  # Windows: nothing can be read there but whole lines
    termios = None  # type: ignore[assignment]

PROMPT = "you> "


class Keyboard:
    """Somebody at a terminal, or a pipe."""

    def __init__(self, source: TextIO, out: TextIO, commands: Sequence[str] = ()) -> None:
        """``commands`` are completed with the tab key."""
        self._source = source
        self._out = out
        self._commands = commands
        self.typing = source.isatty()
        """Whether a person can type; lines in a pipe are all there from the start."""
        self.sees_keys = self.typing and termios is not None
        """Whether a key can be seen before its line is finished."""

    def lines(self, patience: Callable[[], float | None] = lambda: None) -> Iterator[str | None]:
        """What is typed, line by line, until it ends; a pipe is shown as if it were typed.

        ``patience`` says for how many seconds the device now waits for words; where no key is
        pressed in that time there is None in place of a line.
        """
        if not self.typing:
            yield from self._piped()
            return
        self._complete()
        with contextlib.suppress(EOFError, KeyboardInterrupt):
            while True:
                yield self._line(patience())
        print(file=self._out)

    def pressed(self, seconds: float) -> bool:
        """Wait that long for a key; the key is left for the next line.

        Where keys cannot be seen the time just passes.
        """
        if not self.sees_keys:
            time.sleep(seconds)
            return False
        with _each_key(self._source):
            return bool(select.select([self._source], [], [], seconds)[0])

    def _piped(self) -> Iterator[str]:
        for text in self._source:
            print(f"{PROMPT}{text.rstrip()}", file=self._out, flush=True)
            yield text.strip()

    def _line(self, patience: float | None) -> str | None:
        if patience is not None and self.sees_keys and not self._begins(patience):
            return None
        return input(PROMPT).strip()

    def _begins(self, patience: float) -> bool:
        """Count the seconds down at the prompt until a key is pressed or none is left."""
        ends = time.monotonic() + patience
        while (left := ends - time.monotonic()) > 0:
            print(f"\r{left:3.0f} s {PROMPT}", end="", file=self._out, flush=True)
            if self.pressed(min(left, 1.0)):
                break
        print("\r\x1b[K", end="", file=self._out, flush=True)
        return left > 0

    def _complete(self) -> None:
        """Give the prompt a history, and commands on the tab key, where this Python can."""
        with contextlib.suppress(ImportError):
            import readline

            readline.set_completer_delims(" ")
            readline.set_completer(self._completed)
            libedit = "libedit" in (readline.__doc__ or "")  # macOS's, which says it its own way
            readline.parse_and_bind("bind ^I rl_complete" if libedit else "tab: complete")

    def _completed(self, text: str, number: int) -> str | None:
        fitting = [f"{name} " for name in self._commands if text and name.startswith(text)]
        return fitting[number] if number < len(fitting) else None


@contextlib.contextmanager
def _each_key(source: TextIO) -> Iterator[None]:
    """Keys are there as they are pressed, and are not shown."""
    before = termios.tcgetattr(source)
    tty.setcbreak(source, termios.TCSADRAIN)
    try:
        yield
    finally:
        termios.tcsetattr(source, termios.TCSADRAIN, before)
