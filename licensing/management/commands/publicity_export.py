"""`manage.py publicity_export FILE --edition 2019 --since --until`: grants in the columns of the credit platforms."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from accounts.authorities import keys_of_authorities
from licensing.reporting import events
from licensing.reporting.editions import Edition, editions, newest
from licensing.reporting.exporting import as_json, refused_of, rows_in, table
from licensing.reporting.rows import Row
from pages.days import countable_day
from pages.lists.exporting import FORMATS


class Command(BaseCommand):
    help = "Write the grants of some days to a file (csv, xlsx or json, by its ending); tells what would be refused"

    def add_arguments(self, parser: CommandParser) -> None:
        today = timezone.localdate()
        parser.add_argument("file", type=Path)
        parser.add_argument("--edition", choices=sorted(editions()), default=newest().edition)
        parser.add_argument("--since", type=countable_day, default=today.replace(day=1))
        parser.add_argument("--until", type=countable_day, default=today)
        parser.add_argument("--authority", help="division code; every authority if not given")

    def handle(self, *args: Any, **options: Any) -> None:
        since, until, file = options["since"], options["until"], options["file"]
        kind, edition = file.suffix.removeprefix("."), editions()[options["edition"]]
        if until < since:
            raise CommandError("the end lies before the beginning")
        if kind not in (*FORMATS, "json"):
            raise CommandError("the name of the file ends with .csv, .xlsx or .json")
        whose = keys_of_authorities(options["authority"] or "")
        if not whose:
            raise CommandError(f"there is no authority of the division {options['authority']}")
        found = self._telling(rows_in(whose, since, until, is_open=True), edition)
        parts = as_json(found, edition) if kind == "json" else FORMATS[kind].parts("grants", table(found, edition))
        told = {"edition": edition.edition, "format": kind, "since": since.isoformat(), "until": until.isoformat()}
        events.TAKEN.record(subject="grants:all", by="command", **told)
        try:
            with file.open("xb") as written:
                for part in parts:
                    written.write(part)
        except OSError as problem:
            raise CommandError(f"cannot write {file}: {problem.strerror}") from problem
        self.stdout.write(f"edition {edition.edition}, {since} to {until}: {file}")

    def _telling(self, rows: Iterable[Row], edition: Edition) -> Iterator[Row]:
        """The rows on their way out; what a platform would refuse of each is told."""
        for row in rows:
            for one in refused_of(row, edition):
                why = "is needed and empty" if one.is_missing else f"is longer than {one.column.length}"
                self.stderr.write(f"{one.number}: {one.column.code} {why}")
            yield row
