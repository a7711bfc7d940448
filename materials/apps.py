"""Django's card for the app."""

from django.apps import AppConfig


class MaterialsConfig(AppConfig):
    name = "materials"
