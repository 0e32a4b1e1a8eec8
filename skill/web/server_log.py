"""gunicorn's own log, in the lines of ours. Named in ``gunicorn.conf.py``."""

from __future__ import annotations

import logging
from typing import Any

from gunicorn.glogging import Logger

from skill.watch.lines import JsonLines

LEVELS = ("critical", "error", "warning", "info", "debug", "exception")


class ServerLog(Logger):
    """Tells of workers in JSON, and of requests nothing: the app tells a line of each itself."""

    access_log_enabled = False
    """Whatever the command line says: an access log quotes paths and addresses."""

    def setup(self, cfg: Any) -> None:
        """As gunicorn's, then with our form; runs again at each reload."""
        super().setup(cfg)
        for handler in self.error_log.handlers:
            handler.setFormatter(JsonLines())
        self.access_log.handlers = [logging.NullHandler()]
        for level in LEVELS:  # as they are: through gunicorn's methods each record is of those
            setattr(self, level, getattr(self.error_log, level))

    def access(self, *_: Any) -> None:
        """Nothing."""
