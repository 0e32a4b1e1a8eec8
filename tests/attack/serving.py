"""The production door behind a real gunicorn; only where ``s3.amazonaws.com`` is, is played."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import textwrap
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from amazon_signing import SKILL_ID

ROOT = Path(__file__).resolve().parents[2]

PROGRAM = """
    import os, socket, sys

    connect = socket.create_connection

    def connect_to_the_played_host(address, *arguments, **options):
        assert address == ("s3.amazonaws.com", 443), address
        return connect(("127.0.0.1", int(os.environ["PLAYED_S3"])), *arguments, **options)

    socket.create_connection = connect_to_the_played_host
    exec(os.environ.get("BREAKING", ""))
    sys.argv = ["gunicorn", "-b", "127.0.0.1:0", *sys.argv[1:]]
    sys.argv.append("skill.wsgi:app")
    from gunicorn.app.wsgiapp import run
    run()
"""


@dataclass(frozen=True)
class Server:
    """gunicorn, running."""

    port: int
    log: Path
    pid: int

    def workers(self) -> list[int]:
        """The process ids of the workers."""
        messages = [
            json.loads(line).get("message", "") for line in self.log.read_text().splitlines()
        ]
        return [int(said.rpartition(" ")[2]) for said in messages if "Booting worker" in said]

    def memory(self) -> int:
        """Bytes of memory that the workers hold, where the system tells; else 0."""
        return sum(resident(pid) for pid in self.workers())


def resident(pid: int) -> int:
    path = Path(f"/proc/{pid}/status")
    if not path.exists():
        return 0
    line = next(line for line in path.read_text().splitlines() if line.startswith("VmRSS"))
    return int(line.split()[1]) * 1024


@contextmanager
def gunicorn(
    directory: Path, host_port: int, options: Sequence[str] = (), **settings: str
) -> Iterator[Server]:
    """Gunicorn as ``gunicorn skill.wsgi:app`` runs it in the project's folder, on a free port.

    All that it prints is in the log. A setting ``BREAKING`` is Python that is run before it.
    """
    log = directory / f"gunicorn-{time.monotonic_ns()}.log"
    with log.open("w") as lines:
        process = subprocess.Popen(  # noqa: S603
            [sys.executable, "-c", textwrap.dedent(PROGRAM), *options],
            cwd=ROOT,
            env={
                **os.environ,
                "CRAMP_COACH_SKILL_ID": SKILL_ID,
                "SSL_CERT_FILE": str(directory / "roots.pem"),
                "PLAYED_S3": str(host_port),
                "no_proxy": "*",
                **settings,
            },
            stdout=lines,
            stderr=lines,
        )
    try:
        yield Server(listening(log), log, process.pid)
    finally:
        process.terminate()
        process.wait(20)
    written = log.read_text()
    assert "Traceback" not in written, written
    assert "SECRET" not in written
    assert "amzn1.ask" not in written


def listening(log: Path) -> int:
    """The port, once a worker is there."""
    for _ in range(400):
        text = log.read_text()
        if "Booting worker" in text:
            return int(re.findall(r"http://127\.0\.0\.1:(\d+)", text)[0])
        time.sleep(0.05)
    raise AssertionError(log.read_text())
