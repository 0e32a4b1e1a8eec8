"""gunicorn as it runs in production, but that ``s3.amazonaws.com`` is the host that plays it.

A program of its own, so that its workers hold nothing of the benchmarks but this.
"""

from __future__ import annotations

import os
import socket
from typing import Any


def main() -> None:
    """Run gunicorn with the command line's options."""
    from gunicorn.app.wsgiapp import run

    _play_the_host()
    run()


def _play_the_host() -> None:
    connect: Any = socket.create_connection

    def instead(address: tuple[str, int], *arguments: Any, **options: Any) -> Any:
        if address == ("s3.amazonaws.com", 443):
            address = ("127.0.0.1", int(os.environ["PLAYED_S3"]))
        return connect(address, *arguments, **options)

    setattr(socket, "create_connection", instead)  # noqa: B010


if __name__ == "__main__":
    main()
