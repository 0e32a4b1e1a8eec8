"""How gunicorn runs the skill: read by ``gunicorn skill.wsgi:app`` from the folder it starts in."""

import os
import shutil
import tempfile
from pathlib import Path

from skill import settings

try:
    metrics = settings.metrics()
except settings.SettingsError:
    metrics = None  # the app tells it, and does not start

# Where it listens. A second address is the counts' own, so that nobody can hand them out by a
# forgotten rule in a proxy; with --bind, name both.
bind = [f"0.0.0.0:{os.environ['PORT']}" if os.environ.get("PORT") else "127.0.0.1:8000"]
bind += [str(metrics)] if metrics else []

worker_class = "skill.web.worker.Worker"
logger_class = "skill.web.server_log.ServerLog"
threads = 16  # a turn takes a millisecond: most threads are there for connections that are slow
# How many workers: WEB_CONCURRENCY, one for each core; gunicorn reads it.
keepalive = 5

# A turn under way ends within 2 s to arrive, 2 s for a certificate and 2 s to be sent; and what
# stops containers kills them after 10 s.
graceful_timeout = 8
# A worker whose main loop has not run for so long is killed; its threads are bounded by the above.
timeout = 30
# No worker is replaced for its age: memory is flat (`make attack`), and a new one has to fetch
# Alexa's certificate while somebody waits.
max_requests = 0
# Each worker loads the app itself, so that SIGHUP takes up new code and content.
preload_app = False
# The sign of life is a file that is touched each second: in memory where there is a place for it.
worker_tmp_dir = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None  # noqa: S108
# Nothing steers the server but signals, and it writes nothing into a home folder.
control_socket_disable = True

# No header of a client's may say where the app is mounted.
forwarder_headers = ""
limit_request_line = 2048
limit_request_fields = 64
limit_request_field_size = 4096

# The workers' counts meet in files of a folder that lives as long as the server, over reloads.
COUNTS = "cramp-coach-counts-"
if metrics and not os.environ.get("PROMETHEUS_MULTIPROC_DIR"):
    os.environ["PROMETHEUS_MULTIPROC_DIR"] = tempfile.mkdtemp(prefix=COUNTS, dir=worker_tmp_dir)


def on_exit(_server: object) -> None:
    """Leave no counts behind."""
    folder = Path(os.environ.get("PROMETHEUS_MULTIPROC_DIR", ""))
    if folder.name.startswith(COUNTS):
        shutil.rmtree(folder, ignore_errors=True)
