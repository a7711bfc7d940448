"""`manage.py publicity_export FILE --edition 2019 --since --until`: grants in the columns of the credit platforms."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from accounts.authorities import Authority
from licensing.publicity.editions import editions, newest
from licensing.publicity.exporting import as_json, refused, rows_in, table
from pages.lists.exporting import FORMATS


class Command(BaseCommand):
    help = "Write the grants of some days to a file (csv, xlsx or json, by its ending); tells what would be refused"

    def add_arguments(self, parser: CommandParser) -> None:
        today, day = timezone.localdate(), datetime.date.fromisoformat
        parser.add_argument("file", type=Path)
        parser.add_argument("--edition", choices=sorted(editions()), default=newest().edition)
        parser.add_argument("--since", type=day, default=today.replace(day=1))
        parser.add_argument("--until", type=day, default=today)
        parser.add_argument("--authority", help="division code; every authority if not given")

    def handle(self, *args: Any, **options: Any) -> None:
        since, until, file = options["since"], options["until"], options["file"]
        kind, edition = file.suffix.removeprefix("."), editions()[options["edition"]]
        if until < since:
            raise CommandError("the end lies before the beginning")
        if kind not in (*FORMATS, "json"):
            raise CommandError("the name of the file ends with .csv, .xlsx or .json")
        rows = Authority.objects.all()
        if options["authority"]:
            rows = rows.filter(division=options["authority"])
        whose = list(rows.values_list("pk", flat=True))
        found = rows_in(whose, since, until, is_open=True)
        parts = as_json(found, edition) if kind == "json" else FORMATS[kind].parts("grants", table(found, edition))
        with file.open("xb") as written:
            for part in parts:
                written.write(part)
        for one in refused(rows_in(whose, since, until, is_open=True), edition):
            why = "is needed and empty" if one.is_missing else f"is longer than {one.column.length}"
            self.stderr.write(f"{one.number}: {one.column.code} {why}")
        self.stdout.write(f"edition {edition.edition}, {since} to {until}: {file}")
