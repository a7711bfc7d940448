"""What an inspector of government sites would find, and the self-report on accessibility."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.test.utils import override_settings

from portal.site.accessibility import self_report, statement
from portal.site.checking import findings

SERIOUS = ("dead link", "missing meta", "outside link not marked", "old page")


class Command(BaseCommand):
    """`site_check` walks the public pages; `site_check --report` prints how accessibility is tried."""

    help = "dead links, empty lists, missing meta data, unmarked outside links, old pages; 1 when there are any"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--report", action="store_true", help="print the self-report on accessibility instead")

    def handle(self, *args: Any, report: bool, **options: Any) -> None:
        if report:
            for line in self_report(statement()):
                self.stdout.write(line)
            return
        # Asked from within, not over the network: the name of the machine is no question here.
        with override_settings(ALLOWED_HOSTS=["testserver"]):
            found = list(findings())
        for finding in found:
            self.stdout.write(f"{finding.kind}\t{finding.page}\t{finding.about}")
        serious = sum(finding.kind in SERIOUS for finding in found)
        self.stdout.write(f"{len(found)} findings, {serious} of them to be mended")
        if serious:
            raise CommandError("the site would not pass an inspection")
