"""Django's card for the app."""

from django.apps import AppConfig


class ClockConfig(AppConfig):
    name = "clock"
