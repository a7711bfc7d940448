"""The register of look-ups: what registries were asked and answered for handed-in cases, with evidence numbers."""

from __future__ import annotations

import datetime
import re

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.permissions import READ_PERSONAL, READ_REGISTER
from accounts.sealing import mask_name
from licensing.applications.columns import receipt, service
from licensing.applications.models.application import Application
from licensing.applications.models.attachments import Attachment
from licensing.applications.models.evidence import Evidence, FactCheck
from licensing.auditing.registers.columns import authority, choosable, company, file_of, registries
from licensing.auditing.registers.of_teams import TeamFilters, choosable_teams
from licensing.certificates.checking.cases import cases_found_by
from licensing.events import OUTCOMES
from pages.days import since, until
from pages.lists.definition import Column, List, moment
from pages.lists.filters import Among, Day, OneOf, Words

_EVIDENCE = re.compile(r"\s*[EeＥ]0*([0-9]{1,12})\s*")


_SAME = {"application": OuterRef("application"), "material": OuterRef("material")}
_SUBJECT = {**_SAME, "key_digest": OuterRef("key_digest")}
_LATER = Exists(Evidence.objects.filter(**_SUBJECT, pk__gt=OuterRef("pk")))
COSTS = {
    "checked": (
        _("checked by hand"),
        FactCheck.objects.filter(**_SUBJECT, checked_at__gte=OuterRef("answered_at")),
    ),
    "brought": (
        _("submitted by the applicant"),
        Attachment.objects.filter(**_SAME, removed_at__isnull=True, added_at__gte=OuterRef("answered_at")),
    ),
}
"""What people had to do where a registry's last word was silence: each thing it was asked about counts once."""
NOT_CONNECTED = "not-connected"
SILENT, UNCONNECTED = "silent", "unconnected"
OF_SILENCE = [
    (SILENT, _("no answer from a registry that was asked")),
    (UNCONNECTED, _("not asked: the registry is not connected")),
]


class LookUpFilters(TeamFilters):
    q = Words(method="found", label=_("Evidence number, receipt, company, code or plate"))
    registry = OneOf(choices=registries, label=_("Registry"))
    outcome = OneOf(
        choices=[*OUTCOMES.items(), *OF_SILENCE], method="with_outcome", label=_("What the registry answered")
    )
    origin = OneOf(
        choices=[("asked", _("asked for this case")), ("handed-on", _("handed on from the one-thing application"))],
        method="from_origin",
        label=_("Origin"),
    )
    cost = OneOf(choices=[(name, words) for name, (words, _q) in COSTS.items()], method="costing", label=_("Instead"))
    authority = Among(queryset=choosable, field_name="application__authority", label=_("Authority"))
    team = Among(queryset=choosable_teams, method="of_team", label=_("Team"))
    answered_from = Day(method="answered_since", label=_("Answered from"))
    answered_to = Day(method="answered_until", label=_("Answered to"))

    def every(self) -> QuerySet[Evidence]:
        rows = Evidence.objects.filter(application__authority__in=self.authorities)
        rows = rows.filter(application__submission__isnull=False)
        told = ("company", "item", "authority", "submission")
        rows = rows.select_related(*(f"application__{name}" for name in told))
        return rows.defer("fields", "application__draft", "application__submission__answers")

    def found(self, rows: QuerySet[Evidence], _name: str, text: str) -> QuerySet[Evidence]:
        number = _EVIDENCE.fullmatch(text)
        told = Q(pk=int(number[1])) if number else Q(pk=None)
        return rows.filter(told | cases_found_by(text, of=self.case))

    def costing(self, rows: QuerySet[Evidence], _name: str, cost: str) -> QuerySet[Evidence]:
        return rows.filter(Exists(COSTS[cost][1]), ~_LATER)

    def with_outcome(self, rows: QuerySet[Evidence], _name: str, outcome: str) -> QuerySet[Evidence]:
        if outcome not in (SILENT, UNCONNECTED):
            return rows.filter(outcome=outcome)
        unanswered = rows.filter(outcome="unavailable")
        is_ours = Q(reason=NOT_CONNECTED)
        return unanswered.filter(is_ours) if outcome == UNCONNECTED else unanswered.exclude(is_ours)

    def from_origin(self, rows: QuerySet[Evidence], _name: str, origin: str) -> QuerySet[Evidence]:
        # A case made of a one-thing application takes over its answers as they are (licensing/applications/handing_on).
        parents = Evidence.objects.filter(
            application=OuterRef("application__parent"),
            material=OuterRef("material"),
            key_digest=OuterRef("key_digest"),
            answered_at=OuterRef("answered_at"),
        )
        return rows.filter(Exists(parents)) if origin == "handed-on" else rows.exclude(Exists(parents))

    def answered_since(self, rows: QuerySet[Evidence], _name: str, day: datetime.date) -> QuerySet[Evidence]:
        return since(rows, "answered_at", day)

    def answered_until(self, rows: QuerySet[Evidence], _name: str, day: datetime.date) -> QuerySet[Evidence]:
        return until(rows, "answered_at", day)


def _case(row: Evidence) -> Application:
    return row.application


LOOK_UPS: List[Evidence] = List(
    name="look-ups",
    title=_("Register of look-ups"),
    address="register:evidence",
    permissions=(READ_REGISTER,),
    filters=LookUpFilters,
    order="-pk",
    columns=(
        Column(name="number", title=_("Evidence number"), cell=lambda row: row.number, css="numeric"),
        Column(name="registry", speaks=True, title=_("Registry"), cell=lambda row: row.registry_name),
        Column(name="material", speaks=True, title=_("Material"), cell=lambda row: row.material_name),
        Column(
            name="about",
            title=_("Whom or what it is about"),
            cell=lambda row: row.subject_label,
            personal=READ_PERSONAL,
            masked=lambda row: mask_name(row.subject_label),
            lang="zh-Hans",
        ),
        Column(name="outcome", title=_("What the registry answered"), cell=lambda row: row.outcome_label),
        moment("answered", _("Answered on"), lambda row: row.answered_at),
        company(_case),
        service(_case, only_in_files=True),
        authority(_case),
        Column(name="digest", title=_("Digest of the answer"), cell=lambda row: row.answer_digest, only_in_files=True),
        receipt(_case),
    ),
    link=lambda row: f"{file_of(row.application)}#evidence-{row.pk}",
    nothing=_("No registry has been asked yet"),
    hint=_("Every look-up for a case appears here once the case is handed in, answered or not."),
)
