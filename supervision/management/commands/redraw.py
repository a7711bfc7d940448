"""`manage.py redraw NUMBER`: does a draw come out again from its list, its seed and the trail? Fails when not."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from supervision.draws.models import Draw
from supervision.draws.proving import faults_of
from supervision.draws.queries import result_of


class Command(BaseCommand):
    help = "Recompute a random draw from its frozen list and its seed, and compare."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("number", help="as 410802-2026-001")

    def handle(self, *args: Any, **options: Any) -> None:
        draw = Draw.objects.filter(number=options["number"]).first()
        if draw is None:
            raise CommandError(f"no draw {options['number']}")
        if faults := list(faults_of(draw)):
            raise CommandError("\n".join(faults))
        found = result_of(draw)
        self.stdout.write(f"list {draw.digest}")
        if found is None:
            self.stdout.write("frozen, not drawn yet")
            return
        self.stdout.write(f"seed {found.seed} (checkpoint {found.checkpoint.number})")
        self.stdout.write(f"{len(found.drawn)} companies drawn, the same again")
