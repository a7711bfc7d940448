"""`manage.py prepare`: what has to be there before the portal is served, in one process; what is there stays."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from portal.operating.keys_in_use import KeysDoNotFit, keep_first, stop_unless_they_fit
from portal.operating.tables import make_tables


class Command(BaseCommand):
    help = "Migrate, load the catalogue, fill the demo (DEMO=1) and collect static files, as far as that is needed"

    def handle(self, *args: Any, **options: Any) -> None:
        make_tables()
        try:
            stop_unless_they_fit()
        except KeysDoNotFit as why:
            raise CommandError(str(why)) from why
        keep_first()
        call_command("load_catalogue", stdout=self.stdout)
        if settings.DEMO:
            call_command("demo", stdout=self.stdout, verbosity=options["verbosity"])
        if not is_collected():
            call_command("collectstatic", interactive=False, clear=True, verbosity=0)


def is_collected() -> bool:
    """Whether what was collected is newer than every file it is made of: compressing them takes seconds."""
    manifest = Path(settings.STATIC_ROOT) / "staticfiles.json"
    return manifest.exists() and all(source.stat().st_ctime < manifest.stat().st_mtime for source in _sources())


def _sources() -> Iterator[Path]:
    for finder in get_finders():
        yield from (Path(storage.path(name)) for name, storage in finder.list(None))
    # Which files there are, and what becomes of them, is said there.
    yield from (Path(settings.BASE_DIR) / name for name in ("portal/settings.py", "portal/edge/static_files.py"))
