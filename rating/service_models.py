"""What was served, once for each time; what the person served thinks of it, once; what became of a bad rating.

No grade is chosen beforehand, and silence is no satisfaction: a service nobody rated has no row of a rating.
"""

from __future__ import annotations

import datetime
from typing import Any, ClassVar

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.authorities import Authority
from accounts.people import Person
from accounts.permissions import HANDLE_RATINGS, SEE_RATINGS
from accounts.represented.companies import Company
from accounts.roles import visible_authorities
from accounts.sealing import SealedTextField
from pages.languages import localised
from post.questions.models import CodedQuestion
from rating.rules import Rules, rules_of
from trail.append_only import AppendOnlyModel, AppendOnlyQuerySet

MOST_OF_A_MATTER = 99
"""The platform numbers the services of a matter with two digits (F-12.23)."""


class ServiceQuerySet(AppendOnlyQuerySet):
    def of(self, company: Company) -> ServiceQuerySet:
        """Those a company was served with."""
        return self.filter(company=company)

    def about(self, subject: str) -> ServiceQuerySet:
        return self.filter(subject=subject).order_by("number")


class Service(AppendOnlyModel):
    """Somebody was served: what, by whom, when. It is what may be rated, once."""

    class Way(models.TextChoices):
        ONLINE = "online", _("on line")
        COUNTER = "counter", _("at the counter")
        PHONE = "phone", _("by telephone")

    subject = models.CharField(max_length=80, help_text="<noun>:<id> of the trail")
    number = models.PositiveSmallIntegerField(help_text="of the services of this matter, from 1 (F-12.23)")
    reference = models.CharField(max_length=40, blank=True, help_text="number of the matter as people know it")
    code = models.CharField(max_length=12, help_text="what was served, a code of the rules")
    way = models.CharField(max_length=8, choices=Way.choices)
    edition = models.CharField(max_length=20, help_text="of the rules")
    item = models.CharField(max_length=60, help_text="code of the item, or of what stands for one")
    item_zh = models.CharField(max_length=200)
    item_en = models.CharField(max_length=200, blank=True)
    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="+")
    served_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, related_name="+", help_text="none: by rule, or by law"
    )
    company = models.ForeignKey(
        Company, on_delete=models.PROTECT, null=True, related_name="+", help_text="served: whoever acts for it rates"
    )
    at = models.DateTimeField(default=timezone.now)

    objects: ClassVar[ServiceQuerySet] = ServiceQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(fields=["subject", "number"], name="services_of_a_matter_are_numbered"),
            models.CheckConstraint(
                condition=Q(number__gte=1, number__lte=MOST_OF_A_MATTER), name="services_have_two_digits"
            ),
        ]
        indexes = [models.Index(fields=["company", "-id"])]

    def __str__(self) -> str:
        return f"{self.subject} {self.number}"

    @property
    def rules(self) -> Rules:
        return rules_of(self.edition)

    @property
    def item_name(self) -> str:
        return localised(self.item_zh, self.item_en)

    @property
    def name(self) -> str:
        """What was served, in the reader's language."""
        return self.rules.service(self.code)

    @property
    def given(self) -> Rating | None:
        return getattr(self, "rating", None)

    def rate_until(self) -> datetime.datetime:
        return self.at + datetime.timedelta(days=self.rules.open_days)

    @property
    def is_open(self) -> bool:
        """Whether it may still be rated."""
        return self.given is None and timezone.now() <= self.rate_until()


class Settlement(AppendOnlyModel):
    """A matter is over: its decision was served. Before, no official learns how a service of it was rated."""

    subject = models.CharField(max_length=80, unique=True)
    at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return self.subject


class Invitation(AppendOnlyModel):
    """Somebody without an account is asked to rate a service, by a code that works once."""

    service = models.OneToOneField(Service, on_delete=models.PROTECT, related_name="invitation")
    question = models.OneToOneField(CodedQuestion, on_delete=models.PROTECT, related_name="invitation")

    def __str__(self) -> str:
        return str(self.service_id)


class Grade(models.TextChoices):
    """The five grades (国办发〔2019〕51号), as words: other systems number them in both directions (`wire`)."""

    VERY_SATISFIED = "very-satisfied", _("very satisfied")
    SATISFIED = "satisfied", _("satisfied")
    FAIRLY_SATISFIED = "fairly-satisfied", _("fairly satisfied")
    DISSATISFIED = "dissatisfied", _("dissatisfied")
    VERY_DISSATISFIED = "very-dissatisfied", _("very dissatisfied")


BAD = (Grade.DISSATISFIED, Grade.VERY_DISSATISFIED)
SATISFIED = (Grade.VERY_SATISFIED, Grade.SATISFIED, Grade.FAIRLY_SATISFIED)


class RatingQuerySet(AppendOnlyQuerySet):
    def visible_to(self, person: Person) -> RatingQuerySet:
        """What an official may know: those of the authorities their roles reach, and how oneself was rated."""
        own = Q(service__served_by=person)
        reads = person.has_perm(HANDLE_RATINGS) or person.has_perm(SEE_RATINGS)
        rows = self.served().filter(own | Q(service__authority__in=visible_authorities(person)) if reads else own)
        return rows.select_related("service__authority", "service__served_by")

    def served(self) -> RatingQuerySet:
        """Those an official may know: the decision of the matter was served before."""
        return self.filter(Exists(Settlement.objects.filter(subject=OuterRef("service__subject"))))

    def bad(self) -> RatingQuerySet:
        return self.filter(grade__in=BAD)


class Rating(AppendOnlyModel):
    """What the person served says, once. Who it was stands here for the proof that they were served; no official
    is shown it."""

    class Channel(models.TextChoices):
        PC = "pc", _("computer")
        MOBILE = "mobile", _("mobile telephone")
        QR = "qr", _("code shown at the counter")
        TABLET = "tablet", _("tablet in the hall")
        TERMINAL = "terminal", _("other terminal in the hall")
        PHONE = "phone", _("by telephone")
        SMS = "sms", _("text message")

    service = models.OneToOneField(Service, on_delete=models.PROTECT, related_name="rating")
    grade = models.CharField(max_length=20, choices=Grade.choices)
    indicators: models.JSONField[Any, Any] = models.JSONField(
        default=dict, help_text="indicator → grade, those that were answered"
    )
    words = SealedTextField(blank=True)
    channel = models.CharField(max_length=10, choices=Channel.choices)
    phone = SealedTextField(blank=True, help_text="to be called back at, who wants to")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+", help_text="none: by a code")
    at = models.DateTimeField(default=timezone.now)

    objects: ClassVar[RatingQuerySet] = RatingQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["-pk"]
        constraints = [models.CheckConstraint(condition=Q(grade__in=Grade.values), name="a_rating_has_a_grade")]
        indexes = [models.Index(fields=["grade", "-id"])]

    def __str__(self) -> str:
        return f"{self.service_id}: {self.grade}"

    @property
    def is_bad(self) -> bool:
        return self.grade in BAD
