"""Companies and who may act for them."""

from __future__ import annotations

import datetime

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.authorities import Division
from accounts.people import Person
from accounts.sealing import SealedTextField
from accounts.typed.searching import PAIRS, SearchIndex
from accounts.typed.text import code


class CompanyQuerySet(models.QuerySet["Company"]):
    def acted_for_by(self, person: Person, *, on: datetime.date | None = None) -> CompanyQuerySet:
        """The companies a person may act for on a day (today when not given)."""
        return self.filter(memberships__in=Membership.objects.in_force(on=on).filter(person=person)).distinct()

    def called(self, typed: str) -> CompanyQuerySet:
        """Whom somebody means who types the code or the whole name: nobody, where two have the name."""
        found = self.filter(Q(uscc=code(typed)) | Q(name=typed.strip())) if typed.strip() else self.none()
        return found if len(found[:2]) == 1 else self.none()


class Company(models.Model):
    """A business in the business register; its facts come from the registry, not from typing."""

    uscc = models.CharField(_("unified social credit code"), max_length=18, unique=True)
    name = models.CharField(_("name"), max_length=100)
    entity_type = models.CharField(_("entity type"), max_length=40, blank=True)
    legal_rep = models.CharField(_("legal representative"), max_length=40, blank=True)
    legal_rep_id = SealedTextField(_("ID number of the legal representative"), blank=True)
    registered_address = models.CharField(_("registered address"), max_length=200, blank=True)
    division = models.ForeignKey(Division, on_delete=models.PROTECT, verbose_name=_("administrative division"))
    phone = models.CharField(_("telephone"), max_length=20, blank=True)
    registry_as_of = models.DateTimeField(null=True, blank=True, help_text="when the registry said so")
    is_active = models.BooleanField(default=True)

    objects = CompanyQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        verbose_name_plural = "companies"
        indexes = [SearchIndex(fields=["name"], way=PAIRS, name="company_by_pairs")]

    def __str__(self) -> str:
        return self.name

    @property
    def is_individual(self) -> bool:
        """A person applying in their own name, for a qualification say; no letter I is in a real code (GB 32100)."""
        return self.uscc.startswith("I")

    @property
    def public_name(self) -> str:
        """The name the public list shows: of a person only the family name (PIPL)."""
        return f"{self.name[:1]}**" if self.is_individual else self.name

    @property
    def public_code(self) -> str:
        """The unified social credit code; nothing for a person, whose ID number is nobody's business."""
        return "" if self.is_individual else self.uscc


class MembershipQuerySet(models.QuerySet["Membership"]):
    def in_force(self, *, on: datetime.date | None = None) -> MembershipQuerySet:
        day = on or timezone.localdate()
        return self.filter(Q(until__isnull=True) | Q(until__gte=day), since__lte=day, ended_at__isnull=True)

    def acting_for(self, company: int) -> models.QuerySet[Membership, int]:
        """The keys of whoever may act for a company today."""
        return self.in_force().filter(company=company).values_list("person", flat=True)

    def reached_by(self, person: Person) -> MembershipQuerySet:
        """Those of the companies a person acts for."""
        return self.filter(company__in=Company.objects.acted_for_by(person))


class Membership(models.Model):
    """A person may act for a company: as its principal, or as a handler under a delegation with an end."""

    class Kind(models.TextChoices):
        PRINCIPAL = "principal", _("Principal")
        HANDLER = "handler", _("Handler")

    company = models.ForeignKey(Company, on_delete=models.PROTECT, related_name="memberships")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="memberships")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    since = models.DateField(default=timezone.localdate)
    until = models.DateField(null=True, blank=True)
    granted_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    objects = MembershipQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["person", "ended_at"])]

    def __str__(self) -> str:
        return f"{self.person} → {self.company}"


def acts_for(person: Person, company: int) -> bool:
    """Whether a person may act for a company today."""
    return Company.objects.acted_for_by(person).filter(pk=company).exists()
