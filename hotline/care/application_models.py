"""An application for care on its way: looked up, checked, publicised, granted, handed over (domain F-10.18).

Hardship and health are sensitive (PIPL art. 28): who, which number and why are sealed, and of a check-up the portal
knows only that somebody came.
"""

from __future__ import annotations

import datetime
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.authorities import Division
from accounts.people import Person
from accounts.represented.companies import Company
from accounts.roles import visible_authorities
from accounts.sealing import BlindIndexField, SealedTextField, mask_name
from hotline.care.models import Ground, Kind, Programme
from materials.uploads.models import Upload
from trail.append_only import AppendOnlyModel, AppendOnlyQuerySet


class Work(models.TextChoices):
    """For whom somebody drives."""

    SELF = "self", _("self-employed")
    COMPANY = "company", _("employed by a company")
    PLATFORM = "platform", _("through a platform")


class Origin(models.TextChoices):
    """Who asked for it."""

    SELF = "self", _("applied for by the driver")
    BRANCH = "branch", _("nominated by a party branch or a union")
    COMPANY = "company", _("nominated by a company")
    GRID = "grid", _("nominated by a grid member")


class CareApplicationQuerySet(AppendOnlyQuerySet):
    def visible_to(self, person: Person) -> CareApplicationQuerySet:
        """Those of the programmes of the authorities a person's roles reach."""
        return self.filter(programme__authority__in=visible_authorities(person))

    def of(self, person: Person) -> CareApplicationQuerySet:
        """Those a person handed in, for themselves or for another."""
        return self.filter(applied_by=person)


class CareApplication(AppendOnlyModel):
    """Somebody asks for something of a programme, or is nominated with their own consent."""

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="applications")
    code_digest = BlindIndexField(unique=True, help_text="of the code its state is read by")
    name = SealedTextField()
    id_number = SealedTextField()
    id_digest = BlindIndexField()
    phone = SealedTextField()
    county = models.ForeignKey(Division, on_delete=models.PROTECT, related_name="+")
    work = models.CharField(max_length=8, choices=Work.choices)
    ground = models.CharField(max_length=10, choices=Ground.choices)
    words = SealedTextField(blank=True)
    origin = models.CharField(max_length=7, choices=Origin.choices)
    company = models.ForeignKey(Company, on_delete=models.PROTECT, null=True, related_name="+")
    has_consent = models.BooleanField(help_text="of the driver: look-ups, publicity with a masked name")
    applied_at = models.DateTimeField(default=timezone.now)
    applied_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    proofs = models.ManyToManyField(Upload, related_name="+")

    objects: ClassVar[CareApplicationQuerySet] = CareApplicationQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["id"]
        indexes = [models.Index(fields=["programme", "county"])]
        constraints = [
            models.UniqueConstraint(fields=["programme", "id_digest"], name="asked_for_once_in_a_programme"),
            models.CheckConstraint(condition=Q(has_consent=True), name="no_care_without_consent"),
            models.CheckConstraint(
                condition=Q(origin="self") | Q(applied_by__isnull=False), name="a_nomination_has_a_name"
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def number(self) -> str:
        return f"GA{self.pk:07d}"

    @property
    def masked_name(self) -> str:
        return mask_name(self.name)

    def state(self, *, on: datetime.date) -> str:
        """asked, refused, checked, publicised, to-grant, granted, not-collected, handed-over."""
        if hasattr(self, "grant"):
            if hasattr(self.grant, "hand_over"):
                return "handed-over"
            return "not-collected" if hasattr(self.grant, "end") else "granted"
        if not hasattr(self, "check_result"):
            return "asked"
        if not self.check_result.is_eligible:
            return "refused"
        if self.programme.publicity_days == 0:
            return "to-grant"
        if not hasattr(self, "publicity"):
            return "checked"
        return "publicised" if on <= self.publicity.until_on else "to-grant"


class HardshipLookUp(AppendOnlyModel):
    """What a registry said of hardship. Only what it means is kept."""

    application = models.ForeignKey(CareApplication, on_delete=models.PROTECT, related_name="look_ups")
    registry = models.CharField(max_length=60)
    outcome = models.CharField(max_length=12)
    reason = models.CharField(max_length=60, blank=True)
    source_version = models.CharField(max_length=60, blank=True)
    answer_digest = models.CharField(max_length=64, blank=True)
    asked_at = models.DateTimeField(default=timezone.now)
    asked_by = models.CharField(max_length=60)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.application_id} {self.registry} {self.outcome}"


class CareCheck(AppendOnlyModel):
    """An officer checked it, and says on what that rests."""

    application = models.OneToOneField(CareApplication, on_delete=models.PROTECT, related_name="check_result")
    is_eligible = models.BooleanField()
    words = models.CharField(max_length=500)
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(words=""), name="care_is_checked_in_words")]

    def __str__(self) -> str:
        return str(self.application_id)


class Publicity(AppendOnlyModel):
    """Masked name, county and amount stand in public for some working days."""

    application = models.OneToOneField(CareApplication, on_delete=models.PROTECT, related_name="publicity")
    from_on = models.DateField(default=timezone.localdate)
    until_on = models.DateField()
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name_plural = "publicities"
        constraints = [models.CheckConstraint(condition=Q(until_on__gt=F("from_on")), name="publicity_takes_days")]

    def __str__(self) -> str:
        return str(self.application_id)


class CareGrant(AppendOnlyModel):
    """Granted, for the amount of the programme's table; not by who checked it."""

    application = models.OneToOneField(CareApplication, on_delete=models.PROTECT, related_name="grant")
    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="grants")
    kind = models.CharField(max_length=9, choices=Kind.choices)
    id_digest = BlindIndexField()
    year = models.PositiveSmallIntegerField()
    amount = models.DecimalField(max_digits=12, decimal_places=2)
    checked_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["id_digest", "year"], condition=Q(kind="aid"), name="one_aid_grant_per_person_and_year"
            ),
            models.CheckConstraint(condition=~Q(by=F("checked_by")), name="who_checks_care_does_not_grant_it"),
            models.CheckConstraint(condition=Q(amount__gt=0), name="a_grant_is_worth_something"),
        ]

    def __str__(self) -> str:
        return f"{self.application_id} {self.amount}"


class HandOver(AppendOnlyModel):
    """It reached the driver: by bank with its reference, in hand with signature and photo, or attended."""

    class Way(models.TextChoices):
        BANK = "bank", _("by bank transfer")
        GOODS = "goods", _("in hand, against a signature")
        ATTENDED = "attended", _("attended")

    grant = models.OneToOneField(CareGrant, on_delete=models.PROTECT, related_name="hand_over")
    way = models.CharField(max_length=8, choices=Way.choices)
    on = models.DateField()
    reference = models.CharField(max_length=60, blank=True, help_text="of the bank")
    signature = models.ForeignKey(Upload, on_delete=models.PROTECT, null=True, related_name="+")
    photo = models.ForeignKey(Upload, on_delete=models.PROTECT, null=True, related_name="+", help_text="of the goods")
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(way="bank") | ~Q(reference=""), name="a_transfer_has_its_reference"),
            models.CheckConstraint(
                condition=~Q(way="goods") | (Q(signature__isnull=False) & Q(photo__isnull=False)),
                name="goods_are_signed_for_and_photographed",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.grant_id} {self.way}"


class GrantEnd(AppendOnlyModel):
    """What was granted was not collected: it is not spent."""

    grant = models.OneToOneField(CareGrant, on_delete=models.PROTECT, related_name="end")
    reason = models.CharField(max_length=300)
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(reason=""), name="not_collected_for_a_reason")]

    def __str__(self) -> str:
        return str(self.grant_id)
