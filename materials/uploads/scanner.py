"""The virus scanner, asked over a socket in the words of clamd: INSTREAM, lengths and pieces, one line back."""

from __future__ import annotations

import socket
from contextlib import closing

from django.conf import settings

SECONDS = 30
_PIECE = 64 * 1024


class ScannerSilent(Exception):
    """A scanner is configured and gave no verdict: nothing may be taken for clean."""


def virus_in(content: bytes) -> str:
    """The name of the virus the scanner found, "" for none or when no scanner is configured. Raises ScannerSilent."""
    if not settings.VIRUS_SCANNER:
        return ""
    try:
        verdict = _ask(content)
    except OSError as silent:
        raise ScannerSilent from silent
    name = verdict.removeprefix("stream: ")
    if name == "OK":
        return ""
    if name.endswith(" FOUND"):
        return name.removesuffix(" FOUND")
    # "INSTREAM size limit exceeded. ERROR", half a line, nothing: no verdict.
    raise ScannerSilent


def _ask(content: bytes) -> str:
    with closing(_connected()) as line:
        line.sendall(b"zINSTREAM\0")
        for start in range(0, len(content), _PIECE):
            piece = content[start : start + _PIECE]
            line.sendall(len(piece).to_bytes(4, "big") + piece)
        line.sendall((0).to_bytes(4, "big"))
        answer = b""
        while not answer.endswith(b"\0") and len(answer) < 1000:
            part = line.recv(1000)
            if not part:
                break
            answer += part
    return answer.rstrip(b"\0\n").decode(errors="replace")


def _connected() -> socket.socket:
    """`unix:/run/clamav/clamd.ctl` or `tcp:host:port`."""
    way, _colon, where = settings.VIRUS_SCANNER.partition(":")
    if way == "tcp":
        host, _colon, port = where.rpartition(":")
        return socket.create_connection((host, int(port)), timeout=SECONDS)
    line = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    line.settimeout(SECONDS)
    try:
        line.connect(where)
    except OSError:
        line.close()
        raise
    return line
