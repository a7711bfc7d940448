"""Cases handed in before this release keep the words of the letters they began under."""

import datetime
from typing import Any

from django.db import migrations, models
from django.utils import timezone


def begin_tomorrow(apps: Any, schema_editor: Any) -> None:
    if apps.get_model("licensing", "Submission").objects.exists():
        tomorrow = timezone.localdate() + datetime.timedelta(days=1)
        apps.get_model("licensing", "LetterEdition").objects.create(edition=2, in_force_from=tomorrow)


class Migration(migrations.Migration):
    dependencies = [("licensing", "0004_found_and_promised_are_written_down"), ("accounts", "0004_where_to_turn")]

    operations = [
        migrations.CreateModel(
            name="LetterEdition",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("edition", models.PositiveSmallIntegerField(unique=True)),
                ("in_force_from", models.DateField()),
            ],
            options={"abstract": False},
        ),
        migrations.RunPython(begin_tomorrow, migrations.RunPython.noop),
    ]
