"""Keeps the keys of judged chains, so that a chain is fetched and judged about twice a day.

Who waits for a certificate host is bounded here. A request with a key that is kept waits for
nothing, also while that key is renewed. Requests with a URL that has none wait for one download
together; a few URLs at once; and once the host has shown itself slow, only one request in
``PAUSE_SECONDS`` waits for it, so that a host that hangs takes a small share of the workers.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from threading import Lock, Thread
from typing import NamedTuple, TypeVar

from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey

from skill.watch import told
from skill.web.certificate_url import normalise_certificate_url
from skill.web.certificates import SigningKey
from skill.web.download import CertificateUnavailableError
from skill.web.sdk_verifier import VerificationException

KEEP_SECONDS = 24 * 3600
"""The longest a key is trusted without judging its chain anew."""
RENEW_SECONDS = 12 * 3600
"""From here on a new chain is tried for; the old key bridges an outage of the certificate host."""
FAILURE_SECONDS = 10
"""How long a URL that failed is refused unasked: long enough to stop a loop, too short to harm."""
RECHECK_SECONDS = 2
"""How old a key is before a signature that it does not fit has its chain fetched anew."""
GRACE_SECONDS = 150
"""That a key is good for after another took its place at the same URL: for what was under way."""
PATIENCE_SECONDS = 1.0
"""A download that takes longer is slow: requests that share it stop waiting."""
PAUSE_SECONDS = 10
"""Between two tries of a host that was slow."""
MOST_KEYS = 16
MOST_FAILURES = 64
MOST_AT_ONCE = 2
"""Downloads that requests wait for, of URLs never seen to be good."""
DOWNLOADS_AT_ONCE = 10
DOWNLOADS_PER_SECOND = 2.0
"""Allowed for such URLs, so that strangers cannot make this server hammer S3.

All three hold for names as Amazon has always given them and for others apart: so a flood of made-up
names does not keep out a certificate that is new to this process.
"""
_USUAL_NAME = re.compile(r".*/echo\.api/echo-api-cert(-\d{1,3})?\.pem")

_Value = TypeVar("_Value")
Work = Callable[[], None]


class _Kept(NamedTuple):
    key: RSAPublicKey
    since: float
    renew_at: float
    until: float
    before: RSAPublicKey | None
    before_until: float


class _Failed(NamedTuple):
    until: float
    kind: type[VerificationException]
    reason: str


def _in_a_thread(work: Work) -> None:
    Thread(target=work, daemon=True).start()


class SigningKeys:
    """Alexa's public keys by certificate URL; only keys of judged chains are ever kept."""

    def __init__(
        self,
        download: Callable[[str], bytes],
        judge: Callable[[bytes, float], SigningKey],
        clock: Callable[[], float] = time.time,
        background: Callable[[Work], None] = _in_a_thread,
    ) -> None:
        """``clock`` gives seconds since the epoch; ``background`` runs a renewal."""
        self._download = download
        self._judge = judge
        self._clock = clock
        self._background = background
        self._lock = Lock()
        self._kept: dict[str, _Kept] = {}
        self._failed: dict[str, _Failed] = {}
        self._under_way: dict[str, Future[RSAPublicKey]] = {}
        self._host = _Host()
        self._allowances = {
            usual: _Allowance(DOWNLOADS_AT_ONCE, DOWNLOADS_PER_SECOND) for usual in (True, False)
        }

    def key_for(self, url: str) -> RSAPublicKey:
        """The key to check a signature with; raises VerificationException where there is none."""
        url = normalise_certificate_url(url)
        now = self._clock()
        kept = self._kept.get(url)
        if kept is not None and kept.renew_at <= now < kept.until:
            self._renew(url, now)
            kept = self._kept.get(url)
        if kept is not None and now < kept.until:
            return kept.key
        return self._awaited(url, now, None)

    def other_keys(self, url: str) -> Iterator[RSAPublicKey]:
        """Keys to try where ``key_for``'s does not fit, as when Amazon puts another at one URL.

        The key before it for a while, then a newer one where it is time to look. Raises
        VerificationException where that cannot be had.
        """
        url = normalise_certificate_url(url)
        now = self._clock()
        kept = self._kept.get(url)
        if kept is None:
            return
        if kept.before is not None and now < kept.before_until:
            yield kept.before
        if now >= kept.since + RECHECK_SECONDS:
            yield self._awaited(url, now, kept)

    def _renew(self, url: str, now: float) -> None:
        """Try for a new chain while nobody waits for it."""
        with self._lock:
            failed = self._failed.get(url)
            if url in self._under_way or (failed is not None and now < failed.until):
                return
            outcome = self._under_way[url] = Future[RSAPublicKey]()
        self._background(lambda: self._fetch_into(outcome, url, now))

    def _awaited(self, url: str, now: float, known: _Kept | None) -> RSAPublicKey:
        """Another key than is known, from a download: one's own, or one that is under way."""
        with self._lock:
            kept = self._kept.get(url)
            if kept is not None and kept is not known and now < kept.until:
                return kept.key
            outcome, leads = self._joined(url, now)
        if leads:
            self._fetch_into(outcome, url, now)
        try:
            return outcome.result(PATIENCE_SECONDS)
        except TimeoutError as error:
            self._host.was_slow(now)
            raise CertificateUnavailableError("certificate host is slow") from error

    def _joined(self, url: str, now: float) -> tuple[Future[RSAPublicKey], bool]:
        """The download to wait for, and whether it is this request's to make."""
        self._refuse_lately_failed(url, now)
        outcome = self._under_way.get(url)
        if outcome is not None:
            if self._host.is_slow:
                raise CertificateUnavailableError("certificate host is slow")
            return outcome, False
        if not self._host.may_be_asked(now):
            raise CertificateUnavailableError("certificate host was slow a moment ago")
        if url not in self._kept:
            self._refuse_too_many(url, now)
        self._under_way[url] = Future()
        return self._under_way[url], True

    def _refuse_too_many(self, url: str, now: float) -> None:
        usual = _is_usual(url)
        if sum(_is_usual(other) is usual for other in self._under_way) >= MOST_AT_ONCE:
            raise CertificateUnavailableError("too many certificate downloads under way")
        if not self._allowances[usual].take(now):
            raise CertificateUnavailableError("too many certificate downloads")

    def _fetch_into(self, outcome: Future[RSAPublicKey], url: str, now: float) -> None:
        started = time.monotonic()
        try:
            outcome.set_result(self._fetched(url, now))
        except VerificationException as refusal:
            outcome.set_exception(refusal)
        finally:
            slow = time.monotonic() - started > PATIENCE_SECONDS
            with self._lock:
                self._host.was_slow(self._clock()) if slow else self._host.was_quick()
                del self._under_way[url]

    def _fetched(self, url: str, now: float) -> RSAPublicKey:
        try:
            signing = self._judge(self._download(url), now)
        except Exception as error:
            raise self._failure(url, now, error) from error
        with self._lock:
            kept = _kept(signing, now, self._kept.get(url))
            _put(self._kept, url, kept, MOST_KEYS)
        told.chain("trusted")
        return kept.key

    def _refuse_lately_failed(self, url: str, now: float) -> None:
        failed = self._failed.get(url)
        if failed is not None and now < failed.until:
            raise failed.kind(failed.reason)

    def _failure(self, url: str, now: float, error: Exception) -> VerificationException:
        """The refusal that an error comes to, remembered; a bad chain ends the old key too."""
        refusal = error
        if not isinstance(refusal, VerificationException):
            refusal = VerificationException(f"chain is unreadable: {type(error).__name__}")
        failed = _Failed(now + FAILURE_SECONDS, type(refusal), str(refusal))
        outcome = "unavailable"
        with self._lock:
            if not isinstance(refusal, CertificateUnavailableError):
                outcome = "lapsed" if self._kept.pop(url, None) else "untrusted"
            _put(self._failed, url, failed, MOST_FAILURES)
        told.chain(outcome)
        return refusal


def _is_usual(url: str) -> bool:
    return _USUAL_NAME.fullmatch(url) is not None


def _kept(signing: SigningKey, now: float, old: _Kept | None) -> _Kept:
    """What to keep of a judged chain, and of the key that was at its URL until now."""
    until = min(now + KEEP_SECONDS, signing.not_after)
    before, before_until = (old.before, old.before_until) if old else (None, 0.0)
    if old and old.key.public_numbers() != signing.key.public_numbers():
        before, before_until = old.key, min(now + GRACE_SECONDS, old.until)
    renew_at = min(now + RENEW_SECONDS, until)
    return _Kept(signing.key, now, renew_at, until, before, before_until)


class _Host:
    """Whether the certificate host was slow of late, and when it may be asked again."""

    def __init__(self) -> None:
        self.is_slow = False
        self._ask_at = 0.0

    def was_slow(self, now: float) -> None:
        """A download took too long."""
        self.is_slow = True
        self._ask_at = now + PAUSE_SECONDS

    def was_quick(self) -> None:
        """A download ended in time, well or badly."""
        self.is_slow = False

    def may_be_asked(self, now: float) -> bool:
        """Whether a request may wait for it; of a slow host, one in a while."""
        if not self.is_slow:
            return True
        # A clock that was set back must not make the pause longer.
        if self._ask_at - PAUSE_SECONDS <= now < self._ask_at:
            return False
        self._ask_at = now + PAUSE_SECONDS
        return True


class _Allowance:
    """A token bucket: ``most`` at once, refilled at ``per_second``."""

    def __init__(self, most: int, per_second: float) -> None:
        self._most = most
        self._per_second = per_second
        self._left = float(most)
        self._then: float | None = None

    def take(self, now: float) -> bool:
        """Whether one more is allowed now."""
        gained = 0.0 if self._then is None else max(0.0, now - self._then) * self._per_second
        self._left = min(self._most, self._left + gained)
        self._then = now
        if self._left < 1:
            return False
        self._left -= 1
        return True


def _put(kept: dict[str, _Value], url: str, value: _Value, most: int) -> None:
    """Keep the value as the newest; the oldest goes where there are too many."""
    kept.pop(url, None)
    while len(kept) >= most:
        kept.pop(next(iter(kept)))
    kept[url] = value
