"""Where a measure stands: each step is a row with the evidence it rests on."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.people import Person
from trail.append_only import AppendOnlyModel


class MeasureStep(AppendOnlyModel):
    """A measure went a step on; `nth` keeps two from doing it at once."""

    class State(models.TextChoices):
        UNDER_WAY = "under-way", _("under way")
        DONE = "done", _("done")
        KEPT_UP = "kept-up", _("kept up")

    measure = models.PositiveSmallIntegerField(help_text="number of the measure")
    nth = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=9, choices=State.choices)
    evidence = models.CharField(max_length=500)
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["measure", "nth"], name="a_measure_takes_one_step_at_a_time"),
            models.CheckConstraint(condition=~Q(evidence=""), name="a_step_of_a_measure_has_evidence"),
        ]

    def __str__(self) -> str:
        return f"{self.measure} {self.state}"
