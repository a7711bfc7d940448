"""Editions of the everyday words, and what was searched and not found."""

from __future__ import annotations

from django.db import models

from accounts.editions.models import Edition, Release


class WordsEdition(Edition):
    """An edition of the everyday words."""


class WordsRelease(Release):
    """A second person put it in force."""

    edition = models.OneToOneField(WordsEdition, on_delete=models.PROTECT, related_name="release")


class UnfoundWords(models.Model):
    """So many times a day these words were searched and nothing answered them; who asked is not known."""

    day = models.DateField()
    words = models.CharField(max_length=20)
    times = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["day", "words"], name="one_count_a_day_of_unfound_words")]
        indexes = [models.Index(fields=["times", "id"]), models.Index(fields=["words", "id"])]

    def __str__(self) -> str:
        return self.words
