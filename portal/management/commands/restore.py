"""`manage.py restore FOLDER --keys FOLDER`: see `portal.backup`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from portal.operating.backup import CannotRestore, restore
from portal.operating.integrity import problems


class Command(BaseCommand):
    help = "Put a backup in place, then compare rows, files and signatures"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", type=Path)
        parser.add_argument("--keys", type=Path, required=True)
        parser.add_argument("--overwrite", action="store_true", help="replace what is there")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            told = restore(options["folder"], options["keys"], overwrite=options["overwrite"])
        except CannotRestore as why:
            raise CommandError(str(why)) from why
        found = list(problems())
        if found:
            raise CommandError("restored, but not everything agrees:\n" + "\n".join(found))
        self.stdout.write(f"restore: {sum(told['rows'].values())} rows of {told['made_at']}; everything agrees")
