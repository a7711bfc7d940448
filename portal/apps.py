"""Django's card for the app; the table of the cache that all processes share comes with the other tables."""

from typing import Any

from django.apps import AppConfig
from django.core.management import call_command
from django.db.models.signals import post_migrate


def _make_cache_table(*, using: str, **_: Any) -> None:
    # Says nothing and does nothing where the table is there, or another cache is set.
    call_command("createcachetable", database=using, verbosity=0)


class PortalConfig(AppConfig):
    name = "portal"

    def ready(self) -> None:
        post_migrate.connect(_make_cache_table, sender=self)
