"""Keeps the keys of judged chains, so that a chain is fetched and judged about twice a day."""

from __future__ import annotations

import time
from collections.abc import Callable
from threading import Lock
from typing import NamedTuple, TypeVar

from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey

from skill.web.certificate_url import normalise_certificate_url
from skill.web.certificates import SigningKey
from skill.web.download import DOWNLOAD_SECONDS, CertificateUnavailableError
from skill.web.sdk_verifier import VerificationException

KEEP_SECONDS = 24 * 3600
"""The longest a key is trusted without judging its chain anew."""
RENEW_SECONDS = 12 * 3600
"""From here on a new chain is tried for; the old key bridges an outage of the certificate host."""
FAILURE_SECONDS = 10
"""How long a URL that failed is refused unasked: long enough to stop a loop, too short to harm."""
MOST_KEYS = 16
MOST_FAILURES = 64
DOWNLOADS_AT_ONCE = 10
DOWNLOADS_PER_SECOND = 2.0
"""Allowed for URLs never seen to be good, so that strangers cannot make this server hammer S3."""

_Value = TypeVar("_Value")


class _Kept(NamedTuple):
    key: RSAPublicKey
    renew_at: float
    until: float


class _Failed(NamedTuple):
    until: float
    kind: type[VerificationException]
    reason: str


class SigningKeys:
    """Alexa's public keys by certificate URL; only keys of judged chains are ever kept."""

    def __init__(
        self,
        download: Callable[[str], bytes],
        judge: Callable[[bytes, float], SigningKey],
        clock: Callable[[], float] = time.time,
    ) -> None:
        """``clock`` gives seconds since the epoch."""
        self._download = download
        self._judge = judge
        self._clock = clock
        self._lock = Lock()
        self._kept: dict[str, _Kept] = {}
        self._failed: dict[str, _Failed] = {}
        self._allowance = _Allowance(DOWNLOADS_AT_ONCE, DOWNLOADS_PER_SECOND)

    def key_for(self, url: str) -> RSAPublicKey:
        """The key to check a signature with; raises VerificationException where there is none."""
        url = normalise_certificate_url(url)
        kept = self._kept.get(url)
        if kept is not None and self._clock() < kept.renew_at:
            return kept.key
        # One at a time: whoever waited finds the key that the first one fetched.
        if not self._lock.acquire(timeout=DOWNLOAD_SECONDS):
            raise CertificateUnavailableError("another certificate download is under way")
        try:
            return self._renewed(url, self._clock())
        finally:
            self._lock.release()

    def _renewed(self, url: str, now: float) -> RSAPublicKey:
        kept = self._kept.get(url)
        if kept is not None and now < kept.renew_at:
            return kept.key
        try:
            return self._fetched(url, now)
        except CertificateUnavailableError:
            if kept is not None and now < kept.until:
                return kept.key
            raise

    def _fetched(self, url: str, now: float) -> RSAPublicKey:
        self._refuse_lately_failed(url, now)
        if url not in self._kept and not self._allowance.take(now):
            raise CertificateUnavailableError("too many certificate downloads")
        try:
            signing = self._judge(self._download(url), now)
        except Exception as error:
            raise self._failure(url, now, error) from error
        until = min(now + KEEP_SECONDS, signing.not_after)
        kept = _Kept(signing.key, min(now + RENEW_SECONDS, until), until)
        _put(self._kept, url, kept, MOST_KEYS)
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
        if not isinstance(refusal, CertificateUnavailableError):
            self._kept.pop(url, None)
        failed = _Failed(now + FAILURE_SECONDS, type(refusal), str(refusal))
        _put(self._failed, url, failed, MOST_FAILURES)
        return refusal


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
