"""A new installation gets its tables from the models at once, and they are what the migrations make."""

import os
import re
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing

import pytest
from django.conf import settings

MAKE = "import django; django.setup(); from portal.operating.tables import make_tables; make_tables()"
"""What `manage.py prepare` does first."""
MIGRATE = (
    "import django; django.setup(); from django.db import connection; "
    "from django.db.migrations.executor import MigrationExecutor; "
    "MigrationExecutor(connection).migrate([('accounts', '0001_initial')])"
)
"""The migrations of the apps all others stand on; for every app `makemigrations --check` compares the models."""


CHECKED = (
    "import django; django.setup(); from django.core.management import call_command; "
    "call_command('migrate', check_unapplied=True); call_command('integrity')"
)


def run(folder, *command):
    known = {**os.environ, "VAR_DIR": str(folder), "DEMO": "1", "DJANGO_SETTINGS_MODULE": "portal.settings"}
    known.pop("DATABASE_URL", None)
    return subprocess.run(
        [sys.executable, *command], cwd=settings.BASE_DIR, env=known, check=False, capture_output=True
    )


@pytest.fixture(scope="module")
def made_once(tmp_path_factory):
    folder = tmp_path_factory.mktemp("made")
    answer = run(folder, "-c", MAKE)
    assert answer.returncode == 0, answer.stderr.decode()
    return folder


@pytest.fixture
def made(made_once, tmp_path):
    """A new installation, to be changed by each test as it likes."""
    return shutil.copytree(made_once, tmp_path / "own")


def read(folder, statement):
    with closing(sqlite3.connect(folder / "portal.sqlite3")) as database:
        return database.execute(statement).fetchall()


def structure(folder):
    """Name → kind, and for a table its columns and their types in no order."""
    found = {}
    for kind, name, statement in read(folder, "SELECT type, name, sql FROM sqlite_master"):
        body = re.sub(r"\s+", " ", statement or "").partition("(")[2].rpartition(")")[0]
        found[name] = (kind, sorted(parts_of(body)))
    return found


def parts_of(body):
    """Columns and constraints: what stands between the commas outside brackets."""
    depth, parts = 0, [""]
    for sign in body:
        depth += (sign == "(") - (sign == ")")
        if sign == "," and not depth:
            parts.append("")
        else:
            parts[-1] += sign
    return [part.strip() for part in parts]


def test_what_is_made_is_what_the_migrations_make(made, tmp_path_factory):
    migrated = tmp_path_factory.mktemp("migrated")
    assert run(migrated, "-c", MIGRATE).returncode == 0

    by_hand = {name: body for name, body in structure(migrated).items() if body[0] != "trigger"}
    at_once = structure(made)

    assert len([name for name in by_hand if name.startswith("accounts_")]) > 20
    assert {name: at_once.get(name) for name in by_hand} == by_hand


def test_every_migration_is_written_down_and_every_trigger_is_in_place(made):
    answer = run(made, "-c", CHECKED)

    assert answer.returncode == 0, answer.stderr.decode()


def test_whoever_is_killed_before_the_migrations_are_written_down_goes_on(made):
    with closing(sqlite3.connect(made / "portal.sqlite3")) as database, database:
        database.execute("DELETE FROM django_migrations")
        database.execute("DROP TABLE supervision_seatend")

    answer = run(made, "-c", MAKE)

    assert answer.returncode == 0, answer.stderr.decode()
    assert run(made, "manage.py", "migrate", "--check").returncode == 0
