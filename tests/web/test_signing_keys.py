"""What is kept of a fetched certificate chain, for how long, and what a stranger can cause."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from threading import Barrier, Event, Thread

import pytest
from amazon_signing import CERT_URL, NOW, Authority, new_key

from skill.web import signing_keys
from skill.web.certificates import ChainJudge
from skill.web.download import CertificateUnavailableError
from skill.web.sdk_verifier import VerificationException
from skill.web.signing_keys import SigningKeys

HOUR = 3600.0
DAY = 24 * HOUR


class Host:
    """The certificate host and the clock."""

    def __init__(self, chain: bytes) -> None:
        self.serve: Callable[[], bytes] = lambda: chain
        self.downloads: list[str] = []
        self.now = NOW

    def download(self, url: str) -> bytes:
        self.downloads.append(url)
        return self.serve()


@pytest.fixture
def host(authority: Authority) -> Host:
    return Host(authority.chain)


@pytest.fixture
def keys(host: Host, roots: Path) -> SigningKeys:
    """Renewals happen at once here, before the request that was the occasion goes on."""
    judge = ChainJudge(roots)
    return SigningKeys(host.download, judge, lambda: host.now, lambda renewal: renewal())


def unavailable() -> bytes:
    raise CertificateUnavailableError("down")


def test_a_chain_is_fetched_once_for_many_requests(host: Host, keys: SigningKeys) -> None:
    """The second request finds the key, whichever way the URL is spelled."""
    first = keys.key_for(CERT_URL)
    second = keys.key_for(CERT_URL.replace("https://s3", "HTTPS://S3"))
    third = keys.key_for(CERT_URL.replace("/echo.api/", ":443//echo.api/./"))
    assert first is second is third
    assert host.downloads == [CERT_URL]


def test_another_url_is_fetched_of_its_own(host: Host, keys: SigningKeys) -> None:
    """Certificates rotate: two URLs may be in use at once (platform 1.3)."""
    other = CERT_URL.replace("12", "13")
    keys.key_for(CERT_URL)
    keys.key_for(other)
    assert host.downloads == [CERT_URL, other]


def test_paths_that_differ_in_case_are_two_urls(host: Host, keys: SigningKeys) -> None:
    """Paths are case-sensitive."""
    keys.key_for(CERT_URL)
    keys.key_for(CERT_URL.replace("cert", "CERT"))
    assert len(host.downloads) == 2


def test_a_key_is_not_kept_beyond_a_day(host: Host, keys: SigningKeys) -> None:
    """After 24 hours an old key no longer counts, even where no new chain can be had."""
    keys.key_for(CERT_URL)
    host.serve = unavailable
    host.now += DAY
    with pytest.raises(VerificationException):
        keys.key_for(CERT_URL)


def test_an_outage_of_the_host_within_the_day_is_bridged(host: Host, keys: SigningKeys) -> None:
    """Renewal is tried early, so that a host that is down for a while refuses nobody."""
    key = keys.key_for(CERT_URL)
    host.serve = unavailable
    host.now += 23 * HOUR
    assert keys.key_for(CERT_URL) is key
    assert len(host.downloads) == 2


def test_a_new_chain_that_is_bad_is_not_bridged(
    host: Host, keys: SigningKeys, stranger: Authority
) -> None:
    """An untrusted chain is no outage: the old key is gone, even if an outage follows."""
    keys.key_for(CERT_URL)
    host.serve = lambda: stranger.chain
    host.now += 13 * HOUR
    for _ in range(2):
        with pytest.raises(VerificationException):
            keys.key_for(CERT_URL)
    host.serve = unavailable
    host.now += 11
    with pytest.raises(VerificationException):
        keys.key_for(CERT_URL)


def test_a_key_is_dropped_when_its_certificate_expires(
    host: Host, keys: SigningKeys, authority: Authority
) -> None:
    """A certificate that ends in an hour gives a key for an hour."""
    short = authority.chain_for(days=(-1, 1 / 24))
    host.serve = lambda: short
    keys.key_for(CERT_URL)
    host.now += HOUR - 1
    keys.key_for(CERT_URL)
    assert len(host.downloads) == 1
    host.now += 2
    with pytest.raises(VerificationException):
        keys.key_for(CERT_URL)


@pytest.mark.parametrize("failure", [b"garbage", b"", OSError("reset"), ValueError("odd")])
def test_a_failure_never_poisons_a_url(
    host: Host, keys: SigningKeys, authority: Authority, failure: bytes | Exception
) -> None:
    """One garbage download is forgotten in seconds (platform D7)."""

    def fail() -> bytes:
        if isinstance(failure, Exception):
            raise failure
        return failure

    host.serve = fail
    with pytest.raises(VerificationException):
        keys.key_for(CERT_URL)
    host.serve = lambda: authority.chain
    host.now += 11
    assert keys.key_for(CERT_URL)


def test_a_failed_url_is_not_fetched_again_at_once(host: Host, keys: SigningKeys) -> None:
    """A hundred requests that name one bad URL cause one download."""
    host.serve = unavailable
    for _ in range(100):
        with pytest.raises(VerificationException):
            keys.key_for(CERT_URL)
    assert len(host.downloads) == 1


def test_strangers_cannot_make_this_server_hammer_the_host(host: Host, keys: SigningKeys) -> None:
    """A thousand bad URLs a second cause a dozen downloads, and a known good URL still works."""
    keys.key_for(CERT_URL)
    good = host.serve
    host.serve = unavailable
    host.now += DAY
    for number in range(1000):
        host.now += 0.001
        with pytest.raises(VerificationException):
            keys.key_for(f"{CERT_URL}.{number}")
    assert len(host.downloads) <= 14
    host.serve = good
    assert keys.key_for(CERT_URL)


def test_urls_never_seen_are_fetched_again_after_a_flood(host: Host, keys: SigningKeys) -> None:
    """The allowance refills by itself."""
    good = host.serve
    host.serve = unavailable
    for number in range(100):
        with pytest.raises(VerificationException):
            keys.key_for(f"{CERT_URL}.{number}")
    host.serve = good
    host.now += 1
    assert keys.key_for(CERT_URL)


def test_what_is_kept_is_bounded(host: Host, keys: SigningKeys) -> None:
    """However many URLs there are, good or bad, memory is not theirs to fill."""
    good = host.serve
    for number in range(300):
        host.now += 1
        host.serve = good if number % 2 else unavailable
        try:
            keys.key_for(f"{CERT_URL}.{number}")
        except VerificationException:
            continue
    assert len(keys._kept) <= 16
    assert len(keys._failed) <= 64


def test_threads_that_ask_together_share_one_download(host: Host, keys: SigningKeys) -> None:
    """Eight requests in a cold process cause one download, and all are answered."""
    together = Barrier(8)
    got: list[object] = []

    def ask() -> None:
        together.wait()
        got.append(keys.key_for(CERT_URL))

    threads = [Thread(target=ask) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(got) == 8
    assert len(host.downloads) == 1


def test_a_flood_of_made_up_names_does_not_keep_out_a_new_certificate(
    host: Host, keys: SigningKeys
) -> None:
    """Names as Amazon gives them have an allowance of their own, in a process that knows none."""
    good = host.serve
    host.serve = unavailable
    for number in range(1000):
        with pytest.raises(VerificationException):
            keys.key_for(f"{CERT_URL}.{number}")
    host.serve = good
    assert keys.key_for(CERT_URL)


# --- another key at the same URL ----------------------------------------------------------------


def numbers(keys: list[object]) -> list[object]:
    return [key.public_numbers() for key in keys]  # type: ignore[attr-defined]


def test_a_new_key_at_the_same_url_is_found(
    host: Host, keys: SigningKeys, authority: Authority
) -> None:
    """A signature that does not fit has the chain looked at again; old and new key are good."""
    old, new = keys.key_for(CERT_URL), new_key()
    host.now += 3
    host.serve = lambda: authority.chain_for(key=new)
    assert numbers(list(keys.other_keys(CERT_URL))) == numbers([new.public_key()])
    assert numbers([keys.key_for(CERT_URL)]) == numbers([new.public_key()])
    assert list(keys.other_keys(CERT_URL)) == [old]
    host.now += 151
    assert old not in list(keys.other_keys(CERT_URL))


def test_the_key_before_ends_with_its_own_certificate(
    host: Host, keys: SigningKeys, authority: Authority
) -> None:
    """The time of grace does not make a key outlive its chain."""
    host.serve = lambda: authority.chain_for(days=(-1, 60 / 86_400))
    old = keys.key_for(CERT_URL)
    host.now += 30
    host.serve = lambda: authority.chain_for(key=new_key())
    list(keys.other_keys(CERT_URL))
    assert old in list(keys.other_keys(CERT_URL))
    host.now += 30
    assert old not in list(keys.other_keys(CERT_URL))


def test_signatures_that_fit_nothing_cause_few_downloads(host: Host, keys: SigningKeys) -> None:
    """A thousand forged ones in a second under a good URL: not one download more, later a few."""
    keys.key_for(CERT_URL)
    for _ in range(1000):
        host.now += 0.001
        list(keys.other_keys(CERT_URL))
    assert len(host.downloads) == 1
    for _ in range(100):
        host.now += 0.1
        list(keys.other_keys(CERT_URL))
    assert len(host.downloads) <= 6


def test_a_url_without_a_key_has_no_others(host: Host, keys: SigningKeys) -> None:
    """And looking for them causes no download."""
    assert list(keys.other_keys(CERT_URL)) == []
    assert host.downloads == []


# --- who waits for a slow host ------------------------------------------------------------------


class SlowHost:
    """A host that keeps everybody waiting until it is let go; each download tells that it began."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, keys: SigningKeys) -> None:
        monkeypatch.setattr(signing_keys, "PATIENCE_SECONDS", 0.05)
        self.keys = keys
        self.begun: list[Event] = []
        self.let_go = Event()
        self.waiting: list[Thread] = []

    def serve(self) -> bytes:
        self.begun[-1].set()
        self.let_go.wait(10)
        return b""

    def ask_aside(self, url: str) -> None:
        """Ask for a key in a thread, and come back when its download has begun."""
        self.begun.append(Event())

        def ask() -> None:
            with pytest.raises(VerificationException):
                self.keys.key_for(url)

        self.waiting.append(Thread(target=ask))
        self.waiting[-1].start()
        assert self.begun[-1].wait(10)

    def end(self) -> None:
        self.let_go.set()
        for thread in self.waiting:
            thread.join()


@pytest.fixture
def slow(host: Host, keys: SigningKeys, monkeypatch: pytest.MonkeyPatch) -> SlowHost:
    slow = SlowHost(monkeypatch, keys)
    keys.key_for(CERT_URL)
    host.serve = slow.serve
    return slow


def refusal(keys: SigningKeys, url: str) -> str:
    with pytest.raises(CertificateUnavailableError) as error:
        keys.key_for(url)
    return str(error.value)


def test_two_requests_wait_and_the_next_is_refused_at_once(
    host: Host, keys: SigningKeys, slow: SlowHost
) -> None:
    """However many URLs strangers name; a key that is kept is had meanwhile."""
    slow.ask_aside(f"{CERT_URL}.1")
    slow.ask_aside(f"{CERT_URL}.2")
    for number in range(3, 100):
        assert "too many" in refusal(keys, f"{CERT_URL}.{number}")
    assert len(host.downloads) == 3
    assert keys.key_for(CERT_URL)
    slow.end()


def test_requests_that_share_a_slow_download_stop_waiting(
    host: Host, keys: SigningKeys, slow: SlowHost, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first finds out that it is slow; those after it do not wait at all."""
    slow.ask_aside(f"{CERT_URL}.1")
    assert "host is slow" in refusal(keys, f"{CERT_URL}.1")
    monkeypatch.setattr(signing_keys, "PATIENCE_SECONDS", 60)
    assert "host is slow" in refusal(keys, f"{CERT_URL}.1")
    assert "slow" in refusal(keys, f"{CERT_URL}.2")
    slow.end()
    assert len(host.downloads) == 2


def test_a_slow_host_is_asked_seldom_until_it_is_quick(
    host: Host, keys: SigningKeys, slow: SlowHost
) -> None:
    """One try in ten seconds; the first that ends in time opens it to all."""
    slow.ask_aside(f"{CERT_URL}.1")
    refusal(keys, f"{CERT_URL}.1")
    slow.end()
    host.serve = unavailable
    keys._host.was_slow(host.now)
    for number in range(99):
        host.now += 0.1
        assert "slow a moment ago" in refusal(keys, f"{CERT_URL}.x{number}")
    host.now += 0.2
    assert refusal(keys, f"{CERT_URL}.y") == "down"
    assert refusal(keys, f"{CERT_URL}.z") == "down"


def test_nobody_waits_for_a_renewal(
    host: Host, roots: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While the host hangs, a key that is due is used as before, and one renewal is under way."""
    keys = SigningKeys(host.download, ChainJudge(roots), lambda: host.now)
    slow = SlowHost(monkeypatch, keys)
    key = keys.key_for(CERT_URL)
    slow.begun.append(Event())
    host.serve = slow.serve
    host.now += 13 * HOUR
    assert [keys.key_for(CERT_URL) for _ in range(100)] == [key] * 100
    assert slow.begun[0].wait(10)
    assert len(host.downloads) == 2
    slow.end()
