"""The notices of interviews, word for word; each PDF is made from its row."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.authorities import Authority
from accounts.people import Person
from accounts.roles import visible_authorities
from trail.append_only import AppendOnlyModel, AppendOnlyQuerySet


class LetterQuerySet(AppendOnlyQuerySet):
    def visible_to(self, person: Person) -> LetterQuerySet:
        """Those of the authorities a person's roles reach."""
        return self.filter(authority__in=visible_authorities(person))


class InterviewLetter(AppendOnlyModel):
    """One notice; `about` is the desk and the month."""

    class Kind(models.TextChoices):
        NOTICE = "interview-notice", _("Notice of an interview")

    about = models.CharField(max_length=40, db_index=True)
    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20, choices=Kind.choices)
    template_version = models.PositiveSmallIntegerField(default=1)
    number = models.CharField(max_length=60, unique=True)
    title = models.CharField(max_length=80)
    addressee = models.CharField(max_length=120)
    paragraphs: models.JSONField[Any, Any] = models.JSONField(default=list)
    table: models.JSONField[Any, Any] = models.JSONField(default=list)
    dated = models.DateField()
    written_at = models.DateTimeField(default=timezone.now)
    written_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    objects: ClassVar[LetterQuerySet] = LetterQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.title} {self.number}"
