"""A backup is a folder: the database, the documents, the keys apart, and a list of what must be there.

The database is copied first and the files after it: a file is always older than the row that names it, so every row of
the copy finds its file. Restoring compares digests before, and rows, files and keys after.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import sqlite3
import subprocess
import tarfile
from contextlib import closing
from pathlib import Path
from typing import Any
from urllib.parse import quote

from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import connection, connections
from django.utils import timezone

from accounts.sealing import key_name, old_names

SQLITE, POSTGRESQL, DOCUMENTS, KEYS, LIST = (
    "portal.sqlite3",
    "portal.pgdump",
    "documents.tar",
    "keys.tar",
    "backup.json",
)


class CannotRestore(Exception):
    """The backup is not whole, does not fit, or would overwrite something."""


def back_up(folder: Path, keys: Path) -> dict[str, Any]:
    """Write database and documents to one folder, the keys to another; returns what was written."""
    for place in (folder, keys):
        place.mkdir(parents=True, exist_ok=True, mode=0o700)
    database = _copy_sqlite(folder) if connection.vendor == "sqlite" else _dump_postgresql(folder)
    _pack(settings.PRIVATE_DIR, folder / DOCUMENTS)
    _pack(settings.KEYS_DIR, keys / KEYS)
    files = {path.name: _digest(path) for path in (folder / database, folder / DOCUMENTS, keys / KEYS)}
    told = {
        "made_at": timezone.now().isoformat(),
        "vendor": connection.vendor,
        "rows": _rows(),
        "files": files,
        "data_key": key_name(settings.DATA_KEY),
    }
    (folder / LIST).write_text(json.dumps(told, indent=1), encoding="utf-8")
    return told


def restore(folder: Path, keys: Path, *, overwrite: bool = False) -> dict[str, Any]:
    """Put a backup in place and check that all of it arrived. Raises CannotRestore."""
    told = _whole(folder, keys)
    if not overwrite and _is_in_use():
        raise CannotRestore("there are rows already; --overwrite replaces them")
    if connection.vendor == "sqlite":
        _restore_sqlite(folder / SQLITE)
    else:
        _restore_postgresql(folder / POSTGRESQL)
    _unpack(folder / DOCUMENTS, settings.PRIVATE_DIR)
    _unpack(keys / KEYS, settings.KEYS_DIR)
    call_command("migrate", verbosity=0)
    there = _rows()
    missing = {table: count for table, count in told["rows"].items() if there.get(table, 0) < count}
    if missing:
        raise CannotRestore(f"rows are missing after restoring: {missing}")
    return told


def _whole(folder: Path, keys: Path) -> dict[str, Any]:
    try:
        told: dict[str, Any] = json.loads((folder / LIST).read_text(encoding="utf-8"))
        places = {KEYS: keys}
        broken = [name for name, digest in told["files"].items() if _digest(places.get(name, folder) / name) != digest]
    except (OSError, ValueError, KeyError) as problem:
        raise CannotRestore(f"the backup is not whole: {problem}") from problem
    if broken:
        raise CannotRestore(f"changed since they were written: {', '.join(broken)}")
    if told["vendor"] != connection.vendor:
        raise CannotRestore(f"the backup is of {told['vendor']}, this installation uses {connection.vendor}")
    if told["data_key"] not in (key_name(settings.DATA_KEY), *old_names()):
        raise CannotRestore("the key the backup was written with is neither DATA_KEY nor among OLD_DATA_KEYS")
    return told


def _is_in_use() -> bool:
    tables = set(connection.introspection.table_names())
    person = apps.get_model("accounts", "Person")
    return person._meta.db_table in tables and person._default_manager.exists()


def _rows() -> dict[str, int]:
    tables = set(connection.introspection.table_names())
    models = [m for m in apps.get_models() if m._meta.app_label in settings.OURS]
    return {m._meta.db_table: m._default_manager.count() for m in models if m._meta.db_table in tables}


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _copy_sqlite(folder: Path) -> str:
    target = folder / SQLITE
    target.unlink(missing_ok=True)
    with closing(sqlite3.connect(_sqlite_file())) as source, closing(sqlite3.connect(target)) as copy:
        source.backup(copy)
    target.chmod(0o600)
    return SQLITE


def _restore_sqlite(source: Path) -> None:
    connections.close_all()
    place = _sqlite_file()
    place.parent.mkdir(parents=True, exist_ok=True)
    with closing(sqlite3.connect(source)) as copy, closing(sqlite3.connect(place)) as target:
        copy.backup(target)


def _sqlite_file() -> Path:
    return Path(connection.settings_dict["NAME"])


def _dump_postgresql(folder: Path) -> str:
    target = folder / POSTGRESQL
    _postgresql("pg_dump", "--format=custom", "--no-owner", f"--file={target}", "--dbname", _address())
    target.chmod(0o600)
    return POSTGRESQL


def _restore_postgresql(source: Path) -> None:
    connections.close_all()
    with connection.cursor() as cursor:
        # Emptied whole: what is newer than the backup must not survive beside it.
        cursor.execute("DROP SCHEMA public CASCADE")
        cursor.execute("CREATE SCHEMA public")
    connections.close_all()
    _postgresql("pg_restore", "--no-owner", "--exit-on-error", "--dbname", _address(), str(source))


def _postgresql(program: str, *arguments: str) -> None:
    found = shutil.which(program) or str(max(Path("/usr/lib/postgresql").glob(f"*/bin/{program}"), default=program))
    password = str(connection.settings_dict["PASSWORD"] or "")
    environment = {**os.environ, **({"PGPASSWORD": password} if password else {})}
    subprocess.run([found, *arguments], check=True, env=environment, capture_output=True)


def _address() -> str:
    given = connection.settings_dict
    host, port, user = (str(given[name] or "") for name in ("HOST", "PORT", "USER"))
    return f"postgresql://{quote(user)}@{host}:{port or 5432}/{quote(str(given['NAME']))}"


def _pack(folder: Path, target: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    with tarfile.open(target, "w") as archive:
        archive.add(folder, arcname=".")
    target.chmod(0o600)


def _unpack(source: Path, folder: Path) -> None:
    """Raises tarfile.TarError for what no backup of ours holds: a link, a device, a place outside the folder."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    with tarfile.open(source) as archive:
        for member in archive.getmembers():
            inside = (folder / member.name).resolve().is_relative_to(folder.resolve())
            if not inside or not (member.isfile() or member.isdir()):
                raise tarfile.TarError(f"{member.name} is no file of a backup")
        # The Python of Debian 12 (3.11.2) has no filters yet; the check above is what they do for files and folders.
        archive.extraction_filter = getattr(tarfile, "data_filter", None)
        archive.extractall(folder)  # noqa: S202
