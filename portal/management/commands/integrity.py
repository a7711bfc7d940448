"""`manage.py integrity`: whether rows, files and triggers are as the portal left them; ends with 1 when not."""

from __future__ import annotations

import json
import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from portal.operating.integrity import problems


class Command(BaseCommand):
    help = "Compare every certificate with what was signed, every document with its digest, and look for the triggers"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", action="store_true", help="for machines: {ok, problems}")

    def handle(self, *args: Any, **options: Any) -> None:
        found = list(problems())
        if options["json"]:
            self.stdout.write(json.dumps({"ok": not found, "problems": found}, ensure_ascii=False))
        else:
            self.stdout.write("\n".join(found) or "integrity: everything agrees")
        if found:
            sys.exit(1)
