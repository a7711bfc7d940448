"""`manage.py draw_sample PK`: draw a kept sample again; ends with 1 when other cases come out."""

from __future__ import annotations

import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from licensing.auditing.samples.actions import TooMany, drawn_again
from licensing.auditing.samples.models import Sample


class Command(BaseCommand):
    help = "Draw a sample again with its seed, and say whether the same cases come out"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("pk", type=int, help="the number in the address of the sample")

    def handle(self, *args: Any, **options: Any) -> None:
        sample = Sample.objects.filter(pk=options["pk"]).first()
        if sample is None:
            raise CommandError(f"there is no sample {options['pk']}")
        try:
            again = drawn_again(sample)
        except TooMany as refused:
            raise CommandError("more cases fit the filters by now than a sample is drawn of") from refused
        self.stdout.write(f"seed {sample.seed}, {len(sample.drawn)} of {sample.population}, list {sample.digest}")
        self.stdout.write("\n".join(sample.drawn))
        if not again.is_same:
            why = (
                "from the same list" if again.is_same_population else f"the list is another: {again.population} fit it"
            )
            self.stdout.write(f"other cases come out today, {why}")
            sys.exit(1)
