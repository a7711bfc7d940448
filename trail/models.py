"""The memory beneath every app: one append-only table."""

from django.db import models
from django.utils import timezone

from trail.append_only import AppendOnlyModel

LOOKS = (
    "case.seen",
    "dashboard.taken",
    "document.downloaded",
    "dossier.seen",
    "figure.taken",
    "finding.taken",
    "list.exported",
    "grants.taken",
    "report.taken",
    "sample.drawn",
    "work.downloaded",
)
"""What tells that somebody looked at a file, or took something out; who looked is asked by person."""


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
            models.Index(fields=["by", "-id"], name="looks_of_a_person", condition=models.Q(kind__in=LOOKS)),
            models.Index(fields=["-id"], name="looks", condition=models.Q(kind__in=LOOKS)),
        ]
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.kind} {self.subject}"


class Checkpoint(AppendOnlyModel):
    """The trail up to an event in one number: whoever keeps it sees later that nothing before was changed.

    `digest` covers the digest before it and every event since (`trail.checkpoints`). It is public, and nobody
    can know it before its last event was written.
    """

    number = models.PositiveIntegerField(unique=True)
    upto = models.PositiveBigIntegerField(unique=True, help_text="the newest event it covers")
    count = models.PositiveIntegerField(help_text="how many events since the one before")
    before = models.CharField(max_length=64, blank=True)
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["number"]

    def __str__(self) -> str:
        return f"{self.number}: {self.digest[:12]}"
