"""`manage.py demo`: a believable world to try the portal in; running it again changes nothing."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from accounts.demo.people import PASSWORD, PEOPLE
from portal.demo import seed
from portal.telling.demo import have_the_register_exported


class Command(BaseCommand):
    help = "Fill an installation with demo companies, staff, registers and cases in every stage"

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("set DEMO=1: demo people have a public password and belong in no real installation")
        cases = seed()
        if cases:
            have_the_register_exported()
        if options["verbosity"]:
            self.stdout.write(f"demo: {cases} cases made" if cases else "demo: there already")
            for person in PEOPLE:
                self.stdout.write(f"  {person.username:<16} {person.role.value:<15} {person.name}")
            self.stdout.write(f"  password of all: {PASSWORD}")
