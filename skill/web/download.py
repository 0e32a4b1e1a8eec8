"""Fetches a certificate chain without trusting the other end to be quick, small or honest."""

from __future__ import annotations

import ssl
import time
from functools import cached_property
from http.client import HTTPResponse
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import BoundedSemaphore, Thread
from urllib.request import HTTPSHandler, OpenerDirector, ProxyHandler

from skill.web.sdk_verifier import VerificationException

DOWNLOAD_SECONDS = 2.0
"""For the whole download, name look-up and TLS included; a reply is due within 8 s in all."""
LARGEST_CHAIN = 64 * 1024
"""Bytes."""
MOST_AT_ONCE = 4
"""Downloads under way, those given up and not yet over included."""
_CHUNK = 16 * 1024


class CertificateUnavailableError(VerificationException):
    """The chain could not be fetched, which says nothing about the certificate itself."""


class ChainDownloader:
    """Fetches over https only, from a host that the trust roots vouch for, following no redirect.

    A proxy named in the environment (``HTTPS_PROXY``) is used. The certificate URL rules are the
    caller's to check first.
    """

    def __init__(
        self,
        trust_roots: Path,
        *,
        seconds: float = DOWNLOAD_SECONDS,
        largest: int = LARGEST_CHAIN,
    ) -> None:
        self._trust_roots = trust_roots
        self._seconds = seconds
        self._largest = largest
        self._slots = BoundedSemaphore(MOST_AT_ONCE)

    def __call__(self, url: str) -> bytes:
        """The body at the URL; raises CertificateUnavailableError for whatever goes wrong."""
        if not url.startswith("https://"):
            raise CertificateUnavailableError("certificate URL is not https")
        if not self._slots.acquire(blocking=False):
            raise CertificateUnavailableError("too many certificate downloads under way")
        outcome: SimpleQueue[bytes | CertificateUnavailableError] = SimpleQueue()
        # A thread, because nothing else can bound the look-up of a host name.
        Thread(target=self._fetch_into, args=(outcome, url), daemon=True).start()
        try:
            result = outcome.get(timeout=self._seconds)
        except Empty as error:
            raise CertificateUnavailableError("certificate host is too slow") from error
        if isinstance(result, CertificateUnavailableError):
            raise result
        return result

    @cached_property
    def _opener(self) -> OpenerDirector:
        """An opener with no handler for redirects, plain http, files or anything but https."""
        opener = OpenerDirector()
        opener.add_handler(ProxyHandler())
        opener.add_handler(
            HTTPSHandler(context=ssl.create_default_context(cafile=str(self._trust_roots)))
        )
        return opener

    def _fetch_into(
        self, outcome: SimpleQueue[bytes | CertificateUnavailableError], url: str
    ) -> None:
        try:
            outcome.put(self._fetch(url))
        except CertificateUnavailableError as error:
            outcome.put(error)
        except Exception as error:
            reason = f"certificate download failed: {type(error).__name__}"
            outcome.put(CertificateUnavailableError(reason))
        finally:
            self._slots.release()

    def _fetch(self, url: str) -> bytes:
        deadline = time.monotonic() + self._seconds
        response = self._opener.open(url, timeout=self._seconds)
        with response:
            if response.status != 200:
                raise CertificateUnavailableError(
                    f"certificate host answered: {int(response.status)}"
                )
            return self._read(response, deadline)

    def _read(self, response: HTTPResponse, deadline: float) -> bytes:
        body = bytearray()
        while chunk := response.read1(_CHUNK):
            body += chunk
            if len(body) > self._largest:
                raise CertificateUnavailableError("certificate chain is too large")
            if time.monotonic() > deadline:
                raise CertificateUnavailableError("certificate host is too slow")
        return bytes(body)
