"""`manage.py verify_certificate FILE`: is this PDF a genuine certificate? Answers in JSON."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from licensing.certificates.checking.authenticity import Finding, by_file


class Command(BaseCommand):
    help = (
        "Check a certificate file: signature, bytes and state in the register. "
        "Exit 0 only when it is genuine (a letter of ours too)."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            pdf = options["file"].read_bytes()
        except OSError as problem:
            raise CommandError(f"cannot read {options['file']}: {problem.strerror}") from problem
        verdict = by_file(pdf)
        self.stdout.write(json.dumps(verdict.as_data(), ensure_ascii=False, indent=2))
        if verdict.finding not in (Finding.GENUINE, Finding.LETTER):
            sys.exit(1)
