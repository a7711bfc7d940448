"""Tickets (工单) as they were recorded: what was told, by whom, against whom (domain F-10.9).

A ticket never changes; what is done with it are rows of their own. By `Standing` lists find a ticket, by `Due` timers.
"""

from __future__ import annotations

import datetime
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.authorities import Authority, Division
from accounts.people import Person
from accounts.represented.companies import Company
from accounts.sealed_files import SealedStorage
from accounts.sealing import BlindIndexField, SealedJSONField, SealedTextField
from accounts.typed.searching import PAIRS, SearchIndex
from hotline.calls.models import Call
from hotline.desks.models import Desk
from hotline.platforms.models import Platform
from trail.append_only import AppendOnlyModel


class Against(models.TextChoices):
    """Whom or what a ticket is about."""

    COMPANY = "company", _("a company")
    PLATFORM = "platform", _("a platform")
    UNIT = "unit", _("a unit or its officers")
    SHIPPER = "shipper", _("a shipper or receiver")
    ROAD = "road", _("a road")
    STATION = "station", _("a station or yard")
    OTHER = "other", _("something else")


class Ticket(AppendOnlyModel):
    """What somebody told the hotline, in its words; classified by an edition of the rulebook it keeps.

    No name, phone or plate of the caller stands here: `Caller` has them, sealed.
    """

    number = models.CharField(max_length=40, unique=True)
    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="tickets")
    edition = models.CharField(max_length=20, help_text="of the rulebook")
    channel = models.CharField(max_length=16)
    external = models.CharField(max_length=60, blank=True, help_text="number of 12345, the ministry or a platform")
    received_at = models.DateTimeField(default=timezone.now)
    kind = models.CharField(max_length=16, help_text="consultation, suggestion, complaint")
    area = models.CharField(max_length=20)
    theme = models.CharField(max_length=24)
    urgency = models.CharField(max_length=12)
    is_driver = models.BooleanField(default=True)
    division = models.ForeignKey(Division, on_delete=models.PROTECT, null=True, related_name="+")
    place = models.CharField(max_length=200, blank=True)
    happened_on = models.DateField(null=True)
    against = models.CharField(max_length=10, choices=Against.choices)
    object_name = models.CharField(max_length=120, blank=True)
    object_key = models.CharField(max_length=140, blank=True, help_text="by which the same object is known again")
    company = models.ForeignKey(Company, on_delete=models.PROTECT, null=True, related_name="tickets")
    platform = models.ForeignKey(Platform, on_delete=models.PROTECT, null=True, related_name="tickets")
    unit = models.ForeignKey(Desk, on_delete=models.PROTECT, null=True, related_name="complained_of")
    facts = models.TextField()
    wish = models.CharField(max_length=500, blank=True)
    amount = models.DecimalField(max_digits=12, decimal_places=2, null=True, help_text="yuan in dispute")
    grave = models.BooleanField(default=False, help_text="injury, crowd or media: the leader is told at once (F-10.11)")
    recording = models.CharField(max_length=80, blank=True, help_text="reference of the recording, never the recording")
    taken_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, related_name="+", help_text="nobody: it came by itself"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(facts=""), name="a_ticket_says_what_happened"),
            models.UniqueConstraint(
                fields=["authority", "channel", "external"], condition=~Q(external=""), name="external_ticket_once"
            ),
        ]
        indexes = [
            models.Index(fields=["authority", "object_key", "theme", "received_at"]),
            models.Index(fields=["authority", "theme", "division", "received_at"]),
            models.Index(fields=["authority", "-id"]),
            models.Index(fields=["received_at", "id"]),
            models.Index(fields=["external"], condition=~Q(external=""), name="tickets_by_senders_number"),
            SearchIndex(fields=["number"], way=PAIRS, name="tickets_by_number"),
            SearchIndex(fields=["object_name"], way=PAIRS, name="tickets_by_object"),
        ]
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.number

    @property
    def key(self) -> str:
        """By which its page is addressed."""
        return self.number

    @property
    def day(self) -> datetime.date:
        """The day it was received here: its papers keep the words in force then."""
        return timezone.localdate(self.received_at)


class Caller(AppendOnlyModel):
    """Who told it: sealed, found again by digests, shown to nobody without a row that says so (F-10.7)."""

    ticket = models.OneToOneField(Ticket, on_delete=models.PROTECT, related_name="caller")
    is_anonymous = models.BooleanField(default=False)
    name = SealedTextField(blank=True)
    phone = SealedTextField(blank=True)
    phone_digest = BlindIndexField(blank=True, db_index=True)
    plate = SealedTextField(blank=True)
    plate_digest = BlindIndexField(blank=True, db_index=True)
    certificate = SealedTextField(blank=True, help_text="number of the driver's certificate")
    consent = models.BooleanField(default=False, help_text="whom it is about may learn who told it")
    code = SealedTextField(help_text="with which the caller reads the answer")
    code_digest = BlindIndexField(unique=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(is_anonymous=False) | (Q(name="") & Q(phone="") & Q(phone_digest="") & Q(consent=False)),
                name="an_anonymous_caller_has_no_name",
            ),
        ]

    def __str__(self) -> str:
        return str(self.ticket_id)


def _place(file: TicketFile, _name: str) -> str:
    return f"tickets/{file.digest[:2]}/{file.digest}{file.suffix}"


SUFFIXES = {
    "application/pdf": ".pdf", "image/jpeg": ".jpg", "image/png": ".png", "audio/mpeg": ".mp3", "audio/mp4": ".m4a",
    "audio/aac": ".aac", "audio/ogg": ".ogg", "audio/webm": ".weba", "audio/amr": ".amr", "audio/wav": ".wav",
}  # fmt: skip


class TicketFile(AppendOnlyModel):
    """A photo, paper or voice note of the caller; sealed on disk under its digest."""

    ticket = models.ForeignKey(Ticket, on_delete=models.PROTECT, related_name="files")
    original_name = models.CharField(max_length=200)
    kind = models.CharField(max_length=20)
    size = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    file = models.FileField(upload_to=_place, storage=SealedStorage(), max_length=120)
    received_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.original_name

    @property
    def suffix(self) -> str:
        return SUFFIXES.get(self.kind, "")

    @property
    def is_voice(self) -> bool:
        """A voice tells who speaks: it is shown like a name."""
        return self.kind.startswith("audio/")


class Disclosure(AppendOnlyModel):
    """Somebody was shown who the caller is: who, when, what for."""

    ticket = models.ForeignKey(Ticket, on_delete=models.PROTECT, related_name="disclosures")
    purpose = models.CharField(max_length=200)
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["pk"]
        constraints = [models.CheckConstraint(condition=~Q(purpose=""), name="a_disclosure_says_what_for")]

    def __str__(self) -> str:
        return f"{self.ticket_id}: {self.by_id}"


class Standing(models.Model):
    """Where a ticket stands, as lists find it: made again from its rows with every act, the truth of nothing."""

    ticket = models.OneToOneField(Ticket, on_delete=models.CASCADE, primary_key=True, related_name="standing")
    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="+")
    node = models.CharField(max_length=20, help_text="the open step of the flow, or how it ended")
    desk = models.ForeignKey(Desk, on_delete=models.PROTECT, null=True, related_name="+", help_text="who has it now")
    level = models.PositiveSmallIntegerField(default=0, help_text="of supervision")
    rounds = models.PositiveSmallIntegerField(default=1)
    due_at = models.DateTimeField(null=True, help_text="of what is due next")
    is_over = models.BooleanField(default=False)

    class Meta:
        indexes = [
            models.Index(fields=["ticket"], condition=Q(is_over=False), name="tickets_open"),
            *(models.Index(fields=[key, "ticket"]) for key in ("node", "level", "due_at")),
            SearchIndex(fields=["due_at"], way="({column} DESC NULLS LAST, ticket_id DESC)", name="tickets_due_last"),
        ]

    def __str__(self) -> str:
        return f"{self.ticket_id}: {self.node}"


class DueQuerySet(models.QuerySet["Due"]):
    def running(self) -> DueQuerySet:
        return self.filter(met_at__isnull=True, dropped_at__isnull=True)

    def to_look_at(self, *, now: object) -> DueQuerySet:
        """What a timer has to look at: rows whose moment has come, and no others."""
        return self.filter(look_at__lte=now)


class Due(models.Model):
    """When a step of a ticket is to be done, and looked at; `span` and `longer` count it anew with a new calendar."""

    ticket = models.ForeignKey(Ticket, on_delete=models.CASCADE, related_name="dues")
    step = models.CharField(max_length=12)
    began_at = models.DateTimeField()
    amount = models.PositiveSmallIntegerField()
    unit = models.CharField(max_length=12)
    longer = models.PositiveSmallIntegerField(default=0, help_text="by which an extension made it longer")
    due_at = models.DateTimeField(null=True, help_text="nobody knows: the calendar of its year is not entered")
    look_at = models.DateTimeField(null=True, help_text="a timer looks at it then; none: nothing is to come")
    level = models.PositiveSmallIntegerField(default=0, help_text="of the supervision it led to")
    met_at = models.DateTimeField(null=True)
    dropped_at = models.DateTimeField(null=True, help_text="it does not have to be done any more")

    objects: ClassVar[DueQuerySet] = DueQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["ticket", "step"],
                condition=Q(met_at__isnull=True, dropped_at__isnull=True),
                name="one_limit_of_a_step_runs",
            )
        ]
        indexes = [
            models.Index(fields=["look_at"], condition=Q(look_at__isnull=False), name="ticket_limits_to_look_at"),
            models.Index(fields=["ticket", "step"]),
        ]
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.ticket_id}: {self.step} {self.due_at}"

    @property
    def was_met_in_time(self) -> bool | None:
        """None while it runs, was dropped, or nobody can tell."""
        return None if self.met_at is None or self.due_at is None else self.met_at <= self.due_at


class TicketCall(AppendOnlyModel):
    """A call a ticket was told in, or that was about it later: a call may be about several, a ticket have several."""

    ticket = models.ForeignKey(Ticket, on_delete=models.PROTECT, related_name="calls")
    call = models.ForeignKey(Call, on_delete=models.PROTECT, related_name="tickets")
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["call", "ticket"], name="a_call_is_about_a_ticket_once")]
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.call_id}: {self.ticket_id}"


class CallDraft(models.Model):
    """A call in progress, saved as it is typed: sealed, one for each operator and call, gone when it is recorded."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    call = models.ForeignKey(Call, on_delete=models.CASCADE, null=True, related_name="+")
    values = SealedJSONField(default=dict)
    version = models.PositiveIntegerField(default=0, help_text="counts what was saved")
    page = models.CharField(max_length=32, blank=True, help_text="the page it was typed on last")
    turn = models.PositiveBigIntegerField(default=0, help_text="how far that page had come")
    saved_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "call"], name="one_draft_of_a_call"),
            models.UniqueConstraint(fields=["person"], condition=Q(call=None), name="one_draft_without_a_call"),
        ]

    def __str__(self) -> str:
        return str(self.person_id)
