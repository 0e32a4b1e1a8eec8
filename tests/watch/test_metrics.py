"""Counts: each goes up through the public door, and the public door does not tell them."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from amazon_signing import CERT_URL, Authority
from edge_under_test import Edge
from werkzeug.test import TestResponse

from skill.storage.bookmark import Whose
from skill.storage.bounded import BoundedBookmarks
from skill.watch import metrics, told
from skill.watch.metrics import LATE, Counts
from skill.web import turn
from skill.web.app import Metrics, create_app
from skill.web.download import CertificateUnavailableError
from skill.web.signing_keys import KEEP_SECONDS, RENEW_SECONDS
from skill.web.verification import open_unsigned

REFUSED = 'refused_total{reason="%s"}'


@pytest.fixture
def counts() -> Iterator[Counts]:
    """Counted from here on, and no more afterwards."""
    counting = metrics.begin()
    yield counting
    told.unlisten(counting)


@pytest.fixture
def edge(authority: Authority, tmp_path: Path) -> Edge:
    (tmp_path / "roots.pem").write_bytes(authority.roots)
    return Edge(authority, tmp_path / "roots.pem")


def counted(counts: Counts) -> dict[str, float]:
    """Every count that is not 0, its name without what all have in common."""
    lines = [line for line in counts.text().decode().splitlines() if not line.startswith("#")]
    values = dict(line.removeprefix("cramp_coach_").rsplit(" ", 1) for line in lines)
    return {
        name: float(value)
        for name, value in values.items()
        if float(value) and "_seconds_" not in name and "_created" not in name
    }


def test_turns_are_counted_by_class(counts: Counts, edge: Edge) -> None:
    """And by how long they took; a request that is refused is no turn."""
    edge.post_signed(edge.envelope())
    edge.post_signed(edge.envelope(type="LaunchRequest"))
    edge.post_signed(edge.envelope(type="Alexa.Presentation.APL.UserEvent"))
    edge.post(b"{}", {})
    found = counted(counts)
    assert found['turns_total{class="health"}'] == 2
    assert found['turns_total{class="control"}'] == 1
    assert b"cramp_coach_turn_seconds_count 3.0" in counts.text()
    assert found[REFUSED % "body does not name this skill"] == 1


def test_refusals_are_counted_by_fixed_words(counts: Counts, edge: Edge) -> None:
    """A hundred ways to say nonsense are one reason; detail behind a colon is left to the log."""
    for count in range(100):
        edge.post_signed(edge.envelope(), url=f"https://evil.example/{count}")
    for name, error in (("a", OSError()), ("b", KeyError())):
        edge.chains[CERT_URL + name] = error
        edge.post_signed(edge.envelope(), url=CERT_URL + name)
    edge.app.test_client().post("/alexa", data=b"x" * (turn.LARGEST_BODY + 1))
    found = {name: value for name, value in counted(counts).items() if "refused" in name}
    assert found == {
        REFUSED % "certificate URL is not Amazon's": 100,
        REFUSED % "chain is unreadable": 2,
        REFUSED % "body is too large": 1,
    }


def chains(counts: Counts) -> dict[str, float]:
    found = counted(counts)
    return {name.split('"')[1]: value for name, value in found.items() if name.startswith("chains")}


def test_a_chain_that_stops_being_trusted_is_told_apart(
    counts: Counts, edge: Edge, stranger: Authority
) -> None:
    """From one that could not be fetched, and from another's that never was trusted here."""
    bad = stranger.chain
    edge.chains[CERT_URL + ".no"] = CertificateUnavailableError("certificate host answered: 403")
    edge.chains[CERT_URL + ".bad"] = bad
    assert edge.post_signed(edge.envelope()).status_code == 200
    assert chains(counts) == {"trusted": 1}
    edge.post_signed(edge.envelope(), url=CERT_URL + ".no")
    edge.post_signed(edge.envelope(), url="https://evil.example/x.pem")
    assert chains(counts) == {"trusted": 1, "unavailable": 1}
    edge.post_signed(edge.envelope(), url=CERT_URL + ".bad")
    assert chains(counts) == {"trusted": 1, "unavailable": 1, "untrusted": 1}
    edge.chains[CERT_URL] = bad
    edge.now += max(KEEP_SECONDS, RENEW_SECONDS) + 1
    refused = edge.post_signed(edge.envelope())
    assert refused.status_code == 400
    assert chains(counts) == {"trusted": 1, "unavailable": 1, "untrusted": 1, "lapsed": 1}


def test_late_turns_are_counted(
    counts: Counts, edge: Edge, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Later than a person should wait."""
    clock = itertools.count(0.0, LATE + 0.1)
    edge.post_signed(edge.envelope())
    assert "late_turns_total" not in counted(counts)
    monkeypatch.setattr(turn, "perf_counter", lambda: next(clock))
    edge.post_signed(edge.envelope())
    assert counted(counts)["late_turns_total"] == 1


def test_turns_that_fail_are_counted(counts: Counts, edge: Edge) -> None:
    """Each once, whether the skill or only the door could apologise."""

    def fail(_: Any) -> Any:
        raise KeyError

    edge.answer = fail
    edge.post_signed(edge.envelope())
    assert counted(counts)["failed_turns_total"] == 1


def test_failures_of_the_bookmark_store_are_counted(counts: Counts, edge: Edge) -> None:
    """As a turn meets them; while it rests nothing is asked, so nothing fails."""

    def broken() -> Any:
        raise OSError(28, "no space")

    bookmarks = BoundedBookmarks(broken)

    def answer(_: Any) -> Any:
        bookmarks.find(Whose("u", "d"))
        return {"version": "1.0"}

    edge.answer = answer
    for _ in range(3):
        assert edge.post_signed(edge.envelope()).status_code == 200
    assert counted(counts)["bookmark_failures_total"] == 1


def test_every_outcome_of_a_chain_is_told_from_the_start(counts: Counts) -> None:
    """A count that appears with its first event is no rise to an alert."""
    text = counts.text().decode()
    for outcome in ("trusted", "unavailable", "untrusted", "lapsed"):
        assert f'cramp_coach_chains_total{{outcome="{outcome}"}} 0.0' in text


def test_no_label_says_more_than_the_log(counts: Counts, edge: Edge) -> None:
    """Class, reason and outcome, and the bounds of the histogram."""
    edge.post_signed(edge.envelope())
    edge.post(b"", {})
    labels = set(re.findall(r"[{,](\w+)=", counts.text().decode()))
    assert labels == {"class", "reason", "outcome", "le"}


Ask = Callable[..., TestResponse]


@pytest.fixture
def ask(counts: Counts) -> Ask:
    """GET /metrics of a door whose counts are at 127.0.0.1:9102, as asked at an address."""
    metrics = Metrics("127.0.0.1", 9102, counts.text)
    client = create_app(lambda _: {}, open_unsigned, metrics=metrics).test_client()

    def asked(host: str, port: int, **headers: str) -> TestResponse:
        at = {"SERVER_NAME": host, "SERVER_PORT": str(port)}
        return client.get("/metrics", environ_overrides=at, headers=headers)

    return asked


def test_counts_are_told_at_their_own_address_only(ask: Ask) -> None:
    """Everywhere else there is no such path, whatever the sender says of hosts."""
    told_there = ask("127.0.0.1", 9102)
    assert told_there.status_code == 200
    assert told_there.headers["Content-Type"].startswith("text/plain; version=")
    assert "cramp_coach_turns_total" in told_there.text
    assert ask("127.0.0.1", 8000).status_code == 404
    assert ask("0.0.0.0", 9102).status_code == 404  # noqa: S104 - an address as text
    pretended = {"Host": "127.0.0.1:9102", "X-Forwarded-Host": "127.0.0.1:9102"}
    assert ask("127.0.0.1", 8000, **pretended).status_code == 404


def test_without_the_setting_there_are_no_counts() -> None:
    """404, at any address."""
    client = create_app(lambda _: {}, open_unsigned).test_client()
    for port in ("8000", "9102"):
        at = {"SERVER_NAME": "127.0.0.1", "SERVER_PORT": port}
        assert client.get("/metrics", environ_overrides=at).status_code == 404
