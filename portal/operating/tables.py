"""The tables of a new installation, made from the models at once; an older installation is migrated.

Django renders every model anew for each step of a migration: more than a minute for what the models themselves take
three seconds. Both come to the same tables: `makemigrations --check` compares the models, a test the databases.
"""

from __future__ import annotations

from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import connection, transaction
from django.db.migrations.recorder import MigrationRecorder


def make_tables() -> None:
    """Bring the database to what the models say. Killed in the middle it goes on where it was at the next start."""
    recorder = MigrationRecorder(connection)
    if recorder.applied_migrations():
        call_command("migrate", verbosity=0)
        return
    before = settings.MIGRATION_MODULES
    settings.MIGRATION_MODULES = dict.fromkeys((app.label for app in apps.get_app_configs()), None)
    try:
        call_command("migrate", run_syncdb=True, verbosity=0)
    finally:
        settings.MIGRATION_MODULES = before
    recorder.ensure_schema()
    with transaction.atomic():  # all are written down or none
        call_command("migrate", fake=True, verbosity=0)
