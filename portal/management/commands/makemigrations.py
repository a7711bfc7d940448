"""Write migrations as Django does, the first tables of an app as one operation."""

from django.core.management.commands.makemigrations import Command as Makemigrations

from trail.first_tables import Autodetector


class Command(Makemigrations):
    autodetector = Autodetector
