"""Floods and bad certificate hosts against several workers: genuine traffic goes on.

Long; ``make attack`` runs them. The certificate host answers Alexa's own URL as ever, and treats
the URLs of the attackers as the test says.
"""

from __future__ import annotations

import itertools
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import cache
from pathlib import Path

import pytest
from amazon_signing import new_key
from figures import FIGURES
from playing_amazon import (
    GOOD,
    HOST,
    Amazon,
    Behaviour,
    Request,
    drips,
    forbidden,
    hangs_up,
    never_ends,
    redirects,
    says_nothing,
)
from sending import SIGNIFICANT, raw, send
from serving import Server, gunicorn
from traffic import Traffic

pytestmark = pytest.mark.attack

THREADED = ("--workers=2", "--threads=4")
WIDE = ("--workers=1", "--threads=16")
SYNC = ("--worker-class=sync", "--workers=4")
SIEGES: list[tuple[tuple[str, ...], Behaviour, int]] = [
    (THREADED, forbidden, 3),
    (THREADED, hangs_up, 3),
    (THREADED, redirects, 3),
    (THREADED, never_ends, 3),
    (THREADED, says_nothing, 14),
    (WIDE, drips, 8),
    (SYNC, says_nothing, 8),
]
"""A host that is slow comes last at a server, which then asks it seldom."""
NUMBERS = itertools.count()


def forged(amazon: Amazon) -> Callable[[], Request]:
    """The costliest request that a stranger can make: all is right but the certificate's URL."""
    genuine = amazon.genuine()
    return lambda: genuine.put(
        "SignatureCertChainUrl", f"{HOST}/echo.api/forged-{next(NUMBERS)}.pem"
    )


def known_to_all(server: Server, amazon: Amazon, before: int) -> None:
    """Wait until every worker has fetched Alexa's certificate."""
    with Traffic(server.port, amazon.genuine, senders=8):
        while amazon.host.asked[before:].count(GOOD) < len(server.workers()):
            time.sleep(0.1)


@pytest.fixture(scope="module")
def serving(amazon: Amazon, directory: Path) -> Iterator[Callable[[tuple[str, ...]], Server]]:
    """Starts gunicorn with some options, once for all tests that want the same."""
    with ExitStack() as running:

        @cache
        def start(options: tuple[str, ...]) -> Server:
            before = len(amazon.host.asked)
            server = running.enter_context(gunicorn(directory, amazon.host.port, options))
            known_to_all(server, amazon, before)
            return server

        yield start


@pytest.mark.parametrize(("options", "behaviour", "seconds"), SIEGES)
def test_a_bad_certificate_host_does_not_hold_up_alexa(
    serving: Callable[[tuple[str, ...]], Server],
    amazon: Amazon,
    options: tuple[str, ...],
    behaviour: Behaviour,
    seconds: int,
) -> None:
    """Twelve attackers name a new URL each time; every genuine request is answered, and soon."""
    server = serving(options)
    amazon.host.otherwise = behaviour
    before = len(amazon.host.asked)
    attack = Traffic(server.port, forged(amazon), senders=12)
    genuine = Traffic(server.port, amazon.genuine, senders=2, pause=0.02)
    with attack, genuine:
        time.sleep(seconds)
    amazon.host.otherwise = forbidden
    fetched = len(amazon.host.asked) - before
    FIGURES.lines.append(
        f"{behaviour.__name__}, {' '.join(options)}: {len(attack.replies)} forged, "
        f"slowest {max(reply.seconds for reply in attack.replies):.2f} s, {fetched} fetches; "
        f"{len(genuine.replies)} genuine, p99 {genuine.p99():.3f} s"
    )
    assert fetched > 0
    assert attack.statuses() == {400}
    assert max(reply.seconds for reply in attack.replies) < SIGNIFICANT
    assert [reply.body for reply in genuine.replies if reply.status != 200] == []
    assert genuine.p99() < SIGNIFICANT / 2


def test_a_new_certificate_in_mid_traffic_loses_no_request(amazon: Amazon, directory: Path) -> None:
    """Alexa signs with a second certificate at another URL, then with a third at that same URL."""
    second, third = new_key(), new_key()
    path = "/echo.api/echo-api-cert-13.pem"
    amazon.host.served[path] = amazon.authority.chain_for(key=second)
    signers = itertools.cycle([(GOOD, amazon.authority.signing_key)])
    turn = threading.Lock()

    def genuine() -> Request:
        with turn:
            path, key = next(signers)
        return amazon.signed(amazon.envelope(), path=path, key=key)

    with gunicorn(directory, amazon.host.port, THREADED) as server:
        traffic = Traffic(server.port, genuine, senders=4)
        with traffic:
            time.sleep(3)
            signers = itertools.cycle([(GOOD, amazon.authority.signing_key), (path, second)])
            time.sleep(5)
            amazon.host.served[path] = amazon.authority.chain_for(key=third)
            signers = itertools.cycle([(path, second), (path, third), (path, third)])
            time.sleep(5)
    FIGURES.lines.append(
        f"two rotations of the certificate: {len(traffic.replies)} genuine requests, "
        f"p99 {traffic.p99():.3f} s, none lost"
    )
    assert [reply.body for reply in traffic.replies if reply.status != 200] == []


def test_memory_is_flat_under_ten_thousand_urls(amazon: Amazon, directory: Path) -> None:
    """After a thousand, ten thousand more make no difference; the host is asked for few of them."""
    make = forged(amazon)
    with gunicorn(directory, amazon.host.port) as server:
        assert send(server.port, raw(amazon.genuine())).status == 200
        for _ in range(1000):
            assert send(server.port, raw(make())).status == 400
        before, asked, started = server.memory(), len(amazon.host.asked), time.monotonic()
        for _ in range(10_000):
            assert send(server.port, raw(make())).status == 400
        seconds, grown = time.monotonic() - started, server.memory() - before
        fetched = len(amazon.host.asked) - asked
        assert send(server.port, raw(amazon.genuine())).status == 200
    FIGURES.lines.append(
        f"10,000 distinct certificate URLs: memory {before / 1e6:.1f} MB, grown by "
        f"{grown / 1e6:.2f} MB; {fetched} fetches in {seconds:.0f} s"
    )
    assert grown < 2_000_000
    assert fetched <= 10 + 2 * (seconds + 1)
