from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from fuzzing import FIGURES, Fuzzed

from skill.alexa.skill import build_skill


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Print the figures."""
    for line in FIGURES.told():
        terminalreporter.write_line(line)


@pytest.fixture(scope="module")
def fuzzed() -> Iterator[Fuzzed]:
    """The skill and its endpoint, with every failure inside them told."""
    with pytest.MonkeyPatch.context() as patch:
        yield Fuzzed(build_skill(), patch)
