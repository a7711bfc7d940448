"""Programs that read what strangers hand in: each in a process of its own, with limits on memory and time.

A program says its limits (`MEMORY` in bytes, `CPU_SECONDS`). This file is what is really started: it sets them before
the program reads a byte, and the program is ended when it takes too long all the same.
"""

from __future__ import annotations

import resource
import runpy
import subprocess
import sys
from pathlib import Path
from types import ModuleType

SECONDS = 20


class TooLong(Exception):
    """The program was ended: the file would have kept it busy for ever."""


def run_confined(program: ModuleType, content: bytes, *arguments: str) -> tuple[int, bytes]:
    """How a program ended and what it wrote, given a file. Raises TooLong."""
    limits = (str(program.MEMORY), str(program.CPU_SECONDS))
    # -I: neither the environment nor the working directory decide what the program imports; it finds its neighbours.
    command = [sys.executable, "-I", __file__, *limits, str(program.__file__), *arguments]
    try:
        done = subprocess.run(command, input=content, capture_output=True, timeout=SECONDS, check=False)
    except subprocess.TimeoutExpired as endless:
        raise TooLong from endless
    return done.returncode, done.stdout


def _confine(memory: int, cpu_seconds: int) -> None:
    """From here on this process may use so many bytes and seconds, and leaves no picture of its memory behind."""
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (cpu_seconds, cpu_seconds + 1))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


if __name__ == "__main__":
    _own, _memory, _seconds, *sys.argv = sys.argv
    _confine(int(_memory), int(_seconds))
    sys.path.append(str(Path(__file__).resolve().parents[1]))
    runpy.run_path(sys.argv[0], run_name="__main__")
