"""What was tried to serve a letter and failed, and what was announced; by the number of the letter, whichever app's."""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from accounts.people import Person
from materials.uploads.models import Upload
from papers.serving.rows import Way, Why
from trail.append_only import AppendOnlyModel


class ServiceAttempt(AppendOnlyModel):
    """A letter was carried or sent and reached nobody: with the others, the course a public notice rests on."""

    letter = models.CharField(max_length=60, db_index=True, help_text="the number of the letter")
    way = models.CharField(max_length=9, choices=Way.choices)
    tried_on = models.DateField()
    why = models.CharField(max_length=8, choices=Why.choices)
    proof = models.CharField(max_length=200, help_text="who went there, witnesses, number of the post")
    scan = models.ForeignKey(Upload, on_delete=models.PROTECT, null=True, related_name="+")
    recorded_at = models.DateTimeField(default=timezone.now)
    recorded_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(way__in=(Way.IN_PERSON.value, Way.POST.value)) & ~models.Q(proof=""),
                name="what_failed_is_shown",
            )
        ]

    def __str__(self) -> str:
        return f"{self.letter} {self.way}: {self.why}"


class PublicNotice(AppendOnlyModel):
    """A letter was announced (公告送达): when its period is over it counts as served (Civil Procedure Law art. 95)."""

    letter = models.CharField(max_length=60, unique=True, help_text="the number of the letter")
    published_on = models.DateField()
    served_on = models.DateField(db_index=True, help_text="the last day of its period")
    where = models.CharField(max_length=200)
    scan = models.ForeignKey(Upload, on_delete=models.PROTECT, null=True, related_name="+")
    recorded_at = models.DateTimeField(default=timezone.now)
    recorded_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(served_on__gt=models.F("published_on")) & ~models.Q(where=""),
                name="a_notice_has_a_place_and_a_period",
            )
        ]

    def __str__(self) -> str:
        return f"{self.letter} {self.published_on}"


class ServiceTold(AppendOnlyModel):
    """Somebody was told once that a letter waits for its next way of service, or that it is late."""

    letter = models.CharField(max_length=60)
    what = models.CharField(max_length=9, help_text="the way that comes next, or overdue")
    told_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["letter", "what"], name="service_told_once")]

    def __str__(self) -> str:
        return f"{self.letter} {self.what}"
