"""The legal representative is asked to sign what somebody else typed: the question, and its one answer."""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from accounts.people import Person
from licensing.applications.models.application import Application
from licensing.applications.models.promises import Commitment
from post.questions.models import CodedQuestion
from trail.append_only import AppendOnlyModel


class CosignRequest(AppendOnlyModel):
    """Somebody is asked to sign, by a code sent to their own mobile; good for what stood then, and until then."""

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="cosign_requests")
    question = models.OneToOneField(CodedQuestion, on_delete=models.PROTECT, related_name="cosign_request")
    asked_of = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    asked_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    version = models.CharField(max_length=16, help_text="of all that is to be signed: answers, look-ups, files")
    asked_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.application_id}: {self.asked_at:%Y-%m-%d %H:%M}"


class CosignAnswer(AppendOnlyModel):
    """What came of it, once: a signature, or none because it was declined. Silence leaves no row, and no signature."""

    request = models.OneToOneField(CosignRequest, on_delete=models.PROTECT, related_name="answer")
    commitment = models.OneToOneField(Commitment, on_delete=models.PROTECT, null=True, related_name="cosigned")
    at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"{self.request_id}: {'signed' if self.commitment_id else 'declined'}"
