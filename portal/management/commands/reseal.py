"""`manage.py reseal`: see `portal.operating.resealing`; docs/operations.md tells the steps."""

from __future__ import annotations

import base64
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import OperationalError

from accounts.sealing import index_keys, old_names
from portal.models import Heartbeat
from portal.operating import keys_in_use
from portal.operating.health import WORKER_LATE_SECONDS
from portal.operating.pulse import WORKER
from portal.operating.resealing import anew, files_anew, left, to_look_at

TOLD_EVERY = 1000


class Command(BaseCommand):
    help = "Seal everything under the present DATA_KEY; needs the earlier ones in OLD_DATA_KEYS, and the portal stopped"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check", action="store_true", help="change nothing: tell what is under another key")
        parser.add_argument("--index-keys", action="store_true", help="print INDEX_KEYS, a secret, for the environment")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["index_keys"]:
            self._print_index_keys()
            return
        try:
            if not options["check"]:
                self._reseal()
            self._prove(finish=not options["check"])
        except (OSError, OperationalError) as why:
            # A full disk, a folder that is not there: each row and file is whole, under one key or the other.
            raise CommandError(f"stopped, what is done stays: {why}. Put it right and start reseal again") from why

    def _print_index_keys(self) -> None:
        # The last link is derived from DATA_KEY itself.
        kept = [base64.b64encode(key).decode() for key in index_keys()[:-1]]
        self.stdout.write(f"INDEX_KEYS={','.join(kept)}")

    def _reseal(self) -> None:
        seen = Heartbeat.age(WORKER)
        if seen is not None and seen.total_seconds() <= WORKER_LATE_SECONDS:
            raise CommandError("the worker was seen a moment ago: stop the portal and its worker first")
        try:
            keys_in_use.begin()
        except keys_in_use.KeysDoNotFit as why:
            raise CommandError(str(why)) from why
        tables = to_look_at()
        for number, columns in enumerate(tables, 1):
            done = 0
            for count in anew(columns):
                done += count
                self._tell(f"{number}/{len(tables)} {columns.table}: {done} rows")
        done = 0
        for done, _path in enumerate(files_anew(), 1):
            if done % TOLD_EVERY == 0:
                self._tell(f"{done} files")
        self._tell(f"{done} files, all tables")

    def _tell(self, done: str) -> None:
        """At once, in a file of the output as well: whoever looks on sees that it goes on."""
        self.stdout.write(done)
        self.stdout.flush()

    def _prove(self, *, finish: bool) -> None:
        found = list(left())
        if found:
            raise CommandError("not under the present keys:\n" + "\n".join(found))
        if finish:
            keys_in_use.finish()
        told = "OLD_DATA_KEYS may go, once INDEX_KEYS is set (--index-keys)" if old_names() else "no old key is set"
        self.stdout.write(f"reseal: everything is under the present keys; {told}")
