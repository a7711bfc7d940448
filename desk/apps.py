"""Django's card for the app."""

from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "desk"
