"""Make the tables as Django does; Django wants to be asked the same way about tables as `makemigrations`."""

from django.core.management.commands.migrate import Command as Migrate

from trail.first_tables import Autodetector


class Command(Migrate):
    autodetector = Autodetector
