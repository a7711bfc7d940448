"""What officers took down without network: as the phone sealed it, or set aside for a person (F-9.18, F-9.21).

A capture names nobody: clocks and outcome alone. The sealed text, its seal, photos and the drawing tell who was met,
and go when their time is over; so does whatever was not taken in.
"""

from __future__ import annotations

import datetime

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.sealing import SealedTextField
from supervision.encounters.models import Encounter
from supervision.personal import PersonalModel
from supervision.phones.asides import AsideItem, AsideSettled
from supervision.phones.files import KeptFile
from supervision.phones.left_out import LeavesOut
from trail.append_only import AppendOnlyModel
from trail.events import words

LONGEST = datetime.timedelta(days=1)
"""Nobody is met for longer: a seal that came later than that says nothing of how long it took."""


class Missing(models.TextChoices):
    """What was not carried, as the driver was told."""

    PERMIT = "permit", _("certificate of the vehicle")
    REVIEW = "review", _("mark of the yearly review")
    QUALIFICATION = "qualification", _("certificate of the driver")
    OTHER = "other", _("something else, explained below")


class Ending(models.TextChoices):
    """How the driver left: who signs confirms what was explained to him, and nothing follows from who does not."""

    SIGNED = "signed", _("signed what was explained")
    DECLINED = "declined", _("preferred not to sign")


class Capture(AppendOnlyModel, LeavesOut):
    """That an encounter was taken down without network: when by the phone, when it arrived, how the driver left."""

    encounter = models.OneToOneField(Encounter, on_delete=models.PROTECT, related_name="capture")
    at = models.DateTimeField(help_text="when it was sealed, by the phone's clock")
    clock_off = models.IntegerField(help_text="seconds by which the phone's clock was ahead when it was sent")
    received_at = models.DateTimeField()
    minutes = models.PositiveSmallIntegerField(help_text="from the first word to the seal, by the phone's clock")
    ending = models.CharField(max_length=8, choices=Ending.choices)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(minutes__lte=LONGEST // datetime.timedelta(minutes=1)),
                name="taken_down_within_a_day",
            )
        ]

    def __str__(self) -> str:
        return str(self.encounter_id)

    @property
    def lacks_signature(self) -> bool:
        """Whether it says it was signed and the drawing did not arrive: then nobody can tell."""
        return self.ending == Ending.SIGNED and self.lost_its_signature


class CaptureWords(PersonalModel):
    """The text as it was sealed on the phone: whoever has it recomputes the seal by SHA-256."""

    capture = models.OneToOneField(Capture, on_delete=models.PROTECT, related_name="said")
    seal = models.CharField(max_length=64)
    record = SealedTextField()

    def __str__(self) -> str:
        return str(self.capture_id)


class CaptureFile(KeptFile):
    """A file of an encounter that was taken in."""

    folder = "encounters"
    capture = models.ForeignKey(Capture, on_delete=models.PROTECT, related_name="files")

    class Meta:
        ordering = ["pk"]


class EncounterAside(AsideItem):
    """What was sent and not taken in, kept as it came for a person to look at."""

    class Reason(models.TextChoices):
        OTHER_SEAL = "other-seal", _("its key belongs to another encounter")
        BROKEN_SEAL = "broken-seal", _("its seal does not fit its text")
        UNREADABLE = "unreadable", _("it cannot be read")
        FUTURE = "future", _("its time is in the future")
        TOO_OLD = "too-old", _("it is too old")
        TIMES = "times", _("it was sealed before it began, or more than a day after")
        VEHICLE = "vehicle", _("its plate or code names no vehicle")
        TWO_OFFICERS = "two-officers", _("it does not name two different officers")
        CERTIFICATE = "certificate", _("an officer held no valid enforcement certificate that day")
        PLEDGE = "pledge", _("an officer had not signed the pledge of that year")
        KEPT_FROM = "kept-from", _("an officer is kept from the company by a grid or an interest")
        EDITION = "edition", _("the list in force that day does not know what it rules out")

    reason = models.CharField(max_length=12, choices=Reason.choices)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["key", "seal", "sender"], name="encounter_set_aside_once")]

    def __str__(self) -> str:
        return f"{self.key}: {self.reason}"


words({f"road-{code}": told for code, told in EncounterAside.Reason.choices})


class EncounterAsideFile(KeptFile):
    """A file that came with what was not taken in."""

    folder = "encounters"
    item = models.ForeignKey(EncounterAside, on_delete=models.PROTECT, related_name="files")

    class Meta:
        ordering = ["pk"]


class EncounterAsideSettled(AsideSettled):
    """Somebody looked at it and says what was done."""

    item = models.OneToOneField(EncounterAside, on_delete=models.PROTECT, related_name="settled")

    def __str__(self) -> str:
        return str(self.item_id)
