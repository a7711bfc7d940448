"""Django's card for the app."""

from django.apps import AppConfig


class HotlineConfig(AppConfig):
    name = "hotline"

    def ready(self) -> None:
        from hotline.keeping.columns import let_words_go

        let_words_go()
