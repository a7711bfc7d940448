"""The database itself refuses to change or delete what may only be added, whoever asks it and from where.

And it refuses a row that must never come in beside others (`never`): who typed a case and who decides it, say. Where a
law wants rows deleted, the database lets exactly those go that its condition names (`may_go`), and no other; where it
wants words deleted and the row stays, they may become empty and nothing else (`may_lose`). What follows from a row
wherever it comes from it writes itself (`then`): what a case has come to, say.

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
from trail.trigger_sql import FUNCTION, Never, Then, postgresql_declared, postgresql_function, sqlite_declared

_KINDS = ("update", "delete")
_NEVER = "never_"
_BUT = "_but_"
_THEN = "then_"
_DECLARED = (f"__{_NEVER}", f"__{_THEN}")


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


@dataclass(frozen=True, kw_only=True)
class Losing:
    """Columns of a table, each with what is left of it in SQL, and when, in SQL over `OLD`, they may be emptied."""

    columns: dict[str, str]
    condition: str


_loses: dict[str, Losing] = {}


def may_lose(table: str, *, columns: dict[str, str], condition: str) -> None:
    """Let these columns of an append-only table be emptied when `condition` is true of the row; no other changes."""
    _loses[table] = Losing(columns=columns, condition=condition)


def _name_of(kind: str, table: str) -> str:
    """The trigger against a kind of change; one with a condition is called by it."""
    made = f"{table}__no_{kind}"
    text = _goes.get(table, "") if kind == "delete" else _refused_of(table) if kind == "update" else ""
    return f"{made}{_BUT}{hashlib.sha256(text.encode()).hexdigest()[:8]}" if text else made


def _refused_of(table: str) -> str:
    """SQL that is true of a change nobody may make; "" where nobody may make any."""
    if table not in _loses:
        return ""
    losing, quoted = _loses[table], connection.ops.quote_name
    model = next(model for model in apps.get_models() if model._meta.db_table == table)
    columns = [str(field.column) for field in model._meta.local_concrete_fields]
    left = {column: f"NEW.{quoted(column)} = {empty}" for column, empty in losing.columns.items()}
    changed = (_changed_otherwise(quoted(column), left.get(column)) for column in columns)
    return " OR ".join([f"NOT ({losing.condition})", *changed])


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
            cursor.execute(postgresql_function())
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
    name, quoted = _name_of("update", table), connection.ops.quote_name
    with transaction.atomic(), connection.cursor() as cursor:
        columns = [column.name for column in connection.introspection.get_table_description(cursor, table)]
        wrong = " OR ".join(_changed_otherwise(quoted(column), changes.get(column)) for column in columns)
        make = _postgresql if connection.vendor == "postgresql" else _sqlite
        refused = make(table)[name]
        there = name in _present()
        if there:
            cursor.execute(_drop(name))
            cursor.execute(_when(_plain("update", table), wrong))
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
    ours = (*_DECLARED, "__no_delete", "__no_update")
    return {name for name in _present() if any(mark in name for mark in ours)} - set(_all())


def _all() -> dict[str, str]:
    make = _postgresql if connection.vendor == "postgresql" else _sqlite
    made = {name: statement for table in append_only_tables() for name, statement in make(table).items()}
    declared = postgresql_declared if connection.vendor == "postgresql" else sqlite_declared
    return {**made, **{name: declared(name, one) for name, one in _declared.items()}}


def _table_of(name: str) -> str:
    return name.rsplit("__", 1)[0]


def _drop(name: str) -> str:
    quoted = connection.ops.quote_name
    on = f" ON {quoted(_table_of(name))}" if connection.vendor == "postgresql" else ""
    has_own = any(mark in name for mark in (*_DECLARED, _BUT))
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


def _plain(kind: str, table: str) -> str:
    """The trigger that refuses every change of a kind."""
    name = _name_of(kind, table)
    if connection.vendor == "postgresql":
        each = "STATEMENT" if kind == "truncate" else "ROW"
        refuse = f"EXECUTE FUNCTION {FUNCTION}()"
        return f'CREATE TRIGGER "{name}" BEFORE {kind.upper()} ON "{table}" FOR EACH {each} {refuse}'
    return f'CREATE TRIGGER "{name}" BEFORE {kind.upper()} ON "{table}" {_sqlite_refuses(table)}'


def _sqlite_refuses(table: str) -> str:
    return f"BEGIN SELECT RAISE(ABORT, 'append-only: {table}'); END"


def _conditional(kind: str, table: str) -> str:
    """SQL that is true of a change of a kind that is refused; "" where every one is."""
    if kind == "delete" and table in _goes:
        return f"NOT ({_goes[table]})"
    return _refused_of(table) if kind == "update" else ""


def _sqlite(table: str) -> dict[str, str]:
    made = {}
    for kind in _KINDS:
        name, wrong, plain = _name_of(kind, table), _conditional(kind, table), _plain(kind, table)
        made[name] = plain.replace(" BEGIN ", f" WHEN {wrong} BEGIN ", 1) if wrong else plain
    # INSERT OR REPLACE deletes the earlier row without asking the trigger for deletions.
    name = f"{table}__no_replace"
    same = f'EXISTS (SELECT 1 FROM "{table}" WHERE rowid = NEW.rowid)'  # noqa: S608  the names are our models'
    made[name] = f'CREATE TRIGGER "{name}" BEFORE INSERT ON "{table}" WHEN {same} {_sqlite_refuses(table)}'
    return made


def _postgresql(table: str) -> dict[str, str]:
    made = {_name_of(kind, table): _plain(kind, table) for kind in (*_KINDS, "truncate")}
    asking = {kind: wrong for kind in _KINDS if (wrong := _conditional(kind, table))}
    return made | {_name_of(kind, table): _postgresql_but(kind, table, wrong) for kind, wrong in asking.items()}


def _postgresql_but(kind: str, table: str, wrong: str) -> str:
    # A WHEN of PostgreSQL asks no other table: the function does.
    name = _name_of(kind, table)
    return f"""
        CREATE OR REPLACE FUNCTION "{name}"() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            IF {wrong} THEN
                RAISE EXCEPTION 'append-only: %', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';
            END IF;
            RETURN {"OLD" if kind == "delete" else "NEW"};
        END $$;
        CREATE TRIGGER "{name}" BEFORE {kind.upper()} ON "{table}" FOR EACH ROW EXECUTE FUNCTION "{name}"()
    """
