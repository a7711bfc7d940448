"""What a ticket is about after all, and how it ends: called back, answered, joined, struck off (F-10.10 – F-10.13)."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.people import Person
from accounts.represented.companies import Company
from hotline.desks.models import Desk
from hotline.platforms.models import Platform
from hotline.tickets.letters.models import TicketLetter
from hotline.tickets.models import Against, Ticket
from hotline.tickets.step_models import Reply
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

    ticket = models.ForeignKey(Ticket, on_delete=models.PROTECT, related_name="promises_kept")
    reply = models.OneToOneField(Reply, on_delete=models.PROTECT, related_name="promise_kept")
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
        SENDER = "sender", _("supervised by the sender")

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


class Correction(AppendOnlyModel):
    """What a ticket is about after all: theme and object, with reasons; the newest counts, what was told stays."""

    ticket = models.ForeignKey(Ticket, on_delete=models.PROTECT, related_name="corrections")
    nth = models.PositiveSmallIntegerField()
    theme = models.CharField(max_length=24)
    against = models.CharField(max_length=10, choices=Against.choices)
    object_name = models.CharField(max_length=120, blank=True)
    object_key = models.CharField(max_length=140, blank=True)
    company = models.ForeignKey(Company, on_delete=models.PROTECT, null=True, related_name="+")
    platform = models.ForeignKey(Platform, on_delete=models.PROTECT, null=True, related_name="+")
    unit = models.ForeignKey(Desk, on_delete=models.PROTECT, null=True, related_name="+")
    reasons = models.CharField(max_length=500)
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["ticket", "nth"], name="corrections_one_after_the_other"),
            models.CheckConstraint(condition=~Q(reasons=""), name="a_correction_says_why"),
        ]

    def __str__(self) -> str:
        return f"{self.ticket_id}: {self.nth}"


class ObjectNotFound(AppendOnlyModel):
    """No object could be found, and what was tried; it counts when a second person agrees."""

    ticket = models.ForeignKey(Ticket, on_delete=models.PROTECT, related_name="objects_not_found")
    nth = models.PositiveSmallIntegerField()
    words = models.CharField(max_length=500)
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["ticket", "nth"], name="no_object_found_one_after_the_other"),
            models.CheckConstraint(condition=~Q(words=""), name="no_object_found_says_what_was_tried"),
        ]

    def __str__(self) -> str:
        return f"{self.ticket_id}: {self.nth}"


class ObjectNotFoundReview(AppendOnlyModel):
    """A second person agrees, or says what is still to be tried."""

    finding = models.OneToOneField(ObjectNotFound, on_delete=models.PROTECT, related_name="review")
    agrees = models.BooleanField()
    words = models.CharField(max_length=500, blank=True)
    found_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(by=F("found_by")), name="nobody_agrees_with_an_own_finding"),
            models.CheckConstraint(condition=Q(agrees=True) | ~Q(words=""), name="a_finding_sent_back_says_why"),
        ]

    def __str__(self) -> str:
        return f"{self.finding_id}: {self.agrees}"
