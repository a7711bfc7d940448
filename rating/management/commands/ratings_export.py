"""`manage.py ratings_export FILE --since 2026-11-01`: services and ratings in the columns of the provincial system."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from django.utils.translation import override

from pages.days import countable_day
from pages.lists.tables import csv_parts
from rating.figures.exporting import rows


class Command(BaseCommand):
    help = "Write services and ratings of some days to a CSV file, in the columns a provincial rating system takes"

    def add_arguments(self, parser: CommandParser) -> None:
        today = timezone.localdate()
        parser.add_argument("file", type=Path)
        parser.add_argument("--since", type=countable_day, default=today.replace(day=1))
        parser.add_argument("--until", type=countable_day, default=today)

    def handle(self, *args: Any, **options: Any) -> None:
        since, until, file = options["since"], options["until"], options["file"]
        if until < since:
            raise CommandError("the end lies before the beginning")
        with override("zh-hans"), file.open("xb") as written:
            number = sum(written.write(part) > 0 for part in csv_parts(rows(since, until))) - 2
        self.stdout.write(f"{number} services from {since} to {until}: {file}")
