"""Django's card for the app."""

from django.apps import AppConfig


class MaterialsConfig(AppConfig):
    name = "materials"

    def ready(self) -> None:
        from materials.catalogue.editing import checks  # noqa: F401 - registers itself, once the apps are there
        from materials.catalogue.wording import in_readers_language
        from trail.events import names

        names(dict.fromkeys(("item", "material", "materials", "registry", "step"), in_readers_language))
