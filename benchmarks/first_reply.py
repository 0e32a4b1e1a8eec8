"""One process of the start-up benchmark: make an app, answer one request, print the answer.

``python -m benchmarks.first_reply ours|light|verifying FOLDER``; imports nothing before it must.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from io import BytesIO
from pathlib import Path
from typing import Any

from benchmarks import SKILL_ID


def main() -> None:
    """Print the status and the body of the first reply."""
    name, folder = sys.argv[1], Path(sys.argv[2])
    app = {"ours": _ours, "light": _light, "verifying": _verifying}[name](folder)
    statuses: list[str] = []
    answer = b"".join(app(_environ(folder), lambda status, *_: statuses.append(status)))
    print(statuses[0], answer.decode().strip())


def _ours(folder: Path) -> Any:
    from skill.web import download

    chain = (folder / "chain.pem").read_bytes()
    setattr(download.ChainDownloader, "__call__", lambda _self, _url: chain)  # noqa: B010
    from skill.wsgi import app

    return app


def _light(_folder: Path) -> Any:
    from benchmarks.stock import create_light_app

    return create_light_app(SKILL_ID)


def _verifying(folder: Path) -> Any:
    from benchmarks.stock import create_verifying_app

    return create_verifying_app(SKILL_ID, (folder / "chain.pem").read_bytes())


def _environ(folder: Path) -> dict[str, Any]:
    body = (folder / "body.json").read_bytes()
    headers: Iterable[tuple[str, str]] = json.loads((folder / "headers.json").read_bytes()).items()
    return {
        "REQUEST_METHOD": "POST",
        "SCRIPT_NAME": "",
        "PATH_INFO": "/alexa",
        "QUERY_STRING": "",
        "SERVER_NAME": "localhost",
        "SERVER_PORT": "80",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "CONTENT_TYPE": "application/json",
        "CONTENT_LENGTH": str(len(body)),
        "wsgi.url_scheme": "http",
        "wsgi.input": BytesIO(body),
        "wsgi.errors": sys.stderr,
        **{f"HTTP_{name.upper().replace('-', '_')}": value for name, value in headers},
    }


if __name__ == "__main__":
    main()
