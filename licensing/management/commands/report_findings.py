"""`manage.py report_findings`: the integrity report on the command line; ends with 1 when something was found."""

from __future__ import annotations

import json
import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from accounts.authorities import keys_of_authorities
from licensing.auditing.findings.definitions import FINDINGS
from licensing.auditing.findings.rows import told
from pages.days import countable_day

NO_FAULT = ("one-alone",)
"""The law allows it: told, and no reason to end with 1."""


class Command(BaseCommand):
    help = "What an auditor would object to in the cases of some days: counts, and with --rows each case"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--since", type=countable_day, help="first day; the first of the year if not given")
        parser.add_argument("--until", type=countable_day, help="last day; today if not given")
        parser.add_argument("--authority", help="division code; every authority if not given")
        parser.add_argument("--rows", action="store_true", help="name each row behind a number")
        parser.add_argument("--json", action="store_true", help="for machines: [{code, found, of, rows}]")

    def handle(self, *args: Any, **options: Any) -> None:
        today = timezone.localdate()
        until = options["until"] or today
        since = options["since"] or until.replace(month=1, day=1)
        if until < since:
            raise CommandError("the end lies before the beginning")
        whose = keys_of_authorities(options["authority"] or "")
        if not whose:
            raise CommandError(f"there is no authority of the division {options['authority']}")
        report = []
        for code, (found, among, figure) in FINDINGS.items():
            rows = found(whose, since, until)
            named = [f"{one.number} {one.about}" for one in map(told, rows.order_by("pk"))] if options["rows"] else []
            report.append(
                {
                    "code": code,
                    "title": str(figure.title),
                    "found": rows.count(),
                    "of": among(whose, since, until).count(),
                    "rows": named,
                }
            )
        if options["json"]:
            self.stdout.write(json.dumps(report, ensure_ascii=False, indent=1))
        else:
            for one in report:
                self.stdout.write(f"{one['found']:>8} / {one['of']:<8} {one['title']}")
                self.stdout.writelines(f"{'':20}{row}\n" for row in one["rows"])
        if any(one["found"] for one in report if one["code"] not in NO_FAULT):
            sys.exit(1)
