from __future__ import annotations

import pytest
from talking import Talk

from skill.content.load import load
from skill.content.types import Content


@pytest.fixture(scope="session")
def content() -> Content:
    """What the skill really says."""
    return load("en-US")


@pytest.fixture
def talk(content: Content) -> Talk:
    return Talk(content)
