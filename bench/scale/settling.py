"""After the cloning: sequences go on, the planner knows what there is, and no key points to nothing."""

# ruff: noqa: S608  statements are made of our own models' names

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, models
from django.utils import timezone

from bench.scale.cloning import keys_of, pk_of, tables


@contextmanager
def without_indexes() -> Iterator[None]:
    """Take away what only finds rows while they are written: an index is made of a whole table in a tenth of the time.

    What a constraint rests on stays.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT c.relname, pg_get_indexdef(i.indexrelid) FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid "
            "WHERE c.relnamespace = 'public'::regnamespace AND NOT i.indisunique AND NOT i.indisprimary"
        )
        taken = cursor.fetchall()
        for name, _made_by in taken:
            cursor.execute(f'DROP INDEX "{name}"')
    yield
    with connection.cursor() as cursor:
        for _name, made_by in taken:
            cursor.execute(made_by)


def go_on_counting() -> None:
    """Let sequences go on after the highest key, and tell the planner what there is."""
    with connection.cursor() as cursor:
        for model in tables():
            if isinstance(model._meta.pk, models.AutoField):
                table = model._meta.db_table
                cursor.execute(
                    f"SELECT setval(pg_get_serial_sequence('\"{table}\"', '{pk_of(model)}'), "
                    f'(SELECT COALESCE(max("{pk_of(model)}"), 1) FROM "{table}"))'
                )
        cursor.execute("VACUUM ANALYZE")
    _tell_nobody()


def _tell_nobody() -> None:
    """What happened in the cloned cases was told long ago, and so were today's warnings: none of it is the bench's."""
    from licensing.telling.models import WarningRun
    from post.telling import tail

    tail.skip()
    WarningRun.objects.get_or_create(day=timezone.localdate(), defaults={"warned": 0})


def broken_keys() -> list[str]:
    """Every foreign key that points to nothing, asked of the database table by table."""
    broken = []
    with connection.cursor() as cursor:
        for model in tables():
            for key in keys_of(model):
                target = key.related_model
                assert not isinstance(target, str)
                cursor.execute(
                    f'SELECT count(*) FROM "{model._meta.db_table}" s WHERE s."{key.column}" IS NOT NULL '
                    f'AND NOT EXISTS (SELECT 1 FROM "{target._meta.db_table}" t '
                    f'WHERE t."{pk_of(target)}" = s."{key.column}")'
                )
                if found := cursor.fetchone()[0]:
                    broken.append(f"{model._meta.db_table}.{key.column}: {found}")
    return broken
