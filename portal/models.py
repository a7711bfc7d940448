"""What the assembly keeps: when the worker was last seen, and which answers were errors."""

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


class KeysInUse(models.Model):
    """Under which chain of keys the blind indexes of this database are: with any other nothing would be found."""

    chain = models.CharField(max_length=200, help_text="names of the keys, the oldest first")
    is_changing = models.BooleanField(default=False)
    since = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name_plural = "keys in use"

    def __str__(self) -> str:
        return self.chain


class Fault(models.Model):
    """An answer that was an error of ours: its number, its kind, its page; nothing of what was sent."""

    at = models.DateTimeField(default=timezone.now, db_index=True)
    request_id = models.CharField(max_length=64, db_index=True)
    kind = models.CharField(max_length=80, help_text="class of the exception")
    page = models.CharField(max_length=80, blank=True, help_text="name of the address")
    status = models.PositiveSmallIntegerField()

    def __str__(self) -> str:
        return f"{self.request_id} {self.kind}"

    @classmethod
    def of_the_last_day(cls) -> int:
        """How many there were in the last 24 hours."""
        return cls.objects.filter(at__gte=timezone.now() - datetime.timedelta(days=1)).count()
