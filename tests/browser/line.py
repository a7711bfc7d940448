"""The line between browser and portal, cut at the portal's end: what comes is hung up on without an answer.

Chromium's own “offline” is a pretence of one page: while a page is replaced by the next a request may slip through it.
"""

from threading import Event

from django.core.servers.basehttp import WSGIRequestHandler

_is_cut = Event()
cut, mend = _is_cut.set, _is_cut.clear

_parse_request = WSGIRequestHandler.parse_request


def _or_hang_up(handler: WSGIRequestHandler) -> bool:
    if _is_cut.is_set():
        handler.close_connection = True
        return False
    return _parse_request(handler)


WSGIRequestHandler.parse_request = _or_hang_up
