"""What the environment may say, and what is said about a wrong setting."""

from __future__ import annotations

import os
import tempfile
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


@pytest.mark.parametrize(
    "value",
    [
        None,
        "",
        "  ",
        "two words",
        '"quoted"',
        "'quoted'",
        "a\tb",
        "amzn1.ask.skill.YOURS",
        "amzn1.ask.skill....",
    ],
)
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


KEY = "k" * 32


def test_bookmarks_are_in_a_file_of_this_users_unless_set(tmp_path: Path) -> None:
    """In the service's own folder under systemd, else where a reboot clears them away."""
    kind, where, key = settings.bookmark({})
    assert (kind, key) == ("sqlite", b"")
    assert str(os.getuid()) in where
    assert where.startswith(tempfile.gettempdir())
    under_systemd = settings.bookmark({"STATE_DIRECTORY": f"{tmp_path}:/other"})
    assert under_systemd.where == str(tmp_path / "bookmarks.sqlite3")
    assert settings.bookmark({}, default="memory").kind == "memory"
    assert settings.bookmark({"CRAMP_COACH_BOOKMARK": ""}, default="off").kind == "off"


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("off", ("off", "")),
        (" memory ", ("memory", "")),
        ("sqlite:///var/lib/x/b.sqlite3", ("sqlite", "/var/lib/x/b.sqlite3")),
        ("sqlite:////var/lib/x/b.sqlite3", ("sqlite", "/var/lib/x/b.sqlite3")),
        ("dynamodb://cramp-coach_1.places", ("dynamodb", "cramp-coach_1.places")),
    ],
)
def test_bookmarks_can_be_kept_elsewhere_or_not_at_all(
    value: str, expected: tuple[str, str]
) -> None:
    found = settings.bookmark({"CRAMP_COACH_BOOKMARK": value, "CRAMP_COACH_BOOKMARK_KEY": KEY})
    assert found[:2] == expected


@pytest.mark.parametrize(
    "value",
    ["on", "no", "sqlite", "sqlite://b.sqlite3", "sqlite:///", "sqlite:///folder/", "dynamodb://",
     "dynamodb://a/b", "redis://host", "file:///x"],
)  # fmt: skip
def test_what_is_no_place_for_bookmarks_is_told_in_a_line(value: str) -> None:
    environ = {"CRAMP_COACH_BOOKMARK": value, "CRAMP_COACH_BOOKMARK_KEY": KEY}
    with pytest.raises(settings.SettingsError, match=r"sqlite:///folder/file") as refusal:
        settings.bookmark(environ)
    assert "\n" not in str(refusal.value)


@pytest.mark.parametrize("key", ["", "k" * 31])
def test_machines_need_a_key_that_they_share(key: str) -> None:
    """None, or a short one, is told with the command that makes one; the key itself is not."""
    table = {"CRAMP_COACH_BOOKMARK": "dynamodb://places", "CRAMP_COACH_BOOKMARK_KEY": key}
    with pytest.raises(settings.SettingsError, match="openssl rand") as refusal:
        settings.bookmark(table)
    assert "kkk" not in str(refusal.value)
