"""The register of verifications: every promise that is or was to be verified, and what came of it."""

from __future__ import annotations

import datetime
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet, Subquery
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.permissions import READ_REGISTER
from licensing.applications.columns import receipt, service
from licensing.applications.models.application import Application
from licensing.auditing.registers.columns import SEARCHED, authority, choosable, company, file_of
from licensing.auditing.registers.of_teams import TeamFilters, choosable_teams
from licensing.verification.looks import STANDINGS, mark_of_standing, words_of_standing
from licensing.verification.models import Inspection, Verification
from licensing.verification.rules import limit_of
from pages.days import since, until
from pages.lists.definition import Column, List, moment
from pages.lists.filters import Among, Day, OneOf, Words

OPEN = "open"
NEWEST = Inspection.objects.filter(verification=OuterRef("pk")).order_by("-pk")


class VerificationFilters(TeamFilters):
    q = Words(method="found", label=SEARCHED)
    outcome = OneOf(
        choices=[(OPEN, _("Not verified yet")), *Inspection.Outcome.choices], method="with_outcome", label=_("Result")
    )
    method = OneOf(choices=Verification.Method.choices, field_name="method", label=_("How"))
    standing = OneOf(
        choices=[*((code, shown.label) for code, shown in STANDINGS.items()), ("unknown", _("not known"))],
        method="standing_at",
        label=_("Credit standing"),
    )
    authority = Among(queryset=choosable, field_name="application__authority", label=_("Authority"))
    team = Among(queryset=choosable_teams, method="of_team", label=_("Team"))
    since = Day(method="begun_since", label=_("Granted from"))
    until = Day(method="begun_until", label=_("Granted to"))

    def every(self) -> QuerySet[Verification]:
        rows = Verification.objects.filter(application__authority__in=self.authorities)
        told = ("company", "item", "authority", "submission", "decision")
        rows = rows.select_related(*(f"application__{name}" for name in told))
        rows = rows.annotate(newest=Subquery(NEWEST.values("outcome")[:1]))
        return rows.defer("application__draft", "application__submission__answers")

    def with_outcome(self, rows: QuerySet[Any], _name: str, outcome: str) -> QuerySet[Any]:
        if outcome == OPEN:
            return rows.filter(~Exists(NEWEST))
        return rows.filter(newest=outcome)

    def standing_at(self, rows: QuerySet[Verification], _name: str, standing: str) -> QuerySet[Verification]:
        return rows.filter(standing="" if standing == "unknown" else standing)

    def begun_since(self, rows: QuerySet[Verification], _name: str, day: datetime.date) -> QuerySet[Verification]:
        return since(rows, "created_at", day)

    def begun_until(self, rows: QuerySet[Verification], _name: str, day: datetime.date) -> QuerySet[Verification]:
        return until(rows, "created_at", day)


def _case(row: Verification) -> Application:
    return row.application


def _outcome(row: Any) -> str:
    return str(Inspection.Outcome(row.newest).label) if row.newest else str(_("Not verified yet"))


def _due(row: Verification) -> datetime.date | None:
    return limit_of(row, on=timezone.localdate()).due


KEPT: List[Verification] = List(
    name="verified",
    title=_("Register of verifications"),
    address="register:verified",
    permissions=(READ_REGISTER,),
    filters=VerificationFilters,
    order="-pk",
    columns=(
        receipt(_case),
        company(_case),
        service(_case),
        authority(_case),
        Column(
            name="standing",
            title=_("Credit standing"),
            cell=lambda row: mark_of_standing(row.standing),
            told=lambda row: words_of_standing(row.standing),
        ),
        Column(name="how", title=_("How"), cell=lambda row: row.get_method_display()),
        Column(name="outcome", title=_("Result"), cell=_outcome),
        moment("granted", _("Granted on"), lambda row: row.created_at),
        Column(
            name="due",
            title=_("Due"),
            cell=lambda row: str(_due(row) or "–"),
            told=_due,
            css="text-nowrap",
        ),
    ),
    link=lambda row: file_of(row.application),
    nothing=_("No promises to verify yet"),
    hint=_("Every grant under commitment appears here, with how and by when it is verified and the outcome."),
)
