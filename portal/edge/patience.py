"""How long a client is waited for. Imports nothing of Django: the web server needs it before there are settings."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress


@contextmanager
def hung_up_after(seconds: float, connection: socket.socket | None) -> Iterator[Callable[[], bool]]:
    """End whatever waits for a client after some seconds; gives a question whether that had to be done.

    A time limit of the socket would begin anew with every byte: who sends one a second would hold a thread for hours.
    """
    late = threading.Event()

    def hang_up() -> None:
        late.set()
        if connection is not None:
            with suppress(OSError):
                connection.shutdown(socket.SHUT_RD)

    clock = threading.Timer(seconds, hang_up)
    clock.daemon = True
    clock.start()
    try:
        yield late.is_set
    finally:
        clock.cancel()
