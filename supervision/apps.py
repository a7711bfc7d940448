"""Django's card for the app."""

from django.apps import AppConfig


class SupervisionConfig(AppConfig):
    name = "supervision"
