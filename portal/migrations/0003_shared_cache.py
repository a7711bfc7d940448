"""The table of the cache that all processes share, where no Redis is set."""

from django.core.management import call_command
from django.db import migrations


def make_table(apps, schema_editor):
    call_command("createcachetable", database=schema_editor.connection.alias, verbosity=0)


class Migration(migrations.Migration):
    dependencies = [("portal", "0002_faults")]

    operations = [migrations.RunPython(make_table, migrations.RunPython.noop)]
