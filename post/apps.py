"""Django's card for the app. What happened before the post existed is told to nobody."""

from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate


def _begin(**_: Any) -> None:
    from post.telling import tail
    from post.telling.models import Cursor

    if not Cursor.objects.exists():
        tail.skip()


class PostConfig(AppConfig):
    name = "post"

    def ready(self) -> None:
        post_migrate.connect(_begin, sender=self)
