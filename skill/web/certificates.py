"""Judges whether a chain's first certificate is Alexa's, today (platform 1.3 step 2)."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from cryptography.utils import CryptographyDeprecationWarning
from cryptography.x509.verification import PolicyBuilder, Store, VerificationError

from skill.web.sdk_verifier import VerificationException

SIGNER = "echo-api.amazon.com"
MOST_CERTIFICATES = 10
"""In one chain; Amazon sends three to five."""

_PEM = re.compile(b"-----BEGIN CERTIFICATE-----.+?-----END CERTIFICATE-----", re.DOTALL)


class SigningKey(NamedTuple):
    """A public key that a trusted chain gives to Alexa."""

    key: RSAPublicKey
    not_after: float
    """When the first certificate of the path expires, in seconds since the epoch."""


class Validity(NamedTuple):
    """From when to when a certificate is in force, in seconds since the epoch."""

    since: float
    until: float


class ChainJudge:
    """Decides which chains to trust, from a file of root certificates in PEM."""

    def __init__(self, trust_roots: Path) -> None:
        """Raises ValueError where the file holds no certificate, OSError where it is not there."""
        roots = _readable_certificates(trust_roots.read_bytes())
        self._roots = Store(roots)
        self._certificates = roots

    @property
    def roots(self) -> list[Validity]:
        """When each root of the store is in force."""
        return [
            Validity(root.not_valid_before_utc.timestamp(), _not_after(root))
            for root in self._certificates
        ]

    def __call__(self, pem: bytes, now: float) -> SigningKey:
        """The signing key in a chain: signing certificate first, then the intermediates.

        ``now`` is in seconds since the epoch. Raises VerificationException for every other chain.
        """
        leaf, *intermediates = _load(pem)
        path = self._trusted_path(leaf, intermediates, datetime.fromtimestamp(now, UTC))
        # The policy accepts *.amazon.com as well (platform D13), so the name is asked for exactly.
        if SIGNER not in _names(leaf):
            raise VerificationException("certificate is not for the Alexa signer")
        if not _may_sign(leaf):
            raise VerificationException("certificate may not sign")
        key = leaf.public_key()
        if not isinstance(key, RSAPublicKey) or key.key_size < 2048:
            raise VerificationException("certificate key is not RSA of 2048 bits or more")
        return SigningKey(key, min(_not_after(certificate) for certificate in path))

    def _trusted_path(
        self, leaf: x509.Certificate, intermediates: list[x509.Certificate], now: datetime
    ) -> list[x509.Certificate]:
        # Built anew each time: a verifier keeps the time that it was built with (platform D13).
        policy = PolicyBuilder().store(self._roots).time(now)
        try:
            return policy.build_server_verifier(x509.DNSName(SIGNER)).verify(leaf, intermediates)
        except VerificationError as error:
            raise VerificationException("certificate chain is not trusted") from error


def _readable_certificates(bundle: bytes) -> list[x509.Certificate]:
    """Every certificate of a bundle that can be read; one odd root must not cost all the others."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", CryptographyDeprecationWarning)
        try:
            return x509.load_pem_x509_certificates(bundle)
        except ValueError:
            return list(_one_by_one(bundle))


def _one_by_one(bundle: bytes) -> Iterator[x509.Certificate]:
    for block in _PEM.findall(bundle):
        with suppress(ValueError):
            yield x509.load_pem_x509_certificate(block)


def _load(pem: bytes) -> list[x509.Certificate]:
    try:
        chain = x509.load_pem_x509_certificates(pem)
    except ValueError as error:
        raise VerificationException("certificate chain is not PEM") from error
    if len(chain) > MOST_CERTIFICATES:
        raise VerificationException("certificate chain is too long")
    return chain


def _names(certificate: x509.Certificate) -> list[str]:
    names = certificate.extensions.get_extension_for_class(x509.SubjectAlternativeName)
    return names.value.get_values_for_type(x509.DNSName)


def _may_sign(certificate: x509.Certificate) -> bool:
    try:
        usage = certificate.extensions.get_extension_for_class(x509.KeyUsage)
    except x509.ExtensionNotFound:
        return True
    return usage.value.digital_signature


def _not_after(certificate: x509.Certificate) -> float:
    return certificate.not_valid_after_utc.timestamp()
