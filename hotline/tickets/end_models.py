"""How a ticket ends: called back, answered for good, joined, supervised, struck off (domain F-10.10 – F-10.13)."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.people import Person
from hotline.tickets.letters.models import TicketLetter
from hotline.tickets.models import Ticket
from trail.append_only import AppendOnlyModel


class CallTry(AppendOnlyModel):
    """Somebody tried to call the caller back."""

    ticket = models.ForeignKey(Ticket, on_delete=models.PROTECT, related_name="tries")
    round = models.PositiveSmallIntegerField()
    at = models.DateTimeField(default=timezone.now)
    words = models.CharField(max_length=300, blank=True)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.ticket_id}: {self.at:%Y-%m-%d %H:%M}"


class CallBack(AppendOnlyModel):
    """回访: what the caller says, one for each round; or that nobody was reached by the rule."""

    class Solved(models.TextChoices):
        YES = "yes", _("solved")
        PARTLY = "partly", _("partly, and agrees")
        NO = "no", _("not solved")

    ticket = models.ForeignKey(Ticket, on_delete=models.PROTECT, related_name="callbacks")
    round = models.PositiveSmallIntegerField()
    reached = models.BooleanField()
    responded = models.BooleanField(null=True, help_text="was contacted in time")
    solved = models.CharField(max_length=6, choices=Solved.choices, blank=True)
    stars = models.PositiveSmallIntegerField(null=True)
    words = models.CharField(max_length=500, blank=True)
    is_unsatisfied = models.BooleanField(default=False)
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["ticket", "round"], name="called_back_once_a_round"),
            models.CheckConstraint(
                condition=Q(reached=False, stars__isnull=True, solved="")
                | (Q(reached=True, stars__gte=1, stars__lte=5, responded__isnull=False) & ~Q(solved="")),
                name="who_is_reached_is_asked_everything",
            ),
        ]
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.ticket_id}: {self.round}"


class Redo(AppendOnlyModel):
    """重办: an unsatisfied caller's ticket goes back to its handler with everything known."""

    callback = models.OneToOneField(CallBack, on_delete=models.PROTECT, related_name="redo")
    ticket = models.ForeignKey(Ticket, on_delete=models.PROTECT, related_name="redos")
    letter = models.OneToOneField(TicketLetter, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return str(self.ticket_id)


class FinalAnswer(AppendOnlyModel):
    """最终答复: redone once and still unsatisfied, it is closed with reasons the head of the unit signs."""

    ticket = models.OneToOneField(Ticket, on_delete=models.PROTECT, related_name="final")
    reasons = models.TextField()
    letter = models.OneToOneField(TicketLetter, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(reasons=""), name="a_final_answer_has_reasons")]

    def __str__(self) -> str:
        return str(self.ticket_id)


class PromiseKept(AppendOnlyModel):
    """What a reply promised until a day was done."""

    ticket = models.OneToOneField(Ticket, on_delete=models.PROTECT, related_name="promise_kept")
    words = models.CharField(max_length=300)
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return str(self.ticket_id)


class LedgerEntry(AppendOnlyModel):
    """挂账: a promise is not due yet; the ticket stays on the ledger until its day."""

    ticket = models.OneToOneField(Ticket, on_delete=models.PROTECT, related_name="ledger")
    until = models.DateField()
    words = models.CharField(max_length=300)
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"{self.ticket_id}: {self.until}"


class StrikeOff(AppendOnlyModel):
    """销号: every condition held, each with its proof; one act, with a name."""

    ticket = models.OneToOneField(Ticket, on_delete=models.PROTECT, related_name="struck_off")
    conditions: models.JSONField[Any, Any] = models.JSONField(help_text='[{"code", "proof"}], as they held')
    letter = models.OneToOneField(TicketLetter, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    on = models.DateField(default=timezone.localdate, db_index=True)

    def __str__(self) -> str:
        return str(self.ticket_id)


class Joining(AppendOnlyModel):
    """并单: a ticket rests with a mother ticket; its caller is answered and called back all the same (F-10.13)."""

    ticket = models.OneToOneField(Ticket, on_delete=models.PROTECT, related_name="joined_to")
    mother = models.ForeignKey(Ticket, on_delete=models.PROTECT, related_name="joined")
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(ticket=F("mother")), name="no_ticket_is_its_own_mother")]
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.ticket_id} → {self.mother_id}"


class Supervision(AppendOnlyModel):
    """督办: a reminder, a notice to the head, a listed ticket with a day (F-10.11); each with its letter."""

    class Ground(models.TextChoices):
        SOON = "soon", _("the time is running out")
        OVERDUE = "overdue", _("overdue")
        LONG = "long-overdue", _("long overdue")
        UNSATISFIED = "unsatisfied", _("unsatisfied for the second time")
        OFTEN = "often", _("the same object again and again")
        GRAVE = "grave", _("injury, crowd or media")
        BY_HAND = "by-hand", _("ordered by the supervision desk")

    ticket = models.ForeignKey(Ticket, on_delete=models.PROTECT, related_name="supervisions")
    level = models.PositiveSmallIntegerField()
    ground = models.CharField(max_length=14, choices=Ground.choices)
    step = models.CharField(max_length=12, blank=True)
    answer_by = models.DateTimeField(null=True)
    letter = models.OneToOneField(TicketLetter, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+", help_text="nobody: a timer")

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(level__gte=1, level__lte=3), name="three_levels")]
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.ticket_id}: {self.level}"


class SupervisionAnswer(AppendOnlyModel):
    """The desk says what it does about it."""

    supervision = models.OneToOneField(Supervision, on_delete=models.PROTECT, related_name="answer")
    words = models.CharField(max_length=500)
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return str(self.supervision_id)
