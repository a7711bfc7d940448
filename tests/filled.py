"""The filled database kept beside the test's own: what a test with transactions of its own wrote is undone by a copy.

Emptying every table and filling it anew takes seconds of work for each such test, copying what was filled none.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

from django.db import connection


def keep() -> None:
    """Remember the database as it is now; nobody else may be using it."""
    if connection.vendor == "sqlite":
        _copy_of_sqlite().unlink(missing_ok=True)
        with closing(sqlite3.connect(_copy_of_sqlite())) as copy:
            _sqlite().backup(copy)
    else:
        _made_from(_own(), _copy_of_postgresql())


def put_back() -> None:
    """Make the database what was kept, whoever is still connected."""
    if connection.vendor == "sqlite":
        with closing(sqlite3.connect(_copy_of_sqlite())) as copy:
            copy.backup(_sqlite())
    else:
        _made_from(_copy_of_postgresql(), _own())


def throw_away() -> None:
    """Keep nothing any more."""
    if connection.vendor == "sqlite":
        _copy_of_sqlite().unlink(missing_ok=True)
    else:
        connection.close()
        with connection._nodb_cursor() as cursor:
            cursor.execute(f"DROP DATABASE IF EXISTS {_quoted(_copy_of_postgresql())} WITH (FORCE)")


def _own() -> str:
    return str(connection.settings_dict["NAME"])


def _sqlite() -> Any:
    connection.ensure_connection()
    return connection.connection


def _copy_of_sqlite() -> Path:
    return Path(f"{_own()}.filled")


def _copy_of_postgresql() -> str:
    return f"{_own()}_filled"


def _made_from(source: str, wanted: str) -> None:
    """PostgreSQL copies a database to which nobody is connected."""
    connection.close()
    with connection._nodb_cursor() as cursor:
        cursor.execute(f"DROP DATABASE IF EXISTS {_quoted(wanted)} WITH (FORCE)")
        cursor.execute(f"CREATE DATABASE {_quoted(wanted)} TEMPLATE {_quoted(source)}")


def _quoted(name: str) -> str:
    return connection.ops.quote_name(name)
