"""Of a picture what is seen in it, and nothing it tells in secret: place, time, telephone, film, further pictures.

Who sends a proof shows what is on it, and not where he lives (PIPL art. 6: no more than the purpose needs). Nothing
that is seen changes: what is taken away stands beside the pixels, and which side is up is kept. A photo an official
takes as evidence keeps where and when it was taken; that is decided by whoever has it checked.
"""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator

from PIL import Image

_SCAN, _END = 0xDA, 0xD9
_WITHOUT_LENGTH = frozenset({0x01, *range(0xD0, 0xD9)})
_COLOURS, _ADOBE, _JFIF = b"ICC_PROFILE\0", b"Adobe", b"JFIF\0"
_ORIENTATION = 0x0112
_PNG_KEPT = frozenset(
    b"IHDR PLTE IDAT IEND tRNS cHRM gAMA iCCP sBIT sRGB bKGD hIST pHYs sPLT cICP".split(),
)
"""Chunks that make up one picture; text, time, place and the other pictures of an animation are none of them."""


def bare_jpeg(content: bytes) -> bytes:
    """A JPEG without what stands beside its one picture. Raises ValueError."""
    kept, up = [content[:2]], _side_up(content)
    if up:
        kept.append(_only_orientation(up))
    kept += [part for marker, part in _segments(content) if _is_of_the_picture(marker, part)]
    return b"".join(kept)


def _side_up(content: bytes) -> int:
    try:
        up = Image.open(io.BytesIO(content), formats=("JPEG",)).getexif().get(_ORIENTATION, 1)
    except (OSError, SyntaxError, ValueError, TypeError, struct.error):
        return 0
    return up if isinstance(up, int) and 2 <= up <= 8 else 0


def _only_orientation(up: int) -> bytes:
    one = b"Exif\0\0MM\0*" + struct.pack(">IHHHIHHI", 8, 1, _ORIENTATION, 3, 1, up, 0, 0)
    return b"\xff\xe1" + struct.pack(">H", len(one) + 2) + one


def _is_of_the_picture(marker: int, part: bytes) -> bool:
    if marker == 0xFE:
        return False
    return not 0xE0 <= marker <= 0xEF or part[4:].startswith((_COLOURS, _ADOBE, _JFIF))


def _segments(content: bytes) -> Iterator[tuple[int, bytes]]:
    """Marker and bytes of each part up to the end of the first picture. Raises ValueError."""
    at = 2
    while at < len(content):
        if content[at] != 0xFF:
            at = _next_marker(content, at)
            continue
        marker = content[at + 1] if at + 1 < len(content) else _END
        if marker == 0xFF:
            at += 1
        elif marker == _END:
            yield marker, b"\xff\xd9"
            return
        elif marker in _WITHOUT_LENGTH or marker == 0:
            at += 2
        else:
            if at + 4 > len(content):
                raise ValueError
            end = at + 2 + int.from_bytes(content[at + 2 : at + 4])
            if marker == _SCAN:
                end = _next_marker(content, end)
            yield marker, content[at:end]
            at = end
    yield _END, b"\xff\xd9"


def _next_marker(content: bytes, at: int) -> int:
    """Where the packed pixels end: at the first marker that is no restart and no escaped byte."""
    while (at := content.find(b"\xff", at)) >= 0:
        if at + 1 < len(content) and content[at + 1] != 0 and not 0xD0 <= content[at + 1] <= 0xD7:
            return at
        at += 2
    return len(content)


def bare_png(content: bytes) -> bytes:
    """A PNG without what stands beside its one picture. Raises ValueError."""
    kept, at = [content[:8]], 8
    while at + 12 <= len(content):
        kind, end = content[at + 4 : at + 8], at + 12 + int.from_bytes(content[at : at + 4])
        if end > len(content):
            break
        if kind in _PNG_KEPT:
            kept.append(content[at:end])
        if kind == b"IEND":
            return b"".join(kept)
        at = end
    raise ValueError
