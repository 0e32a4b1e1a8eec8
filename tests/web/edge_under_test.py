"""The signed app, with everything outside it in a test's hands."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from amazon_signing import CERT_URL, NOW, SKILL_ID, Authority, as_body, envelope, sign
from flask import Flask
from werkzeug.test import TestResponse

from skill.web.app import create_app
from skill.web.certificates import ChainJudge
from skill.web.signing_keys import SigningKeys
from skill.web.verification import SignatureVerifier, SignedRequests


class Edge:
    """The signed app with the certificate host, the skill and the clock in the test's hands."""

    def __init__(self, authority: Authority, roots: Path) -> None:
        self.authority = authority
        self.now = NOW
        self.chains: dict[str, bytes | Exception] = {CERT_URL: authority.chain}
        self.downloads: list[str] = []
        self.answered: list[dict[str, Any]] = []
        self.answer: Callable[[dict[str, Any]], Any] = lambda _: {"version": "1.0", "response": {}}
        keys = SigningKeys(self._download, ChainJudge(roots), lambda: self.now)
        verify = SignedRequests(SignatureVerifier(keys), SKILL_ID, lambda: self.now)
        self.app: Flask = create_app(self._answer, verify)

    def _download(self, url: str) -> bytes:
        self.downloads.append(url)
        chain = self.chains[url]
        if isinstance(chain, Exception):
            raise chain
        return chain

    def _answer(self, request: dict[str, Any]) -> Any:
        self.answered.append(request)
        return self.answer(request)

    def post(self, body: bytes, headers: dict[str, str], **options: Any) -> TestResponse:
        options.setdefault("content_type", "application/json;charset=UTF-8")
        return self.app.test_client().post("/alexa", data=body, headers=headers, **options)

    def post_signed(self, value: Any, *, url: str = CERT_URL, **headers: str) -> TestResponse:
        """Sign a body, or what becomes one as JSON, as Alexa does, and post it."""
        body = value if isinstance(value, bytes) else as_body(value)
        signature = sign(self.authority.signing_key, body)
        return self.post(
            body, {"SignatureCertChainUrl": url, "Signature-256": signature, **headers}
        )

    def envelope(self, **request: Any) -> dict[str, Any]:
        return envelope(self.now, **request)
