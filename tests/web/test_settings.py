"""What the environment may say, and what is said about a wrong setting."""

from __future__ import annotations

from pathlib import Path

import certifi
import pytest

from skill import settings


def test_the_defaults_suit_a_laptop() -> None:
    """Nothing set: loopback, port 8000, certifi's roots."""
    assert settings.host({}) == "127.0.0.1"
    assert settings.port({}) == 8000
    assert settings.trust_roots({}) == Path(certifi.where())


def test_settings_are_read(tmp_path: Path) -> None:
    """Each from its own variable."""
    roots = tmp_path / "roots.pem"
    roots.touch()
    assert (
        settings.skill_id({"CRAMP_COACH_SKILL_ID": " amzn1.ask.skill.x\n"}) == "amzn1.ask.skill.x"
    )
    assert settings.host({"HOST": "::1"}) == "::1"
    assert settings.port({"PORT": "65535"}) == 65535
    assert settings.port({"PORT": "0"}) == 0
    assert settings.trust_roots({"SSL_CERT_FILE": str(roots)}) == roots


def test_empty_is_unset() -> None:
    """A variable set to nothing is not set."""
    empty = {"HOST": "", "PORT": "", "SSL_CERT_FILE": ""}
    assert settings.host(empty) == "127.0.0.1"
    assert settings.port(empty) == 8000
    assert settings.trust_roots(empty) == Path(certifi.where())


@pytest.mark.parametrize("value", [None, "", "  ", "two words", '"quoted"', "'quoted'", "a\tb"])
def test_what_is_no_skill_id_is_named(value: str | None) -> None:
    """The message is one line that names the variable and the next move."""
    environ = {} if value is None else {"CRAMP_COACH_SKILL_ID": value}
    with pytest.raises(settings.SettingsError, match=r"CRAMP_COACH_SKILL_ID .* Set it to") as error:
        settings.skill_id(environ)
    assert "\n" not in str(error.value)


@pytest.mark.parametrize("value", ["x", "-1", "65536", "80.0", "8000 ", "\u0663", "1" * 9999])
def test_what_is_no_port_is_named(value: str) -> None:
    """Likewise."""
    with pytest.raises(settings.SettingsError, match=r"PORT .* Set it to"):
        settings.port({"PORT": value})


def test_missing_trust_roots_are_named(tmp_path: Path) -> None:
    """Likewise; a folder is no file."""
    for path in (tmp_path, tmp_path / "missing.pem"):
        with pytest.raises(settings.SettingsError, match=r"SSL_CERT_FILE .* Set it to"):
            settings.trust_roots({"SSL_CERT_FILE": str(path)})
