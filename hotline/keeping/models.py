"""That a ticket or a call has forgotten who told it: the row the database asks for before it lets a word go."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hotline.calls.models import Call
from hotline.tickets.models import Ticket
from trail.append_only import AppendOnlyModel


class TicketForgotten(AppendOnlyModel):
    """The time of keeping a ticket whole is over: by which edition, counted from which day."""

    ticket = models.OneToOneField(Ticket, on_delete=models.PROTECT, related_name="forgotten")
    edition = models.CharField(max_length=20)
    over_on = models.DateField(help_text="the last day somebody worked on it, or on one it is joined with")
    on = models.DateField()
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(on__gt=F("over_on")), name="a_ticket_is_forgotten_later")]

    def __str__(self) -> str:
        return str(self.ticket_id)


class MatterForgotten(AppendOnlyModel):
    """The same of what stands beside tickets and calls, by its key."""

    class Kind(models.TextChoices):
        DEMAND = "demand", _("demand of the chain")
        UNCLEAR = "unclear", _("message nobody could read")

    kind = models.CharField(max_length=8, choices=Kind.choices)
    key = models.PositiveBigIntegerField()
    edition = models.CharField(max_length=20)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "key"], name="a_matter_is_forgotten_once")]

    def __str__(self) -> str:
        return f"{self.kind}: {self.key}"


class CallForgotten(AppendOnlyModel):
    """The same of a call."""

    call = models.OneToOneField(Call, on_delete=models.PROTECT, related_name="forgotten")
    edition = models.CharField(max_length=20)
    at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return str(self.call_id)
