"""Settings, each read from the environment when it is asked for."""

from __future__ import annotations

import ipaddress
import os
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple


class SettingsError(Exception):
    """A setting is missing or cannot be used; the message is one line that says what to do."""


def skill_id(environ: Mapping[str, str] = os.environ) -> str:
    """``CRAMP_COACH_SKILL_ID``: the only skill whose requests are answered.

    Raises SettingsError where it is missing or is clearly not an id.
    """
    value = environ.get("CRAMP_COACH_SKILL_ID", "").strip()
    if not value:
        raise SettingsError(
            "CRAMP_COACH_SKILL_ID is not set. Set it to the skill's id, "
            "amzn1.ask.skill. and so on, as the Alexa developer console shows it."
        )
    if not value.isprintable() or any(mark in value for mark in " \"'"):
        raise SettingsError(
            "CRAMP_COACH_SKILL_ID has spaces or quotes in it. Set it to the bare skill id."
        )
    if value.endswith((".", "YOURS")):
        raise SettingsError(
            "CRAMP_COACH_SKILL_ID is still the guide's example. Set it to the id of your own skill."
        )
    return value


def refuse_repeats(environ: Mapping[str, str] = os.environ) -> bool:
    """``CRAMP_COACH_REFUSE_REPEATS``: whether a request id is taken once only; off unless ``on``.

    Raises SettingsError for anything but on and off.
    """
    value = environ.get("CRAMP_COACH_REFUSE_REPEATS", "").strip().lower() or "off"
    if value not in ("on", "off"):
        raise SettingsError(
            f"CRAMP_COACH_REFUSE_REPEATS is {value!r}. Set it to on or off, or unset it."
        )
    return value == "on"


class Address(NamedTuple):
    """An IP address to listen on, in its shortest spelling, and a port."""

    host: str
    port: int

    def __str__(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{host}:{self.port}"


def metrics(environ: Mapping[str, str] = os.environ) -> Address | None:
    """``CRAMP_COACH_METRICS``: where counts are told; None, and nothing is counted, unless set.

    Raises SettingsError for anything but off and an address with a port.
    """
    value = environ.get("CRAMP_COACH_METRICS", "").strip() or "off"
    if value == "off":
        return None
    host, _, port = value.rpartition(":")
    try:
        return Address(str(ipaddress.ip_address(host.strip("[]"))), _port_from_one(port))
    except ValueError as error:
        raise SettingsError(
            f"CRAMP_COACH_METRICS is {value!r}. "
            "Set it to an address of this machine and a port, such as 127.0.0.1:9102, or to off."
        ) from error


def _port_from_one(text: str) -> int:
    """A port; raises ValueError for 0 too, which would be another one at each listening."""
    if not (text.isascii() and text.isdigit() and len(text) < 6 and 0 < int(text) <= 65535):
        raise ValueError(text)
    return int(text)


def host(environ: Mapping[str, str] = os.environ) -> str:
    """``HOST``: the address to listen on; 127.0.0.1 unless set."""
    return environ.get("HOST") or "127.0.0.1"


def port(environ: Mapping[str, str] = os.environ) -> int:
    """``PORT``: the port to listen on, 0 for any that is free; 8000 unless set.

    Raises SettingsError for what is not a port.
    """
    return port_number(environ.get("PORT") or "8000", "PORT")


def port_number(text: str, name: str) -> int:
    """A port from text; raises SettingsError naming where it came from."""
    if not (text.isascii() and text.isdigit() and len(text) < 6 and int(text) <= 65535):
        raise SettingsError(f"{name} is {text!r}. Set it to a number from 0 to 65535.")
    return int(text)


def trust_roots(environ: Mapping[str, str] = os.environ) -> Path:
    """``SSL_CERT_FILE``: root certificates in PEM, for fetching chains and for judging them.

    Certifi's unless set. Raises SettingsError where it names no file.
    """
    named = environ.get("SSL_CERT_FILE")
    if not named:
        import certifi

        return Path(certifi.where())
    if not Path(named).is_file():
        raise SettingsError(
            "SSL_CERT_FILE names no file. Set it to a PEM file of root certificates, or unset it."
        )
    return Path(named)


class BookmarkSetting(NamedTuple):
    """Where the place for "continue" is kept."""

    kind: str
    """``off``, ``memory``, ``sqlite`` or ``dynamodb``."""
    where: str = ""
    """The absolute path of the SQLite file, or the name of the DynamoDB table."""
    key: bytes = b""
    """What ids are hashed with; empty where one is to be made beside the SQLite file."""


SHORTEST_KEY = 32
BOOKMARK_FORMS = "off, memory, sqlite:///folder/file or dynamodb://table"


def bookmark(environ: Mapping[str, str] = os.environ, default: str = "") -> BookmarkSetting:
    """``CRAMP_COACH_BOOKMARK`` and ``CRAMP_COACH_BOOKMARK_KEY``.

    ``default`` stands for the former where it is not set, and where that is empty too, a SQLite
    file for this user. Raises SettingsError for what is none of the forms, and for a key that is
    short, or missing where machines must share it.
    """
    value = environ.get("CRAMP_COACH_BOOKMARK", "").strip() or default
    kind, _, where = value.partition("://")
    key = _bookmark_key(environ)
    if value in ("off", "memory"):
        return BookmarkSetting(value)
    if not value:
        return BookmarkSetting("sqlite", str(_bookmark_file(environ)), key)
    if kind == "sqlite" and where.startswith("/") and not where.endswith("/"):
        return BookmarkSetting("sqlite", f"/{where.lstrip('/')}", key)
    if kind != "dynamodb" or not where or not set(where) <= TABLE_LETTERS:
        raise SettingsError(f"CRAMP_COACH_BOOKMARK is {value!r}. Set it to {BOOKMARK_FORMS}.")
    if not key:
        raise SettingsError(
            "CRAMP_COACH_BOOKMARK_KEY is not set, and every machine needs the same one. "
            "Set it to the output of: openssl rand -hex 32"
        )
    return BookmarkSetting("dynamodb", where, key)


TABLE_LETTERS = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.-")


def _bookmark_key(environ: Mapping[str, str]) -> bytes:
    key = environ.get("CRAMP_COACH_BOOKMARK_KEY", "").strip()
    if key and len(key) < SHORTEST_KEY:
        raise SettingsError(
            f"CRAMP_COACH_BOOKMARK_KEY has {len(key)} characters and needs {SHORTEST_KEY}. "
            "Set it to the output of: openssl rand -hex 32"
        )
    return key.encode("utf-8", "surrogateescape")


def _bookmark_file(environ: Mapping[str, str]) -> Path:
    """In the service's own folder under systemd, else in one of this user's that a reboot clears.

    Nothing in it is worth more than half an hour.
    """
    own = environ.get("STATE_DIRECTORY", "").partition(":")[0]
    folder = Path(own or Path(tempfile.gettempdir()) / f"cramp-coach-{os.getuid()}")
    return folder / "bookmarks.sqlite3"
