"""Django's card for the app."""

from django.apps import AppConfig


class HotlineConfig(AppConfig):
    name = "hotline"
