"""The worker's clock: every few seconds a heartbeat, every minute the timers of the settings.

Timers only find what is due and enqueue it; running one twice changes nothing.
"""

from __future__ import annotations

import io
import logging
import threading
import time

from django.conf import settings
from django.core.management import call_command
from django.db import close_old_connections, connection
from django.utils.module_loading import import_string

from portal.models import Heartbeat
from portal.work import name_of

logger = logging.getLogger(__name__)

WORKER = "worker"
BEAT_SECONDS = 10
TIMER_SECONDS = 60


def run_timers() -> None:
    """Run every timer once; a failing one does not keep the others from running."""
    for path in settings.TIMERS:
        try:
            import_string(path)()
        except Exception:
            logger.exception("timer %s failed", path)
    call_command("workflow_timers", verbosity=0, stdout=io.StringIO())


def _pulse(stop: threading.Event, worker_id: str) -> None:
    due = 0.0
    while not stop.is_set():
        try:
            close_old_connections()
            Heartbeat.beat(WORKER)
            Heartbeat.beat(name_of(worker_id))
            if time.monotonic() >= due:
                due = time.monotonic() + TIMER_SECONDS
                run_timers()
        except Exception:
            logger.exception("the worker's pulse failed; it goes on")
            close_old_connections()
        stop.wait(BEAT_SECONDS)
    connection.close()


def start(worker_id: str) -> threading.Event:
    """Start the pulse of a worker in a thread of its own; setting the returned event stops it."""
    stop = threading.Event()
    threading.Thread(target=_pulse, args=[stop, worker_id], name="pulse", daemon=True).start()
    return stop
