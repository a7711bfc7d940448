"""Days off and make-up working days of years the calendar library does not know yet."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class CalendarDay(models.Model):
    """A day that is not what its weekday says, as the State Council announced it.

    A year with at least one row counts as known; its other days follow the weekend.
    """

    date = models.DateField(_("date"), unique=True)
    is_working = models.BooleanField(_("working day"))
    name = models.CharField(_("occasion"), max_length=40)
    source = models.CharField(_("source"), max_length=120, blank=True, help_text="the notice that announced it")

    class Meta:
        ordering = ["date"]

    def __str__(self) -> str:
        return f"{self.date:%Y-%m-%d} {self.name}"
