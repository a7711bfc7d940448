"""The register over all cases: open, granted, refused, withdrawn and ended ones, as an auditor looks for them."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Any

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet, prefetch_related_objects
from django.utils.translation import gettext_lazy as _

from accounts.permissions import READ_PERSONAL, READ_REGISTER
from accounts.sealing import mask_name
from licensing.applications.columns import receipt, service
from licensing.applications.models.application import Application, Procedure
from licensing.applications.models.evidence import Evidence, FactCheck, Found, Waiver
from licensing.auditing.registers.columns import SEARCHED, authority, choosable, company, file_of, registries
from licensing.auditing.registers.of_teams import TeamFilters, choosable_teams
from licensing.decisions.limits import LIMITS_OF_THE_AUTHORITY
from licensing.decisions.models.checking import Acceptance, SiteCheck
from licensing.decisions.models.ends import Decision
from licensing.decisions.models.hearings import HearingOffer
from licensing.decisions.models.limits import Escalation, Pause
from licensing.decisions.standing.looks import STANDINGS
from licensing.decisions.standing.models import CaseStanding, Standing
from licensing.verification.models import RemedyOutcome
from materials.catalogue.queries import names_of_services, waived_by
from pages.days import since, until
from pages.lists.definition import Column, List, by, moment, state
from pages.lists.filters import Among, Day, OneOf, Words


def _beside(rows: Any, case: str = "application") -> Exists:
    return Exists(rows.filter(**{case: OuterRef("application")}))


OPEN = "open"


def _deemed(model: type[Acceptance] | type[Decision]) -> QuerySet[Any, Any]:
    return model.objects.filter(is_deemed=True).order_by().values("application")


def _silent() -> Exists:
    """A registry did not answer about a material, and an official checked it by hand."""
    silent = Evidence.objects.filter(
        application=OuterRef("application"),
        material=OuterRef("material"),
        key_digest=OuterRef("key_digest"),
        outcome="unavailable",
        answered_at__lte=OuterRef("checked_at"),
    )
    return Exists(FactCheck.objects.filter(Exists(silent), application=OuterRef("application")))


MARKS: dict[str, tuple[Any, Any]] = {
    "by-rule": (
        _("accepted by rule"),
        lambda: Q(application__acceptance__isnull=False) & ~Q(application__acceptance__grounds=[]),
    ),
    "deemed": (
        _("accepted or granted by force of law"),
        lambda: Q(application__in=_deemed(Acceptance).union(_deemed(Decision))),
    ),
    "correction": (_("sent back for correction"), lambda: Q(application__correction__isnull=False)),
    "procedure": (_("procedure changed"), lambda: Q(application__procedure_change__isnull=False)),
    "paused": (_("limit stopped"), lambda: _beside(Pause.objects)),
    "extended": (_("limit extended"), lambda: Q(application__extension__isnull=False)),
    "passed": (
        _("a limit of the authority passed"),
        lambda: _beside(Escalation.objects.filter(limit__in=LIMITS_OF_THE_AUTHORITY)),
    ),
    "hearing": (_("hearing offered"), lambda: _beside(HearingOffer.objects)),
    "silence": (_("checked by hand because a registry did not answer"), _silent),
    "site": (_("checked on site"), lambda: _beside(SiteCheck.objects)),
    "remedy": (
        _("a remedy against it has ended"),
        lambda: _beside(RemedyOutcome.objects, "letter__application"),
    ),
    "offer": (_("signed as it was offered"), lambda: Q(application__offer__isnull=False)),
    "bundle": (_("part of a one-thing application"), lambda: Q(application__parent__isnull=False)),
}
"""What a case may have met: its words, and which cases have."""


def _services() -> list[tuple[str, str]]:
    return sorted(names_of_services().items(), key=lambda one: one[1])


class CaseFilters(TeamFilters):
    q = Words(method="found", label=SEARCHED)
    service = OneOf(choices=_services, field_name="application__item__code", label=_("Service"))
    authority = Among(queryset=choosable, field_name="application__authority", label=_("Authority"))
    team = Among(queryset=choosable_teams, method="of_team", label=_("Team"))
    procedure = OneOf(choices=Procedure.choices, field_name="application__procedure", label=_("Procedure"))
    standing = OneOf(
        choices=[
            (OPEN, _("open, whatever it waits for")),
            *((one.value, shown.label) for one, shown in STANDINGS.items()),
        ],
        method="standing_at",
        label=_("State"),
    )
    met = OneOf(choices=[(name, words) for name, (words, _rows) in MARKS.items()], method="marked", label=_("With"))
    waivable = OneOf(choices=registries, method="may_spare", label=_("The catalogue waives by"))
    waived = OneOf(choices=registries, method="spared", label=_("A material waived by"))
    found_by = OneOf(choices=registries, method="shown", label=_("A material to be brought, found by"))
    thing = OneOf(choices=[("item", _("one service")), ("bundle", _("one thing"))], method="of_thing", label=_("Kind"))
    submitted_from = Day(method="submitted_since", label=_("Submitted from"))
    submitted_to = Day(method="submitted_until", label=_("Submitted to"))
    decided_from = Day(method="decided_since", label=_("Decided from"))
    decided_to = Day(method="decided_until", label=_("Decided to"))

    def every(self) -> QuerySet[CaseStanding]:
        return CaseStanding.objects.filter(application__authority__in=self.authorities)

    def standing_at(self, rows: QuerySet[CaseStanding], _name: str, standing: str) -> QuerySet[CaseStanding]:
        return rows.filter(ended_at__isnull=True) if standing == OPEN else rows.filter(at=standing)

    def of_thing(self, rows: QuerySet[CaseStanding], _name: str, thing: str) -> QuerySet[CaseStanding]:
        return rows.filter(application__item__bundle__isnull=thing == "item")

    def marked(self, rows: QuerySet[CaseStanding], _name: str, mark: str) -> QuerySet[CaseStanding]:
        return rows.filter(MARKS[mark][1]())

    def may_spare(self, rows: QuerySet[CaseStanding], _name: str, registry: str) -> QuerySet[CaseStanding]:
        return rows.filter(Exists(waived_by(registry).filter(item=OuterRef("application__item"))))

    def spared(self, rows: QuerySet[CaseStanding], _name: str, registry: str) -> QuerySet[CaseStanding]:
        return rows.filter(_beside(Waiver.objects.filter(evidence__registry=registry)))

    def shown(self, rows: QuerySet[CaseStanding], _name: str, registry: str) -> QuerySet[CaseStanding]:
        return rows.filter(_beside(Found.objects.filter(evidence__registry=registry)))

    def submitted_since(self, rows: QuerySet[CaseStanding], _name: str, day: datetime.date) -> QuerySet[CaseStanding]:
        return since(rows, "submitted_at", day)

    def submitted_until(self, rows: QuerySet[CaseStanding], _name: str, day: datetime.date) -> QuerySet[CaseStanding]:
        return until(rows, "submitted_at", day)

    def decided_since(self, rows: QuerySet[CaseStanding], _name: str, day: datetime.date) -> QuerySet[CaseStanding]:
        return since(rows, "application__decision__decided_at", day)

    def decided_until(self, rows: QuerySet[CaseStanding], _name: str, day: datetime.date) -> QuerySet[CaseStanding]:
        return until(rows, "application__decision__decided_at", day)


def _with_their_cases(rows: Sequence[CaseStanding]) -> Sequence[CaseStanding]:
    """What the columns read, asked for the rows of a page alone: joined, it hides from the planner what is rare."""
    told = Application.objects.select_related("company", "item", "authority", "submission__submitted_by")
    told = told.defer("draft", "submission__answers")  # sealed, and not told here
    prefetch_related_objects(rows, Prefetch("application", queryset=told))
    return rows


def _case(row: CaseStanding) -> Application:
    return row.application


CASES: List[CaseStanding] = List(
    name="cases",
    title=_("Register of cases"),
    address="register:cases",
    permissions=(READ_REGISTER,),
    filters=CaseFilters,
    prepared=_with_their_cases,
    order="-submitted",
    columns=(
        receipt(_case, key=by("receipt_number")),
        company(_case),
        service(_case),
        authority(_case),
        Column(
            name="procedure",
            speaks=True,
            title=_("Procedure"),
            cell=lambda row: row.application.get_procedure_display(),
            css="word",
        ),
        state("standing", _("State"), lambda row: STANDINGS[Standing(row.at)], css="text-nowrap"),
        moment("submitted", _("Submitted on"), lambda row: row.submitted_at, key=by("submitted_at")),
        moment("ended", _("Ended on"), lambda row: row.ended_at),
        Column(
            name="handed-in-by",
            title=_("Handed in by"),
            cell=lambda row: row.application.submission.submitted_by.name,
            personal=READ_PERSONAL,
            masked=lambda row: mask_name(row.application.submission.submitted_by.name),
            only_in_files=True,
        ),
    ),
    link=lambda row: file_of(row.application),
    nothing=_("No cases have been handed in yet"),
    hint=_("Every case of the authorities you cover appears here once it is handed in, whatever its outcome."),
)
