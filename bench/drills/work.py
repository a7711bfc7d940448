"""Long work under fire: an archive of a thousand certificates, the worker killed and the disk full while it is made.

Run beside a portal, with its settings, as `python -m bench.drills.work`: `make N` gives a company of the demo so many
certificates, `begin` has them packed and prints the folder of the parts; `check` prints what became of it, as JSON.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

from bench.drills.disk import full
from bench.drills.served import Served, kill

CERTIFICATES = int(os.environ.get("DRILL_CERTIFICATES", "1000"))
"""As many as an archive may hold are ten thousand: with DRILL_DISK=6G, on a quiet machine."""
KILLS = 6
PARTS_BETWEEN = 7
"""So many parts are made between two kills; a thousand certificates are fifty."""
FULL_SECONDS = 10.0
TRIES = 5
LONGEST_SECONDS = 300.0 + CERTIFICATES / 10
MOST_MEGABYTES = 150
"""So much more than idle the worker may take."""


def drill(portal: Served) -> tuple[str, float, tuple[str, ...]]:
    """What was packed, how long it took after the last kill, and what was wrong with it."""
    portal.manage("make", str(CERTIFICATES), module=__name__)
    idle = _most_memory(portal)
    folder = _begun(portal)
    highest, killed_at = idle, []
    for number in range(1, KILLS + 1):
        _wait_for(folder, number * PARTS_BETWEEN)
        highest = max(highest, _most_memory(portal))
        kill(*portal.processes("manage.py worker"))
        killed_at.append(_parts(folder))
    _wait_for(folder, (KILLS + 1) * PARTS_BETWEEN)
    full(portal.env["VAR_DIR"], seconds=FULL_SECONDS)
    began = time.monotonic()
    found = json.loads(portal.manage("check", module=__name__))
    while found["state"] not in ("done", "failed") and time.monotonic() - began < LONGEST_SECONDS:
        time.sleep(1)
        found = json.loads(portal.manage("check", module=__name__))
    took = time.monotonic() - began
    highest = max(highest, _most_memory(portal))
    if found["state"] != "done":
        return f"{_parts(folder)} parts", took, (f"the archive is {found['state']}",)
    told = (
        f"{found['files']} files of {found['certificates']} certificates in one archive of {found['megabytes']} MB, "
        f"{found['lines']} lines in its list; killed after {', '.join(map(str, killed_at))} of {found['parts']} parts, "
        f"then {FULL_SECONDS:.0f} s without room on the disk; "
        f"memory of the worker at most {max(highest - idle, 0)} MB above its start"
    )
    heavy = [f"{highest - idle} MB over idle"] if highest - idle > MOST_MEGABYTES else []
    return told, took, (*_wrong(found), *heavy)


def _begun(portal: Served) -> Path:
    """Have them packed while the worker stands still, since it packs faster than we learn where.

    Where it was stopped in the middle of writing, SQLite is locked: it goes on for a moment, and is stopped again.
    """
    workers = portal.processes("manage.py worker")
    for _try in range(TRIES):
        kill(*workers, by=signal.SIGSTOP)
        try:
            with suppress(RuntimeError):
                return Path(portal.manage("begin", module=__name__).strip())
        finally:
            kill(*workers, by=signal.SIGCONT)
        time.sleep(1)
    raise RuntimeError("the worker was never found at rest")


def _wrong(found: dict[str, Any]) -> list[str]:
    rules = {
        "files missing": found["missing"],
        "files doubled": found["doubled"],
        "files that are no certificate": found["foreign"],
        "lines of the list too many or missing": abs(found["lines"] - found["files"]),
        "parts made twice": found["parts_doubled"],
        "the digest is another": int(not found["digest_agrees"]),
        "times told that are not one": abs(found["told"] - 1),
    }
    return [f"{number} {what}" for what, number in rules.items() if number]


def _parts(folder: Path) -> int:
    with suppress(OSError):
        return sum(1 for _part in folder.iterdir())
    return 0


def _wait_for(folder: Path, parts: int) -> None:
    until = time.monotonic() + LONGEST_SECONDS
    while _parts(folder) < parts and time.monotonic() < until:
        time.sleep(0.002)


def _most_memory(portal: Served) -> int:
    """The most memory a worker that lives has ever had, in MB."""
    most = 0
    for number in portal.processes("manage.py worker"):
        with suppress(OSError):
            lines = Path(f"/proc/{number}/status").read_text(encoding="utf-8").splitlines()
            told = dict(line.split(":", 1) for line in lines if ":" in line)
            most = max(most, int(told["VmHWM"].split()[0]) // 1024)
    return most


def make(number: int) -> str:
    """Give a company so many more certificates than it has."""
    from licensing.certificates.models import Certificate
    from tests.many_certificates import more_like

    sample = Certificate.objects.filter(copies__isnull=False, kind="vehicle").order_by("pk")[0]
    return f"{len(more_like(sample, number))} certificates"


def begin() -> str:
    """Have them packed."""
    from django.conf import settings

    from accounts.represented.companies import Membership
    from licensing.certificates.models import Certificate
    from licensing.certificates.packing import OF_A_COMPANY, about_company
    from pages.jobs.actions import ask
    from pages.jobs.files import FOLDER

    sample = Certificate.objects.latest("pk")
    member = Membership.objects.in_force().filter(company=sample.company_id).order_by("pk")[0]
    job = ask(OF_A_COMPANY, about_company(sample.company), by=member.person)
    return str(Path(settings.PRIVATE_DIR) / FOLDER / str(job.key))


def check() -> str:
    """What the archive holds beside what it should hold."""
    import csv
    import hashlib
    import io
    import zipfile
    from collections import Counter

    from licensing.certificates.models import CertificateCopy
    from licensing.certificates.packing import INDEX
    from pages.jobs.files import Result
    from pages.jobs.models import Job, Part
    from trail.models import Event

    job = Job.objects.latest("pk")
    told: dict[str, Any] = {"state": job.state, "parts": len(job.plan or []), "certificates": job.units}
    if job.state != "done":
        return json.dumps(told)
    content = io.BufferedReader(Result(list(job.parts.filter(is_result=True)))).read()
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.testzip() is None
        names = [name for name in archive.namelist() if name != INDEX]
        digests = Counter(hashlib.sha256(archive.read(name)).hexdigest() for name in names)
        lines = list(csv.reader(io.StringIO(archive.read(INDEX).decode("utf-8-sig"))))
    copies = CertificateCopy.objects.filter(certificate__in=job.about["certificates"])
    wanted = set(copies.values_list("document__sha256", flat=True))
    numbers = Counter(Part.objects.filter(job=job).values_list("number", flat=True))
    return json.dumps(
        told
        | {
            "files": len(names),
            "megabytes": len(content) // 1_000_000,
            "missing": len(wanted - set(digests)),
            "foreign": len(set(digests) - wanted),
            "doubled": sum(count - 1 for count in digests.values()),
            "lines": len(lines) - 1,
            "parts_doubled": sum(count - 1 for count in numbers.values()),
            "digest_agrees": hashlib.sha256(content).hexdigest() == job.sha256,
            "told": Event.objects.filter(subject=job.subject, kind="work.done").count(),
        }
    )


if __name__ == "__main__":
    import django

    django.setup()
    what, *more = sys.argv[1:]
    sys.stdout.write({"make": lambda: make(int(more[0])), "begin": begin, "check": check}[what]())
