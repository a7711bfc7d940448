"""Visits (走访): service to a company, never an inspection (domain F-9.16).

A visit has no findings, no articles and no orders, and nothing here becomes a credit fact. What was is never written
over: a plan ends, a need is answered and a stuck item is settled by a row of its own.
"""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.people import Person
from accounts.represented.companies import Company
from accounts.sealing import SealedTextField
from materials.uploads.models import Upload
from supervision.grids.models import Grid, Kind
from supervision.phones.asides import AsideItem, AsideSettled
from supervision.phones.files import KeptFile
from supervision.phones.left_out import LeavesOut
from trail.append_only import AppendOnlyModel, AppendOnlyQuerySet


class Way(models.TextChoices):
    """How a company was met."""

    ON_SITE = "on-site", _("at the company")
    PHONE = "phone", _("by telephone")
    VIDEO = "video", _("by video")


class Purpose(models.TextChoices):
    """Why a visit is planned; never because of something to be found."""

    WELCOME = "welcome", _("Welcome: a new company")
    GUIDANCE = "guidance", _("Guidance: how to get better")
    CONTACT = "contact", _("Keeping in touch: every six months")


class Outcome(models.TextChoices):
    """How it ended. Who signs confirms what was said; nothing follows from who does not sign."""

    SIGNED = "signed", _("signed by the company")
    UNSIGNED = "unsigned", _("held; the company preferred not to sign")
    DECLINED = "declined", _("the company declined the visit")
    ABSENT = "absent", _("nobody was met")


MET = (Outcome.SIGNED, Outcome.UNSIGNED, Outcome.DECLINED)
"""What counts as coverage (domain 9.7: declined counts); nobody met is no visit."""


class PlannedQuerySet(AppendOnlyQuerySet):
    def open(self) -> PlannedQuerySet:
        return self.filter(end__isnull=True)


class PlannedVisit(AppendOnlyModel):
    """A company is to be visited by a member until a day; open until its end."""

    company = models.ForeignKey(Company, on_delete=models.PROTECT, related_name="planned_visits")
    kind = models.CharField(max_length=1, choices=Kind.choices)
    grid = models.ForeignKey(Grid, on_delete=models.PROTECT, related_name="planned_visits")
    member = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="planned_visits")
    turn = models.PositiveIntegerField()
    purpose = models.CharField(max_length=10, choices=Purpose.choices)
    way = models.CharField(max_length=8, choices=Way.choices)
    due_on = models.DateField(null=True, help_text="nobody knows: the calendar of its year is not entered")
    edition = models.CharField(max_length=20, help_text="of the rules of planning")
    planned_at = models.DateTimeField(default=timezone.now)
    planned_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, related_name="+", help_text="or a timer"
    )

    objects: ClassVar[PlannedQuerySet] = PlannedQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["company", "kind", "turn"], name="one_planned_visit_at_a_time")]
        indexes = [models.Index(fields=["member", "due_on"]), models.Index(fields=["grid", "due_on"])]

    def __str__(self) -> str:
        return f"{self.company_id}: {self.due_on}"


class VisitQuerySet(AppendOnlyQuerySet):
    def met(self) -> VisitQuerySet:
        """Those that count as coverage."""
        return self.filter(outcome__in=MET)

    def of_company(self, company: Company) -> VisitQuerySet:
        return self.filter(company=company)


class Visit(AppendOnlyModel, LeavesOut):
    """A visit as it was taken down on the phone, and when it was received.

    `record` is the text as it was sealed there: whoever has it recomputes `seal` by SHA-256. `at` is what the phone's
    clock said, `on` the day that counts; `clock_off` how far that clock was from ours when it was sent.
    """

    key = models.UUIDField(unique=True, help_text="drawn on the phone: the same visit sent twice is one")
    seal = models.CharField(max_length=64, help_text="SHA-256 of the record")
    record = SealedTextField()
    company = models.ForeignKey(Company, on_delete=models.PROTECT, related_name="visits")
    grid = models.ForeignKey(Grid, on_delete=models.PROTECT, related_name="visits")
    member = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="visits")
    planned = models.ForeignKey(PlannedVisit, on_delete=models.PROTECT, null=True, related_name="visits")
    at = models.DateTimeField(help_text="by the phone's clock")
    on = models.DateField(help_text="the day that counts")
    clock_off = models.IntegerField(help_text="seconds by which the phone's clock was ahead when it was sent")
    received_at = models.DateTimeField(default=timezone.now)
    way = models.CharField(max_length=8, choices=Way.choices)
    minutes = models.PositiveSmallIntegerField(null=True)
    place = models.CharField(max_length=200, blank=True)
    latitude = models.DecimalField(max_digits=8, decimal_places=5, null=True)
    longitude = models.DecimalField(max_digits=8, decimal_places=5, null=True)
    topics: models.JSONField[Any, Any] = models.JSONField(default=list, help_text="codes of what was explained")
    explained = SealedTextField(blank=True)
    outcome = models.CharField(max_length=8, choices=Outcome.choices)
    signer = SealedTextField(blank=True)

    objects: ClassVar[VisitQuerySet] = VisitQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["id"]
        indexes = [models.Index(fields=["company", "on"]), models.Index(fields=["grid", "on"])]
        constraints = [
            models.CheckConstraint(
                condition=~Q(outcome="signed") | ~Q(signer=""), name="a_signed_visit_names_who_signed"
            )
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def number(self) -> str:
        """What its receipt says."""
        return f"ZF{self.pk:07d}"

    @property
    def lacks_signature(self) -> bool:
        """Whether it says it was signed and the drawing did not arrive: then nobody can tell."""
        return self.outcome == Outcome.SIGNED and self.lost_its_signature


class VisitFile(AppendOnlyModel):
    """A photo or the signature of a visit. What is shown helps to help: no photo proves anything against a company."""

    class Kind(models.TextChoices):
        PHOTO = "photo", _("photo")
        SIGNATURE = "signature", _("signature")

    visit = models.ForeignKey(Visit, on_delete=models.PROTECT, related_name="files")
    upload = models.ForeignKey(Upload, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=9, choices=Kind.choices)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.visit_id} {self.kind}"


class PlanEnd(AppendOnlyModel):
    """A planned visit is over: it took place, was declined, or is planned anew for a reason."""

    class How(models.TextChoices):
        DONE = "done", _("the visit took place")
        DECLINED = "declined", _("the company declined")
        MOVED = "moved", _("the company left the grid")
        HANDED_ON = "handed-on", _("the member left the grid")
        SOONER = "sooner", _("due earlier now")

    planned = models.OneToOneField(PlannedVisit, on_delete=models.PROTECT, related_name="end")
    how = models.CharField(max_length=10, choices=How.choices)
    visit = models.ForeignKey(Visit, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"{self.planned_id}: {self.how}"


class NeedQuerySet(AppendOnlyQuerySet):
    def open(self) -> NeedQuerySet:
        """Nobody has answered them; who collects needs begins here."""
        return self.filter(answer__isnull=True)


class Need(AppendOnlyModel):
    """What a company said it needs. Answered on the spot by a guidance note, or open until somebody answers."""

    visit = models.ForeignKey(Visit, on_delete=models.PROTECT, related_name="needs")
    number = models.PositiveSmallIntegerField(help_text="within its visit")
    kind = models.CharField(max_length=16, help_text="code of topics.json")
    words = SealedTextField()
    due_on = models.DateField(null=True, help_text="nobody knows: the calendar of its year is not entered")

    objects: ClassVar[NeedQuerySet] = NeedQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["visit", "number"], name="each_need_of_a_visit_once")]

    def __str__(self) -> str:
        return f"{self.visit_id}.{self.number}"

    @property
    def state(self) -> str:
        """open, guidance (answered during the visit) or answered."""
        if not hasattr(self, "answer"):
            return "open"
        return "guidance" if self.answer.on_the_spot else "answered"


class NeedAnswer(AppendOnlyModel):
    """What a company was told about a need: a guidance note of the visit, or an answer later."""

    need = models.OneToOneField(Need, on_delete=models.PROTECT, related_name="answer")
    words = SealedTextField()
    on_the_spot = models.BooleanField(default=False)
    reference = models.CharField(max_length=40, blank=True, help_text="of the ticket that took it up")
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return str(self.need)


class SetAside(AsideItem):
    """An item that was sent and not taken in, kept as it came for a person to look at."""

    class Reason(models.TextChoices):
        OTHER_SEAL = "other-seal", _("its key belongs to another visit")
        BROKEN_SEAL = "broken-seal", _("its seal does not fit its text")
        UNREADABLE = "unreadable", _("it cannot be read")
        NO_SEAT = "no-seat", _("its sender had no seat in the company's grid that day")
        FUTURE = "future", _("its time is in the future")
        TOO_OLD = "too-old", _("it is too old")

    reason = models.CharField(max_length=12, choices=Reason.choices)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["key", "seal", "sender"], name="set_aside_once"),
        ]

    def __str__(self) -> str:
        return f"{self.key}: {self.reason}"


class SetAsideFile(KeptFile):
    """A photo or signature that came with an item that was not taken in."""

    folder = "visits"

    item = models.ForeignKey(SetAside, on_delete=models.PROTECT, related_name="files")

    class Meta:
        ordering = ["id"]


class Settled(AsideSettled):
    """Somebody looked at a stuck item and says what was done."""

    item = models.OneToOneField(SetAside, on_delete=models.PROTECT, related_name="settled")

    def __str__(self) -> str:
        return str(self.item)


def visit_subject(visit: Visit) -> str:
    """The name of a visit in the trail."""
    return f"visit:{visit.pk}"
