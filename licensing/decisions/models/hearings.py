"""A hearing: offered, asked for, announced, held; and whom the decision concerns besides the applicant."""

from __future__ import annotations

import datetime

from django.db import models
from django.utils import timezone

from accounts.people import Person
from accounts.sealing import SealedTextField
from licensing.applications.models.application import Application
from licensing.decisions.models.letters import Letter
from papers.serving.lasting import AskedByLetter, runs_until
from trail.append_only import AppendOnlyModel


class HearingOffer(AskedByLetter):
    """The right to a hearing was told before a decision that weighs on somebody (Licensing Law art. 47)."""

    told_in = "ask_by"

    application = models.OneToOneField(Application, on_delete=models.PROTECT, related_name="hearing_offer")
    ask_by = models.DateField(db_index=True)
    told_at = models.DateTimeField(default=timezone.now)
    told_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    letter = models.OneToOneField(Letter, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"{self.application} {self.told_at:%Y-%m-%d}"


class HearingAnswer(AppendOnlyModel):
    """Whether the applicant asks for the hearing; `hold_by` is twenty working days later (art. 47)."""

    offer = models.OneToOneField(HearingOffer, on_delete=models.PROTECT, related_name="answer")
    wants_hearing = models.BooleanField()
    words = models.TextField(blank=True)
    answered_at = models.DateTimeField(default=timezone.now)
    answered_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    hold_by = models.DateField(null=True)

    def __str__(self) -> str:
        return f"{self.offer} {self.wants_hearing}"


class InterestedParty(AppendOnlyModel):
    """Somebody else whose major interests the decision touches: told by a letter of their own (arts. 36, 47)."""

    offer = models.ForeignKey(HearingOffer, on_delete=models.PROTECT, related_name="parties")
    name = models.CharField(max_length=100)
    reach = SealedTextField(blank=True, help_text="address or telephone: how the letters reach them")
    letter = models.OneToOneField(Letter, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["id"]
        verbose_name_plural = "interested parties"

    def __str__(self) -> str:
        return f"{self.offer} {self.pk}"

    @property
    def runs_until(self) -> datetime.date | None:
        """The last day to ask for a hearing, counted from the day this party was served; None while it was not."""
        return runs_until(self.offer.ask_by, self.letter)


class PartyAnswer(AppendOnlyModel):
    """What an interested party answered, taken down by an official: they have no account with the case."""

    party = models.OneToOneField(InterestedParty, on_delete=models.PROTECT, related_name="answer")
    wants_hearing = models.BooleanField()
    words = models.TextField(blank=True)
    hold_by = models.DateField(null=True)
    answered_at = models.DateTimeField(default=timezone.now)
    recorded_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"{self.party} {self.wants_hearing}"


class Announcement(AppendOnlyModel):
    """Day, time and place of a hearing as they are told to everybody concerned, seven days before (art. 48 item 1)."""

    held_on = models.DateField()
    time = models.TimeField()
    place = models.CharField(max_length=200)
    chair = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", help_text="who holds it, as told")
    told_at = models.DateTimeField(default=timezone.now)
    told_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    letter = models.OneToOneField(Letter, on_delete=models.PROTECT, related_name="+")

    class Meta:
        abstract = True
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.held_on} {self.time} {self.place}"


class HearingSummons(Announcement):
    """The hearing before a decision is announced; the newest counts."""

    offer = models.ForeignKey(HearingOffer, on_delete=models.PROTECT, related_name="summons")

    class Meta(Announcement.Meta):
        verbose_name_plural = "hearing summons"


class HearingRecord(AppendOnlyModel):
    """The minutes of a hearing; the decision rests on them (Licensing Law art. 48)."""

    offer = models.OneToOneField(HearingOffer, on_delete=models.PROTECT, related_name="record")
    held_on = models.DateField()
    chaired_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    minutes = models.TextField()
    recorded_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"{self.offer} {self.held_on}"
