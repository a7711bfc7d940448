"""What SQLite and PostgreSQL are told of a declared trigger: each in its own words, from one row."""

from __future__ import annotations

from dataclasses import dataclass

FUNCTION = "append_only_refused"
"""The one PostgreSQL calls for a change nobody may make."""


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


def sqlite_declared(name: str, one: Never | Then) -> str:
    if isinstance(one, Then):
        when = f'AFTER {one.on.upper()} ON "{one.table}" WHEN {one.condition}'
        return f'CREATE TRIGGER "{name}" {when} BEGIN {one.statement}; END'
    refuse = f"BEGIN SELECT RAISE(ABORT, '{one.why}'); END"
    return f'CREATE TRIGGER "{name}" BEFORE INSERT ON "{one.table}" WHEN {one.condition} {refuse}'


def postgresql_declared(name: str, one: Never | Then) -> str:
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


def postgresql_function() -> str:
    return f"""
        CREATE OR REPLACE FUNCTION {FUNCTION}() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            RAISE EXCEPTION 'append-only: %', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';
        END $$
    """
