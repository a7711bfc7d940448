"""What every official letter keeps, whichever app writes it; the app adds whom or what it is about, and its kinds."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils import timezone

from accounts.authorities import Authority
from accounts.people import Person
from accounts.roles import visible_authorities
from trail.append_only import AppendOnlyModel, AppendOnlyQuerySet


class LetterQuerySet(AppendOnlyQuerySet):
    def visible_to(self, person: Person) -> LetterQuerySet:
        """Those of the authorities a person's roles reach."""
        return self.filter(authority__in=visible_authorities(person))


class NumberedLetter(AppendOnlyModel):
    """A letter by its number: who wrote it, when, and by which version of its text."""

    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="+")
    template_version = models.PositiveSmallIntegerField(default=1)
    number = models.CharField(max_length=60, unique=True)
    title = models.CharField(max_length=80)
    dated = models.DateField()
    written_at = models.DateTimeField(default=timezone.now)
    written_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        abstract = True
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.title} {self.number}"


class Letter(NumberedLetter):
    """A letter kept word for word: its PDF is made from this row and from nothing else."""

    addressee = models.CharField(max_length=120)
    paragraphs: models.JSONField[Any, Any] = models.JSONField(default=list)
    table: models.JSONField[Any, Any] = models.JSONField(default=list)

    class Meta(NumberedLetter.Meta):
        abstract = True
