"""Django's card for the app."""

from django.apps import AppConfig


class LicensingConfig(AppConfig):
    name = "licensing"

    def ready(self) -> None:
        from licensing.applications.counter.apart import keep_apart
        from licensing.applications.keeping.going import let_look_ups_go
        from licensing.decisions.standing.kept import keep_standings
        from licensing.flow.steps import title_of
        from trail.events import names

        names({"task": title_of})
        keep_apart()
        let_look_ups_go()
        keep_standings()
