"""The three apps that are measured; gunicorn calls one of these functions."""

from __future__ import annotations

import os
from base64 import b64decode
from pathlib import Path
from typing import cast

from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.x509 import load_pem_x509_certificate
from flask import Flask, Response, request

from benchmarks import SKILL_ID


def _folder() -> Path:
    return Path(os.environ["BENCHMARK_FOLDER"])


def bare() -> Flask:
    """A Flask view that checks one RSA signature and returns fixed bytes: the least there is."""
    leaf = load_pem_x509_certificate((_folder() / "chain.pem").read_bytes())
    key = cast("RSAPublicKey", leaf.public_key())
    fixed = (_folder() / "reply.json").read_bytes()
    scheme, digest = PKCS1v15(), SHA256()
    app = Flask(__name__)

    @app.post("/alexa")
    def alexa() -> Response:
        signature = b64decode(request.headers["Signature-256"])
        key.verify(signature, request.get_data(), scheme, digest)
        return Response(fixed, mimetype="application/json")

    return app


def ours() -> Flask:
    """The production app, its certificate chain fetched from a file instead of from Amazon.

    Bookmarks are kept as in production, in a SQLite file, unless ``BENCHMARK_BOOKMARK`` is off,
    and each turn is logged.
    """
    from skill.alexa.skill import build_skill
    from skill.storage.opening import open_bookmarks
    from skill.watch import lines
    from skill.web.app import create_app
    from skill.web.certificates import ChainJudge
    from skill.web.signing_keys import SigningKeys
    from skill.web.verification import SignatureVerifier, SignedRequests

    lines.begin()
    chain = (_folder() / "chain.pem").read_bytes()
    keys = SigningKeys(lambda _url: chain, ChainJudge(_folder() / "roots.pem"))
    kind = os.environ.get("BENCHMARK_BOOKMARK", "sqlite")
    bookmarks = open_bookmarks(kind, str(_folder() / "bookmarks.sqlite3"))
    skill = build_skill(bookmarks=bookmarks)
    return create_app(skill.answer, SignedRequests(SignatureVerifier(keys), SKILL_ID))


def stock() -> Flask:
    """The stock SDK's adapter with its own verification, around a handler that says hello."""
    from benchmarks.stock import create_verifying_app

    return create_verifying_app(SKILL_ID, (_folder() / "chain.pem").read_bytes())
