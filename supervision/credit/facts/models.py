"""What happened, as it counts for a code: added with its source, its article and its days; never changed."""

from __future__ import annotations

import datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.people import Person
from accounts.represented.companies import Company
from supervision.credit.scoring.assess import Fact, Gravity, Standing
from supervision.credit.subjects.models import Sector
from trail.append_only import AppendOnlyModel, AppendOnlyQuerySet


class Source(models.TextChoices):
    """Who says so."""

    OWN = "own", _("This authority")
    POLICE = "police", _("Traffic police")
    MARKET = "market", _("Market supervision")
    TAX = "tax", _("Tax authority")
    INSURANCE = "insurance", _("Insurance")
    CREDIT_CHINA = "credit-china", _("Credit China (信用中国)")
    OVERLOAD = "overload-control", _("Overload control (治超)")
    PLATFORM = "platform", _("Monitoring platform")
    HOTLINE = "hotline", _("Hotline 12328")


class GravityChoices(models.TextChoices):
    """Classes of the national rule (信用修复管理办法; domain F-9.7)."""

    NONE = Gravity.NONE.value, _("none: no penalty")
    SLIGHT = Gravity.SLIGHT.value, _("slight (轻微)")
    ORDINARY = Gravity.ORDINARY.value, _("ordinary (一般)")
    SERIOUS = Gravity.SERIOUS.value, _("serious (严重)")


class CreditFactQuerySet(AppendOnlyQuerySet):
    def of(self, company: Company | int, sector: str) -> CreditFactQuerySet:
        """The facts of a company that concern a sector: those of the sector, and those of none in particular."""
        rows = self.filter(Q(sector=sector) | Q(sector=""), company=company)
        return rows.select_related("end").prefetch_related("objections__decision").order_by("-happened_on", "-pk")


class CreditFact(AppendOnlyModel):
    """A fact with its source. `repair_from` and `shown_until` are the days of its class (domain F-9.7)."""

    company = models.ForeignKey(Company, on_delete=models.PROTECT, related_name="credit_facts")
    sector = models.CharField(max_length=16, choices=Sector.choices, blank=True, help_text="every sector when blank")
    indicator = models.CharField(max_length=30)
    happened_on = models.DateField()
    known_on = models.DateField(default=timezone.localdate)
    source = models.CharField(max_length=20, choices=Source.choices)
    source_ref = models.CharField(max_length=80, help_text="its number at the source: with it, known once")
    gravity = models.CharField(max_length=8, choices=GravityChoices.choices, blank=True)
    magnitude = models.DecimalField(max_digits=8, decimal_places=2, default=Decimal(1))
    article = models.CharField(max_length=200, blank=True)
    words = models.CharField(max_length=300, blank=True)
    ends_on = models.DateField(null=True, help_text="the first day on which it is over, where the source says so")
    repair_from = models.DateField(null=True, help_text="the first day on which repair may be asked for")
    shown_until = models.DateField(null=True, db_index=True, help_text="the last day of publicity and use")
    entered_at = models.DateTimeField(default=timezone.now)
    entered_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")

    objects: ClassVar[Any] = CreditFactQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["source", "source_ref", "indicator"], name="fact_known_once"),
            models.CheckConstraint(condition=Q(magnitude__gt=0), name="fact_weighs_something"),
            models.CheckConstraint(condition=Q(source__in=Source.values), name="fact_of_a_known_source"),
        ]
        indexes = [
            models.Index(fields=["company", "-happened_on"]),
            models.Index(fields=["known_on"]),
            models.Index(fields=["indicator", "source"]),
        ]
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.company_id} {self.indicator} {self.happened_on}"

    @property
    def number(self) -> str:
        """How it is called on pages and in letters."""
        return f"F{self.pk:08d}"

    @property
    def open_objection(self) -> Any:
        """The objection that is not decided yet: while there is one, the fact does not count."""
        return next((one for one in self.objections.all() if not hasattr(one, "decision")), None)

    @property
    def standing(self) -> Standing:
        end = getattr(self, "end", None)
        if end is not None:
            return {
                FactEnd.Kind.REMOVED: Standing.REMOVED,
                FactEnd.Kind.REPAIRED: Standing.REPAIRED,
            }.get(end.kind, Standing.ENDED)
        return Standing.OBJECTED if self.open_objection is not None else Standing.COUNTED

    def as_value(self) -> Fact:
        """The fact as a model weighs it."""
        shown = self.shown_until + _ONE_DAY if self.shown_until else None
        ends = [day for day in (self.ends_on, shown) if day is not None]
        return Fact(
            key=self.pk or 0,
            indicator=self.indicator,
            happened_on=self.happened_on,
            magnitude=Fraction(self.magnitude),
            gravity=Gravity(self.gravity),
            standing=self.standing,
            known_on=self.known_on,
            ends_on=min(ends, default=None),
        )


_ONE_DAY = datetime.timedelta(days=1)


class FactEnd(AppendOnlyModel):
    """A fact does not count any more: removed as wrong, repaired, mended, or its longest time is over."""

    class Kind(models.TextChoices):
        REMOVED = "removed", _("Removed: it was wrong")
        REPAIRED = "repaired", _("Repaired (信用修复)")
        ENDED = "ended", _("Mended: the duty is done")
        EXPIRED = "expired", _("Its longest time of publicity is over")

    fact = models.OneToOneField(CreditFact, on_delete=models.PROTECT, related_name="end")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    on = models.DateField(default=timezone.localdate, db_index=True)
    words = models.CharField(max_length=300, blank=True)
    ended_at = models.DateTimeField(default=timezone.now)
    ended_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")

    def __str__(self) -> str:
        return f"{self.fact} {self.kind}"


class FactInquiry(AppendOnlyModel):
    """A registry was asked about a company for its facts: what came back, as evidence."""

    company = models.ForeignKey(Company, on_delete=models.PROTECT, related_name="+")
    material = models.CharField(max_length=60)
    registry = models.CharField(max_length=40)
    outcome = models.CharField(max_length=12)
    reason = models.CharField(max_length=30, blank=True)
    source_version = models.CharField(max_length=60, blank=True)
    answer_digest = models.CharField(max_length=64, blank=True)
    asked_at = models.DateTimeField(default=timezone.now)
    asked_by = models.CharField(max_length=60)

    class Meta:
        indexes = [models.Index(fields=["company", "registry", "-id"])]
        verbose_name_plural = "fact inquiries"

    def __str__(self) -> str:
        return f"{self.company_id} {self.registry} {self.outcome}"
