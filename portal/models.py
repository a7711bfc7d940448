"""The one row the assembly keeps: when the worker was last seen."""

from __future__ import annotations

import datetime

from django.db import models
from django.utils import timezone


class Heartbeat(models.Model):
    """A process that must be running says here that it is."""

    name = models.CharField(max_length=40, unique=True)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.name} {self.at:%H:%M:%S}"

    @classmethod
    def beat(cls, name: str) -> None:
        cls.objects.update_or_create(name=name, defaults={"at": timezone.now()})

    @classmethod
    def age(cls, name: str) -> datetime.timedelta | None:
        """How long ago a process was last seen; None when it never was."""
        last = cls.objects.filter(name=name).values_list("at", flat=True).first()
        return timezone.now() - last if last else None
