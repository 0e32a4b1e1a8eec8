from __future__ import annotations

import socket
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from amazon_signing import SKILL_ID
from figures import FIGURES
from flask import Flask
from playing_amazon import Amazon, playing_amazon
from serving import Server, gunicorn

from skill.alexa.skill import Skill, build_skill
from skill.web.app import create_app
from skill.web.verification import verify_for


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Print the figures."""
    for line in FIGURES.told():
        terminalreporter.write_line(line)


@pytest.fixture(scope="session")
def directory(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("attack")


@pytest.fixture(scope="session")
def amazon(directory: Path) -> Iterator[Amazon]:
    with playing_amazon(directory) as played:
        yield played


@pytest.fixture(scope="session")
def skill() -> Skill:
    return build_skill()


@pytest.fixture
def door(
    amazon: Amazon, directory: Path, skill: Skill, monkeypatch: pytest.MonkeyPatch
) -> Callable[..., Flask]:
    """Makes the signed app anew, with nothing in its memory; certificates come over real TLS."""
    connect = socket.create_connection

    def connect_to_the_played_host(address: Any, *arguments: Any, **options: Any) -> socket.socket:
        assert address == ("s3.amazonaws.com", 443), address
        return connect(("127.0.0.1", amazon.host.port), *arguments, **options)

    monkeypatch.setattr(socket, "create_connection", connect_to_the_played_host)
    monkeypatch.setenv("no_proxy", "*")
    return lambda **how: create_app(
        skill.answer, verify_for(SKILL_ID, directory / "roots.pem", **how)
    )


@pytest.fixture(scope="session")
def server(amazon: Amazon, directory: Path) -> Iterator[Server]:
    with gunicorn(directory, amazon.host.port) as running:
        yield running
