"""Django's card for the app."""

from django.apps import AppConfig


class RatingConfig(AppConfig):
    name = "rating"
