"""Django's card for the app."""

from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "portal"
