"""`manage.py working_days FILE`: enters the State Council's holidays and make-up days of a year.

The file is CSV: date, working (yes or no), occasion, notice. A year without entries is never guessed.
Each year becomes an edition that a second person releases in the browser.
"""

from __future__ import annotations

import csv
import datetime
from collections import defaultdict
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from clock.editions import Day, write_year

MOST_NAME, MOST_NOTICE = 40, 120


class Command(BaseCommand):
    help = "Enter holidays and make-up working days from a CSV file: date, working (yes/no), occasion, notice."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        years: defaultdict[int, list[Day]] = defaultdict(list)
        notices: dict[int, str] = {}
        with options["file"].open(encoding="utf-8-sig", newline="") as file:
            for number, line in enumerate(csv.reader(file), start=1):
                day, notice = _day(line, number)
                years[day.date.year].append(day)
                notices[day.date.year] = notice or notices.get(day.date.year, "")
        with transaction.atomic():
            for year, days in sorted(years.items()):
                write_year(year, days, source=notices[year] or options["file"].name, by=None)
                self.stdout.write(f"{year}: {len(days)} days entered; a second person releases them in the browser")


def _day(line: list[str], number: int) -> tuple[Day, str]:
    try:
        date = datetime.date.fromisoformat(line[0].strip())
        working = {"yes": True, "no": False}[line[1].strip().lower()]
    except (IndexError, KeyError, ValueError) as wrong:
        raise CommandError(f"line {number}: expected date, yes or no, occasion, notice") from wrong
    name, notice = [*line[2:4], "", ""][:2]
    if len(name) > MOST_NAME or len(notice) > MOST_NOTICE:
        raise CommandError(f"line {number}: an occasion has at most {MOST_NAME} characters, a notice {MOST_NOTICE}")
    return Day(date=date, is_working=working, name=name), notice
