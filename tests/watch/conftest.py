from __future__ import annotations

import pytest
from amazon_signing import NOW, Authority


@pytest.fixture(scope="session")
def authority() -> Authority:
    return Authority(NOW)
