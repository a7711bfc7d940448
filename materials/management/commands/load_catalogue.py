"""`manage.py load_catalogue`: the data files of the catalogue become editions in the database."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from materials.catalogue.loading.amendments import hidden_by, load_shipped, stands_behind
from materials.catalogue.loading.files import BadCatalogue
from materials.catalogue.loading.loader import ChangedInPlace


class Command(BaseCommand):
    help = "Load the catalogue's data files and its amendments; loading the same edition again does nothing."

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            editions = load_shipped()
        except BadCatalogue as bad:
            raise CommandError("\n".join(bad.problems)) from bad
        except ChangedInPlace as changed:
            raise CommandError(
                f"edition {changed} was loaded with other content: give the files a new version"
            ) from changed
        behind = stands_behind(editions)
        for edition, is_new in editions:
            self.stdout.write(f"catalogue {edition.version}: {'loaded' if is_new else 'already loaded'}")
            if behind and edition == editions[0][0]:
                self.stderr.write(
                    f"edition {edition} is not in force: {behind}, made of an earlier edition, is in force after it. "
                    "Enter what is new as an edition in the browser (Catalogue)"
                )
            elif is_new and (own := hidden_by(edition)):
                self.stderr.write(f"edition {own} is in force instead of {edition}: enter the same change there")
