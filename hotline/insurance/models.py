"""Trucks nobody wants to insure (domain F-10.19, F-10.20): who was asked, what they said, what followed.

The bureau co-ordinates, it does not order: a refusal of the compulsory cover goes to the regulator as a clue, a
refusal of commercial cover to the platform and to the monthly meeting. Who owns the truck is sealed.
"""

from __future__ import annotations

import datetime
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.authorities import Authority
from accounts.people import Person
from accounts.represented.companies import Company
from accounts.roles import visible_authorities
from accounts.sealing import BlindIndexField, SealedTextField
from hotline.insurance.rules import is_urgent
from materials.uploads.models import Upload
from trail.append_only import AppendOnlyModel, AppendOnlyQuerySet


class Cover(models.TextChoices):
    """What is wanted; compulsory cover may not be refused."""

    COMPULSORY = "compulsory", _("compulsory cover")
    THIRD_PARTY = "third-party", _("third-party liability")
    DAMAGE = "damage", _("damage to the vehicle")
    CARRIER = "carrier", _("liability of the carrier")


class Drive(models.TextChoices):
    BATTERY = "battery", _("battery")
    SWAP = "swap", _("battery that is swapped")
    HYBRID = "hybrid", _("plug-in hybrid")
    HYDROGEN = "hydrogen", _("fuel cell")
    FUEL = "fuel", _("diesel or gas")


class Use(models.TextChoices):
    GENERAL = "general", _("general freight")
    MUCK = "muck", _("muck and building material")
    TANK = "tank", _("tank")
    CITY = "city", _("city delivery")


class Reason(models.TextChoices):
    """Why an insurer refused, as coded."""

    AGE = "age", _("age of the vehicle")
    NO_HISTORY = "no-history", _("no claims history")
    USE = "use", _("use of the vehicle")
    BATTERY = "battery", _("its battery")
    QUOTA = "quota", _("quota of the branch")
    PRICE = "price", _("price")
    OTHER = "other", _("other")


class Insurer(AppendOnlyModel):
    """An insurer that may be asked."""

    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=80, unique=True)
    contact = models.CharField(max_length=100, blank=True)
    entered_at = models.DateTimeField(default=timezone.now)
    entered_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class InsurerPledge(AppendOnlyModel):
    """What an insurer promised (愿保尽保)."""

    insurer = models.ForeignKey(Insurer, on_delete=models.PROTECT, related_name="pledges")
    text = models.TextField()
    channels = models.CharField(max_length=200)
    contact = models.CharField(max_length=100)
    answer_days = models.PositiveSmallIntegerField(null=True, help_text="working days in which it promised to answer")
    signed_on = models.DateField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-signed_on", "-id"]

    def __str__(self) -> str:
        return f"{self.insurer_id} {self.signed_on}"

    def stands(self, *, on: datetime.date) -> bool:
        ended = self.withdrawal.on if hasattr(self, "withdrawal") else None
        return self.signed_on <= on and (ended is None or on < ended)

    @property
    def times_broken(self) -> int:
        """By a refusal, or by no answer in the days it promised."""
        late = [one for one in self.late_answers.all() if not hasattr(one, "cleared")]
        return len(self.breaches.all()) + len(late)


class PledgeWithdrawal(AppendOnlyModel):
    """An insurer withdrew its promise."""

    pledge = models.OneToOneField(InsurerPledge, on_delete=models.PROTECT, related_name="withdrawal")
    on = models.DateField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return str(self.pledge_id)


class CaseQuerySet(AppendOnlyQuerySet):
    def visible_to(self, person: Person) -> CaseQuerySet:
        """Those of the authorities a person's roles reach."""
        return self.filter(authority__in=visible_authorities(person))


class InsuranceCase(AppendOnlyModel):
    """Somebody cannot insure a truck. Its due days are rows: they stay as they were told."""

    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="+")
    code_digest = BlindIndexField(unique=True)
    owner = SealedTextField()
    phone = SealedTextField()
    plate = SealedTextField()
    plate_digest = BlindIndexField(db_index=True)
    company = models.ForeignKey(Company, on_delete=models.PROTECT, null=True, related_name="+")
    drive = models.CharField(max_length=8, choices=Drive.choices)
    use = models.CharField(max_length=8, choices=Use.choices)
    gross_mass = models.PositiveIntegerField(help_text="in kg")
    first_year = models.PositiveSmallIntegerField(help_text="first registered")
    claims = models.PositiveSmallIntegerField(help_text="in the last three years")
    cover = models.CharField(max_length=11, choices=Cover.choices)
    wanted = models.PositiveIntegerField(null=True, help_text="sum insured in yuan")
    last_premium = models.DecimalField(max_digits=10, decimal_places=2, null=True)
    policy_end = models.DateField(null=True)
    wish_on = models.DateField(null=True)
    edition = models.CharField(max_length=20, help_text="of the days")
    send_by = models.DateField(null=True)
    offer_by = models.DateField(null=True)
    settle_by = models.DateField(null=True, db_index=True)
    reported_at = models.DateTimeField(default=timezone.now)
    reported_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")

    objects: ClassVar[CaseQuerySet] = CaseQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return self.number

    @property
    def number(self) -> str:
        return f"TB{self.pk:07d}"

    @property
    def is_compulsory(self) -> bool:
        return self.cover == Cover.COMPULSORY

    def is_urgent(self, *, on: datetime.date) -> bool:
        return is_urgent(self.policy_end, on=on)

    @property
    def state(self) -> str:
        """reported, sent, offered, refused, regulator, platform, meeting, insured, declined."""
        steps = {row.step for row in self.steps.all()}
        for step in (Step.INSURED, Step.DECLINED, Step.MEETING, Step.PLATFORM, Step.REGULATOR):
            if step in steps:
                return str(step)
        answers = list(self.answers.all())
        if any(row.answer == InsurerAnswer.Answer.QUOTE for row in answers):
            return "offered"
        if any(row.answer == InsurerAnswer.Answer.REFUSED for row in answers):
            return "refused"
        return "sent" if Step.SENT in steps else "reported"


class Step(models.TextChoices):
    """What was done in a case."""

    SENT = "sent", _("sent to the association of insurers")
    REGULATOR = "regulator", _("clue to the regulator: compulsory cover refused")
    PLATFORM = "platform", _("to the platform 车险好投保")
    MEETING = "meeting", _("to the monthly meeting")
    INSURED = "insured", _("insured")
    DECLINED = "declined", _("declined by the owner")


class InsurerAnswer(AppendOnlyModel):
    """An insurer was asked, and what it said."""

    class Channel(models.TextChoices):
        ONLINE = "online", _("on line")
        OFFLINE = "offline", _("at the counter or by phone")
        ASSOCIATION = "association", _("through the association")

    class Answer(models.TextChoices):
        QUOTE = "quote", _("quote")
        REFUSED = "refused", _("refused by the insurer")
        SILENT = "silent", _("no answer")

    case = models.ForeignKey(InsuranceCase, on_delete=models.PROTECT, related_name="answers")
    insurer = models.ForeignKey(Insurer, on_delete=models.PROTECT, related_name="answers")
    asked_on = models.DateField()
    answered_on = models.DateField(default=timezone.localdate, help_text="the day it said so, whenever that was noted")
    channel = models.CharField(max_length=11, choices=Channel.choices)
    answer = models.CharField(max_length=7, choices=Answer.choices)
    reason = models.CharField(max_length=10, choices=Reason.choices, blank=True)
    premium = models.DecimalField(max_digits=10, decimal_places=2, null=True)
    words = models.CharField(max_length=500, blank=True, help_text="who said what")
    evidence = models.ManyToManyField(Upload, related_name="+")
    breaks = models.ForeignKey(
        InsurerPledge, on_delete=models.PROTECT, null=True, related_name="breaches", help_text="the pledge it breaks"
    )
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(answered_on__gte=models.F("asked_on")), name="an_answer_follows_its_question"
            ),
            models.CheckConstraint(condition=~Q(answer="refused") | ~Q(reason=""), name="a_refusal_has_a_reason_code"),
            models.CheckConstraint(
                condition=~Q(answer="quote") | Q(premium__isnull=False, premium__gt=0),
                name="a_quote_says_what_it_costs",
            ),
            models.CheckConstraint(
                condition=Q(breaks=None) | Q(answer="refused"), name="only_a_refusal_breaks_a_pledge"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.insurer_id} {self.answer}"


class CaseStep(AppendOnlyModel):
    """A step of a case, once. A clue names the answer it rests on."""

    case = models.ForeignKey(InsuranceCase, on_delete=models.PROTECT, related_name="steps")
    step = models.CharField(max_length=9, choices=Step.choices)
    answer = models.ForeignKey(InsurerAnswer, on_delete=models.PROTECT, null=True, related_name="+")
    words = models.CharField(max_length=500, blank=True)
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["case", "step"], name="a_case_takes_a_step_once"),
            models.CheckConstraint(
                condition=~Q(step__in=["regulator", "insured"]) | Q(answer__isnull=False),
                name="a_clue_and_a_policy_name_the_answer",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.step}"
