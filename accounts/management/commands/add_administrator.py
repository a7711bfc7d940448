"""`manage.py add_administrator`: the first administrators of an authority, whom nobody else can enter."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.urls import reverse

from accounts.authorities import Authority
from accounts.people import Person
from accounts.roles import Role
from accounts.staffing.staff import add_staff
from accounts.typed.identifiers import normalise_mobile, validate_mobile


class Command(BaseCommand):
    help = "Enter an administrator; prints the address with which they choose their password. Enter two."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("username")
        parser.add_argument("--name", required=True)
        parser.add_argument("--phone", required=True)
        parser.add_argument("--division", required=True, help="division code of the authority, e.g. 410800")

    def handle(self, *args: Any, **options: Any) -> None:
        authority = Authority.objects.filter(division_id=options["division"], is_active=True).first()
        if authority is None:
            raise CommandError(f"no authority for division {options['division']}: run load_authorities first")
        if Person.objects.filter(username__iexact=options["username"]).exists():
            raise CommandError(f"the user name {options['username']} is taken")
        try:
            validate_mobile(options["phone"])
            Person.username_validator(options["username"])
        except ValidationError as wrong:
            raise CommandError("; ".join(wrong.messages)) from wrong
        _person, code = add_staff(
            username=options["username"],
            name=options["name"],
            phone=normalise_mobile(options["phone"]),
            authority=authority,
            roles={Role.ADMINISTRATOR},
            by=None,
        )
        self.stdout.write(settings.PUBLIC_URL + reverse("accounts:set_up", args=[code]))
