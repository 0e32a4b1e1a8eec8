"""All of it at once: gunicorn, the production door, a certificate host over real TLS.

Only where ``s3.amazonaws.com`` is, and the skill itself, are played.
"""

from __future__ import annotations

import http.client
import json
import os
import ssl
import subprocess
import sys
import textwrap
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from amazon_signing import (
    CERT_URL,
    SKILL_ID,
    Authority,
    as_body,
    envelope,
    issue,
    key_pem,
    pem,
    sign,
)

PRODUCTION = """
    import os, socket, sys, types

    played = types.ModuleType("skill.alexa.skill")
    played.build_skill = lambda bookmarks=None: types.SimpleNamespace(
        answer=lambda request: {"version": "1.0", "heard": request["request"]["type"]}
    )
    sys.modules["skill.alexa.skill"] = played

    connect = socket.create_connection

    def connect_to_the_played_host(address, *arguments, **options):
        assert address == ("s3.amazonaws.com", 443), address
        return connect(("127.0.0.1", int(os.environ["PLAYED_S3"])), *arguments, **options)

    socket.create_connection = connect_to_the_played_host
    sys.argv = ["gunicorn", "--no-control-socket", "-b", "127.0.0.1:0", "skill.wsgi:app"]
    from gunicorn.app.wsgiapp import run
    run()
"""


@pytest.fixture(scope="module")
def today() -> Authority:
    """An authority of today: here the clock is the real one."""
    return Authority(time.time())


@pytest.fixture(scope="module")
def certificate_host(today: Authority, tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """The port of a server that is s3.amazonaws.com, and has Alexa's certificate."""

    class Host(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            good = self.path == "/echo.api/echo-api-cert-12.pem"
            self.send_response(200 if good else 403)
            self.end_headers()
            self.wfile.write(today.chain if good else b"<Error>")

        def log_message(self, *_: object) -> None:
            pass

    tls = issue(
        "S3", today.signing_key, today.intermediate, now=today.now, names=["s3.amazonaws.com"]
    )
    path = tmp_path_factory.mktemp("s3") / "tls.pem"
    path.write_bytes(key_pem(tls.key) + pem(tls.certificate, today.intermediate.certificate))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(path)
    server = ThreadingHTTPServer(("127.0.0.1", 0), Host)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    yield server.server_port
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="module")
def production(
    today: Authority, certificate_host: int, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[int]:
    """The port of gunicorn."""
    directory = tmp_path_factory.mktemp("production")
    (directory / "roots.pem").write_bytes(today.roots)
    log = directory / "log"
    with log.open("w") as lines:
        server = subprocess.Popen(  # noqa: S603
            [sys.executable, "-c", textwrap.dedent(PRODUCTION)],
            env={
                **os.environ,
                "CRAMP_COACH_SKILL_ID": SKILL_ID,
                "SSL_CERT_FILE": str(directory / "roots.pem"),
                "PLAYED_S3": str(certificate_host),
                "no_proxy": "*",
            },
            stderr=lines,
        )
    yield port_in(log)
    server.terminate()
    server.wait(10)
    written = log.read_text()
    assert '"outcome":"refused","status":400,"reason":"signature headers are missing"' in written
    assert all(json.loads(line)["time"] for line in written.splitlines())
    assert "SECRET" not in written
    assert "amzn1.ask" not in written
    assert "Traceback" not in written


def port_in(log: Path) -> int:
    """The port that gunicorn says it listens on, once it has a worker."""
    for _ in range(200):
        text = log.read_text()
        if "Booting worker" in text:
            return int(text.partition("http://127.0.0.1:")[2].split()[0])
        time.sleep(0.05)
    raise AssertionError(log.read_text())


def post(
    port: int, body: bytes, headers: dict[str, str], *, chunked: bool = False
) -> tuple[int, bytes]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    headers = {"Content-Type": "application/json", **headers}
    content = iter([body[:100], body[100:]]) if chunked else body
    connection.request("POST", "/alexa", content, headers, encode_chunked=chunked)
    response = connection.getresponse()
    answer = response.read()
    connection.close()
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    return response.status, answer


def signed(today: Authority, body: bytes) -> dict[str, str]:
    return {
        "SignatureCertChainUrl": CERT_URL,
        "Signature-256": sign(today.signing_key, body),
        "Signature": "bm90IGxvb2tlZCBhdA==",
    }


@pytest.mark.parametrize("chunked", [False, True])
def test_alexas_request_is_answered(production: int, today: Authority, chunked: bool) -> None:
    """The chain is fetched, judged, and the signature found good, of known length or chunked."""
    body = as_body(envelope(time.time(), type="LaunchRequest"))
    status, answer = post(production, body, signed(today, body), chunked=chunked)
    assert (status, json.loads(answer)["heard"]) == (200, "LaunchRequest")


def test_anybody_elses_request_is_refused(production: int, today: Authority) -> None:
    """Unsigned, tampered with, late, and with a URL that has no certificate."""
    body = as_body(envelope(time.time()))
    late = as_body(envelope(time.time() - 200))
    headers = signed(today, body)
    wrong_url = {**headers, "SignatureCertChainUrl": CERT_URL + ".none"}
    assert post(production, body, {})[0] == 400
    assert post(production, body + b" ", headers)[0] == 400
    assert post(production, late, signed(today, late))[0] == 400
    assert post(production, body, wrong_url)[0] == 400
    assert post(production, body, headers)[0] == 200


def test_a_header_sent_twice_is_refused(production: int, today: Authority) -> None:
    """As the server hands it on."""
    body = as_body(envelope(time.time()))
    for doubled in ("Signature-256", "SignatureCertChainUrl"):
        connection = http.client.HTTPConnection("127.0.0.1", production, timeout=10)
        connection.putrequest("POST", "/alexa")
        for name, value in signed(today, body).items():
            for _ in range(2 if name == doubled else 1):
                connection.putheader(name, value)
        connection.putheader("Content-Type", "application/json")
        connection.putheader("Content-Length", str(len(body)))
        connection.endheaders(body)
        assert connection.getresponse().status == 400
        connection.close()


def test_a_huge_body_is_refused(production: int) -> None:
    """413, and the sender gets to hear it."""
    assert post(production, b"x" * 300_000, {})[0] == 413
