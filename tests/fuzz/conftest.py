from __future__ import annotations

from typing import Any

import pytest
from fuzzing import FIGURES, Fuzzed

from skill.alexa.skill import build_skill


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Print the figures."""
    for line in FIGURES.told():
        terminalreporter.write_line(line)


@pytest.fixture(scope="session")
def fuzzed() -> Fuzzed:
    """The skill and its endpoint, with every failure inside them kept."""
    return Fuzzed(build_skill())
