"""A program of its own that looks for QR codes in a picture on its standard input, and writes what they say: ["…", …].

What unpacks without end, or keeps a reader busy, does it here, within limits. Imports nothing of the portal.
"""

from __future__ import annotations

import io
import json
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image

MEMORY = 900 * 1024 * 1024
CPU_SECONDS = 10
LONGEST_SIDE = 4200
"""Pixels: more show no code better, and take long to look through."""
MOST_PIXELS = 30_000_000
"""Of what cannot be drawn smaller while it is unpacked; a telephone's photograph can."""
MOST_CODES = 8
DAMAGED = 4


def main() -> int:
    try:
        told = codes_in(sys.stdin.buffer.read())
    except Exception:  # noqa: BLE001 - whatever a reader raises, the picture cannot be looked into
        return DAMAGED
    json.dump(told, sys.stdout)
    return 0


def codes_in(content: bytes) -> list[str]:
    import PIL.Image
    import zxingcpp
    from PIL import ImageOps

    PIL.Image.MAX_IMAGE_PIXELS = None  # this process has no more memory than it is given
    picture = PIL.Image.open(io.BytesIO(content), formats=("JPEG", "PNG"))
    smaller = next((by for by in (1, 2, 4) if picture.width * picture.height // by**2 <= MOST_PIXELS), 8)
    picture.draft("L", (picture.width // smaller, picture.height // smaller))
    if picture.width * picture.height > MOST_PIXELS:
        raise ValueError("more pixels than are looked through")
    grey = ImageOps.exif_transpose(_on_white(picture))
    grey.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    found = zxingcpp.read_barcodes(grey, formats=zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode))
    return [one.text for one in found[:MOST_CODES]]


def _on_white(picture: Image) -> Image:
    """In greys; what is transparent is paper."""
    import PIL.Image

    if picture.mode not in ("RGBA", "LA", "PA") and "transparency" not in picture.info:
        return picture.convert("L")
    whole = picture.convert("RGBA")
    return PIL.Image.alpha_composite(PIL.Image.new("RGBA", whole.size, "white"), whole).convert("L")


if __name__ == "__main__":
    sys.exit(main())
