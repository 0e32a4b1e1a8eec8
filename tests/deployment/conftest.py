"""Packages that are made once, and whether what the long tests need is here."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path

import pytest
from making import ASK, NODE, Made, make

JUDGES = ("ask_smapi_model", "cfnlint", "openapi_spec_validator")


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    """The package for the Python that runs the tests, with bookmarks."""
    return make(tmp_path_factory.mktemp("build"), "--bookmark", "on")


@pytest.fixture(scope="session")
def judges() -> None:
    """Skips where what judges a deployment is not installed."""
    missing = [name for name in JUDGES if importlib.util.find_spec(name) is None]
    if missing:
        pytest.skip("requirements-deploy.txt is not installed; make deploy-check does it")


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """The home of somebody for whom ``ask configure`` has been through, token and all."""
    if NODE is None or not ASK.exists():
        pytest.skip("ask-cli is not here; install Node, then make ask-cli")
    from skill_management import TOKEN, VENDOR

    token = {"access_token": TOKEN, "refresh_token": "Atzr|r", "token_type": "bearer"}
    token |= {"expires_in": 3600, "expires_at": "2099-01-01T00:00:00.000Z"}
    profile = {"aws_profile": "somebody", "token": token, "vendor_id": VENDOR}
    (tmp_path / ".ask").mkdir()
    (tmp_path / ".ask/cli_config").write_text(json.dumps({"profiles": {"default": profile}}))
    (tmp_path / ".aws").mkdir()
    keys = "aws_access_key_id = AKIAIOSFODNN7EXAMPLE\naws_secret_access_key = nothing\n"
    (tmp_path / ".aws/credentials").write_text(f"[somebody]\n{keys}")
    return tmp_path
