"""Django's card for the app."""

from django.apps import AppConfig, apps
from django.db.models.signals import post_migrate, pre_migrate


class TrailConfig(AppConfig):
    name = "trail"

    def ready(self) -> None:
        from trail import events, teaching, triggers

        events.taught_by(teaching.read_all_events)
        # Migrations come from every app, now and later; each may rebuild a table and lose its triggers.
        pre_migrate.connect(triggers.take_away, sender=self, dispatch_uid="triggers away")
        post_migrate.connect(_after_the_last, dispatch_uid="triggers in place")


def _after_the_last(sender: AppConfig, **signal: object) -> None:
    from trail import triggers

    told = [config for config in apps.get_app_configs() if config.models_module is not None]
    if sender == told[-1]:
        triggers.put_in_place()
