"""Gunicorn's threads, with a time limit for the head of a request: who sends it letter by letter is hung up on."""

from __future__ import annotations

from contextlib import ExitStack
from threading import local
from typing import Any

from gunicorn.workers.gthread import ThreadWorker

from portal.edge.patience import hung_up_after

HEAD_SECONDS = 5
_here = local()


class PatientThreads(ThreadWorker):
    """Waits a few seconds for the head of a request; what follows it is limited in `portal.edge.bodies`."""

    def handle(self, conn: Any) -> Any:
        with ExitStack() as waiting:
            waiting.enter_context(hung_up_after(HEAD_SECONDS, conn.sock))
            _here.waiting = waiting
            return super().handle(conn)

    def handle_request(self, req: Any, conn: Any) -> Any:
        _here.waiting.close()
        return super().handle_request(req, conn)
