from __future__ import annotations

from pathlib import Path

import pytest
from amazon_signing import NOW, Authority
from edge_under_test import Edge


@pytest.fixture(scope="session")
def authority() -> Authority:
    return Authority(NOW)


@pytest.fixture(scope="session")
def stranger() -> Authority:
    """An authority that nobody trusts."""
    return Authority(NOW)


@pytest.fixture(scope="session")
def roots(authority: Authority, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("roots") / "roots.pem"
    path.write_bytes(authority.roots)
    return path


@pytest.fixture(params=["the short way", "through Flask"])
def edge(authority: Authority, roots: Path, request: pytest.FixtureRequest) -> Edge:
    """The app both ways: a hook makes every request go through Flask."""
    edge = Edge(authority, roots)
    if request.param == "through Flask":
        edge.app.before_request(lambda: None)
    return edge
