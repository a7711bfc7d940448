"""The demand chain (domain F-10.16, F-10.17): branches, who sits where by their own consent, demands and their hops.

Party membership is sensitive: it is nowhere but here, is read by the chain alone, and no event of the trail names
anybody of it. Rows are only added; `Whereabouts` is what a timer and lists find a demand by, made again with each act.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.authorities import Authority, Division
from accounts.people import Person
from accounts.sealing import BlindIndexField, SealedTextField
from hotline.tickets.models import Ticket
from trail.append_only import AppendOnlyModel, AppendOnlyQuerySet


class Branch(AppendOnlyModel):
    """A branch of party members on the move (流动党员党支部)."""

    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="+", help_text="whose hotline")
    name = models.CharField(max_length=80)
    division = models.ForeignKey(Division, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["name", "pk"]
        constraints = [models.UniqueConstraint(fields=["authority", "name"], name="one_branch_of_a_name")]

    def __str__(self) -> str:
        return self.name


class SeatQuerySet(AppendOnlyQuerySet):
    def taken(self) -> SeatQuerySet:
        """Those somebody agreed to and did not leave."""
        return self.filter(consent__agrees=True, end__isnull=True)

    def offered_to(self, person: Person) -> SeatQuerySet:
        """Those that wait for somebody's own word."""
        return self.filter(person=person, consent__isnull=True, end__isnull=True)


class ChainSeat(AppendOnlyModel):
    """A seat at a node is offered to somebody; it is nothing until they agreed themselves."""

    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="+")
    node = models.CharField(max_length=12)
    branch = models.ForeignKey(Branch, on_delete=models.PROTECT, null=True, related_name="seats")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    offered_at = models.DateTimeField(default=timezone.now)
    offered_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+", help_text="the demo")

    objects: ClassVar[SeatQuerySet] = SeatQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.node} {self.pk}"


class SeatConsent(AppendOnlyModel):
    """Their own word, once: yes or no, to the words of an edition."""

    seat = models.OneToOneField(ChainSeat, on_delete=models.PROTECT, related_name="consent")
    agrees = models.BooleanField()
    edition = models.CharField(max_length=20)
    at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"{self.seat_id}: {self.agrees}"


class SeatEnd(AppendOnlyModel):
    """Somebody left, or the seat was taken back; no reason is asked."""

    seat = models.OneToOneField(ChainSeat, on_delete=models.PROTECT, related_name="end")
    at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return str(self.seat_id)


class Demand(AppendOnlyModel):
    """诉求: what a driver needs, as it entered the chain; who told it is sealed."""

    number = models.CharField(max_length=20, unique=True)
    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="+")
    edition = models.CharField(max_length=20, help_text="of the chain")
    branch = models.ForeignKey(Branch, on_delete=models.PROTECT, related_name="demands")
    kind = models.CharField(max_length=16, help_text="as a ticket's")
    theme = models.CharField(max_length=24)
    words = SealedTextField()
    name = SealedTextField(blank=True)
    phone = SealedTextField(blank=True)
    phone_digest = BlindIndexField(blank=True, help_text="to count persons by")
    code = SealedTextField(help_text="with which the driver reads the answer")
    code_digest = BlindIndexField(unique=True)
    entered_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.number


class Hop(AppendOnlyModel):
    """A demand came to a node: who brought it, with which note, until when it is answered or passed on."""

    class How(models.TextChoices):
        ENTERED = "entered", _("told here")
        PASSED = "passed", _("passed on")
        BY_TIME = "by-time", _("moved on automatically: nobody answered in time")

    demand = models.ForeignKey(Demand, on_delete=models.PROTECT, related_name="hops")
    nth = models.PositiveSmallIntegerField()
    node = models.CharField(max_length=12)
    how = models.CharField(max_length=8, choices=How.choices)
    note = SealedTextField(blank=True)
    due_on = models.DateField(null=True, help_text="its last day; none at the regulator, or the calendar is missing")
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["demand", "nth"], name="hops_one_after_the_other"),
            models.UniqueConstraint(fields=["demand", "node"], name="a_demand_passes_a_node_once"),
            models.CheckConstraint(
                condition=~Q(how="by-time") | Q(by__isnull=True), name="what_moved_by_itself_nobody_moved"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.demand_id}: {self.node}"


class DemandTicket(AppendOnlyModel):
    """At the regulator it is a ticket of the hotline, its limits running from the hop."""

    demand = models.OneToOneField(Demand, on_delete=models.PROTECT, related_name="became")
    ticket = models.OneToOneField(Ticket, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return str(self.demand_id)


class DemandAnswer(AppendOnlyModel):
    """The answer, given at a node or by the ticket."""

    demand = models.OneToOneField(Demand, on_delete=models.PROTECT, related_name="answer")
    node = models.CharField(max_length=12)
    words = SealedTextField()
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+", help_text="none: the ticket")

    def __str__(self) -> str:
        return f"{self.demand_id}: {self.node}"


class HandedDown(AppendOnlyModel):
    """The answer came back to a node it had passed, down to the driver."""

    answer = models.ForeignKey(DemandAnswer, on_delete=models.PROTECT, related_name="handed_down")
    nth = models.PositiveSmallIntegerField()
    node = models.CharField(max_length=12)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["answer", "node"], name="an_answer_comes_back_once")]

    def __str__(self) -> str:
        return f"{self.answer_id}: {self.node}"


class Whereabouts(models.Model):
    """At which node a demand is, and when a timer looks at it."""

    demand = models.OneToOneField(Demand, on_delete=models.CASCADE, primary_key=True, related_name="whereabouts")
    node = models.CharField(max_length=12)
    is_answered = models.BooleanField(default=False)
    look_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["look_at"], condition=Q(look_at__isnull=False), name="demands_to_look_at"),
            models.Index(fields=["node", "is_answered"]),
        ]

    def __str__(self) -> str:
        return f"{self.demand_id}: {self.node}"
