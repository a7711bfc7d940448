"""An encounter at the roadside or loading point (F-9.18): opened with its look-up, ended once, followed where promised.

These rows are only added and name nobody: who was met stands in `personal` rows beside them, which go when their time
is over (F-9.21). No row here is a credit fact, and none leads to a company but through them.
"""

from __future__ import annotations

import datetime
from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.authorities import Authority
from accounts.people import Person
from accounts.represented.companies import Company
from accounts.roles import visible_authorities
from accounts.sealing import BlindIndexField, SealedJSONField, SealedTextField
from supervision.encounters.letters.models import EncounterLetter
from supervision.encounters.pledges.models import Pledge
from supervision.officers.models import EnforcementCertificate
from supervision.personal import PersonalModel
from trail.append_only import AppendOnlyModel, AppendOnlyQuerySet


class Found(models.TextChoices):
    """What the register and the registries say of a vehicle. A silence is never “nothing” (house, decision 6)."""

    VALID = "valid", _("in force")
    CURABLE = "curable", _("expired, can be renewed online")
    LAPSED = "lapsed", _("not in force")
    UNKNOWN = "unknown", _("not found")
    SILENT = "silent", _("no registry answered")


class EncounterQuerySet(AppendOnlyQuerySet):
    def visible_to(self, person: Person) -> EncounterQuerySet:
        """Those of the authorities a person's roles reach."""
        return self.filter(authority__in=visible_authorities(person))

    def open(self) -> EncounterQuerySet:
        """Those nobody has ended."""
        return self.filter(outcome__isnull=True)

    def owned_by(self, person: Person) -> EncounterQuerySet:
        """Those a person is one of the two officers of."""
        return self.filter(Q(first__person=person) | Q(second__person=person))

    def late(self, *, on: datetime.date) -> EncounterQuerySet:
        """Those open past their day; one whose day nobody knows is not in time."""
        return self.open().filter(Q(end_by__lt=on) | Q(end_by__isnull=True))


class Encounter(AppendOnlyModel):
    """Two officers with certificates and pledges meet a vehicle. `key` is drawn by the page: sent twice it is one."""

    number = models.CharField(max_length=30, unique=True)
    key = models.UUIDField(unique=True)
    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="+")
    first = models.ForeignKey(EnforcementCertificate, on_delete=models.PROTECT, related_name="+")
    second = models.ForeignKey(EnforcementCertificate, on_delete=models.PROTECT, related_name="+")
    first_pledge = models.ForeignKey(Pledge, on_delete=models.PROTECT, related_name="+")
    second_pledge = models.ForeignKey(Pledge, on_delete=models.PROTECT, related_name="+")
    edition = models.PositiveSmallIntegerField(help_text="of the no-penalty list it began under")
    found = models.CharField(max_length=8, choices=Found.choices)
    days_over = models.PositiveSmallIntegerField(null=True, help_text="since it ran out")
    excluded: models.JSONField[Any, Any] = models.JSONField(
        default=list, help_text="codes of what rules flexible enforcement out"
    )
    opened_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField(default=timezone.now)
    end_by = models.DateField(null=True, help_text="nobody knows: the calendar of its year is not entered")

    objects: ClassVar[Any] = EncounterQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(first=F("second")), name="two_officers_meet"),
            models.CheckConstraint(condition=~Q(first_pledge=F("second_pledge")), name="each_officer_has_pledged"),
        ]
        indexes = [
            models.Index(fields=["authority", "-id"]),
            models.Index(fields=["opened_at"]),
            models.Index(fields=["authority", "end_by"]),
        ]
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.number


OWN = "own-register"
"""What our own register is called among those that were asked."""


class Met(PersonalModel):
    """Which vehicle was met and where: sealed, found again by a keyed digest, gone when its time is over."""

    encounter = models.OneToOneField(Encounter, on_delete=models.PROTECT, related_name="met")
    plate = SealedTextField()
    plate_colour = models.CharField(max_length=20)
    vehicle_index = BlindIndexField(db_index=True)
    company = models.ForeignKey(Company, on_delete=models.PROTECT, null=True, related_name="+")
    holder = SealedTextField(blank=True)
    certificate = SealedTextField(blank=True, help_text="number of the vehicle's certificate")
    place = SealedTextField()
    answers: SealedJSONField = SealedJSONField(help_text="what was asked and answered, as evidence")

    def __str__(self) -> str:
        return str(self.encounter_id)

    @property
    def is_of_this_register(self) -> bool:
        """Whether it was our own register that knew the vehicle: only then is there an e-certificate to be shown."""
        return any(one["registry"] == OWN and one["outcome"] == "found" for one in self.answers["asked"])


class LookUp(AppendOnlyModel):
    """That a registry was asked, and how it answered; what it said is evidence in `Met`."""

    class Occasion(models.TextChoices):
        ROADSIDE = "roadside", _("at the roadside")
        AFTERWARDS = "afterwards", _("afterwards")

    encounter = models.ForeignKey(Encounter, on_delete=models.PROTECT, related_name="look_ups")
    occasion = models.CharField(max_length=10, choices=Occasion.choices)
    registry = models.CharField(max_length=60)
    outcome = models.CharField(max_length=12)
    reason = models.CharField(max_length=60, blank=True)
    asked_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.encounter_id} {self.registry} {self.outcome}"


class Way(models.TextChoices):
    """How an encounter ended (F-9.18)."""

    RELEASED = "released", _("Released with guidance")
    CURING = "curing", _("Helped to apply on the spot")
    NOTED = "noted", _("Recorded, released, to be checked")
    SPARED = "spared", _("Proposed not to be punished")
    ORDINARY = "ordinary", _("Ordinary procedure elsewhere")


class Outcome(AppendOnlyModel):
    """The one end of an encounter. What the law and the list want of it are constraints."""

    encounter = models.OneToOneField(Encounter, on_delete=models.PROTECT, related_name="outcome")
    way = models.CharField(max_length=8, choices=Way.choices)
    found = models.CharField(max_length=8, choices=Found.choices, help_text="as the encounter says")
    is_excluded = models.BooleanField(default=False, help_text="as the encounter says")
    entry = models.CharField(max_length=40, blank=True, help_text="code of the no-penalty list")
    conditions = models.PositiveSmallIntegerField(default=0, help_text="how many the entry has")
    due_on = models.DateField(null=True, db_index=True, help_text="to be finished, checked, or decided, by")
    minutes = models.PositiveIntegerField(null=True, help_text="that the driver stood; empty where nobody knows")
    is_signed = models.BooleanField(help_text="the driver read and confirmed")
    guidance = models.OneToOneField(EncounterLetter, on_delete=models.PROTECT, null=True, related_name="+")
    promise = models.OneToOneField(EncounterLetter, on_delete=models.PROTECT, null=True, related_name="+")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(is_excluded=False) | Q(way="ordinary"), name="excluded_acts_go_the_ordinary_way"
            ),
            models.CheckConstraint(
                condition=~Q(way="released") | Q(found="valid", guidance__isnull=False),
                name="released_in_force_with_guidance",
            ),
            models.CheckConstraint(
                condition=~Q(way="curing") | Q(found="curable", due_on__isnull=False, guidance__isnull=False),
                name="cured_by_a_day",
            ),
            models.CheckConstraint(
                condition=~Q(way="noted")
                | Q(found__in=["unknown", "silent"], due_on__isnull=False, guidance__isnull=False),
                name="noted_and_checked_by_a_day",
            ),
            models.CheckConstraint(
                condition=~Q(way="spared")
                | (
                    ~Q(entry="")
                    & Q(conditions__gte=1, is_signed=True, promise__isnull=False, due_on__isnull=False)
                ),
                name="spared_by_an_entry_promised_and_decided_by_a_day",
            ),
        ]  # fmt: skip
        indexes = [models.Index(fields=["way", "entry"])]

    def __str__(self) -> str:
        return f"{self.encounter_id}: {self.way}"


class Proof(AppendOnlyModel):
    """A condition of the list that was answered yes; there is no row for a no."""

    outcome = models.ForeignKey(Outcome, on_delete=models.PROTECT, related_name="proofs")
    code = models.CharField(max_length=40)
    by_look_back = models.BooleanField(help_text="our own rows were asked, beside what the officer showed")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["outcome", "code"], name="each_condition_proved_once")]

    def __str__(self) -> str:
        return f"{self.outcome_id} {self.code}"


class Said(PersonalModel):
    """Who drove, what shows each condition, and the numbers by which the matter is known elsewhere."""

    outcome = models.OneToOneField(Outcome, on_delete=models.PROTECT, related_name="said")
    driver = SealedTextField(blank=True)
    driver_index = BlindIndexField(blank=True, db_index=True)
    receipt = SealedTextField(blank=True, help_text="of what was applied for on the spot")
    reference = SealedTextField(blank=True, help_text="of the ordinary procedure outside")
    evidence: SealedJSONField = SealedJSONField(help_text="condition → what shows it")
    words = SealedTextField(blank=True, help_text="the education given")

    def __str__(self) -> str:
        return str(self.outcome_id)


class Anonymised(AppendOnlyModel):
    """What told who was met was taken away on this day."""

    encounter = models.OneToOneField(Encounter, on_delete=models.PROTECT, related_name="anonymised")
    at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return str(self.encounter_id)
