"""A program of its own that opens a JPEG of very many pixels at an eighth of its size, to see that it can be opened.

A telephone's 108 or 200 megapixels need little memory so; one that is sent in passes (progressive) is held whole, and
may need more than this process is given. Imports nothing of the portal.
"""

from __future__ import annotations

import io
import sys

MEMORY = 400 * 1024 * 1024
CPU_SECONDS = 15
DAMAGED, TOO_MUCH = 4, 5


def main() -> int:
    import PIL.Image

    PIL.Image.MAX_IMAGE_PIXELS = None  # how many there may be was asked before
    in_passes = False
    try:
        picture = PIL.Image.open(io.BytesIO(sys.stdin.buffer.read()), formats=("JPEG",))
        in_passes = bool(picture.info.get("progressive"))
        picture.draft(None, (picture.width // 8, picture.height // 8))
        picture.load()
    except MemoryError:
        return TOO_MUCH
    except Exception:  # noqa: BLE001 - the decoder tells memory it does not get as a broken file
        return TOO_MUCH if in_passes else DAMAGED
    return 0


if __name__ == "__main__":
    sys.exit(main())
