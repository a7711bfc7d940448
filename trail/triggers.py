"""The database itself refuses to change or delete what may only be added, whoever asks it and from where.

And it refuses a row that must never come in beside others (`never`): who typed a case and who decides it, say. Where a
law wants rows deleted, the database lets exactly those go that its condition names (`may_go`), and no other. What
follows from a row wherever it comes from it writes itself (`then`): what a case has come to, say.

One trigger per table and kind of change, made from the list of append-only models: after every migration each of them
has its triggers again, also those whose table was rebuilt (SQLite rebuilds a table to change a column). `missing` tells
which are not there; `manage.py integrity` reports it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import connection, transaction

from trail.append_only import AppendOnlyModel

_KINDS = ("update", "delete")
_FUNCTION = "append_only_refused"
_NEVER = "never_"
_BUT = "no_delete_but_"
_THEN = "then_"
_DECLARED = (f"__{_NEVER}", f"__{_THEN}")


@dataclass(frozen=True, kw_only=True)
class Never:
    """A row of `table` is refused when `condition`, in SQL over `NEW`, is true of it. `why` is for the log."""

    table: str
    condition: str
    why: str


@dataclass(frozen=True, kw_only=True)
class Then:
    """After a row of `table` came in, or changed, `statement` is carried out where `condition` is true of it."""

    table: str
    on: str
    condition: str
    statement: str


_declared: dict[str, Never | Then] = {}


def never(name: str, *, table: str, condition: str, why: str) -> None:
    """Declare a row the database refuses; apps do so when they are ready. `name` is unique in its table.

    The trigger is called by its condition, too: one that changed is missing, and the one before is out of date.
    """
    _declare(Never(table=table, condition=condition, why=why), f"{_NEVER}{name}", condition)


def then(name: str, *, table: str, statement: str, on: str = "insert", condition: str = "TRUE") -> None:
    """Declare what follows from a row of a table; `on`: insert or update. Over `NEW`, in SQL of both databases."""
    row = Then(table=table, on=on, condition=condition, statement=statement)
    _declare(row, f"{_THEN}{name}", f"{on} {condition} {statement}")


def _declare(row: Never | Then, name: str, text: str) -> None:
    digest = hashlib.sha256(text.encode()).hexdigest()[:8]
    _declared[f"{row.table}__{name}_{digest}"] = row


_goes: dict[str, str] = {}


def may_go(table: str, *, condition: str) -> None:
    """Let rows of an append-only table be deleted when `condition`, in SQL over `OLD`, is true of them."""
    _goes[table] = condition


def _name_of_deletion(table: str) -> str:
    """The trigger against deletions; one with a condition is called by it."""
    if table not in _goes:
        return f"{table}__no_delete"
    return f"{table}__{_BUT}{hashlib.sha256(_goes[table].encode()).hexdigest()[:8]}"


def append_only_tables() -> list[str]:
    """Every table of an append-only model, and those that join one to others."""
    models = [m for m in apps.get_models() if issubclass(m, AppendOnlyModel) and not m._meta.proxy]
    joins = [field.m2m_db_table() for m in models for field in m._meta.local_many_to_many]
    return sorted({*(m._meta.db_table for m in models), *joins})


def put_in_place(**_signal: Any) -> None:
    """Make every trigger that is missing; harmless to repeat."""
    wanted, old = missing(), _out_of_date()
    if not wanted and not old:
        return
    with transaction.atomic(), connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(_postgresql_function())
        for name in sorted(old):
            cursor.execute(_drop(name))
        for name, statement in wanted.items():
            cursor.execute(_drop(name))
            cursor.execute(statement)


def take_away(**_signal: Any) -> None:
    """Remove them all, for a migration that rebuilds tables or moves data; `put_in_place` ends it."""
    with transaction.atomic(), connection.cursor() as cursor:
        for name in sorted(_present() & set(_all()) | _out_of_date()):
            cursor.execute(_drop(name))


@contextmanager
def lifted() -> Iterator[None]:
    """Without triggers for a moment; for tests that play somebody behind the application's back."""
    take_away()
    try:
        yield
    finally:
        put_in_place()


@contextmanager
def lets_change(table: str, changes: dict[str, str]) -> Iterator[None]:
    """In one transaction the rows of an append-only table may change in these columns, and only so.

    `changes`: column → SQL over `OLD` and `NEW` that is true of the one change let through. A transaction that ends
    otherwise, by a killed process too, leaves the trigger as it was.
    """
    name, quoted = f"{table}__no_update", connection.ops.quote_name
    with transaction.atomic(), connection.cursor() as cursor:
        columns = [column.name for column in connection.introspection.get_table_description(cursor, table)]
        wrong = " OR ".join(_changed_otherwise(quoted(column), changes.get(column)) for column in columns)
        make = _postgresql if connection.vendor == "postgresql" else _sqlite
        refused = make(table)[name]
        there = name in _present()
        if there:
            cursor.execute(_drop(name))
            cursor.execute(_when(refused, wrong))
        yield
        if there:
            cursor.execute(_drop(name))
            cursor.execute(refused)


def _changed_otherwise(column: str, allowed: str | None) -> str:
    differs = "IS DISTINCT FROM" if connection.vendor == "postgresql" else "IS NOT"
    changed = f"OLD.{column} {differs} NEW.{column}"
    return f"({changed} AND NOT ({allowed}))" if allowed else changed


def _when(trigger: str, condition: str) -> str:
    """The same trigger, asked only where the condition is true."""
    acts = "EXECUTE FUNCTION" if connection.vendor == "postgresql" else "BEGIN"
    before, _acts, after = trigger.partition(f" {acts} ")
    each = "" if connection.vendor == "postgresql" else " FOR EACH ROW"
    return f"{before}{each} WHEN ({condition}) {acts} {after}"


def missing() -> dict[str, str]:
    """The triggers that should be there and are not, with the statement that makes each."""
    present = _present()
    existing = set(connection.introspection.table_names())
    wanted = {name: made for name, made in _all().items() if name not in present}
    return {name: made for name, made in wanted.items() if _table_of(name) in existing}


def _out_of_date() -> set[str]:
    """What was declared once and is not any more, or with another condition."""
    ours = (*_DECLARED, "__no_delete")
    return {name for name in _present() if any(mark in name for mark in ours)} - set(_all())


def _all() -> dict[str, str]:
    make = _postgresql if connection.vendor == "postgresql" else _sqlite
    made = {name: statement for table in append_only_tables() for name, statement in make(table).items()}
    declared = _postgresql_declared if connection.vendor == "postgresql" else _sqlite_declared
    return {**made, **{name: declared(name, one) for name, one in _declared.items()}}


def _table_of(name: str) -> str:
    return name.rsplit("__", 1)[0]


def _drop(name: str) -> str:
    quoted = connection.ops.quote_name
    on = f" ON {quoted(_table_of(name))}" if connection.vendor == "postgresql" else ""
    has_own = any(mark in name for mark in (*_DECLARED, f"__{_BUT}"))
    function = f"; DROP FUNCTION IF EXISTS {quoted(name)}()" if on and has_own else ""
    return f"DROP TRIGGER IF EXISTS {quoted(name)}{on}{function}"


def _present() -> set[str]:
    asked = (
        "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled <> 'D'"
        if connection.vendor == "postgresql"
        else "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    )
    with connection.cursor() as cursor:
        cursor.execute(asked)
        return {name for (name,) in cursor.fetchall()}


def _sqlite(table: str) -> dict[str, str]:
    refuse = f"BEGIN SELECT RAISE(ABORT, 'append-only: {table}'); END"
    made = {}
    for kind in _KINDS:
        name = _name_of_deletion(table) if kind == "delete" else f"{table}__no_{kind}"
        when = f"WHEN NOT ({_goes[table]}) " if kind == "delete" and table in _goes else ""
        made[name] = f'CREATE TRIGGER "{name}" BEFORE {kind.upper()} ON "{table}" {when}{refuse}'
    # INSERT OR REPLACE deletes the earlier row without asking the trigger for deletions.
    name = f"{table}__no_replace"
    same = f'EXISTS (SELECT 1 FROM "{table}" WHERE rowid = NEW.rowid)'  # noqa: S608  the names are our models'
    made[name] = f'CREATE TRIGGER "{name}" BEFORE INSERT ON "{table}" WHEN {same} {refuse}'
    return made


def _sqlite_declared(name: str, one: Never | Then) -> str:
    if isinstance(one, Then):
        when = f'AFTER {one.on.upper()} ON "{one.table}" WHEN {one.condition}'
        return f'CREATE TRIGGER "{name}" {when} BEGIN {one.statement}; END'
    refuse = f"BEGIN SELECT RAISE(ABORT, '{one.why}'); END"
    return f'CREATE TRIGGER "{name}" BEFORE INSERT ON "{one.table}" WHEN {one.condition} {refuse}'


def _postgresql_declared(name: str, one: Never | Then) -> str:
    if isinstance(one, Then):
        when, does = f"AFTER {one.on.upper()}", f"{one.statement};"
    else:
        when = "BEFORE INSERT"
        does = f"RAISE EXCEPTION '{one.why}' USING ERRCODE = 'integrity_constraint_violation';"
    # A WHEN of PostgreSQL asks no other table: the function does.
    return f"""
        CREATE OR REPLACE FUNCTION "{name}"() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            IF {one.condition} THEN
                {does}
            END IF;
            RETURN NEW;
        END $$;
        CREATE TRIGGER "{name}" {when} ON "{one.table}" FOR EACH ROW EXECUTE FUNCTION "{name}"()
    """


def _postgresql_function() -> str:
    return f"""
        CREATE OR REPLACE FUNCTION {_FUNCTION}() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            RAISE EXCEPTION 'append-only: %', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';
        END $$
    """


def _postgresql(table: str) -> dict[str, str]:
    refuse = f"EXECUTE FUNCTION {_FUNCTION}()"
    made = {}
    for kind, each in (*((kind, "ROW") for kind in _KINDS), ("truncate", "STATEMENT")):
        name = _name_of_deletion(table) if kind == "delete" else f"{table}__no_{kind}"
        made[name] = f'CREATE TRIGGER "{name}" BEFORE {kind.upper()} ON "{table}" FOR EACH {each} {refuse}'
    if table in _goes:
        made[_name_of_deletion(table)] = _postgresql_but(table)
    return made


def _postgresql_but(table: str) -> str:
    # A WHEN of PostgreSQL asks no other table: the function does.
    name = _name_of_deletion(table)
    return f"""
        CREATE OR REPLACE FUNCTION "{name}"() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            IF {_goes[table]} THEN
                RETURN OLD;
            END IF;
            RAISE EXCEPTION 'append-only: %', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';
        END $$;
        CREATE TRIGGER "{name}" BEFORE DELETE ON "{table}" FOR EACH ROW EXECUTE FUNCTION "{name}"()
    """
