"""The supervisor's list of limits that passed without their act; the pictures above it count its very rows."""

from __future__ import annotations

import datetime
from functools import cached_property

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.permissions import SEE_STATISTICS
from accounts.roles import keys_of_visible_authorities
from licensing.applications.columns import receipt, service
from licensing.applications.models.application import Application
from licensing.auditing.overdue import Passed, escalations
from licensing.auditing.registers.columns import company
from licensing.certificates.checking.cases import cases_found_by
from licensing.decisions.models.limits import LIMITS, Escalation
from pages.lists.definition import Column, List, by
from pages.lists.filters import Day, ListFilters, OneOf, Words


def _case(row: Escalation) -> Application:
    return row.application


class PassedFilters(ListFilters):
    q = Words(method="found", label=_("Receipt, company, code, plate or certificate"))
    limit = OneOf(choices=list(LIMITS.items()), method="of_kind", label=_("Limit"))
    since = Day(method="due_since", label=_("Due from"))
    until = Day(method="due_until", label=_("Due to"))

    @cached_property
    def authorities(self) -> list[int]:
        return keys_of_visible_authorities(self.person)

    def every(self) -> QuerySet[Escalation]:
        return escalations(self.authorities).select_related(
            "application__company", "application__item", "application__submission", "application__authority"
        )

    def found(self, rows: QuerySet[Escalation], _name: str, text: str) -> QuerySet[Escalation]:
        return rows.filter(cases_found_by(text, of="application"))

    def of_kind(self, rows: QuerySet[Escalation], _name: str, limit: str) -> QuerySet[Escalation]:
        return Passed(limit=limit).among(rows)

    def due_since(self, rows: QuerySet[Escalation], _name: str, day: datetime.date) -> QuerySet[Escalation]:
        return Passed(since=day).among(rows)

    def due_until(self, rows: QuerySet[Escalation], _name: str, day: datetime.date) -> QuerySet[Escalation]:
        return Passed(until=day).among(rows)


PASSED: List[Escalation] = List(
    name="passed",
    title=_("Limits that passed"),
    address="register:overdue",
    permissions=(SEE_STATISTICS,),
    filters=PassedFilters,
    order="-pk",
    columns=(
        receipt(_case),
        company(_case),
        service(_case),
        Column(name="authority", title=_("Authority"), cell=lambda row: row.application.authority.name, lang="zh-Hans"),
        Column(name="limit", title=_("Limit"), cell=lambda row: row.limit_label),
        Column(
            name="due",
            title=_("Was due"),
            cell=lambda row: row.due.isoformat(),
            told=lambda row: row.due,
            key=by("due"),
            css="numeric",
        ),
    ),
    link=lambda row: reverse("register:dossier", args=[row.application.key]),
    nothing=_("No limit has passed without action."),
    hint=_("Anything late appears here the day after its limit ended."),
)
