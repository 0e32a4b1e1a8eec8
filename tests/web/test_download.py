"""What a certificate host may do to us, played by a real TLS server on loopback."""

from __future__ import annotations

import socket
import ssl
import time
from collections.abc import Iterator
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from amazon_signing import Authority, issue, key_pem, pem

from skill.web.download import CertificateUnavailableError, ChainDownloader

CHAIN = b"-----BEGIN CERTIFICATE-----\n" * 100


class _Host(BaseHTTPRequestHandler):
    """Does what the last part of the path says."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        behaviour = self.path.rpartition("/")[2]
        with suppress(OSError):
            getattr(self, f"_{behaviour}")()

    def _start(self, status: int, **headers: object) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), str(value))
        self.end_headers()
        self.wfile.flush()

    def _good(self) -> None:
        self._start(200, Content_Length=len(CHAIN))
        self.wfile.write(CHAIN)

    def _chunked(self) -> None:
        self._start(200, Transfer_Encoding="chunked")
        self.wfile.write(b"%x\r\n%s\r\n0\r\n\r\n" % (len(CHAIN), CHAIN))

    def _redirect(self) -> None:
        self._start(302, Location="good", Content_Length=0)

    def _missing(self) -> None:
        self._start(404, Content_Length=len(CHAIN))
        self.wfile.write(CHAIN)

    def _forbidden(self) -> None:
        self._start(403, Content_Length=len(CHAIN))
        self.wfile.write(CHAIN)

    def _huge(self) -> None:
        self._start(200, Content_Length=10**9)
        while True:
            self.wfile.write(b"x" * 65_536)

    def _endless(self) -> None:
        self._start(200, Connection="close")
        while True:
            self.wfile.write(b"x" * 65_536)

    def _drip(self) -> None:
        self._start(200, Content_Length=1000)
        for _ in range(100):
            self.wfile.write(b"x")
            time.sleep(0.05)

    def _slow(self) -> None:
        time.sleep(3)
        self._good()

    def _dripped_headers(self) -> None:
        self.wfile.write(b"HTTP/1.1 200 OK\r\n")
        for number in range(60):
            self.wfile.write(b"X-%d: y\r\n" % number)
            time.sleep(0.05)

    def _nonsense(self) -> None:
        self.wfile.write(b"\x00\xff\x00 hello\r\n\r\n")

    def log_message(self, *_: object) -> None:
        pass


def serve(host: Authority, directory: Path, name: str = "localhost") -> ThreadingHTTPServer:
    """An https server on a free loopback port, with a certificate for ``name``."""
    certificate = issue("TLS", host.signing_key, host.intermediate, now=time.time(), names=[name])
    path = directory / f"{name}.pem"
    path.write_bytes(
        key_pem(certificate.key) + pem(certificate.certificate, host.intermediate.certificate)
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(path)
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Host)
    server.daemon_threads = True
    server.socket = context.wrap_socket(server.socket, server_side=True)
    Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    return server


@pytest.fixture(scope="module")
def trusted() -> Authority:
    """An authority of today, since TLS goes by the real clock."""
    return Authority(time.time())


@pytest.fixture(scope="module")
def trusted_roots(trusted: Authority, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("tls") / "roots.pem"
    path.write_bytes(trusted.roots)
    return path


@pytest.fixture(scope="module")
def port(trusted: Authority, tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    server = serve(trusted, tmp_path_factory.mktemp("server"))
    yield server.server_port
    server.shutdown()
    server.server_close()


@pytest.fixture(autouse=True)
def _no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("no_proxy", "*")


@pytest.fixture
def download(trusted_roots: Path) -> ChainDownloader:
    return ChainDownloader(trusted_roots, seconds=0.5)


@pytest.mark.parametrize("behaviour", ["good", "chunked"])
def test_a_good_host_gives_the_bytes(download: ChainDownloader, port: int, behaviour: str) -> None:
    """What the host serves comes back unchanged, however it is framed."""
    assert download(f"https://localhost:{port}/echo.api/{behaviour}") == CHAIN


@pytest.mark.parametrize(
    "behaviour",
    [
        "redirect",
        "missing",
        "forbidden",
        "huge",
        "endless",
        "drip",
        "slow",
        "dripped_headers",
        "nonsense",
    ],
)
def test_a_bad_host_is_given_up_in_time(
    download: ChainDownloader, port: int, behaviour: str
) -> None:
    """No redirect, no error page, no flood and no trickle; within the deadline as a whole."""
    started = time.monotonic()
    with pytest.raises(CertificateUnavailableError):
        download(f"https://localhost:{port}/echo.api/{behaviour}")
    assert time.monotonic() - started < 1.0


def test_a_chain_over_the_limit_is_refused(trusted_roots: Path, port: int) -> None:
    """One byte more than is allowed is too many, and the limit itself is not."""
    url = f"https://localhost:{port}/echo.api/good"
    assert ChainDownloader(trusted_roots, largest=len(CHAIN))(url) == CHAIN
    with pytest.raises(CertificateUnavailableError):
        ChainDownloader(trusted_roots, largest=len(CHAIN) - 1)(url)


def test_a_host_that_accepts_and_says_nothing_is_given_up(download: ChainDownloader) -> None:
    """A connection that never gets as far as TLS."""
    with socket.create_server(("127.0.0.1", 0)) as silent:
        started = time.monotonic()
        with pytest.raises(CertificateUnavailableError):
            download(f"https://localhost:{silent.getsockname()[1]}/echo.api/good")
        assert time.monotonic() - started < 1.0


def test_a_name_server_that_hangs_is_given_up(
    download: ChainDownloader, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The deadline holds for looking up the host as well."""
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: time.sleep(3))
    started = time.monotonic()
    with pytest.raises(CertificateUnavailableError):
        download("https://localhost/echo.api/good")
    assert time.monotonic() - started < 1.0


def test_downloads_that_hang_do_not_pile_up(
    trusted_roots: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With several given up and not yet over, the next is refused without a thread of its own."""
    looked_up: list[object] = []

    def hang(*arguments: object, **_: object) -> None:
        looked_up.append(arguments)
        time.sleep(1)

    monkeypatch.setattr(socket, "getaddrinfo", hang)
    download = ChainDownloader(trusted_roots, seconds=0.02)
    for _ in range(12):
        with pytest.raises(CertificateUnavailableError):
            download("https://localhost/echo.api/good")
    assert 1 <= len(looked_up) <= 4


def test_an_untrusted_host_is_refused(
    roots: Path, port: int, tmp_path: Path, stranger: Authority
) -> None:
    """The host must be vouched for by the same trust roots."""
    other = tmp_path / "other.pem"
    other.write_bytes(stranger.roots)
    for wrong in (other, roots):
        with pytest.raises(CertificateUnavailableError):
            ChainDownloader(wrong)(f"https://localhost:{port}/echo.api/good")


def test_a_host_with_another_name_is_refused(
    download: ChainDownloader, trusted: Authority, tmp_path: Path
) -> None:
    """A trusted certificate for another host is not this host's."""
    server = serve(trusted, tmp_path, "other.example")
    with pytest.raises(CertificateUnavailableError):
        download(f"https://localhost:{server.server_port}/echo.api/good")
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize("scheme", ["http", "ftp", "file", "data"])
def test_nothing_but_https_is_fetched(download: ChainDownloader, port: int, scheme: str) -> None:
    """Whatever the rules before it let through, this fetches https."""
    with pytest.raises(CertificateUnavailableError, match="not https"):
        download(f"{scheme}://localhost:{port}/echo.api/good")


def test_a_closed_port_is_refused(download: ChainDownloader) -> None:
    """Nobody there."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    with pytest.raises(CertificateUnavailableError, match="failed: URLError"):
        download(f"https://localhost:{port}/echo.api/good")
