"""`manage.py signing_keys`: makes the missing signing keys of all authorities, and names those that are there."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from accounts.authorities import Authority
from papers.keys import NoSigningKey, make_key, signing_key


class Command(BaseCommand):
    help = "Make a P-256 key and certificate for every authority that has none in KEYS_DIR."

    def handle(self, *args: Any, **options: Any) -> None:
        for authority in Authority.objects.filter(is_active=True):
            try:
                signing_key(authority.division_id)
                told = "there"
            except NoSigningKey:
                make_key(authority.division_id, name=authority.name_zh)
                told = "made"
            self.stdout.write(f"{authority.division_id} {authority.name_zh}: {told}")
