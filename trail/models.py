"""The memory beneath every app: one append-only table."""

from django.db import models
from django.utils import timezone

from trail.append_only import AppendOnlyModel


class Event(AppendOnlyModel):
    """One thing that happened, in plain values: it outlives the rows it speaks of."""

    at = models.DateTimeField(default=timezone.now, db_index=True, editable=False)
    kind = models.CharField(max_length=60, help_text="subject.past_participle")
    by = models.CharField(max_length=40, help_text="person:<id>, or the name of an automatic step")
    by_name = models.CharField(max_length=80, blank=True)
    subject = models.CharField(max_length=80, help_text="<noun>:<id>, e.g. application:12")
    authority = models.CharField(max_length=12, blank=True, help_text="division code whose auditors may read it")
    values = models.JSONField(default=dict)

    class Meta:
        indexes = [
            models.Index(fields=["subject", "at"]),
            models.Index(fields=["kind", "-at"]),
            models.Index(fields=["authority", "-at"]),
        ]
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.kind} {self.subject}"
