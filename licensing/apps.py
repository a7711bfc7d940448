"""Django's card for the app."""

from django.apps import AppConfig


class LicensingConfig(AppConfig):
    name = "licensing"
