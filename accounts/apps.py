"""Django's card for the app; groups follow the table of roles after every migration."""

from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate


def _sync(**_: Any) -> None:
    from accounts.roles import sync_groups

    sync_groups()


class AccountsConfig(AppConfig):
    name = "accounts"

    def ready(self) -> None:
        post_migrate.connect(_sync, sender=self)
        from accounts.signing_in import recording

        recording.connect()
        from accounts.authorities import place_said
        from trail.events import names

        names({"to": place_said, "place": place_said})
