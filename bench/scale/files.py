"""`python -m bench.scale.files 100000 [--rows 100000] [--lists]`: what taking out a list costs in a large world.

Each kind of file is written by a process of its own that has shown a page before; memory is what it takes beyond that.
"""

from __future__ import annotations

import argparse
import multiprocessing
import time
from collections.abc import Iterator
from itertools import chain, islice
from pathlib import Path
from typing import Any

from bench.scale.cluster import World, running
from bench.scale.reading import database_seconds
from bench.scale.worlds import made, set_up, step_into


def main() -> None:
    wanted = argparse.ArgumentParser(description="Lists taken out as files.")
    wanted.add_argument("cases", type=int, nargs="?", default=100_000)
    wanted.add_argument("--rows", type=int, default=100_000)
    wanted.add_argument("--lists", action="store_true", help="in a world of what lists read alone")
    told = wanted.parse_args()
    with running():
        set_up()
        world = made(told.cases, of_lists=told.lists)
        print(
            "| file of the register | rows | CPU s, database's | MB of the file | MB over idle |\n|---|---|---|---|---|"
        )
        for kind in ("csv", "xlsx"):
            # A process of its own: what the one before it took is not counted.
            with multiprocessing.get_context("fork").Pool(1) as pool:
                print(pool.apply(_take_out, (world, kind, told.rows)), flush=True)


def _take_out(world: World, kind: str, most: int) -> str:
    step_into(world)
    reader = _reader()
    parts, counted = _parts(reader, kind, most)
    _forget_peak()
    idle, size = _megabytes("VmRSS"), 0
    started, asked = time.process_time(), database_seconds()
    for part in parts:
        size += len(part)
    asked = database_seconds() - asked
    took = time.process_time() - started + asked
    over = _megabytes("VmHWM") - idle
    return f"| register, {kind.upper()} | {counted.rows:,} | {took:.0f}, {asked:.0f} | {size / 1e6:.1f} | {over:.0f} |"


def _reader() -> Any:
    """The auditor, of the city's bureau: who reads most."""
    from accounts.authorities import Authority
    from accounts.people import Person
    from bench.scale.pages import Visitor

    reader = Person.objects.get(username="auditor")
    Visitor(reader).get("/register/")()
    reader.authority = Authority.objects.get(division_id="410800")
    return reader


def _parts(reader: Any, kind: str, most: int) -> tuple[Iterator[bytes], Any]:
    from licensing.auditing.registers.certificates_list import REGISTER
    from pages.lists.exporting import FORMATS, CountedLines
    from pages.lists.rows import table_of

    head, lines = table_of(REGISTER, reader, {})
    counted = CountedLines(islice(lines, most))
    return FORMATS[kind].parts("register", chain([head], counted)), counted


def _megabytes(name: str) -> float:
    """A figure of this process: VmRSS now, VmHWM at most since the peak was forgotten."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.split(f"{name}:")[1].split()[0]) / 1024


def _forget_peak() -> None:
    Path("/proc/self/clear_refs").write_text("5", encoding="ascii")


if __name__ == "__main__":
    main()
