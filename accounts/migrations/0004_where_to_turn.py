"""Every authority names whom to turn to against it; its prefix no longer doubles the 许 of its letters."""

from typing import Any

from django.db import migrations, models


def name_them(apps: Any, schema_editor: Any) -> None:
    for authority in apps.get_model("accounts", "Authority").objects.select_related("division__city"):
        name, city = authority.division.name_zh, authority.division.city
        place = f"{city.name_zh}{name}" if city and name.endswith("区") else name
        authority.letter_prefix = authority.letter_prefix.removesuffix("许")
        authority.reconsideration_body = f"{place}人民政府"
        # A city's bureau is sued before a basic court nobody can guess; the data file names it.
        authority.court = f"{place}人民法院" if city else ""
        authority.save(update_fields=["letter_prefix", "reconsideration_body", "court"])


class Migration(migrations.Migration):
    dependencies = [("accounts", "0003_two_pairs_of_eyes")]

    operations = [
        migrations.AddField(
            model_name="authority",
            name="reconsideration_body",
            field=models.CharField(
                blank=True,
                help_text="people's government of the same level (Reconsideration Law art. 24)",
                max_length=60,
            ),
        ),
        migrations.AddField(
            model_name="authority",
            name="court",
            field=models.CharField(
                blank=True, help_text="court that hears suits against the authority", max_length=60
            ),
        ),
        migrations.AlterField(
            model_name="authority",
            name="letter_prefix",
            field=models.CharField(help_text="e.g. 焦解交; the kind of letter follows: 许准", max_length=20),
        ),
        migrations.RunPython(name_them, migrations.RunPython.noop),
    ]
