"""A disk that is full for a while: the one the drills mounted, so that it harms nobody."""

from __future__ import annotations

import os
import time
from contextlib import suppress


def full(folder: str, *, seconds: float) -> None:
    """Fill the disk of a folder, wait, and empty it again."""
    filler = os.path.join(folder, "filler")
    with suppress(OSError), open(filler, "wb", buffering=0) as file:
        while file.write(b"\0" * 65536):
            pass
    time.sleep(seconds)
    os.unlink(filler)
