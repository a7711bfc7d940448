"""Whether the parts of the installation work, for monitoring and for people."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import DatabaseError, connection

from materials.lookups.ask import states
from portal.models import Heartbeat
from portal.pulse import WORKER

WORKER_LATE_SECONDS = 60


def _database() -> dict[str, Any]:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError as problem:
        return {"ok": False, "reason": type(problem).__name__}
    return {"ok": True, "vendor": connection.vendor}


def _storage() -> dict[str, Any]:
    try:
        default_storage.delete(default_storage.save("health/probe", ContentFile(b"ok")))
    except OSError as problem:
        return {"ok": False, "reason": type(problem).__name__}
    return {"ok": True}


def _worker() -> dict[str, Any]:
    try:
        age = Heartbeat.age(WORKER)
    except DatabaseError:
        return {"ok": False, "reason": "database"}
    if age is None:
        return {"ok": False, "reason": "never seen"}
    seconds = round(age.total_seconds())
    return {"ok": seconds <= WORKER_LATE_SECONDS, "last_seen_seconds_ago": seconds}


def health() -> dict[str, Any]:
    """`ok` covers what the portal cannot do without; a registry that is down does not take it down."""
    parts = {"database": _database(), "storage": _storage(), "worker": _worker()}
    registries = {code: state.as_data() for code, state in states().items()}
    return {
        "ok": all(part["ok"] for part in parts.values()),
        **parts,
        "registries": registries,
        "demo": settings.DEMO,
    }
