"""`make drill`: a table per database of what people met while something failed; ends with 1 when it is wrong."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

from bench.drills.databases import postgresql, sqlite
from bench.drills.faults import Drill, drills
from bench.drills.served import served

DISK = os.environ.get("DRILL_DISK", "2G")


def main(wanted: list[str]) -> int:
    """`wanted` are words of the names of drills, and perhaps a database; all of them when there are none."""
    wrong = 0
    databases = {one.__name__: one for one in (sqlite, postgresql)}
    named = [word for word in wanted if word in databases]
    words = [word for word in wanted if word not in databases]
    for database_of in [databases[name] for name in named or databases]:
        with tempfile.TemporaryDirectory(prefix="tongban-drill-") as name:
            folder = Path(name)
            # A disk of our own, so that filling it harms nobody.
            (folder / "var").mkdir()
            subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={DISK}", "tmpfs", folder / "var"], check=True)
            try:
                with database_of(folder) as database, served(folder, database.address) as portal:
                    draft = portal.manage("draft", module="bench.drills.prepare")
                    portal.start()
                    print(
                        f"\n| {database.name}: what fails | what people met | back after | wrong |\n|---|---|---|---|"
                    )
                    for happen in drills(Drill(portal=portal, database=database, draft=draft)):
                        if words and not any(word in happen.__name__ for word in words):
                            continue
                        found = happen()
                        wrong += len(found.wrong)
                        told = "; ".join(found.wrong) or "nothing"
                        print(f"| {found.fault} | {found.told} | {found.recovered:.1f} s | {told} |", flush=True)
            finally:
                # Lazily: who is still on the way out holds a file for a moment longer.
                subprocess.run(["umount", "--lazy", folder / "var"], check=True)
    return 1 if wrong else 0


if __name__ == "__main__":
    if os.getuid() != 0:
        sys.exit("A disk that can be filled has to be mounted: run it as root, on a machine of no consequence.")
    # Told to end, it ends what it started, as with Ctrl-C.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    sys.exit(main(sys.argv[1:]))
