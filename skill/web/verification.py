"""Proves that a request comes from Alexa, lately, for this skill (platform 1.3).

Every failure is a VerificationException whose message is a reason fit for a log: it quotes nothing
of the request.
"""

from __future__ import annotations

import time
from base64 import b64decode
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any, Protocol

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey

from skill.web.certificates import ChainJudge
from skill.web.download import ChainDownloader
from skill.web.envelope import Envelope, is_addressed_to, is_fresh, parse_envelope
from skill.web.repeats import Repeats
from skill.web.sdk_verifier import RequestVerifier, VerificationException
from skill.web.signing_keys import SigningKeys

SHORTEST_SIGNATURE = 256
"""Bytes."""
LONGEST_SIGNATURE = 1368
"""Characters of base64: 1024 bytes."""


class KeySource(Protocol):
    """Gives the key that belongs to a certificate URL."""

    def key_for(self, url: str) -> RSAPublicKey:
        """The key, from a judged chain; raises VerificationException where there is none."""

    def other_keys(self, url: str) -> Iterable[RSAPublicKey]:
        """Keys that may be there besides, tried where the first does not fit."""


class SignatureVerifier(RequestVerifier):
    """The SDK's signature verifier, with its certificates and its decoding made safe.

    Of the SDK's it keeps the interface, the header names, the padding and the hash. Replaced are
    URL rules, download, chain validation and cache (platform D4, D6 to D8, D13, D14), and the
    lenient base64 and text decoding of signature and body (D4).
    """

    def __init__(self, keys: KeySource) -> None:
        super().__init__()
        self._keys = keys

    def verify(
        self,
        headers: Mapping[str, Any],
        serialized_request_env: str | bytes,
        deserialized_request_env: object = None,  # noqa: ARG002 - the SDK's interface
    ) -> None:
        """The SDK's way in: headers by name in any case, and the body as it was received."""
        body = serialized_request_env
        self.check(
            _only(headers, self._signature_cert_chain_url_key),
            _only(headers, self._signature_key),
            body.encode() if isinstance(body, str) else body,
        )

    def check(self, url: str | None, signature: str | None, body: bytes) -> None:
        """Raise VerificationException unless the certificate at the URL signed these bytes."""
        if not url or not signature:
            raise VerificationException("signature headers are missing")
        signed = _signature(signature)
        if self._fits(self._keys.key_for(url), signed, body):
            return
        if not any(self._fits(key, signed, body) for key in self._keys.other_keys(url)):
            raise VerificationException("signature does not match the body")

    def _fits(self, key: RSAPublicKey, signature: bytes, body: bytes) -> bool:
        try:
            key.verify(signature, body, self._padding, self._hash_algorithm)
        except InvalidSignature:
            return False
        return True


class SignedRequests:
    """Opens a request's body once it is proved to be Alexa's, recent, and for this skill.

    What costs nothing to see is looked at first: a stranger without a signature of the right form,
    or without this skill's id in the body, causes no download.
    """

    def __init__(
        self,
        signatures: SignatureVerifier,
        skill_id: str,
        clock: Callable[[], float] = time.time,
        repeats: Repeats | None = None,
    ) -> None:
        """``clock`` gives seconds since the epoch; with ``repeats`` no request is taken twice.

        Raises ValueError for an empty skill id.
        """
        if not skill_id:
            raise ValueError("a skill id is needed to verify requests")
        self._check = signatures.check
        self._skill_id = skill_id
        self._named = skill_id.encode()
        self._clock = clock
        self._repeats = repeats

    def __call__(self, environ: Mapping[str, Any], body: bytes) -> Envelope:
        """The parsed request; nothing of the body is parsed before its signature is proved.

        ``environ`` is the WSGI environment: servers join duplicate headers with a comma, which
        neither base64 nor the URL rules let through.
        """
        if not _is_json(environ.get("CONTENT_TYPE") or ""):
            raise VerificationException("content type is not application/json")
        if environ.get("HTTP_CONTENT_ENCODING", "identity") != "identity":
            raise VerificationException("content is encoded")
        if self._named not in body:
            raise VerificationException("body does not name this skill")
        url = environ.get("HTTP_SIGNATURECERTCHAINURL")
        self._check(url, environ.get("HTTP_SIGNATURE_256"), body)
        envelope = open_unsigned(environ, body)
        if not is_addressed_to(envelope, self._skill_id):
            raise VerificationException("request is for another skill")
        now = self._clock()
        if not is_fresh(envelope, now):
            raise VerificationException("timestamp is missing, too old or too new")
        if self._repeats is not None and self._repeats.is_repeat(envelope, now):
            raise VerificationException("request came before")
        return envelope


def open_unsigned(_environ: Mapping[str, Any], body: bytes) -> Envelope:
    """The parsed request, proved to be nothing more than a JSON object. For loopback only."""
    try:
        return parse_envelope(body)
    except ValueError as error:
        raise VerificationException(str(error)) from error


def verify_for(
    skill_id: str,
    trust_roots: Path,
    *,
    refuse_repeats: bool = False,
    judge: ChainJudge | None = None,
) -> SignedRequests:
    """The production verifier: certificates fetched and judged with one file of root certificates.

    Raises ValueError or OSError where that file cannot be used.
    """
    keys = SigningKeys(ChainDownloader(trust_roots), judge or ChainJudge(trust_roots))
    repeats = Repeats() if refuse_repeats else None
    return SignedRequests(SignatureVerifier(keys), skill_id, repeats=repeats)


def _signature(text: str) -> bytes:
    """The bytes of a signature that an RSA key of 2048 to 8192 bits may have made."""
    try:
        signature = b64decode(text, validate=True) if len(text) <= LONGEST_SIGNATURE else b""
    except ValueError as error:
        raise VerificationException("signature is not base64") from error
    if len(signature) < SHORTEST_SIGNATURE:
        raise VerificationException("signature is not as long as an RSA key's")
    return signature


def _is_json(content_type: str) -> bool:
    return content_type.partition(";")[0].strip().lower() == "application/json"


def _only(headers: Mapping[str, Any], name: str) -> str | None:
    """The one value of a header; raises VerificationException where there are several."""
    values = [value for key, value in headers.items() if key.lower() == name.lower()]
    if len(values) > 1:
        raise VerificationException("signature headers are doubled")
    return values[0] if values else None
