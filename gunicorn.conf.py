"""How the portal is served: `gunicorn` reads this file by itself. Figures: docs/operations.md."""

import os
from pathlib import Path

wsgi_app = "portal.wsgi:application"
_host = os.environ.get("HOST", "127.0.0.1")
bind = f"{f'[{_host}]' if ':' in _host else _host}:{os.environ.get('WEB_PORT', '8000')}"
workers = int(os.environ.get("WEB_PROCESSES", "2"))
threads = int(os.environ.get("WEB_THREADS", "16"))
worker_class = "portal.edge.threads.PatientThreads"
timeout = 60
graceful_timeout = 15
loglevel = "warning"
# The sign of life of a process is a file: in memory, so that a full disk kills none.
worker_tmp_dir = "/dev/shm" if os.path.isdir("/dev/shm") else None  # noqa: S108
control_socket_disable = True
# `make dev`: served anew when a Python file or a template changes.
reload = os.environ.get("RELOAD") == "1"
reload_extra_files = [str(path) for path in Path("templates").rglob("*.html")] if reload else []
