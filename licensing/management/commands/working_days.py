"""`manage.py working_days FILE`: enters the State Council's holidays and make-up days of a year.

The file is CSV: date, working (yes or no), occasion, notice. A year without entries is never guessed.
"""

from __future__ import annotations

import csv
import datetime
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from licensing.clock.models import CalendarDay


class Command(BaseCommand):
    help = "Enter holidays and make-up working days from a CSV file: date, working (yes/no), occasion, notice."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        with options["file"].open(encoding="utf-8-sig", newline="") as file, transaction.atomic():
            for number, line in enumerate(csv.reader(file), start=1):
                try:
                    day = datetime.date.fromisoformat(line[0].strip())
                    working = {"yes": True, "no": False}[line[1].strip().lower()]
                except (IndexError, KeyError, ValueError) as wrong:
                    raise CommandError(f"line {number}: expected date, yes or no, occasion, notice") from wrong
                more = [*line[2:4], "", ""]
                CalendarDay.objects.update_or_create(
                    date=day, defaults={"is_working": working, "name": more[0][:40], "source": more[1][:120]}
                )
        self.stdout.write(f"{CalendarDay.objects.count()} days entered")
