"""Calls as a telephone exchange tells of them: rows that are only added; whose call it is stands sealed (F-10.7)."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.authorities import Authority
from accounts.people import Person
from accounts.sealing import BlindIndexField, SealedTextField
from accounts.typed.searching import PAIRS, SearchIndex
from trail.append_only import AppendOnlyModel


class Call(AppendOnlyModel):
    """A call of an exchange, by the number the exchange gave it; what happened to it are its words."""

    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="calls")
    exchange = models.CharField(max_length=16, help_text="code of the exchange")
    reference = models.CharField(max_length=60, help_text="the exchange's number of the call")
    number = SealedTextField(blank=True, help_text="of the caller; none: it was withheld")
    number_digest = BlindIndexField(blank=True)
    line = models.CharField(max_length=20, blank=True, help_text="that was called")
    started_at = models.DateTimeField(help_text="by the exchange's clock")
    heard_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["exchange", "reference"], name="a_call_is_one_row")]
        indexes = [
            models.Index(fields=["authority", "started_at"]),
            models.Index(fields=["started_at", "id"]),
            models.Index(fields=["number_digest", "started_at"]),
            SearchIndex(fields=["reference"], way=PAIRS, name="calls_by_reference"),
        ]
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.exchange}: {self.reference}"


class CallWord(AppendOnlyModel):
    """What the exchange told of a call: each once, in whatever order it came."""

    class Kind(models.TextChoices):
        STARTED = "started", _("it rang")
        ANSWERED = "answered", _("a person answered")
        ENDED = "ended", _("it ended")
        RECORDING = "recording", _("its recording has a reference")

    call = models.ForeignKey(Call, on_delete=models.PROTECT, related_name="words")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    at = models.DateTimeField(help_text="by the exchange's clock")
    agent = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    account = models.CharField(max_length=60, blank=True, help_text="of the agent, as the exchange names it")
    recording = models.CharField(max_length=80, blank=True, help_text="reference of the recording, never the recording")
    digest = models.CharField(max_length=64, help_text="by which the same message is known again")
    heard_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["call", "kind"], condition=~Q(kind="answered"), name="a_call_begins_and_ends_once"
            ),
            # A call that is put through is answered again, at another moment.
            models.UniqueConstraint(
                fields=["call", "at"], condition=Q(kind="answered"), name="a_call_is_answered_once_a_moment"
            ),
            models.CheckConstraint(
                condition=(Q(kind="recording") & ~Q(recording="")) | (~Q(kind="recording") & Q(recording="")),
                name="a_recording_has_a_reference",
            ),
        ]
        indexes = [models.Index(fields=["agent", "kind", "at"])]
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.call_id}: {self.kind}"


class CallReturned(AppendOnlyModel):
    """Somebody called back a caller whom nobody had answered, and whether they were reached."""

    call = models.ForeignKey(Call, on_delete=models.PROTECT, related_name="returns")
    reached = models.BooleanField()
    words = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.call_id}: {self.reached}"


class CallSettled(AppendOnlyModel):
    """A call that needs no ticket: somebody says why."""

    call = models.OneToOneField(Call, on_delete=models.PROTECT, related_name="settled")
    words = models.CharField(max_length=300)
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(words=""), name="a_settled_call_says_why")]

    def __str__(self) -> str:
        return str(self.call_id)


class CallStanding(models.Model):
    """Where a call stands for good, as lists find it: made again with each word and act, the truth of nothing."""

    call = models.OneToOneField(Call, on_delete=models.CASCADE, primary_key=True, related_name="standing")
    outcome = models.CharField(max_length=10, blank=True, help_text="none: it may wait, its rows say where it stands")

    class Meta:
        indexes = [models.Index(fields=["outcome", "call"])]

    def __str__(self) -> str:
        return f"{self.call_id}: {self.outcome}"
