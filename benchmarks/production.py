"""The production set-up: gunicorn with ``gunicorn.conf.py``, as ``gunicorn skill.wsgi:app``."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from benchmarks import SKILL_ID
from benchmarks.alexa import Amazon
from benchmarks.certificate_host import CertificateHost, certificate_host
from benchmarks.figures import processor_seconds, resident_bytes
from benchmarks.load import Turn, turns_one_by_one

ROOT = Path(__file__).resolve().parents[1]
APPS = {"ours": "skill.wsgi:app", "bare": "benchmarks.served:bare()"}
LIKE_ANY_USER = ["setpriv", "--bounding-set=-dac_override,-dac_read_search"]
"""So that for root too a file that is read-only is that."""


class Stage(NamedTuple):
    """What a server needs around it."""

    folder: Path
    amazon: Amazon
    host: CertificateHost


@contextmanager
def stage() -> Iterator[Stage]:
    """A folder, Amazon's keys in it, and its certificate host."""
    with tempfile.TemporaryDirectory() as name:
        folder, amazon = Path(name), Amazon()
        amazon.write(folder)
        amazon.write_tls(folder, "s3.amazonaws.com")
        (folder / "store").mkdir(mode=0o700)
        (folder / "reply.json").write_bytes(b"{}")
        with certificate_host(folder) as host:
            yield Stage(folder, amazon, host)


@dataclass(frozen=True)
class Server:
    """gunicorn, running."""

    port: int
    pid: int

    def workers(self) -> list[int]:
        """The process ids of its workers; none where the system does not tell (it is not Linux)."""
        children = Path(f"/proc/{self.pid}/task/{self.pid}/children")
        return [int(pid) for pid in children.read_text().split()] if children.exists() else []

    def processor_seconds(self) -> float:
        """That its workers have used until now."""
        return sum(map(processor_seconds, self.workers()))

    def resident_bytes(self) -> int:
        """That its workers hold."""
        return sum(map(resident_bytes, self.workers()))


@contextmanager
def served(
    app: str, around: Stage, workers: int = 1, settings: Mapping[str, str] | None = None
) -> Iterator[Server]:
    """``ours`` or ``bare``; its log is in the stage's folder."""
    port = free_port()
    with (around.folder / f"{app}.log").open("a") as log:
        process = subprocess.Popen(  # noqa: S603
            _command(app, port, workers),
            cwd=ROOT,
            env=_environment(around, settings or {}),
            stdout=log,
            stderr=log,
        )
    try:
        wait_for(port)
        yield Server(port, process.pid)
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(30)


def _command(app: str, port: int, workers: int) -> list[str]:
    like_any_user = LIKE_ANY_USER if os.getuid() == 0 and shutil.which("setpriv") else []
    command = [*like_any_user, sys.executable, "-m", "benchmarks.door"]
    return [*command, f"--workers={workers}", f"--bind=127.0.0.1:{port}", APPS[app]]


def _environment(around: Stage, settings: Mapping[str, str]) -> dict[str, str]:
    folder = around.folder
    return {
        **os.environ,
        "BENCHMARK_FOLDER": str(folder),
        "CRAMP_COACH_BOOKMARK": f"sqlite://{folder}/store/bookmarks.sqlite3",
        "CRAMP_COACH_SKILL_ID": SKILL_ID,
        "PLAYED_S3": str(around.host.port),
        "SSL_CERT_FILE": str(folder / "roots.pem"),
        "no_proxy": "*",
        **settings,
    }


def free_port() -> int:
    """A port that nobody listens at."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        return int(free.getsockname()[1])


def wait_for(port: int) -> None:
    """Until somebody listens there; SystemExit after ten seconds."""
    for _ in range(200):
        try:
            socket.create_connection(("127.0.0.1", port)).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise SystemExit(f"the server on port {port} did not start; run it alone to see why")


def warm(server: Server, host: CertificateHost, messages: Sequence[bytes], workers: int) -> None:
    """Send until each worker has fetched the chain, and every turn is answered."""
    before, patience = host.asked, time.monotonic() + 30
    answered: list[Turn] = []
    while host.asked - before < workers or not all(turn.status == 200 for turn in answered):
        if time.monotonic() > patience:
            raise SystemExit("the server refuses turns; its log is in the benchmark's folder")
        answered = turns_one_by_one(server.port, messages[:20])
