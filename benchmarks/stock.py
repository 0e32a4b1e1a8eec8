"""A hello world on the stock SDK, as its documentation builds one, served with Flask."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from io import BytesIO
from types import ModuleType
from typing import Any

from flask import Flask, Response, jsonify, request

WELCOME = "Welcome. Is your leg cramping now?"


def create_verifying_app(skill_id: str, chain: bytes) -> Flask:
    """The SDK's adapter with all its own verification around the hello world.

    The certificate chain comes from memory; it is judged against ``SSL_CERT_FILE``.
    """
    with _two_digit_openssl():
        from ask_sdk_webservice_support import verifier
    verifier.urlopen = lambda _url: closing(BytesIO(chain))
    return _flask(skill_id, verify_signature=True)


def create_light_app(skill_id: str) -> Flask:
    """The same as light as it can be: no signature checked, certvalidator not even imported."""
    for name in ("certvalidator", "certvalidator.errors"):
        stub = ModuleType(name)
        vars(stub).update(CertificateValidator=None, ValidationError=OSError, PathError=OSError)
        sys.modules[name] = stub
    return _flask(skill_id, verify_signature=False)


@contextmanager
def _two_digit_openssl() -> Iterator[None]:
    """Let oscrypto 1.3.0 read an OpenSSL version such as 3.0.19, which it fails at (platform D1).

    With that the stock verifier is imported whole, and works.
    """
    search = re.search

    def tolerant(pattern: Any, *arguments: Any) -> Any:
        if isinstance(pattern, str):
            pattern = pattern.replace(r"\d\.\d\.\d", r"\d\.\d\.\d+")
        return search(pattern, *arguments)

    vars(re)["search"] = tolerant
    try:
        yield
    finally:
        vars(re)["search"] = search


def _flask(skill_id: str, *, verify_signature: bool) -> Flask:
    from ask_sdk_webservice_support.webservice_handler import WebserviceSkillHandler

    handler = WebserviceSkillHandler(_hello(skill_id), verify_signature=verify_signature)
    app = Flask(__name__)

    @app.post("/alexa")
    def alexa() -> Response:
        body = request.get_data().decode()
        return jsonify(handler.verify_request_and_dispatch(request.headers, body))

    return app


def _hello(skill_id: str) -> Any:
    from ask_sdk_core.skill_builder import SkillBuilder
    from ask_sdk_core.utils import is_intent_name, is_request_type

    def ask(handler_input: Any) -> Any:
        return handler_input.response_builder.speak(WELCOME).ask(WELCOME).response

    def leave(handler_input: Any) -> Any:
        return handler_input.response_builder.speak("Goodbye.").response

    builder = SkillBuilder()
    builder.skill_id = skill_id
    builder.request_handler(is_request_type("LaunchRequest"))(ask)
    builder.request_handler(is_intent_name("AMAZON.StopIntent"))(leave)
    builder.request_handler(is_request_type("IntentRequest"))(ask)
    return builder.create()
