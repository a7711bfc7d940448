"""Somebody without an account is asked something, once, by a code; its text message is a row of a queue."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.sealing import BlindIndexField, SealedTextField
from trail.append_only import AppendOnlyModel


class CodedQuestion(AppendOnlyModel):
    """A question as it was sent. What it is about is said by the row of the app that asks."""

    code = SealedTextField()
    code_digest = BlindIndexField(unique=True)
    phone = SealedTextField(blank=True, help_text="empty where the code was handed over on the spot")
    words = SealedTextField(blank=True)
    asked_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return str(self.pk)


class QuestionPost(models.Model):
    """Its text message, as the queue knows it: sent once, tried again while it is good for anything."""

    class State(models.TextChoices):
        WAITING = "waiting", _("waits to be sent")
        SENT = "sent", _("sent")
        REFUSED = "refused", _("the number takes no messages")
        OVER = "over", _("not sent: too late, or another was sent instead")

    question = models.OneToOneField(CodedQuestion, on_delete=models.CASCADE, primary_key=True, related_name="message")
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    tries = models.PositiveSmallIntegerField(default=0)
    due_at = models.DateTimeField(default=timezone.now)
    until = models.DateTimeField(help_text="from then on its code is good for nothing, and it is not sent any more")

    class Meta:
        indexes = [models.Index(fields=["due_at"], condition=Q(state="waiting"), name="questions_to_send")]

    def __str__(self) -> str:
        return f"{self.question_id}: {self.state}"
