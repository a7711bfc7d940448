"""`manage.py count_open_steps`: make the rows of all open steps again from the tasks of the workflow engine."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from desk.open_steps import count_anew


class Command(BaseCommand):
    help = "Make the rows of all open steps again from the tasks, after somebody changed tasks behind the application."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{count_anew()} open steps")
