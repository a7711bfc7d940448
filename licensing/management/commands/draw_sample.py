"""`manage.py draw_sample PK`: draw a kept sample again; ends with 1 when other cases come out."""

from __future__ import annotations

import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from licensing.auditing.samples.actions import drawn_again
from licensing.auditing.samples.models import Sample


class Command(BaseCommand):
    help = "Draw a sample again with its seed, and say whether the same cases come out"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("pk", type=int, help="the number in the address of the sample")

    def handle(self, *args: Any, **options: Any) -> None:
        sample = Sample.objects.filter(pk=options["pk"]).first()
        if sample is None:
            raise CommandError(f"there is no sample {options['pk']}")
        again = drawn_again(sample)
        self.stdout.write(f"seed {sample.seed}, {len(sample.drawn)} of {sample.population}, list {sample.digest}")
        self.stdout.write("\n".join(sample.drawn))
        if not again.is_same:
            self.stdout.write(f"other cases come out today: {again.population} fit the filters")
            sys.exit(1)
