"""How gunicorn runs the skill: read by ``gunicorn skill.wsgi:app`` from the folder it starts in."""

worker_class = "skill.web.worker.Worker"
threads = 16  # a turn takes a millisecond: most threads are there for connections that are slow
# How many workers: WEB_CONCURRENCY, one for each core; gunicorn reads it.
keepalive = 5

# No header of a client's may say where the app is mounted.
forwarder_headers = ""
limit_request_line = 2048
limit_request_fields = 64
limit_request_field_size = 4096
