"""What is sent is limited before it reaches the disk, and who sends slowly cannot hold the whole portal.

Stands between the web server and Django, where nothing has been read yet. A body is taken in whole before a page has a
say: within a time, by at most so many threads, the others stay free for those who only read.
"""

from __future__ import annotations

import tempfile
import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import IO, Any

from portal.edge import pages
from portal.edge.patience import hung_up_after

Environ = dict[str, Any]
StartResponse = Callable[..., Any]
Application = Callable[[Environ, StartResponse], Iterable[bytes]]

IN_MEMORY = 1024 * 1024
PIECE = 64 * 1024


class _TooSlow(Exception):
    """The body did not come within its time."""


@dataclass(frozen=True, kw_only=True)
class Limits:
    """How much, how many at a time, how long.

    `stranger_bytes` is for who has no session cookie. A body may take `seconds`, and more by its `bytes_a_second`.
    """

    stranger_bytes: int
    bytes: int
    readers: int
    seconds: float = 15
    bytes_a_second: int = 50_000
    queue_seconds: float = 1


class Bodies:
    """A WSGI application around another one; see the top of this page."""

    def __init__(self, application: Application, limits: Limits, *, session_cookie: str) -> None:
        self.application = application
        self.limits = limits
        self.session_cookie = session_cookie
        self.readers = threading.BoundedSemaphore(limits.readers)

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        length = _length(environ)
        if not length:
            return self.application(environ, start_response)
        if length > self._allowed(environ):
            return _refused(413, "Content Too Large", start_response)
        if not self.readers.acquire(timeout=self.limits.queue_seconds):
            return _refused(503, "Service Unavailable", start_response)
        try:
            environ["wsgi.input"] = self._taken_in(environ, length)
        except _TooSlow:
            return _refused(400, "Request Timeout", start_response, status=408)
        except OSError:
            return _refused(503, "Service Unavailable", start_response)
        finally:
            self.readers.release()
        return self.application(environ, start_response)

    def _allowed(self, environ: Environ) -> int:
        known = f"{self.session_cookie}=" in environ.get("HTTP_COOKIE", "")
        return self.limits.bytes if known else self.limits.stranger_bytes

    def _taken_in(self, environ: Environ, length: int) -> IO[bytes]:
        kept: IO[bytes] = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115  Django reads it later
        try:
            self._copy(environ, length, kept)
        except (OSError, _TooSlow):
            kept.close()
            raise
        kept.seek(0)
        return kept

    def _copy(self, environ: Environ, length: int, kept: IO[bytes]) -> None:
        source, missing = environ["wsgi.input"], length
        seconds = self.limits.seconds + length / self.limits.bytes_a_second
        with hung_up_after(seconds, environ.get("gunicorn.socket")) as is_late:
            while missing and (piece := source.read(min(PIECE, missing))):
                kept.write(piece)
                missing -= len(piece)
        if is_late():
            raise _TooSlow


def _length(environ: Environ) -> int:
    try:
        return max(0, int(environ.get("CONTENT_LENGTH") or 0))
    except ValueError:
        return 0


def _refused(page: int, reason: str, start_response: StartResponse, *, status: int | None = None) -> Iterable[bytes]:
    answer = pages.bare(page)
    headers = [("Content-Type", "text/html; charset=utf-8"), ("Content-Length", str(len(answer.content)))]
    if "Retry-After" in answer:
        headers.append(("Retry-After", answer["Retry-After"]))
    start_response(f"{status or page} {reason}", headers)
    return [answer.content]
