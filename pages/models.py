"""Figures that are too dear to be counted whenever somebody looks."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils import timezone

from pages.jobs.models import Job, Part

__all__ = ["Job", "KeptFigure", "Part"]
"""The models of the app; nobody imports those of a room from here."""


class KeptFigure(models.Model):
    """What a counting of the setting FIGURES came to, and when. A note, never the truth: it may be deleted any time."""

    name = models.CharField(max_length=60)
    about = models.CharField(max_length=2000, blank=True, help_text="what it was counted for, as JSON")
    value: models.JSONField[Any, Any] = models.JSONField(null=True)
    counted_at = models.DateTimeField(default=timezone.now)
    took_ms = models.FloatField()
    asked_on = models.DateField(default=timezone.localdate, help_text="the last day somebody looked")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["name", "about"], name="a_figure_is_kept_once")]

    def __str__(self) -> str:
        return self.name
