"""Make the groups of the database follow the table of roles; every migration does it by itself."""

from typing import Any

from django.core.management.base import BaseCommand

from accounts.roles import sync_groups


class Command(BaseCommand):
    help = "Make the groups follow accounts/roles.py"

    def handle(self, *args: Any, **options: Any) -> None:
        sync_groups()
        self.stdout.write("groups follow the table of roles")
