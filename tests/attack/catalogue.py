"""The attacks, one by one, by what they attack.

Each is a request that anybody on the internet can send (a few need a chain on Amazon's host, or a
skill of one's own for Alexa to sign requests to), and what must come back: the exact status, the
reason it is refused for, and how many downloads it may cause.
"""

from __future__ import annotations

import base64
import gzip
import json
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from amazon_signing import CERT_URL, SIGNER, SKILL_ID, Issued, as_body, issue, new_key, pem
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from playing_amazon import (
    Amazon,
    Behaviour,
    Request,
    answer,
    drips,
    forbidden,
    hangs_up,
    never_ends,
    redirects,
    says_nothing,
)

FOREIGN = "amzn1.ask.skill.99999999-2222-3333-4444-555555555555"
LIMIT = 256 * 1024
"""Bytes that a body may have."""

Make = Callable[[Amazon], Request]


@dataclass(frozen=True)
class Attack:
    """One way to get in, or to do harm."""

    kind: str
    name: str
    make: Make
    reason: str
    status: int = 400
    fetches: int = 0
    chain: Callable[[Amazon], bytes | Behaviour] | None = None

    @property
    def path(self) -> str:
        """Where its chain is on Amazon's host."""
        return f"/echo.api/{self.name.replace(' ', '-')}.pem"


# --- signatures ---------------------------------------------------------------------------------

MISSING = "signature headers are missing"
NOT_BASE64 = "signature is not base64"
WRONG_LENGTH = "signature is not as long as an RSA key's"
NO_MATCH = "signature does not match the body"


def signature(change: Callable[[str], str]) -> Make:
    """A genuine request whose signature is changed."""

    def make(amazon: Amazon) -> Request:
        request = amazon.genuine()
        return request.put("Signature-256", change(request.header("Signature-256")))

    return make


def signed_by(sign_it: Callable[[Amazon, bytes], bytes]) -> Make:
    """A good body with a signature of another kind."""

    def make(amazon: Amazon) -> Request:
        request = amazon.genuine()
        made = base64.b64encode(sign_it(amazon, request.body)).decode()
        return request.put("Signature-256", made)

    return make


def body_changed(change: Callable[[bytes], bytes]) -> Make:
    """A genuine request whose body is changed after it was signed."""

    def make(amazon: Amazon) -> Request:
        request = amazon.genuine()
        changed = change(request.body)
        assert changed != request.body
        return Request(request.headers, changed)

    return make


def pkcs1(hash_algorithm: hashes.HashAlgorithm) -> Callable[[Amazon, bytes], bytes]:
    return lambda amazon, body: amazon.authority.signing_key.sign(
        body, padding.PKCS1v15(), hash_algorithm
    )


def pss(amazon: Amazon, body: bytes) -> bytes:
    how = padding.PSS(padding.MGF1(hashes.SHA256()), padding.PSS.MAX_LENGTH)
    return amazon.authority.signing_key.sign(body, how, hashes.SHA256())


def bare_digest(_: Amazon, body: bytes) -> bytes:
    """The padding of a signature without its RSA: what a verifier with exponent 1 would take."""
    digest = hashes.Hash(hashes.SHA256())
    digest.update(body)
    info = bytes.fromhex("3031300d060960864801650304020105000420") + digest.finalize()
    return b"\x00\x01" + b"\xff" * (253 - len(info)) + b"\x00" + info


def only_the_old_header(amazon: Amazon) -> Request:
    request = amazon.genuine()
    return request.drop("Signature-256").add("Signature", request.header("Signature-256"))


def another_requests_signature(amazon: Amazon) -> Request:
    first, second = amazon.genuine(), amazon.genuine()
    return Request(first.headers, second.body)


def another_certificates_url(amazon: Amazon) -> Request:
    """The stranger's own chain, at a place that Amazon's host does not have."""
    request = amazon.signed(amazon.envelope(), key=amazon.stranger.signing_key)
    return request.put("SignatureCertChainUrl", CERT_URL)


SIGNATURES = [
    Attack(
        "signature",
        "no signature and no URL",
        lambda a: a.genuine().drop("Signature-256", "SignatureCertChainUrl"),
        MISSING,
    ),
    Attack("signature", "no signature", lambda a: a.genuine().drop("Signature-256"), MISSING),
    Attack("signature", "no URL", lambda a: a.genuine().drop("SignatureCertChainUrl"), MISSING),
    Attack("signature", "an empty signature", signature(lambda _: ""), MISSING),
    Attack(
        "signature", "an empty URL", lambda a: a.genuine().put("SignatureCertChainUrl", ""), MISSING
    ),
    Attack("signature", "the old header alone", only_the_old_header, MISSING),
    Attack("signature", "no base64", signature(lambda _: "not base64 at all!"), NOT_BASE64),
    Attack("signature", "a space within", signature(lambda s: f"{s[:9]} {s[9:]}"), NOT_BASE64),
    Attack("signature", "letters beyond ASCII", signature(lambda s: f"\xe9{s}"), NOT_BASE64),
    Attack("signature", "padding within", signature(lambda s: f"{s[:8]}=={s[8:]}"), NOT_BASE64),
    Attack(
        "signature",
        "sent twice",
        lambda a: (r := a.genuine()).add("Signature-256", r.header("Signature-256")),
        "signature is not",
    ),
    Attack("signature", "cut short", signature(lambda s: s[:100]), WRONG_LENGTH),
    Attack("signature", "three bytes", signature(lambda _: "c2ln"), WRONG_LENGTH),
    Attack("signature", "enormous", signature(lambda s: s * 3 + "A" * 3000), WRONG_LENGTH),
    Attack(
        "signature",
        "a byte too many",
        signed_by(lambda a, b: pkcs1(hashes.SHA256())(a, b) + b"x"),
        NO_MATCH,
        fetches=1,
    ),
    Attack("signature", "all zeros", signed_by(lambda *_: bytes(256)), NO_MATCH, fetches=1),
    Attack("signature", "all ones", signed_by(lambda *_: b"\xff" * 256), NO_MATCH, fetches=1),
    Attack("signature", "one", signed_by(lambda *_: bytes(255) + b"\x01"), NO_MATCH, fetches=1),
    Attack("signature", "the digest itself", signed_by(bare_digest), NO_MATCH, fetches=1),
    Attack("signature", "SHA-1", signed_by(pkcs1(hashes.SHA1())), NO_MATCH, fetches=1),  # noqa: S303
    Attack("signature", "SHA-512", signed_by(pkcs1(hashes.SHA512())), NO_MATCH, fetches=1),
    Attack("signature", "PSS padding", signed_by(pss), NO_MATCH, fetches=1),
    Attack("signature", "a stranger's key", another_certificates_url, NO_MATCH, fetches=1),
    Attack(
        "signature",
        "of nothing",
        signed_by(lambda a, _: pkcs1(hashes.SHA256())(a, b"")),
        NO_MATCH,
        fetches=1,
    ),
    Attack("signature", "of another request", another_requests_signature, NO_MATCH, fetches=1),
    Attack(
        "signature", "a space after the body", body_changed(lambda b: b + b" "), NO_MATCH, fetches=1
    ),
    Attack(
        "signature", "a byte less of the body", body_changed(lambda b: b[:-1]), NO_MATCH, fetches=1
    ),
    Attack(
        "signature",
        "another locale in the body",
        body_changed(lambda b: b.replace(b"en-US", b"en-GB")),
        NO_MATCH,
        fetches=1,
    ),
    Attack(
        "signature",
        "the body without its spaces",
        body_changed(lambda b: json.dumps(json.loads(b), separators=(",", ":")).encode()),
        NO_MATCH,
        fetches=1,
    ),
]

# --- certificate URLs ---------------------------------------------------------------------------

URLS = [
    Attack("url", name, lambda a, url=url: a.genuine().put("SignatureCertChainUrl", url), "URL")
    for name, url in {
        "plain http": CERT_URL.replace("https", "http"),
        "another scheme": CERT_URL.replace("https", "ftp"),
        "a file": "file:///echo.api/echo-api-cert-12.pem",
        "no scheme": CERT_URL.removeprefix("https:"),
        "another host": "https://evil.example/echo.api/echo-api-cert-12.pem",
        "a host that begins like Amazon's": CERT_URL.replace(".com", ".com.evil.example"),
        "a host that ends like Amazon's": CERT_URL.replace("s3.", "evil-s3."),
        "a bucket as host": CERT_URL.replace("s3.", "echo.api.s3."),
        "a host with a dot after it": CERT_URL.replace(".com", ".com."),
        "an address": "https://127.0.0.1/echo.api/echo-api-cert-12.pem",
        "the cloud's own address": "https://169.254.169.254/echo.api/latest",
        "a user name": CERT_URL.replace("s3.", "u@s3."),
        "Amazon as user name": "https://s3.amazonaws.com@evil.example/echo.api/x.pem",
        "a backslash before the host": "https://evil.example\\@s3.amazonaws.com/echo.api/x.pem",
        "another port": CERT_URL.replace(".com", ".com:563"),
        "a port that is none": CERT_URL.replace(".com", ".com:99999"),
        "a port with a nought": CERT_URL.replace(".com", ".com:0443"),
        "a query": f"{CERT_URL}?versionId=evil",
        "a fragment": f"{CERT_URL}#evil",
        "another folder": CERT_URL.replace("echo.api", "evil"),
        "a folder in other case": CERT_URL.replace("echo.api", "EcHo.aPi"),
        "a folder that begins alike": CERT_URL.replace("echo.api", "echo.api.evil"),
        "out of the folder": CERT_URL.replace("echo.api/", "echo.api/../evil/"),
        "out of the folder, escaped": CERT_URL.replace("echo.api/", "echo.api/%2e%2e/evil/"),
        "the folder alone": "https://s3.amazonaws.com/echo.api/",
        "two of them": f"{CERT_URL},{CERT_URL}",
        "a space after it": f"{CERT_URL} x",
        "letters beyond ASCII": CERT_URL.replace("cert", "c\xe9rt"),
        "enormous": CERT_URL + "a" * 3000,
        "nonsense": "https://[",
    }.items()
]

# --- chains -------------------------------------------------------------------------------------

NOT_TRUSTED = "certificate chain is not trusted"
NOT_PEM = "certificate chain is not PEM"


def leaf_by(issuer: Callable[[Amazon], Issued]) -> Callable[[Amazon], bytes]:
    """A leaf with Alexa's name and key by another issuer, which is served along."""

    def chain(amazon: Amazon) -> bytes:
        by = issuer(amazon)
        leaf = issue(
            "Leaf", amazon.authority.signing_key, by, now=amazon.authority.now, names=[SIGNER]
        )
        rest = [by.certificate, amazon.authority.intermediate.certificate]
        return pem(leaf.certificate, *rest)

    return chain


def self_signed(amazon: Amazon) -> bytes:
    key, now = amazon.authority.signing_key, amazon.authority.now
    return pem(issue(SIGNER, key, None, now=now, names=[SIGNER]).certificate)


def look_alike(amazon: Amazon) -> bytes:
    """A root and an intermediate with the names of the trusted ones, and other keys."""
    return amazon.stranger.chain_for(key=amazon.authority.signing_key) + amazon.stranger.roots


def expired_intermediate(amazon: Amazon) -> Issued:
    root, now = amazon.authority.root, amazon.authority.now
    return issue("Old", new_key(), root, now=now, ca=True, days=(-10, -1))


def leaf_chain(**how: Any) -> Callable[[Amazon], bytes]:
    return lambda amazon: amazon.authority.chain_for(**how)


def der(amazon: Amazon) -> bytes:
    return amazon.authority.leaf().certificate.public_bytes(serialization.Encoding.DER)


def refusing(status: int) -> Callable[[Amazon], Behaviour]:
    """The right chain, under a status that is no 200."""
    return lambda amazon: lambda handler: answer(handler, status, amazon.authority.chain)


def behaving(behaviour: Behaviour) -> Callable[[Amazon], Behaviour]:
    return lambda _: behaviour


CHAINS: list[tuple[str, Callable[[Amazon], bytes | Behaviour], str]] = [
    ("nothing there", behaving(forbidden), "certificate host answered: 403"),
    ("an empty chain", lambda _: b"", NOT_PEM),
    ("a web page", lambda _: b"<html>hello</html>", NOT_PEM),
    ("bytes", lambda _: bytes(range(256)), NOT_PEM),
    ("a chain in DER", der, NOT_PEM),
    ("half a chain", lambda a: a.authority.chain[:900], "certificate chain is not"),
    (
        "a chain of garbage in PEM",
        lambda _: b"-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n",
        NOT_PEM,
    ),
    ("the leaf alone", lambda a: pem(a.authority.leaf().certificate), NOT_TRUSTED),
    (
        "the issuer first",
        lambda a: pem(a.authority.intermediate.certificate, a.authority.leaf().certificate),
        NOT_TRUSTED,
    ),
    ("a strangers chain", lambda a: a.stranger.chain_for(key=a.authority.signing_key), NOT_TRUSTED),
    ("a look-alike chain with its root", look_alike, NOT_TRUSTED),
    ("a self-signed certificate", self_signed, NOT_TRUSTED),
    ("a leaf issued by a leaf", leaf_by(lambda a: a.authority.leaf(key=new_key())), NOT_TRUSTED),
    ("an expired issuer", leaf_by(expired_intermediate), NOT_TRUSTED),
    ("an expired leaf", leaf_chain(days=(-10, -1)), NOT_TRUSTED),
    ("a leaf of tomorrow", leaf_chain(days=(1, 10)), NOT_TRUSTED),
    ("another name", leaf_chain(names=["evil.example"]), NOT_TRUSTED),
    ("a wildcard", leaf_chain(names=["*.amazon.com"]), "not for the Alexa signer"),
    ("a longer name", leaf_chain(names=[f"{SIGNER}.evil.example"]), NOT_TRUSTED),
    ("no name", leaf_chain(names=[]), NOT_TRUSTED),
    ("the TLS certificate of the host", leaf_chain(names=["s3.amazonaws.com"]), NOT_TRUSTED),
    ("a leaf that may not sign", leaf_chain(signs=False), "certificate may not sign"),
    ("an elliptic key", leaf_chain(key=ec.generate_private_key(ec.SECP256R1())), "not RSA"),
    ("a short key", leaf_chain(key=rsa.generate_private_key(65537, 1024)), "certificate"),  # noqa: S505
    ("a very long chain", lambda a: a.authority.chain * 8, "certificate chain is too long"),
    ("a chain of 100 KB", lambda a: a.authority.chain + b"\n" * 100_000, "too large"),
    ("a chain without end", behaving(never_ends), "certificate chain is too large"),
    ("a redirect to the good chain", behaving(redirects), "certificate host answered: 302"),
    ("the good chain under 403", refusing(403), "certificate host answered: 403"),
    ("the good chain under 500", refusing(500), "certificate host answered: 500"),
    ("the good chain under 203", refusing(203), "certificate host answered: 203"),
    ("a host that hangs up", behaving(hangs_up), "certificate download failed"),
    ("a host that says nothing", behaving(says_nothing), "certificate host is too slow"),
    ("a host that drips", behaving(drips), "certificate host is too slow"),
]


def chain_attack(name: str, chain: Callable[[Amazon], bytes | Behaviour], reason: str) -> Attack:
    path = Attack("chain", name, Amazon.genuine, reason).path
    make: Make = lambda amazon: amazon.signed(amazon.envelope(), path=path)  # noqa: E731
    return Attack("chain", name, make, reason, fetches=1, chain=chain)


# --- time and address ---------------------------------------------------------------------------


def changed(**request: Any) -> Make:
    """A signed request with other fields."""
    return lambda amazon: amazon.signed(amazon.envelope(**request))


def without(*path: str) -> Make:
    """A signed request without one field."""

    def make(amazon: Amazon) -> Request:
        request = amazon.envelope()
        inner = request
        for key in path[:-1]:
            inner = inner[key]
        del inner[path[-1]]
        return amazon.signed(request)

    return make


def addressed(session: Any, context: Any, **more: Any) -> Make:
    """A signed request with other application ids."""

    def make(amazon: Amazon) -> Request:
        request = {**amazon.envelope(), **more}
        request["session"]["application"] = {"applicationId": session}
        request["context"]["System"]["application"] = {"applicationId": context}
        return amazon.signed(request)

    return make


OLD = "timestamp is missing, too old or too new"
TIMES = [
    Attack("time", name, make, OLD, fetches=1)
    for name, make in {
        "a request captured 151 s ago": changed(off=-152),
        "a request captured an hour ago": changed(off=-3600),
        "a request of last year": changed(off=-365 * 86_400),
        "a request of the future": changed(off=160),
        "a skill event over an hour old": changed(off=-3602, type="AlexaSkillEvent.SkillDisabled"),
        "a type that only looks like an event": changed(off=-200, type="xAlexaSkillEvent.X"),
        "a type that is a list with an event": changed(off=-200, type=["AlexaSkillEvent.X"]),
        "no timestamp": without("request", "timestamp"),
        "a timestamp of null": changed(timestamp=None),
        "a timestamp that is a number": changed(timestamp=1_800_000_000),
        "a timestamp in words": changed(timestamp="now"),
        "a timestamp without a zone": changed(timestamp="2027-01-15T08:00:00"),
        "a timestamp before all time": changed(timestamp="0001-01-01T00:00:00+23:59"),
        "no request at all": without("request"),
    }.items()
]

ANOTHER = "request is for another skill"
UNNAMED = "body does not name this skill"
ADDRESSES = [
    Attack("address", "another skill in both places", addressed(FOREIGN, FOREIGN), UNNAMED),
    Attack(
        "address", "another skill in the session", addressed(FOREIGN, SKILL_ID), ANOTHER, fetches=1
    ),
    Attack(
        "address", "another skill in the context", addressed(SKILL_ID, FOREIGN), ANOTHER, fetches=1
    ),
    Attack(
        "address",
        "our id in words only",
        addressed(FOREIGN, FOREIGN, note=SKILL_ID),
        ANOTHER,
        fetches=1,
    ),
    Attack(
        "address",
        "our id with more behind it",
        addressed(f"{SKILL_ID}0", f"{SKILL_ID}0"),
        ANOTHER,
        fetches=1,
    ),
    Attack("address", "our id in capitals", addressed(SKILL_ID.upper(), SKILL_ID.upper()), UNNAMED),
    Attack("address", "our id in a list", addressed([SKILL_ID], [SKILL_ID]), ANOTHER, fetches=1),
    Attack("address", "no context", without("context"), ANOTHER, fetches=1),
    Attack(
        "address", "no application", without("context", "System", "application"), ANOTHER, fetches=1
    ),
    Attack("address", "a session of nobody", without("session", "application"), ANOTHER, fetches=1),
    Attack(
        "address",
        "half a surrogate in the id",
        addressed(f"{SKILL_ID}\ud800", SKILL_ID),
        ANOTHER,
        fetches=1,
    ),
]

# --- bodies, all of them signed -----------------------------------------------------------------

NOT_JSON = "body is not JSON, or says one thing twice"


def body_of(make_body: Callable[[bytes], bytes]) -> Make:
    """A genuine body made into something else, and then signed."""
    return lambda amazon: amazon.signed(make_body(as_body(amazon.envelope())))


def with_attributes(json_text: bytes) -> Make:
    """A genuine body with some JSON, or what passes for it, as session attributes."""
    return body_of(lambda body: body.replace(b'"attributes": {}', b'"attributes": ' + json_text))


def twice(first: bytes) -> Callable[[bytes], bytes]:
    """A body that begins by saying something that it says again later."""
    return lambda body: b"{" + first + b", " + body[1:]


def zipped(amazon: Amazon) -> Request:
    request = amazon.signed(gzip.compress(as_body(amazon.envelope())))
    return request.add("Content-Encoding", "gzip")


def claims(encoding: str) -> Make:
    return lambda amazon: amazon.genuine().add("Content-Encoding", encoding)


def typed(content_type: str) -> Make:
    return lambda amazon: amazon.genuine().put("Content-Type", content_type)


def of_size(size: int) -> Make:
    return body_of(lambda body: body + b" " * (size - len(body)))


DEEP = 100_000
BODIES = [
    Attack("body", name, make, reason, fetches=1)
    for name, (make, reason) in {
        "cut off": (body_of(lambda b: b[:-10]), NOT_JSON),
        "two of them": (body_of(lambda b: b + b), NOT_JSON),
        "something after it": (body_of(lambda b: b + b"x"), NOT_JSON),
        "a list": (body_of(lambda b: b"[" + b + b"]"), "body is not a JSON object"),
        "text": (body_of(lambda _: json.dumps(SKILL_ID).encode()), "body is not a JSON object"),
        "single quotes": (body_of(lambda b: b.replace(b'"', b"'")), NOT_JSON),
        "a comma too many": (body_of(lambda b: b[:-1] + b",}"), NOT_JSON),
        "a comment": (body_of(lambda b: b + b"//"), NOT_JSON),
        "a byte order mark": (body_of(lambda b: b"\xef\xbb\xbf" + b), NOT_JSON),
        "not UTF-8": (body_of(lambda b: b.replace(b"en-US", b"en\xffUS")), NOT_JSON),
        "a control character": (body_of(lambda b: b.replace(b"en-US", b"en\x00US")), NOT_JSON),
        "a deep list": (with_attributes(b"[" * DEEP + b"]" * DEEP), "body is nested too deeply"),
        "a deep object": (
            with_attributes(b'{"a":' * 40_000 + b"1" + b"}" * 40_000),
            "body is nested too deeply",
        ),
        "deep and never closed": (with_attributes(b"[" * DEEP), "body is"),
        "NaN": (with_attributes(b'{"a": NaN}'), NOT_JSON),
        "Infinity": (with_attributes(b'{"a": Infinity}'), NOT_JSON),
        "minus Infinity": (with_attributes(b'{"a": -Infinity}'), NOT_JSON),
        "a number beyond all": (with_attributes(b'{"a": 1e999}'), NOT_JSON),
        "a number of 5000 digits": (with_attributes(b"[" + b"9" * 5000 + b"]"), NOT_JSON),
        "two requests, the first foreign": (body_of(twice(b'"request": {}')), NOT_JSON),
        "two contexts": (body_of(twice(b'"context": null')), NOT_JSON),
        "two sessions": (body_of(twice(b'"session": null')), NOT_JSON),
        "two keys, one escaped": (body_of(twice(b'"\\u0073ession": null')), NOT_JSON),
        "one attribute twice, and a colon spelled out": (
            with_attributes(b'{"x": "\\u003A", "a": 1, "a": 2}'),
            NOT_JSON,
        ),
        "one attribute twice": (with_attributes(b'{"a": 1, "a": 2}'), NOT_JSON),
        "one attribute twice, with half a surrogate": (
            with_attributes(b'{"a": 1, "a": "\\ud800"}'),
            NOT_JSON,
        ),
    }.items()
]
UNOPENED = [
    Attack("body", "nothing", lambda a: a.signed(b""), UNNAMED),
    Attack("body", "null", lambda a: a.signed(b"null"), UNNAMED),
    Attack("body", "an empty object", lambda a: a.signed(b"{}"), UNNAMED),
    Attack("body", "UTF-16", body_of(lambda b: b.decode().encode("utf-16")), UNNAMED),
    Attack("body", "gzip", zipped, "content is encoded"),
    Attack("body", "deflate without a claim", body_of(zlib.compress), UNNAMED),
    Attack("body", "a claim of gzip", claims("gzip"), "content is encoded"),
    Attack("body", "a claim of br", claims("br"), "content is encoded"),
    Attack("body", "a claim of two encodings", claims("identity, gzip"), "content is encoded"),
    Attack("body", "a byte too large", of_size(LIMIT + 1), "body is too large", 413),
    Attack("body", "two megabytes", of_size(2_000_000), "body is too large", 413),
    Attack("body", "plain text", typed("text/plain"), "content type"),
    Attack("body", "a form", typed("application/x-www-form-urlencoded"), "content type"),
    Attack("body", "no type", lambda a: a.genuine().drop("Content-Type"), "content type"),
    Attack("body", "a type that begins alike", typed("application/jsonx"), "content type"),
]

# --- methods and paths --------------------------------------------------------------------------


def by(method: str) -> Make:
    def make(amazon: Amazon) -> Request:
        request = amazon.genuine()
        return Request(request.headers, request.body, method)

    return make


def at(path: str) -> Make:
    def make(amazon: Amazon) -> Request:
        request = amazon.genuine()
        return Request(request.headers, request.body, path=path)

    return make


METHODS = [
    Attack("method", method, by(method), "" if method == "HEAD" else "Method Not Allowed", 405)
    for method in ("GET", "HEAD", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "PROPFIND", "ALEXA")
]
PATHS = [
    *(
        Attack("path", path, at(path), "Not Found", 404)
        for path in (
            "/",
            "/alexa/",
            "/alexa//",
            "/Alexa",
            "/alexa/..",
            "/./alexa",
            "/alexa;x",
            "/alexa.json",
            "/static/app.py",
            "/../../etc/passwd",
            "/admin",
            "/" + "a" * 1500,
        )
    ),
    Attack("path", "/healthz", at("/healthz"), "Method Not Allowed", 405),
]

ATTACKS = [
    *SIGNATURES,
    *URLS,
    *(chain_attack(*one) for one in CHAINS),
    *TIMES,
    *ADDRESSES,
    *BODIES,
    *UNOPENED,
    *METHODS,
    *PATHS,
]
