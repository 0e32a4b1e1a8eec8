from __future__ import annotations

import pytest
from amazon_signing import NOW, Authority


@pytest.fixture(scope="session")
def authority() -> Authority:
    return Authority(NOW)


@pytest.fixture(scope="session")
def stranger() -> Authority:
    """An authority that nobody trusts."""
    return Authority(NOW)
