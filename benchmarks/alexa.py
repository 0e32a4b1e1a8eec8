"""Plays Alexa for the benchmarks: a certificate authority, signed requests, a conversation."""

from __future__ import annotations

import base64
import json
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import certifi
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.x509.oid import NameOID

from benchmarks import SKILL_ID

CERT_URL = "https://s3.amazonaws.com/echo.api/echo-api-cert-12.pem"

CONVERSATION: tuple[tuple[str, dict[str, str]], ...] = (
    ("LaunchRequest", {}),
    ("ReliefIntent", {"muscle": "calf"}),
    ("AMAZON.NoIntent", {}),
    ("WhyIntent", {"cause": "night"}),
    ("CarryOnIntent", {}),
    ("AMAZON.YesIntent", {}),
    ("PreventionIntent", {"tip": "stretching"}),
    ("WarningSignsIntent", {}),
    ("AMAZON.NoIntent", {}),
    ("SymptomIntent", {"symptom": "one_leg_swollen_red_warm"}),
    ("AMAZON.HelpIntent", {}),
    ("AMAZON.StopIntent", {}),
)
"""Intents (or a request type) and slot ids of a conversation that visits most of the skill."""

Answer = Callable[[dict[str, Any]], dict[str, Any]]


class Amazon:
    """A root of our own, and the certificate that signs requests."""

    def __init__(self) -> None:
        self._root_key, self.key = _new_key(), _new_key()
        self._root = _certificate("Root", self._root_key, "Root", self._root_key, ca=True)
        self.leaf = _certificate("Leaf", self.key, "Root", self._root_key, ca=False)

    def write(self, folder: Path) -> None:
        """Put ``chain.pem`` there, and ``roots.pem``: certifi's roots and ours."""
        root = self._root.public_bytes(serialization.Encoding.PEM)
        (folder / "chain.pem").write_bytes(
            self.leaf.public_bytes(serialization.Encoding.PEM) + root
        )
        (folder / "roots.pem").write_bytes(Path(certifi.where()).read_bytes() + root)

    def write_tls(self, folder: Path, name: str) -> None:
        """Put ``tls.pem`` there: key and certificate of a server of that name."""
        key = _new_key()
        made = _certificate("TLS", key, "Root", self._root_key, ca=False, name=name)
        (folder / "tls.pem").write_bytes(
            key.private_bytes(
                serialization.Encoding.PEM,
                serialization.PrivateFormat.PKCS8,
                serialization.NoEncryption(),
            )
            + made.public_bytes(serialization.Encoding.PEM)
        )

    def signed(self, envelope: dict[str, Any]) -> tuple[dict[str, str], bytes]:
        """Headers and body of a request as Alexa sends it, made now."""
        envelope["request"]["timestamp"] = _timestamp()
        body = json.dumps(envelope).encode()
        signature = self.key.sign(body, padding.PKCS1v15(), hashes.SHA256())
        headers = {
            "Content-Type": "application/json;charset=UTF-8",
            "Accept": "application/json",
            "Accept-Charset": "utf-8",
            "SignatureCertChainUrl": CERT_URL,
            "Signature-256": base64.b64encode(signature).decode(),
        }
        return headers, body


def conversation(answer: Answer) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    """Each request of the conversation and its response, attributes handed on as Alexa does."""
    attributes: dict[str, Any] = {}
    for turn, (name, slots) in enumerate(CONVERSATION):
        envelope = _envelope(turn, name, slots, attributes)
        response = answer(envelope)
        attributes = response.get("sessionAttributes", {})
        yield envelope, response


def of_user(envelope: dict[str, Any], user: int) -> dict[str, Any]:
    """The same request from somebody else, on another device."""
    text = json.dumps(envelope)
    for kind in ("account", "device"):
        text = text.replace(f"amzn1.ask.{kind}.{'A' * 180}", f"amzn1.ask.{kind}.{user:0180}")
    changed: dict[str, Any] = json.loads(text)
    changed["request"]["requestId"] += f"-{user}"
    return changed


def launch() -> dict[str, Any]:
    """The request that opens a session."""
    return _envelope(0, "LaunchRequest", {}, {})


def _envelope(
    turn: int, name: str, slots: dict[str, str], attributes: dict[str, Any]
) -> dict[str, Any]:
    application, user = {"applicationId": SKILL_ID}, {"userId": "amzn1.ask.account." + "A" * 180}
    request: dict[str, Any] = {
        "type": name,
        "requestId": f"amzn1.echo-api.request.00000000-0000-0000-0000-{turn:012}",
        "locale": "en-US",
        "timestamp": _timestamp(),
        "shouldLinkResultBeReturned": False,
    }
    if name != "LaunchRequest":
        filled = {slot: _slot(slot, value) for slot, value in slots.items()}
        request["type"] = "IntentRequest"
        request["intent"] = {"name": name, "confirmationStatus": "NONE", "slots": filled}
    return {
        "version": "1.0",
        "session": {
            "new": turn == 0,
            "sessionId": "amzn1.echo-api.session.00000000-0000-0000-0000-000000000000",
            "application": application,
            "attributes": attributes,
            "user": user,
        },
        "context": {
            "Viewports": [],
            "System": {
                "application": application,
                "user": user,
                "device": {
                    "deviceId": "amzn1.ask.device." + "A" * 180,
                    "supportedInterfaces": {},
                },
                "apiEndpoint": "https://api.amazonalexa.com",
                "apiAccessToken": "A" * 900,
            },
        },
        "request": request,
    }


def _slot(name: str, value: str) -> dict[str, Any]:
    match = {"value": {"name": value, "id": value}}
    authority = f"amzn1.er-authority.echo-sdk.{SKILL_ID}.{name}"
    found = {"authority": authority, "status": {"code": "ER_SUCCESS_MATCH"}, "values": [match]}
    return {
        "name": name,
        "value": value.replace("_", " "),
        "resolutions": {"resolutionsPerAuthority": [found]},
        "confirmationStatus": "NONE",
        "source": "USER",
    }


def _timestamp() -> str:
    return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())


def _new_key() -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(65537, 2048)


def _certificate(
    subject: str,
    key: rsa.RSAPrivateKey,
    issuer: str,
    issuer_key: rsa.RSAPrivateKey,
    *,
    ca: bool,
    name: str = "echo-api.amazon.com",
) -> x509.Certificate:
    now = datetime.now(UTC)
    usage = x509.KeyUsage(True, False, False, False, False, ca, ca, False, False)
    authority = x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer_key.public_key())
    builder = (
        x509.CertificateBuilder()
        .subject_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, subject)]))
        .issuer_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, issuer)]))
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.BasicConstraints(ca, None), critical=True)
        .add_extension(usage, critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), False)
        .add_extension(authority, critical=False)
    )
    if not ca:
        names = x509.SubjectAlternativeName([x509.DNSName(name)])
        builder = builder.add_extension(names, critical=False)
    return builder.sign(issuer_key, hashes.SHA256())
