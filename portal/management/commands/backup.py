"""`manage.py backup FOLDER --keys FOLDER`: see `portal.backup`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from portal.operating.backup import back_up


class Command(BaseCommand):
    help = "Write database and documents to one folder and the keys to another"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", type=Path)
        parser.add_argument("--keys", type=Path, required=True, help="another place: who has both can forge")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["folder"].resolve() == options["keys"].resolve():
            raise CommandError("the keys are kept apart: name another folder")
        told = back_up(options["folder"], options["keys"])
        self.stdout.write(
            f"backup: {sum(told['rows'].values())} rows, {len(told['files'])} files. DATA_KEY is not in it."
        )
