"""Everything sealed is sealed anew under the present data key, every blind index gets its next link.

What there is to do is read from the models' fields and from the files themselves, and every piece tells under which
key it is: a run that was killed is simply started again. Nothing is read in the clear but in memory, one slice at a
time. What a row says does not change, so its append-only trigger lets this one change through (docs/decisions/0086).
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidTag
from django.apps import apps
from django.conf import settings
from django.db import connection, models, transaction

from accounts.sealing import (
    FILE_MARK,
    MARK,
    NAME_LETTERS,
    BlindIndexField,
    SealedJSONField,
    SealedTextField,
    index_keys,
    key_name,
    key_of_file,
    linked_on,
    old_names,
    seal,
    seal_bytes,
    unseal,
    unseal_bytes,
)
from portal.operating.left_files import ASIDE
from trail.append_only import AppendOnlyModel
from trail.triggers import lets_change

AT_ONCE = 500
NAMED = 5
_SEALED = re.compile(rf"{MARK}[0-9a-f]{{{NAME_LETTERS}}}:[A-Za-z0-9+/=]+")
_PART = re.compile(r"\.[0-9a-f]{32}\Z")
"""Half a file of a save that was killed (`accounts.sealed_files`): no row names it."""
_WRITTEN = "resealing.part"


@dataclass(frozen=True, kw_only=True)
class Columns:
    """Of a table the columns in which something may be under an old key."""

    model: type[models.Model]
    sealed: tuple[str, ...]
    within: tuple[str, ...]
    """JSON in which sealed texts may stand: a second factor's secret, say."""
    indexes: tuple[str, ...]

    @property
    def table(self) -> str:
        return self.model._meta.db_table

    @property
    def all(self) -> tuple[str, ...]:
        return (*self.sealed, *self.within, *self.indexes)


def to_look_at() -> list[Columns]:
    """Every table with such columns, by its models' fields; of other people's apps too."""
    found = (_columns(model) for model in apps.get_models(include_auto_created=True) if _is_a_table(model))
    there = set(connection.introspection.table_names())
    return [columns for columns in found if columns.all and columns.table in there]


def _is_a_table(model: type[models.Model]) -> bool:
    return model._meta.managed and not model._meta.proxy


def _columns(model: type[models.Model]) -> Columns:
    def of(*kinds: type[models.Field[Any, Any]]) -> tuple[str, ...]:
        fields = model._meta.local_concrete_fields
        return tuple(field.column for field in fields if isinstance(field, kinds) and field.column)

    return Columns(
        model=model,
        sealed=of(SealedTextField, SealedJSONField),
        within=of(models.JSONField),
        indexes=of(BlindIndexField),
    )


def anew(columns: Columns) -> Iterator[int]:
    """Seal what a table has under old keys anew, slice by slice; yields how many rows each slice had."""
    last: Any = None
    while rows := _slice(columns, after=last):
        yield len(rows)
        last = rows[-1][0]


def _slice(columns: Columns, *, after: object) -> list[tuple[Any, ...]]:
    """One slice, in one transaction."""
    with _let_through(columns), connection.cursor() as cursor:
        rows = _under_old_keys(cursor, columns, after=after)
        names = ", ".join(f"{_q(name)} = {_placed(columns, name)}" for name in columns.all)
        pk = _q(str(columns.model._meta.pk.column))
        changed = [[*(_renewed(columns, name, value) for name, value in _named(columns, row)), row[0]] for row in rows]
        statement = f"UPDATE {_q(columns.table)} SET {names} WHERE {pk} = %s"  # noqa: S608  names of our models
        cursor.executemany(statement, changed)
        return rows


def _named(columns: Columns, row: tuple[Any, ...]) -> Iterator[tuple[str, Any]]:
    return zip(columns.all, row[1:], strict=True)


def _let_through(columns: Columns) -> Any:
    if not issubclass(columns.model, AppendOnlyModel):
        return transaction.atomic()
    name, link = key_name(settings.DATA_KEY), len(index_keys())
    sealed = {c: f"OLD.{_q(c)} LIKE '{MARK}%' AND NEW.{_q(c)} LIKE '{MARK}{name}:%'" for c in columns.sealed}
    indexes = {c: f"NEW.{_q(c)} LIKE '{link}.%' AND OLD.{_q(c)} NOT LIKE '{link}.%'" for c in columns.indexes}
    return lets_change(columns.table, sealed | indexes)


def _renewed(columns: Columns, column: str, value: Any) -> Any:
    if not value:
        return value
    if column in columns.indexes:
        return linked_on(value)
    return _SEALED.sub(lambda found: _sealed_anew(found[0]), value)


def _sealed_anew(sealed: str) -> str:
    if sealed.split(":")[1] not in old_names():
        return sealed
    try:
        text = unseal(sealed)
    except (InvalidTag, ValueError):
        return sealed  # damaged, or changed by somebody: told by `left`, and everything else goes on
    again = seal(text)
    if unseal(again) != text:
        raise AssertionError("what was sealed anew does not open")
    return again


def _under_old_keys(cursor: Any, columns: Columns, *, after: Any) -> list[tuple[Any, ...]]:
    pk = _q(str(columns.model._meta.pk.column))
    read = ", ".join([pk, *(_read(columns, name) for name in columns.all)])
    beyond = f"{pk} > %s AND " if after is not None else ""
    where, values = _is_old(columns)
    cursor.execute(
        f"SELECT {read} FROM {_q(columns.table)} WHERE {beyond}({where}) ORDER BY {pk} LIMIT {AT_ONCE}",  # noqa: S608
        [*([after] if after is not None else []), *values],
    )
    return list(cursor.fetchall())


def _is_old(columns: Columns) -> tuple[str, list[str]]:
    """SQL that is true of a row with something under an old key, and its values."""
    told: list[tuple[str, list[str]]] = [("1 = 0", [])]
    for name in (*columns.sealed, *columns.within):
        told += [(f"{_read(columns, name)} LIKE %s", [f"%{MARK}{old}:%"]) for old in old_names()]
    if (link := len(index_keys())) > 1:
        told += [(f"({_q(name)} <> '' AND {_q(name)} NOT LIKE %s)", [f"{link}.%"]) for name in columns.indexes]
    return " OR ".join(sql for sql, _values in told), [value for _sql, values in told for value in values]


def _read(columns: Columns, name: str) -> str:
    return f"CAST({_q(name)} AS TEXT)" if name in columns.within else _q(name)


def _placed(columns: Columns, name: str) -> str:
    return "CAST(%s AS jsonb)" if name in columns.within and connection.vendor == "postgresql" else "%s"


def _q(name: str) -> str:
    return connection.ops.quote_name(name)


def sealed_files() -> Iterator[tuple[Path, str]]:
    """Every sealed file of the installation with the name of its key, also those without a row."""
    for folder, _below, files in os.walk(settings.PRIVATE_DIR, onerror=_not_read):
        for file in files:
            path = Path(folder, file)
            with path.open("rb") as opened:
                name = key_of_file(opened.read(len(FILE_MARK) + NAME_LETTERS))
            if name and path.name != _WRITTEN:
                yield path, name


def _not_read(why: OSError) -> None:
    """A folder that is not there, or not to be read, is no folder without files."""
    raise why


def files_anew() -> Iterator[Path]:
    """Seal every file anew that is under an old key; yields each."""
    for path, name in sealed_files():
        if name in old_names() and _file_anew(path):
            yield path


def _file_anew(path: Path) -> bool:
    root, was = Path(settings.PRIVATE_DIR), path.stat()
    place = path.relative_to(root).as_posix().removeprefix(f"{ASIDE}/")
    try:
        content = unseal_bytes(path.read_bytes(), bound_to=place)
    except InvalidTag:
        if _PART.search(path.name):
            path.unlink()
        return False  # told by `left`
    written = root / _WRITTEN
    try:
        with open(os.open(written, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
            file.write(seal_bytes(content, bound_to=place))
            file.flush()
            os.fsync(file.fileno())
    except OSError:
        written.unlink(missing_ok=True)  # a full disk needs the room
        raise
    os.utime(written, ns=(was.st_atime_ns, was.st_mtime_ns))  # how long a file lies counts (`left_files`)
    written.replace(path)
    return True


def left() -> Iterator[str]:
    """One line for whatever is not under the present keys; nothing when all is.

    Asked of every column of text of the database, whoever's table it is, and of every file.
    """
    for columns in to_look_at():
        where, values = _not_under_the_present(columns)
        if count := _count(columns.table, where, values):
            yield f"{columns.table}: {count} rows, {_some(columns, where, values)}"
    for table, column in _texts():
        old = " OR ".join(f"CAST({_q(column)} AS TEXT) LIKE %s" for _name in old_names())
        if old and (count := _count(table, old, [f"%{MARK}{name}:%" for name in old_names()])):
            yield f"{table}.{column}: {count} rows"
    present = key_name(settings.DATA_KEY)
    yield from (f"file {path}: under the key {name}" for path, name in sealed_files() if name != present)


def _not_under_the_present(columns: Columns) -> tuple[str, list[str]]:
    """SQL that is true of a row with something sealed under any other key, one nobody has any more too."""
    old, values = _is_old(columns)
    other = [f"({_q(name)} <> '' AND {_q(name)} NOT LIKE %s)" for name in columns.sealed]
    return " OR ".join([old, *other]), [*values, *(f"{MARK}{key_name(settings.DATA_KEY)}:%" for _name in other)]


def _count(table: str, where: str, values: list[str]) -> int:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT COUNT(*) FROM {_q(table)} WHERE {where}", values)  # noqa: S608  names of our models
        return int(cursor.fetchone()[0])


def _some(columns: Columns, where: str, values: list[str]) -> str:
    """By their keys, so that somebody can look at them."""
    pk = str(columns.model._meta.pk.column)
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {_q(pk)} FROM {_q(columns.table)} WHERE {where} ORDER BY {_q(pk)} LIMIT {NAMED}",  # noqa: S608
            values,
        )
        return f"{pk} {', '.join(str(key) for (key,) in cursor.fetchall())}"


@cache
def _texts() -> tuple[tuple[str, str], ...]:
    """Every column of text: its table and its name. Finding them takes longer than looking into all of them."""
    kinds = ("CharField", "TextField", "JSONField")
    with connection.cursor() as cursor:
        return tuple(
            (table, column.name)
            for table in sorted(connection.introspection.table_names(cursor))
            for column in connection.introspection.get_table_description(cursor, table)
            if connection.introspection.get_field_type(column.type_code, column) in kinds
        )
