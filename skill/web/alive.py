"""Asks this machine's own server whether it lives: ``python -m skill.web.alive``, for containers.

Exits with 0 where ``/healthz`` answers 200 on ``PORT``, else with 1 and a line.
"""

from __future__ import annotations

import http.client
import sys

from skill import settings

SECONDS = 4.0


def main() -> int:
    """Ask once, past any proxy; returns the exit code."""
    connection = http.client.HTTPConnection("127.0.0.1", settings.port(), timeout=SECONDS)
    try:
        connection.request("GET", "/healthz")
        status = connection.getresponse().status
    except (OSError, http.client.HTTPException) as error:
        print(f"cramp-coach: no answer: {type(error).__name__}", file=sys.stderr)
        return 1
    finally:
        connection.close()
    return 0 if status == 200 else 1


if __name__ == "__main__":
    sys.exit(main())
