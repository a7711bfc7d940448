"""Editions of the inspection programme: written by one person, put in force by another."""

from __future__ import annotations

from django.db import models

from accounts.editions.models import Edition, Release


class ProgrammeEdition(Edition):
    """An edition of the programme."""


class ProgrammeRelease(Release):
    """A second person put it in force."""

    edition = models.OneToOneField(ProgrammeEdition, on_delete=models.PROTECT, related_name="release")
