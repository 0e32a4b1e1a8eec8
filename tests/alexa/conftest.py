from __future__ import annotations

import pytest

from skill.alexa.skill import Skill, build_skill


@pytest.fixture(scope="session")
def skill() -> Skill:
    """The skill as it is deployed, with its real content."""
    return build_skill()
