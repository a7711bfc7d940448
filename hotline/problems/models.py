"""Problems: so many tickets of one kind that the root is looked for (measure 16). What happened is a row each."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.authorities import Authority
from accounts.people import Person
from accounts.permissions import READ_TICKETS, SEE_HOTLINE
from accounts.roles import visible_authorities
from hotline.desks.models import Desk
from hotline.tickets.models import Ticket
from trail.append_only import AppendOnlyModel, AppendOnlyQuerySet


class ProblemQuerySet(AppendOnlyQuerySet):
    def visible_to(self, person: Person) -> ProblemQuerySet:
        """Whose measure one is, and to whoever reads the hotline those of the authorities their roles reach."""
        reads = person.has_perm(READ_TICKETS) or person.has_perm(SEE_HOTLINE)
        own = Q(pk__in=ProblemStep.objects.filter(owner=person).values("problem"))
        rows = self.filter(own | Q(authority__in=visible_authorities(person)) if reads else own)
        steps = ("steps__by", "steps__owner", "steps__desk", "steps__problem")
        return rows.select_related("authority").prefetch_related("tickets", *steps)


class Problem(AppendOnlyModel):
    """A theme with an object or a place, for the `nth` time: the next begins only when the one before is over."""

    class About(models.TextChoices):
        OBJECT = "object", _("an object")
        PLACE = "place", _("a place")

    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="+")
    edition = models.CharField(max_length=20, help_text="of the rules")
    theme = models.CharField(max_length=24)
    about = models.CharField(max_length=6, choices=About.choices)
    key = models.CharField(max_length=220)
    label = models.CharField(max_length=220, help_text="as the first ticket called it")
    nth = models.PositiveSmallIntegerField()
    opened_at = models.DateTimeField(default=timezone.now)

    objects: ClassVar[ProblemQuerySet] = ProblemQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["authority", "theme", "about", "key", "nth"], name="problems_of_a_kind_one_after_the_other"
            )
        ]

    def __str__(self) -> str:
        return f"{self.theme} {self.label} {self.nth}"


class ProblemTicket(AppendOnlyModel):
    """A ticket of this kind: those that opened it, and those that came while it was open."""

    problem = models.ForeignKey(Problem, on_delete=models.PROTECT, related_name="tickets")
    ticket = models.ForeignKey(Ticket, on_delete=models.PROTECT, related_name="problems")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["problem", "ticket"], name="a_ticket_once_in_a_problem")]

    def __str__(self) -> str:
        return f"{self.problem_id}: {self.ticket_id}"


class ProblemStep(AppendOnlyModel):
    """Taken up with an owner and a measure, noted, closed by what was changed, or dropped with a reason."""

    class Kind(models.TextChoices):
        TAKEN = "taken", _("taken up: owner and measure")
        NOTED = "noted", _("what was done")
        CLOSED = "closed", _("closed: what was changed")
        DROPPED = "dropped", _("no common root")

    problem = models.ForeignKey(Problem, on_delete=models.PROTECT, related_name="steps")
    nth = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=8, choices=Kind.choices)
    words = models.CharField(max_length=500, help_text="the measure, what was done, or why")
    desk = models.ForeignKey(Desk, on_delete=models.PROTECT, null=True, related_name="+", help_text="of the owner")
    owner = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    due = models.DateField(null=True, help_text="of the measure")
    change = models.CharField(max_length=12, blank=True, help_text="what was changed, a code of the rules")
    reference = models.CharField(max_length=200, blank=True, help_text="which letter, edition, road or rule it was")
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["problem", "nth"], name="a_problem_takes_one_step_at_a_time"),
            models.CheckConstraint(condition=~Q(words=""), name="a_step_of_a_problem_has_words"),
            models.CheckConstraint(
                condition=~Q(kind="taken") | Q(owner__isnull=False, desk__isnull=False, due__isnull=False),
                name="a_problem_is_taken_up_by_an_owner",
            ),
            models.CheckConstraint(
                condition=~Q(kind="closed") | (~Q(change="") & ~Q(reference="") & Q(owner__isnull=False)),
                name="a_problem_is_closed_by_what_was_changed",
            ),
            models.CheckConstraint(condition=~Q(kind="closed", owner=F("by")), name="nobody_closes_an_own_problem"),
        ]

    def __str__(self) -> str:
        return f"{self.problem_id}: {self.kind}"


class LookedAt(models.Model):
    """How far the timer has looked at tickets: it reads what came since, and nothing else."""

    ticket = models.PositiveBigIntegerField(default=0)

    def __str__(self) -> str:
        return str(self.ticket)
