"""Debian's clamd with a signature database of its own that knows EICAR: no internet, no freshclam."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from materials.uploads.scanner import _connected

EICAR_IN_HEX = (
    "58354f2150254041505b345c505a58353428505e2937434329377d2445494341522d5354414e44415244"
    "2d414e544956495255532d544553542d46494c452124482b482a"
)
OWN_PATTERN = b"TONGBAN-NO-REAL-VIRUS-0001"


@contextmanager
def running_clamd(folder: Path, settings: object) -> Iterator[None]:
    """clamd on a socket in a folder, named in the settings."""
    signatures = folder / "db"
    signatures.mkdir()
    (signatures / "tests.ndb").write_text(
        f"Eicar-Test-Signature:0:*:{EICAR_IN_HEX}\nTongban.Test:0:*:{OWN_PATTERN.hex()}\n", encoding="ascii"
    )
    configuration = folder / "clamd.conf"
    configuration.write_text(
        f"LocalSocket {folder}/clamd.ctl\nDatabaseDirectory {signatures}\nForeground yes\nStreamMaxLength 12M\n"
        f"LogFile {folder}/clamd.log\nMaxThreads 2\n",
        encoding="ascii",
    )
    process = subprocess.Popen(["/usr/sbin/clamd", f"--config-file={configuration}"], stdout=subprocess.DEVNULL)
    settings.VIRUS_SCANNER = f"unix:{folder}/clamd.ctl"
    try:
        for _try in range(600):
            try:
                _connected().close()
                break
            except OSError:
                assert process.poll() is None, (folder / "clamd.log").read_text(encoding="utf-8")
                time.sleep(0.1)
        yield
    finally:
        process.terminate()
        process.wait(20)
