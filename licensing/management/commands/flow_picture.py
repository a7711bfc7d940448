"""`manage.py flow_picture FILE`: the procedure as SVG, made from the flow's code, for README and docs."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import translation

from licensing.flow.picture import FLOWS, flow_svg


class Command(BaseCommand):
    help = "Export the procedure as a picture (SVG)."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--flow", default="procedure", choices=sorted(FLOWS))
        parser.add_argument("--language", default="en", help="zh-hans, zh-hant or en")

    def handle(self, *args: Any, **options: Any) -> None:
        with translation.override(options["language"]):
            options["file"].write_text(str(flow_svg(options["flow"])), encoding="utf-8")
        self.stdout.write(str(options["file"]))
