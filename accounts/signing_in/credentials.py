"""How colleagues get their credentials: asked for by one administrator, approved by another, set by the owner alone.

Nobody ever knows somebody else's password. A code that works once and for three days lets its owner choose one. For
privileged accounts the code goes to the second administrator, so that whoever entered a person cannot become them.
"""

from __future__ import annotations

import datetime
import hashlib
import secrets
from collections.abc import Collection
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.people import Person
from trail.append_only import AppendOnlyModel, AppendOnlyQuerySet


class CredentialRequestQuerySet(AppendOnlyQuerySet):
    def open(self) -> CredentialRequestQuerySet:
        """Neither approved nor dropped, and asked for within the last days."""
        return self.filter(approval__isnull=True, drop__isnull=True, requested_at__gte=timezone.now() - _life())


class CredentialRequest(AppendOnlyModel):
    """An administrator asks for a change of somebody's credentials or roles."""

    class Purpose(models.TextChoices):
        ENTRY = "entry", _("New account")
        PASSWORD = "password", _("New password")
        SECOND_FACTOR = "second-factor", _("Reset the second factor")
        ROLES = "roles", _("Change roles")

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="credential_requests")
    purpose = models.CharField(max_length=15, choices=Purpose.choices)
    roles: models.JSONField[Any, Any] = models.JSONField(default=list, help_text="the roles asked for, all of them")
    requested_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, related_name="+", help_text="nobody: the command line"
    )
    requested_at = models.DateTimeField(default=timezone.now)

    objects = CredentialRequestQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.person_id}: {self.purpose}"


class CredentialApproval(AppendOnlyModel):
    """The request is carried out; for privileged accounts by a second administrator."""

    request = models.OneToOneField(CredentialRequest, on_delete=models.PROTECT, related_name="approval")
    approved_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    approved_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"{self.request}: {self.approved_at:%Y-%m-%d}"


class CredentialDrop(AppendOnlyModel):
    """The request is not carried out."""

    request = models.OneToOneField(CredentialRequest, on_delete=models.PROTECT, related_name="drop")
    dropped_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    dropped_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"{self.request}: {self.dropped_at:%Y-%m-%d}"


class SetUpCode(AppendOnlyModel):
    """The code with which its owner chooses a password; only its digest is kept."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="set_up_codes")
    digest = models.CharField(max_length=64, unique=True)
    made_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.person_id}: {self.made_at:%Y-%m-%d}"


class SetUpCodeUse(AppendOnlyModel):
    """The code was used: it never works again."""

    code = models.OneToOneField(SetUpCode, on_delete=models.PROTECT, related_name="use")
    used_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return str(self.code)


class CodeNotValid(Exception):
    """The code is unknown, used, replaced by a newer one, older than three days, or its account is switched off."""


def _life() -> datetime.timedelta:
    return datetime.timedelta(hours=settings.SET_UP_CODE_HOURS)


def _digest(code: str) -> str:
    return hashlib.sha256(code.encode()).hexdigest()


def make_code(person: Person, *, by: Person | None) -> str:
    """A new code for a person; every earlier one stops working. Told once, to whom hands it over."""
    code = secrets.token_urlsafe(24)
    SetUpCode.objects.create(person=person, digest=_digest(code), made_by=by)
    return code


def owner_of(code: str) -> Person:
    """Whose code it is. Raises CodeNotValid."""
    held = (
        SetUpCode.objects.filter(digest=_digest(code), use__isnull=True, made_at__gte=timezone.now() - _life())
        .select_related("person")
        .first()
    )
    newest = held and SetUpCode.objects.filter(person=held.person).first()
    if held is None or held != newest or not held.person.is_active:
        raise CodeNotValid
    return held.person


def use_code(code: str) -> Person:
    """Use a code up, in the caller's transaction; whoever comes second finds it used. Raises CodeNotValid."""
    person = Person.objects.select_for_update().get(pk=owner_of(code).pk)
    owner_of(code)
    SetUpCodeUse.objects.create(code=SetUpCode.objects.get(digest=_digest(code)))
    return person


def had_hands_on(one: Person, other: Person) -> bool:
    """Whether one of two people entered the other or gave them credentials or roles in the last months.

    Then the two are not two pairs of eyes: what one wrote the other does not release (domain F-8.2).
    """
    since = timezone.now() - datetime.timedelta(days=settings.INDEPENDENCE_DAYS)
    pairs = Q(person=one, requested_by=other) | Q(person=other, requested_by=one)
    approvals = Q(request__person=one, approved_by=other) | Q(request__person=other, approved_by=one)
    return (
        CredentialRequest.objects.filter(pairs, requested_at__gte=since, drop__isnull=True).exists()
        or CredentialApproval.objects.filter(approvals, approved_at__gte=since).exists()
    )


DEPENDENT = _("One of you recently created or reset the other's account, so someone independent has to release it.")


def waiting_for(people: Collection[int] | models.QuerySet[Any]) -> models.QuerySet[CredentialRequest]:
    """The requests about these people that still need a second administrator."""
    return CredentialRequest.objects.open().filter(person__in=people).select_related("person", "requested_by")
