"""Editions of the no-penalty list: written by one person, put in force by another."""

from __future__ import annotations

from django.db import models

from accounts.editions.models import Edition, Release


class NoPenaltyEdition(Edition):
    """An edition of the list."""


class NoPenaltyRelease(Release):
    """A second person put it in force."""

    edition = models.OneToOneField(NoPenaltyEdition, on_delete=models.PROTECT, related_name="release")
