"""`manage.py load_catalogue`: the data files of the catalogue become the edition in the database."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from materials.catalogue.loading.files import BadCatalogue
from materials.catalogue.loading.loader import ChangedInPlace, load


class Command(BaseCommand):
    help = "Load the catalogue's data files; loading the same edition again does nothing."

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            version, is_new = load()
        except BadCatalogue as bad:
            raise CommandError("\n".join(bad.problems)) from bad
        except ChangedInPlace as changed:
            raise CommandError(
                f"edition {changed} was loaded with other content: give the files a new version"
            ) from changed
        self.stdout.write(f"catalogue {version.version}: {'loaded' if is_new else 'already loaded'}")
