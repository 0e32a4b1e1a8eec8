"""The container file: read here, and followed step by step where no container can be built.

``make attack`` follows it: what it installs is installed, what it copies is copied, and gunicorn
runs by its command as its user, on a file system that is read-only but for /dev/shm.
"""

from __future__ import annotations

import fnmatch
import http.client
import json
import os
import re
import select
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from amazon_signing import SKILL_ID
from playing_amazon import Amazon, playing_amazon
from sending import raw, send

ROOT = Path(__file__).resolve().parents[2]


def instructions() -> list[tuple[str, str]]:
    """The instructions of the container file, a line each."""
    lines = (ROOT / "Containerfile").read_text().splitlines()
    text = "\n".join(line for line in lines if not line.startswith("#"))
    joined = re.sub(r"\\\n\s*", " ", text)
    found = [line.partition(" ") for line in joined.splitlines() if line.strip()]
    return [(word, rest.strip()) for word, _, rest in found]


def of(word: str) -> list[str]:
    return [rest for name, rest in instructions() if name == word]


def copied() -> list[tuple[str, str]]:
    """What is copied from here, and to where under the work folder."""
    pairs = [rest.split() for rest in of("COPY") if not rest.startswith("--from")]
    return [(source, target) for *sources, target in pairs for source in sources]


def environment() -> dict[str, str]:
    return dict(pair.split("=", 1) for rest in of("ENV") for pair in rest.split())


def test_every_base_is_pinned_and_slim() -> None:
    bases = [rest.split()[0] for rest in of("FROM")]
    assert len(set(bases)) == 1
    assert re.fullmatch(r"python:3\.1[123]\.\d+-slim-\w+", bases[0])


def test_what_is_copied_is_there_and_sent_to_the_builder() -> None:
    """A source that .dockerignore keeps back would not be found."""
    rules = (ROOT / ".dockerignore").read_text().splitlines()
    let_in = [rule[1:] for rule in rules if rule.startswith("!")]
    for source, _ in copied():
        path = source.rstrip("/")
        assert (ROOT / path).exists(), source
        assert any(fnmatch.fnmatch(path, rule) for rule in let_in), source


def test_nothing_is_copied_that_a_turn_does_not_need() -> None:
    """No tests, no simulator, no linter; and the ignore file starts by keeping everything back."""
    tops = {source.split("/")[0] for source, _ in copied()}
    files = {name for name in tops if "." in name}
    assert tops - files == {"skill", "content", "interaction_model"}
    assert ("interaction_model/package/", "interaction_model/package/") in copied()
    rules = (ROOT / ".dockerignore").read_text().splitlines()
    assert next(rule for rule in rules if rule and not rule.startswith("#")) == "*"


def test_it_runs_as_nobody_in_particular() -> None:
    """A number, so that a cluster can see that it is not root; and no shell around gunicorn."""
    (user,) = of("USER")
    assert all(int(part) > 0 for part in user.split(":"))
    (command,) = of("CMD")
    assert json.loads(command)[0] == "gunicorn"
    assert of("STOPSIGNAL") == ["SIGTERM"]
    (health,) = of("HEALTHCHECK")
    assert json.loads(health.partition("CMD ")[2]) == ["python", "-m", "skill.web.alive"]


class Proxy(BaseHTTPRequestHandler):
    """A proxy that leads whoever asks for s3.amazonaws.com to the played host."""

    host_port = 0

    def do_CONNECT(self) -> None:
        assert self.path == "s3.amazonaws.com:443"
        with socket.create_connection(("127.0.0.1", self.host_port)) as there:
            self.send_response(200)
            self.end_headers()
            ends = [self.connection, there]
            while True:
                for end in select.select(ends, [], [])[0]:
                    if not (data := end.recv(65_536)):
                        return
                    (there if end is self.connection else self.connection).sendall(data)

    def log_message(self, *_: object) -> None:
        pass


@contextmanager
def proxy(amazon: Amazon) -> Iterator[int]:
    handler = type("Led", (Proxy,), {"host_port": amazon.host.port})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    yield server.server_port
    server.shutdown()
    server.server_close()


def python() -> str:
    """An interpreter that another user may run too."""
    for found in (shutil.which("python3", path="/usr/local/bin:/usr/bin"), sys.executable):
        if found and not subprocess.run([found, "-c", "import ensurepip"]).returncode:  # noqa: S603
            return found
    raise AssertionError("no python")


@pytest.fixture(scope="module")
def image() -> Iterator[Path]:
    """What the first stage makes, in a folder that every user may read: venv and work folder."""
    folder = Path(tempfile.mkdtemp(prefix="image-"))
    folder.chmod(0o755)
    work = folder / "srv/cramp-coach"
    for source, target in copied():
        to = work / target / (source if target == "./" else "")
        to.parent.mkdir(parents=True, exist_ok=True)
        if (ROOT / source).is_dir():
            shutil.copytree(ROOT / source, to, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(ROOT / source, to)
    for step in of("RUN"):
        if "useradd" not in step:
            step = step.replace("/opt/venv", f"{folder}/venv").replace("${MORE}", "")
            step = step.replace("python -m venv", f"{python()} -m venv")
            subprocess.run(["/bin/sh", "-ec", step], cwd=work, check=True)  # noqa: S603
    yield folder
    shutil.rmtree(folder)


def read_only(folder: Path) -> list[str]:
    """What puts a command onto a read-only file system, as the image's user."""
    (folder / "root").mkdir(exist_ok=True)
    mounts = f"""
        mount --bind / {folder}/root && mount --bind {folder} {folder}/root{folder}
        mount --rbind /proc {folder}/root/proc && mount --rbind /dev {folder}/root/dev
        mount -t tmpfs -o mode=1777 tmpfs {folder}/root/dev/shm
        mount -o remount,ro,bind {folder}/root && mount -o remount,ro,bind {folder}/root{folder}
        cd / && exec chroot --userspec={of("USER")[0]} {folder}/root \
            /bin/sh -c 'cd {folder}/srv/cramp-coach && exec "$@"' sh "$@"
    """
    return ["unshare", "--mount", "/bin/sh", "-ec", mounts, "sh"]


@contextmanager
def container(image: Path, amazon: Amazon, log: Path) -> Iterator[tuple[list[str], dict[str, str]]]:
    """Runs the image's command; gives how to run another beside it."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = str(free.getsockname()[1])
    venv = f"{image}/venv/bin"
    variables = {
        **environment(),
        "PATH": f"{venv}:{os.environ['PATH']}",
        "PORT": port,
        "CRAMP_COACH_SKILL_ID": SKILL_ID,
        "SSL_CERT_FILE": f"{image}/roots.pem",
    }
    (image / "roots.pem").write_bytes(amazon.authority.roots)
    (command,) = [json.loads(rest) for rest in of("CMD")]
    with proxy(amazon) as proxy_port, log.open("w") as lines:
        server = subprocess.Popen(  # noqa: S603
            [*read_only(image), *command],
            env={**variables, "HTTPS_PROXY": f"http://127.0.0.1:{proxy_port}"},
            stdout=lines,
            stderr=lines,
        )
        try:
            yield read_only(image), variables
        finally:
            server.terminate()
            assert server.wait(20) == 0


@pytest.mark.attack
@pytest.mark.skipif(
    os.geteuid() != 0 or not shutil.which("unshare"), reason="needs root, to make what it has less"
)
def test_what_it_holds_is_enough(image: Path, tmp_path: Path) -> None:
    """A signed turn, ready, a bookmark in memory, and no byte written anywhere else."""
    log = tmp_path / "log"
    with playing_amazon(tmp_path) as amazon, container(image, amazon, log) as (inside, variables):
        port = int(variables["PORT"])
        health = [*inside, "python", "-m", "skill.web.alive"]
        assert subprocess.run(health, env={**variables, "PORT": "1"}).returncode == 1  # noqa: S603
        until = time.monotonic() + 60
        while subprocess.run(health, env=variables, capture_output=True).returncode:  # noqa: S603
            assert time.monotonic() < until, log.read_text()
        reply = send(port, raw(amazon.genuine()))
        assert (reply.status, b"Cramp Coach" in reply.body) == (200, True), log.read_text()
        ready = ask(port, "/readyz")
        assert ready["ready"] is True
        assert (ready["model"]["intents"] > 50, ready["bookmark"]["store"]) == (True, "answers")
        write = subprocess.run([*inside, "touch", "x"], env=variables, capture_output=True)  # noqa: S603
        assert b"Read-only" in write.stderr
    lines = [json.loads(line) for line in log.read_text().splitlines()]
    assert [line["level"] for line in lines if line["level"] != "info"] == []


def ask(port: int, path: str) -> dict[str, dict[str, object]]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    with suppress(OSError):
        connection.request("GET", path)
    found: dict[str, dict[str, object]] = json.loads(connection.getresponse().read())
    connection.close()
    return found
