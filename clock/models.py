"""The working calendar as it is entered: years in editions, written by one person, released by another."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.people import Person
from trail.append_only import AppendOnlyModel


class CalendarEdition(AppendOnlyModel):
    """The days of a year that are not what their weekday says, as the State Council announced them.

    A year is entered whole; a notice that changes it is the next edition, the earlier one stays.
    """

    year = models.PositiveSmallIntegerField(_("year"))
    version = models.PositiveSmallIntegerField()
    source = models.CharField(_("source"), max_length=120, help_text="the notice that announced it")
    days: models.JSONField[Any, Any] = models.JSONField(default=list, help_text="[date, works, occasion], in order")
    written_by = models.ForeignKey(
        Person,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        help_text="nobody: read from a file at the machine",
    )
    written_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["year", "version"]
        constraints = [models.UniqueConstraint(fields=["year", "version"], name="one_calendar_per_year_and_version")]

    def __str__(self) -> str:
        return f"{self.year} {self.version}"


class CalendarRelease(AppendOnlyModel):
    """A second person released an edition: limits count by it from then on."""

    edition = models.OneToOneField(CalendarEdition, on_delete=models.PROTECT, related_name="release")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+", help_text="nobody: the demo")
    at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return str(self.edition)
