"""Load divisions and authorities from a file, the one of the project when none is given."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from accounts.loading import DATA, load_authorities


class Command(BaseCommand):
    help = "Load divisions and authorities"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", nargs="?", type=Path, default=DATA)

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{load_authorities(options['file'])} authorities")
