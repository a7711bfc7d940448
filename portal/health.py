"""Whether the parts of the installation work, for monitoring and for people."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import DatabaseError, connection

from materials.lookups.ask import states
from portal.models import Fault, Heartbeat
from portal.pulse import WORKER

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


def health() -> dict[str, Any]:
    """`ok` covers what the portal cannot do without; a registry that is down does not take it down."""
    parts = {"database": _database(), "storage": _storage(), "worker": _worker()}
    registries = {code: state.as_data() for code, state in states().items()}
    return {
        "ok": all(part["ok"] for part in parts.values()),
        **parts,
        "registries": registries,
        "errors": _errors(),
        "demo": settings.DEMO,
    }


def without_details(found: dict[str, Any]) -> dict[str, Any]:
    """The same for who is not staff: what works and what does not, never why, how much or since when."""
    told = {name: {"ok": found[name]["ok"]} for name in ("database", "storage", "worker")}
    registries = {code: {"ok": state["ok"]} for code, state in found["registries"].items()}
    return {"ok": found["ok"], **told, "registries": registries, "errors": found["errors"], "demo": found["demo"]}
