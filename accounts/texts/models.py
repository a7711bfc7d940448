"""Texts of the authority's own, in versions beside what ships; what letters and messages have in common."""

from __future__ import annotations

import datetime
from typing import Any, ClassVar

from django.db import models
from django.utils import timezone

from accounts.people import Person
from trail.append_only import AppendOnlyModel, AppendOnlyQuerySet


class OwnTextQuerySet(AppendOnlyQuerySet):
    def waiting(self) -> OwnTextQuerySet:
        """Versions that wait for a second person, oldest first."""
        return self.filter(approval__isnull=True).select_related("written_by").order_by("pk")

    def versions_of(self, name: str) -> OwnTextQuerySet:
        """The versions of a text, released or not, newest first."""
        return self.filter(name=name).select_related("written_by", "approval__by").order_by("-version")

    def in_force(self, name: Any, *, on: Any) -> OwnTextQuerySet:
        """The newest released version of a text (a name) on a day (a date); none while what ships is in force."""
        return self._released(on).filter(name=name).order_by("-version")[:1]

    def each_in_force(self, *, on: datetime.date) -> dict[str, Any]:
        """Name → the newest released version on a day, of each text that has one."""
        newer = self._released(on).filter(name=models.OuterRef("name"), version__gt=models.OuterRef("version"))
        return {row.name: row for row in self._released(on).exclude(models.Exists(newer))}

    def _released(self, on: Any) -> OwnTextQuerySet:
        return self.filter(approval__isnull=False, in_force_from__lte=on)


class OwnText(AppendOnlyModel):
    """A version of a text: written by one person, in force from its day once another has released it."""

    name = models.CharField(max_length=60, help_text="the name of the text, as it ships")
    version = models.PositiveSmallIntegerField()
    in_force_from = models.DateField()
    written_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField(default=timezone.now)

    objects: ClassVar[Any] = OwnTextQuerySet.as_manager()

    class Meta:
        abstract = True
        constraints = [models.UniqueConstraint(fields=["name", "version"], name="one_%(class)s_per_version")]

    def __str__(self) -> str:
        return f"{self.name} {self.version}"

    @property
    def subject(self) -> str:
        """Whose history the trail tells."""
        raise NotImplementedError

    @property
    def heading(self) -> str:
        """What the trail and the list of what waits call it."""
        raise NotImplementedError


class OwnTextApproval(AppendOnlyModel):
    """A second person released a version; each model names its `text`."""

    text: Any
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.text} {self.at:%Y-%m-%d}"
