"""Programs that read what strangers hand in: each in a process of its own, with limits on memory and time.

The program sets its limits itself before it reads a byte; here it is started, fed, and ended when it takes too long.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from types import ModuleType

SECONDS = 20


class TooLong(Exception):
    """The program was ended: the file would have kept it busy for ever."""


def run_confined(program: ModuleType, content: bytes, *arguments: str) -> tuple[int, bytes]:
    """How a program ended and what it wrote, given a file. Raises TooLong."""
    path = str(Path(str(program.__file__)))
    try:
        # -I: neither the environment nor the working directory decide what the program imports.
        done = subprocess.run(
            [sys.executable, "-I", path, *arguments], input=content, capture_output=True, timeout=SECONDS, check=False
        )
    except subprocess.TimeoutExpired as endless:
        raise TooLong from endless
    return done.returncode, done.stdout
