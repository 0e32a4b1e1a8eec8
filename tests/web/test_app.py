"""The app around verification: methods, sizes, failures of the skill, headers and logs."""

from __future__ import annotations

import io
import json
import logging
import re
from typing import Any

import pytest
from amazon_signing import CERT_URL, NOW, as_body, envelope
from edge_under_test import Edge
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.exceptions import NotFound
from werkzeug.middleware.dispatcher import DispatcherMiddleware
from werkzeug.test import TestResponse

from skill.watch.lines import JsonLines
from skill.web.app import create_app
from skill.web.turn import LARGEST_BODY
from skill.web.verification import open_unsigned


def plain_app(answer: Any = None, **options: Any) -> Flask:
    """An app that verifies nothing, for what has nothing to do with verification."""
    return create_app(answer or (lambda _: {"version": "1.0"}), open_unsigned, **options)


@pytest.fixture
def client() -> FlaskClient:
    return plain_app().test_client()


@pytest.mark.parametrize(
    "method", ["GET", "HEAD", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "PROPFIND"]
)
def test_only_post_is_taken(client: FlaskClient, method: str) -> None:
    """S16: the others get 405 and are told what is allowed."""
    response = client.open("/alexa", method=method)
    assert response.status_code == 405
    assert response.headers["Allow"] == "POST"


def test_health_is_told(client: FlaskClient) -> None:
    """A load balancer asks with GET or HEAD, and learns nothing else."""
    assert client.get("/healthz").get_json() == {"status": "ok"}
    assert client.head("/healthz").status_code == 200
    assert client.post("/healthz").status_code == 405


@pytest.mark.parametrize("path", ["/", "/alexa/", "/x//alexa", "/static/x", "/Alexa", "/alexa/x"])
def test_other_paths_are_not_found(client: FlaskClient, path: str) -> None:
    """No redirects, no static files."""
    as_given = {"PATH_INFO": path}
    assert client.post(environ_overrides=as_given).status_code == 404
    assert client.get(environ_overrides=as_given).status_code == 404


def test_other_paths_can_be_asked_for() -> None:
    """The unsigned door listens at the root as well."""
    client = plain_app(paths=("/alexa", "/")).test_client()
    for path in ("/alexa", "/"):
        assert client.post(path, data=b"{}").status_code == 200
        assert client.get(path).status_code == 405


@pytest.mark.parametrize(
    "hook", ["before_request", "after_request", "teardown_request", "teardown_appcontext"]
)
def test_a_hook_of_flasks_is_honoured(hook: str) -> None:
    """The short way past Flask is left as soon as somebody needs Flask."""
    app, called = plain_app(), []

    def hooked(*given: Any) -> Any:
        called.append(hook)
        return given[0] if hook == "after_request" else None

    getattr(app, hook)(hooked)
    assert app.test_client().post("/alexa", data=b"{}").status_code == 200
    assert called == [hook]


def test_the_app_can_be_wrapped_and_mounted() -> None:
    """As any Flask app: middleware around it, another path before it."""
    app = plain_app()
    app.wsgi_app = DispatcherMiddleware(  # type: ignore[method-assign]
        NotFound(), {"/skill": app.wsgi_app}
    )
    client = app.test_client()
    assert client.post("/skill/alexa", data=b"{}").status_code == 200
    assert client.post("/alexa", data=b"{}").status_code == 404


def test_a_body_up_to_the_limit_is_read(client: FlaskClient) -> None:
    """The limit itself is allowed."""
    body = b'{"a":"' + b"x" * (LARGEST_BODY - 8) + b'"}'
    assert len(body) == LARGEST_BODY
    assert client.post("/alexa", data=body).status_code == 200
    assert client.post("/alexa", data=body + b" ").status_code == 413


class Unreadable:
    """A body that must not be touched, or fails when it is."""

    def read(self, size: int = -1) -> bytes:
        raise OSError(size)


@pytest.mark.parametrize("length", [LARGEST_BODY + 1, 10**12, "9" * 5000])
def test_a_body_over_the_limit_is_refused_unread(client: FlaskClient, length: Any) -> None:
    """The declared length is enough to refuse it."""
    response = client.post(
        "/alexa",
        environ_overrides={"wsgi.input": Unreadable(), "CONTENT_LENGTH": str(length)},
    )
    assert response.status_code == 413


@pytest.mark.parametrize("length", ["-1", "abc", "1.5", "0x10", "\xb2"])
def test_a_length_that_is_none_is_refused(client: FlaskClient, length: str) -> None:
    """Nonsense from a server is 400, like any other."""
    response = client.post("/alexa", data=b"{}", environ_overrides={"CONTENT_LENGTH": length})
    assert response.status_code == 400


class Endless:
    """A chunked body without end, counting what is taken of it."""

    def __init__(self) -> None:
        self.taken = 0

    def read(self, size: int = -1) -> bytes:
        assert size >= 0
        chunk = b"x" * min(size, 1000)
        self.taken += len(chunk)
        return chunk


def chunked(client: FlaskClient, stream: Any) -> TestResponse:
    """Post a body of no declared length, as a server hands on a chunked one."""
    return client.post(
        "/alexa",
        environ_overrides={"wsgi.input": stream, "wsgi.input_terminated": True},
    )


def test_a_chunked_body_is_read_to_its_end(client: FlaskClient) -> None:
    """A sender need not know the length beforehand."""
    assert chunked(client, io.BytesIO(as_body(envelope(NOW)))).status_code == 200


def test_an_endless_body_is_cut_off(client: FlaskClient) -> None:
    """No more is read than the limit and one byte."""
    stream = Endless()
    assert chunked(client, stream).status_code == 413
    assert stream.taken <= LARGEST_BODY + 1000


def test_a_body_without_length_or_end_is_not_read(client: FlaskClient) -> None:
    """Reading it might never return."""
    overrides = {"wsgi.input": Endless()}
    assert client.post("/alexa", environ_overrides=overrides).status_code == 400


def test_a_body_that_breaks_off_is_refused(client: FlaskClient) -> None:
    """A client that hangs up is no error of ours."""
    response = client.post(
        "/alexa",
        environ_overrides={"wsgi.input": Unreadable(), "CONTENT_LENGTH": "10"},
    )
    assert response.status_code == 400
    assert "Traceback" not in response.text


@pytest.mark.parametrize("error", [ValueError("SECRET"), KeyError("SECRET"), MemoryError()])
def test_whatever_verification_raises_is_a_400(
    error: Exception, caplog: pytest.LogCaptureFixture
) -> None:
    """Also what nobody thought of (platform D4)."""

    def verify(*_: object) -> Any:
        raise error

    app = create_app(lambda _: {}, verify)
    response = app.test_client().post("/alexa", data=b"{}")
    assert response.status_code == 400
    assert type(error).__name__ in response.text
    assert "SECRET" not in response.text + caplog.text


def test_a_skill_that_raises_still_answers(edge: Edge) -> None:
    """A genuine request is never an error: it is apologised for, and the session ends."""

    def fail(_: Any) -> Any:
        raise KeyError("SECRETSYMPTOM")

    edge.answer = fail
    for asked in (edge.envelope(), edge.envelope(type="LaunchRequest")):
        response = edge.post_signed(asked)
        assert response.status_code == 200
        assert response.get_json()["response"]["shouldEndSession"] is True
        assert "Cramp Coach" in response.get_json()["response"]["outputSpeech"]["text"]
        assert "SECRET" not in response.text


@pytest.mark.parametrize(
    "kind",
    ["SessionEndedRequest", "System.ExceptionEncountered", "AlexaSkillEvent.SkillDisabled", "X.Y"],
)
def test_a_skill_that_raises_says_nothing_where_speech_is_not_taken(edge: Edge, kind: str) -> None:
    """Speech in answer to these is itself an error (platform 2.2)."""

    def fail(_: Any) -> Any:
        raise RuntimeError

    edge.answer = fail
    response = edge.post_signed(edge.envelope(type=kind))
    assert response.status_code == 200
    assert response.get_json() == {"version": "1.0", "response": {}}


def test_an_apology_is_not_in_the_wrong_language(edge: Edge) -> None:
    """English is not read out by a German voice."""

    def fail(_: Any) -> Any:
        raise RuntimeError

    edge.answer = fail
    response = edge.post_signed(edge.envelope(locale="de-DE"))
    assert response.get_json() == {"version": "1.0", "response": {"shouldEndSession": True}}


@pytest.mark.parametrize(
    "answer", [{"a": object()}, {"a": "\ud800"}, {("a", "b"): 1}, {"a": {1, object()}}]
)
def test_an_answer_that_is_no_json_is_made_good(edge: Edge, answer: Any) -> None:
    """What cannot be sent is replaced, not half sent."""
    edge.answer = lambda _: answer
    response = edge.post_signed(edge.envelope())
    assert response.status_code == 200
    assert "outputSpeech" in response.get_json()["response"]


def test_a_response_is_always_json(edge: Edge) -> None:
    """A NaN has no place in JSON (platform D18); text goes as UTF-8."""
    edge.answer = lambda _: {"a": float("nan"), "b": float("inf"), "c": "caf\u00e9"}
    data = edge.post_signed(edge.envelope()).data

    def no_constants(name: str) -> Any:
        raise AssertionError(name)

    assert json.loads(data, parse_constant=no_constants)["c"] == "caf\u00e9"
    assert "caf\u00e9".encode() in data


def test_every_answer_has_the_security_headers(edge: Edge) -> None:
    """Good, refused, too large, wrong method and not found alike."""
    client = edge.app.test_client()
    answers = [
        edge.post_signed(edge.envelope()),
        edge.post(b"{}", {}),
        edge.post(b"x" * (LARGEST_BODY + 1), {}),
        client.get("/alexa"),
        client.get("/nothing"),
        client.get("/healthz"),
    ]
    assert [answer.status_code for answer in answers] == [200, 400, 413, 405, 404, 200]
    for answer in answers:
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Cache-Control"] == "no-store"
        assert answer.headers["X-Frame-Options"] == "DENY"
        assert answer.headers["Referrer-Policy"] == "no-referrer"
        assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
        assert "Set-Cookie" not in answer.headers
        assert answer.headers["Content-Length"] == str(len(answer.data)) or not answer.data


def test_error_bodies_are_one_plain_line(client: FlaskClient) -> None:
    """No HTML, no traceback, nothing of the request."""
    for answer in (client.get("/alexa"), client.get("/<b>x</b>"), client.post("/alexa")):
        assert answer.headers["Content-Type"] == "text/plain;charset=UTF-8"
        assert answer.text.count("\n") == 1
        assert "<" not in answer.text


def test_the_log_holds_reasons_and_nobodys_data(
    edge: Edge, caplog: pytest.LogCaptureFixture
) -> None:
    """No body, no user, no slot value, no URL, however a request fails (platform PR7)."""
    caplog.set_level(logging.DEBUG)

    def fail(request: Any) -> Any:
        raise KeyError(request)

    edge.post_signed(edge.envelope())
    edge.post(as_body(edge.envelope()), {})
    edge.post(as_body(edge.envelope()), {"Signature-256": "SECRETX", "SignatureCertChainUrl": "x"})
    edge.post_signed(edge.envelope(), url=CERT_URL + "?SECRETQUERY")
    edge.post_signed(edge.envelope(), url=CERT_URL + "SECRETPATH")
    edge.post_signed(edge.envelope(timestamp="SECRETTIME"))
    edge.post_signed({**edge.envelope(), "session": {"SECRET": 1}})
    edge.post_signed(as_body(edge.envelope()) + b"x")
    edge.app.test_client().post("/alexa?SECRETQUERY", data=b"x")
    edge.answer = fail
    edge.post_signed(edge.envelope())
    written = [JsonLines().format(record) for record in caplog.records]
    turns = [line for line in map(json.loads, written) if line["event"] == "turn"]
    outcomes = [turn["outcome"] for turn in turns]
    assert outcomes == ["answered", *["refused"] * 8, "failed"]
    assert turns[-1]["fault"].startswith("KeyError at test_app.py:")
    for text in (caplog.text, *written):
        assert "SECRET" not in text
        assert "amzn1.ask" not in text
        assert "Traceback" not in text


def test_a_turn_that_goes_well_is_one_line(edge: Edge, caplog: pytest.LogCaptureFixture) -> None:
    """That somebody asked and was answered, and how soon; not what, and not who."""
    assert edge.post_signed(edge.envelope()).status_code == 200
    caplog.clear()
    caplog.set_level(logging.DEBUG)
    assert edge.post_signed(edge.envelope()).status_code == 200
    line = json.loads(JsonLines().format(*caplog.records))
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", line.pop("time"))
    assert line.pop("ms") >= 1
    assert line == {
        "level": "info",
        "event": "turn",
        "request": "amzn1.echo-api.request.1",
        "class": "health",
        "outcome": "answered",
        "status": 200,
    }


def test_a_body_that_is_too_large_is_logged(
    client: FlaskClient, caplog: pytest.LogCaptureFixture
) -> None:
    """With the status it gets."""
    client.post("/alexa", data=b"x" * (LARGEST_BODY + 1))
    line = json.loads(JsonLines().format(*caplog.records))
    assert (line["status"], line["reason"]) == (413, "body is too large")
