"""What may only be added is refused by the database itself, not only by the models."""

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction

from tests.factories import granted
from trail import triggers
from trail.append_only import AppendOnlyModel
from trail.models import Event
from trail.triggers import append_only_tables, lifted, missing


@pytest.mark.django_db
def test_every_append_only_table_has_its_triggers():
    tables = {m._meta.db_table for m in apps.get_models() if issubclass(m, AppendOnlyModel)}

    assert missing() == {}
    assert tables <= set(append_only_tables())


def first_row(cursor, table):
    cursor.execute(f'SELECT id FROM "{table}" LIMIT 1')  # noqa: S608
    return cursor.fetchone()


@pytest.mark.django_db
@pytest.mark.parametrize("statement", ['UPDATE "{}" SET id = id WHERE id = %s', 'DELETE FROM "{}" WHERE id = %s'])
def test_a_change_behind_the_applications_back_is_refused(taihang, clerk, statement):
    granted(taihang, clerk=clerk)

    with connection.cursor() as cursor:
        written = {table: row for table in append_only_tables() if (row := first_row(cursor, table))}
        for table, row in written.items():
            with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
                cursor.execute(statement.format(table), row)

    assert len(written) > 12


@pytest.mark.django_db
def test_nothing_is_replaced_under_its_number(db):
    if connection.vendor != "sqlite":
        pytest.skip("INSERT OR REPLACE is SQLite's")
    event = Event.objects.create(kind="test.done", by="test", subject="test:1")

    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "INSERT OR REPLACE INTO trail_event (id, at, kind, by, by_name, subject, authority, 'values') "
            "VALUES (%s, '2026-01-01', 'forged', 'x', '', 'x', '', '{}')",
            [event.pk],
        )


@pytest.mark.django_db(transaction=True)
def test_they_are_back_after_every_migration(catalogue):
    with lifted():
        assert missing() != {}
        call_command("migrate", verbosity=0)

        assert missing() == {}


@pytest.mark.django_db(transaction=True)
def test_a_row_that_must_never_come_in_is_refused_by_its_condition_as_it_is_declared_now(catalogue, monkeypatch):
    monkeypatch.setattr(triggers, "_declared", dict(triggers._declared))
    triggers.never("odd", table="trail_event", condition="NEW.kind = 'test.odd'", why="odd")
    assert len(missing()) == 1
    triggers.put_in_place()
    with pytest.raises(DatabaseError, match="odd"), transaction.atomic():
        Event.objects.create(kind="test.odd", by="test", subject="test:1")

    for name in [name for name in triggers._declared if "odd" in name]:
        del triggers._declared[name]
    triggers.never("odd", table="trail_event", condition="NEW.kind = 'test.odder'", why="odd")
    triggers.put_in_place()

    Event.objects.create(kind="test.odd", by="test", subject="test:1")
    with pytest.raises(DatabaseError, match="odd"), transaction.atomic():
        Event.objects.create(kind="test.odder", by="test", subject="test:1")
    for name in [name for name in triggers._declared if "odd" in name]:
        del triggers._declared[name]
    triggers.put_in_place()
    assert missing() == {}
    Event.objects.create(kind="test.odder", by="test", subject="test:1")


@pytest.mark.django_db(transaction=True)
def test_what_follows_from_a_row_is_written_wherever_the_row_comes_from(catalogue, monkeypatch):
    monkeypatch.setattr(triggers, "_declared", dict(triggers._declared))
    follows = "INSERT INTO trail_counted (name) VALUES (NEW.subject)"
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE trail_counted (name varchar(60))")
    triggers.then("odd", table="trail_event", condition="NEW.kind = 'test.odd'", statement=follows)
    triggers.put_in_place()

    Event.objects.bulk_create([Event(kind="test.odd", by="test", subject="test:1")])
    Event.objects.create(kind="test.even", by="test", subject="test:2")

    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM trail_counted")
        assert cursor.fetchall() == [("test:1",)]
    for name in [name for name in triggers._declared if "odd" in name]:
        del triggers._declared[name]
    triggers.put_in_place()
    assert missing() == {}
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE trail_counted")
