"""Whether the parts of the installation work, for monitoring and for people."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import DatabaseError, connection
from django.utils import timezone

from clock.working_days import missing_years
from materials.lookups.ask import states
from portal.models import Fault, Heartbeat
from portal.operating.pulse import WORKER

WORKER_LATE_SECONDS = 60
LEAST_FREE_BYTES = 100 * 1024 * 1024
"""Below this a certificate or an upload may already be refused."""


def _database() -> dict[str, Any]:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError as problem:
        return {"ok": False, "reason": type(problem).__name__}
    return {"ok": True, "vendor": connection.vendor}


def _storage() -> dict[str, Any]:
    """Every folder the portal stands on: it writes where it must write, reads where it must read."""
    try:
        for folder in (settings.PRIVATE_DIR, settings.VAR_DIR):
            _try_writing(folder)
        if not settings.MAKE_SIGNING_KEYS and not any(settings.KEYS_DIR.iterdir()):
            return {"ok": False, "reason": "no signing keys"}
        free = shutil.disk_usage(settings.PRIVATE_DIR).free
    except OSError as problem:
        return {"ok": False, "reason": type(problem).__name__}
    return {"ok": free >= LEAST_FREE_BYTES, "free_bytes": free}


def _try_writing(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=folder, prefix=".probe-") as probe:
        probe.write(b"ok")
        probe.flush()
        os.fsync(probe.fileno())


def _worker() -> dict[str, Any]:
    try:
        age = Heartbeat.age(WORKER)
    except DatabaseError:
        return {"ok": False, "reason": "database"}
    if age is None:
        return {"ok": False, "reason": "never seen"}
    seconds = round(age.total_seconds())
    return {"ok": seconds <= WORKER_LATE_SECONDS, "last_seen_seconds_ago": seconds}


def _errors() -> dict[str, Any]:
    try:
        return {"last_day": Fault.of_the_last_day()}
    except DatabaseError:
        return {"last_day": None}


def _calendar() -> dict[str, Any]:
    """From 1 November on next year's working days are owed; without them limits cannot be told."""
    try:
        missing = missing_years(on=timezone.localdate())
    except DatabaseError:
        return {"ok": False, "reason": "database"}
    return {"ok": not missing, "missing": missing}


def _registries() -> dict[str, dict[str, Any]]:
    try:
        return {code: state.as_data() for code, state in states().items()}
    except DatabaseError:
        return {}


def health() -> dict[str, Any]:
    """`state` is down when something is missing the portal cannot do without, degraded when people notice, or ok.

    A registry nobody connected is no fault; one that is connected and silent is named at the top, in `down`.
    """
    parts = {"database": _database(), "storage": _storage(), "worker": _worker()}
    calendar, registries = _calendar(), _registries()
    works = all(part["ok"] for part in parts.values())
    down = [name for name, part in parts.items() if not part["ok"]]
    down += [] if calendar["ok"] else ["calendar"]
    down += [code for code, state in registries.items() if state["down"]]
    return {
        "ok": not down,
        "state": "down" if not works else "degraded" if down else "ok",
        "down": down,
        **parts,
        "calendar": calendar,
        "registries": registries,
        "errors": _errors(),
        "demo": settings.DEMO,
    }


def without_details(found: dict[str, Any]) -> dict[str, Any]:
    """The same for who is not staff: what works and what does not, never why, how much or since when."""
    told = {name: {"ok": found[name]["ok"]} for name in ("database", "storage", "worker", "calendar")}
    told |= {"state": found["state"], "down": found["down"]}
    registries = {code: {"ok": state["ok"]} for code, state in found["registries"].items()}
    return {"ok": found["ok"], **told, "registries": registries, "errors": found["errors"], "demo": found["demo"]}
