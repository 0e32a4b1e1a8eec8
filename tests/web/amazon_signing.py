"""Plays Amazon: a certificate authority of our own, and Alexa signing requests with it.

Nothing here comes from the skill, so that what it checks is checked by other means.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.x509.oid import NameOID

NOW = 1_800_000_000.0
"""Seconds since the epoch: the time it is in these tests."""
SIGNER = "echo-api.amazon.com"
CERT_URL = "https://s3.amazonaws.com/echo.api/echo-api-cert-12.pem"
SKILL_ID = "amzn1.ask.skill.11111111-2222-3333-4444-555555555555"
USER_ID = "amzn1.ask.account.SECRETUSER"
DEVICE_ID = "amzn1.ask.device.SECRETDEVICE"


def new_key() -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(65537, 2048)


def pem(*certificates: x509.Certificate) -> bytes:
    return b"".join(c.public_bytes(serialization.Encoding.PEM) for c in certificates)


def key_pem(key: rsa.RSAPrivateKey) -> bytes:
    return key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )


@dataclass(frozen=True)
class Issued:
    """A certificate, and the key that it is about."""

    certificate: x509.Certificate
    key: rsa.RSAPrivateKey


def issue(
    name: str,
    key: Any,
    issuer: Issued | None,
    *,
    now: float,
    ca: bool = False,
    names: Sequence[str] | None = None,
    days: tuple[float, float] = (-10, 10),
    signs: bool = True,
) -> Issued:
    """A certificate for ``key``; self-signed where there is no issuer, without SAN for no names."""
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    signing = key if issuer is None else issuer.key
    today = datetime.fromtimestamp(now, UTC)
    builder = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject if issuer is None else issuer.certificate.subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(today + timedelta(days=days[0]))
        .not_valid_after(today + timedelta(days=days[1]))
        .add_extension(x509.BasicConstraints(ca, None), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), False)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(signing.public_key()), False
        )
        .add_extension(
            x509.KeyUsage(signs, False, not signs, False, False, ca, ca, False, False), True
        )
    )
    if names:
        builder = builder.add_extension(
            x509.SubjectAlternativeName([x509.DNSName(n) for n in names]), critical=False
        )
    return Issued(builder.sign(signing, hashes.SHA256()), key)


class Authority:
    """A root, an intermediate, and the leaf certificates that Alexa might sign with."""

    def __init__(self, now: float) -> None:
        self.now = now
        self.root = issue("Root", new_key(), None, now=now, ca=True, days=(-900, 900))
        self.intermediate = issue(
            "Intermediate", new_key(), self.root, now=now, ca=True, days=(-400, 400)
        )
        self.signing_key = new_key()
        self.chain = self.chain_for()

    @property
    def roots(self) -> bytes:
        return pem(self.root.certificate)

    def leaf(self, names: Sequence[str] = (SIGNER,), **how: Any) -> Issued:
        key = how.pop("key", self.signing_key)
        return issue("Leaf", key, self.intermediate, now=self.now, names=names, **how)

    def chain_for(self, names: Sequence[str] = (SIGNER,), **how: Any) -> bytes:
        """Leaf and intermediate, as Amazon serves them."""
        return pem(self.leaf(names, **how).certificate, self.intermediate.certificate)


def sign(key: rsa.RSAPrivateKey, body: bytes) -> str:
    return base64.b64encode(key.sign(body, padding.PKCS1v15(), hashes.SHA256())).decode()


def timestamp(seconds: float) -> str:
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def envelope(now: float, **request: Any) -> dict[str, Any]:
    """A request as Alexa sends it, an IntentRequest unless ``request`` says otherwise."""
    application = {"applicationId": SKILL_ID}
    user = {"userId": USER_ID}
    return {
        "version": "1.0",
        "session": {
            "new": False,
            "sessionId": "amzn1.echo-api.session.SECRETSESSION",
            "application": application,
            "attributes": {},
            "user": user,
        },
        "context": {
            "System": {
                "application": application,
                "user": user,
                "device": {"deviceId": DEVICE_ID, "supportedInterfaces": {}},
                "apiEndpoint": "https://api.amazonalexa.com",
                "apiAccessToken": "SECRETTOKEN",
            }
        },
        "request": {
            "type": "IntentRequest",
            "requestId": "amzn1.echo-api.request.1",
            "timestamp": timestamp(now),
            "locale": "en-US",
            "intent": {
                "name": "SymptomIntent",
                "confirmationStatus": "NONE",
                "slots": {
                    "symptom": {
                        "name": "symptom",
                        "value": "SECRETSYMPTOM",
                        "confirmationStatus": "NONE",
                    }
                },
            },
            **request,
        },
    }


def as_body(value: Any) -> bytes:
    return json.dumps(value).encode()
