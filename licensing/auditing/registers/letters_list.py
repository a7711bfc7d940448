"""The register of letters: every official letter of the authorities a role spans, by number, kind and day."""

from __future__ import annotations

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.permissions import READ_PERSONAL, READ_REGISTER
from accounts.sealing import mask_name
from accounts.typed.text import spellings
from licensing.applications.columns import receipt, service
from licensing.applications.models.application import Application
from licensing.auditing.registers.columns import RegisterFilters, authority, choosable, company, file_of
from licensing.certificates.checking.cases import cases_found_by
from licensing.decisions.models.letters import Letter, named_kinds
from pages.lists.definition import Column, List, by
from pages.lists.filters import Among, Day, OneOf, Words


class LetterFilters(RegisterFilters):
    q = Words(method="found", label=_("Number of the letter, receipt, company, code or plate"))
    kind = OneOf(choices=named_kinds, label=_("Kind"))
    authority = Among(queryset=choosable, field_name="application__authority", label=_("Authority"))
    dated_from = Day(field_name="dated", lookup_expr="gte", label=_("Dated from"))
    dated_to = Day(field_name="dated", lookup_expr="lte", label=_("Dated to"))

    def every(self) -> QuerySet[Letter]:
        rows = Letter.objects.filter(application__authority__in=self.authorities)
        told = ("company", "item", "authority", "submission")
        rows = rows.select_related("written_by", *(f"application__{name}" for name in told))
        return rows.defer("paragraphs", "table", "application__draft", "application__submission__answers")

    def found(self, rows: QuerySet[Letter], _name: str, text: str) -> QuerySet[Letter]:
        return rows.filter(Q(number__in=spellings(text)) | cases_found_by(text, of=self.case))


def _case(row: Letter) -> Application:
    return row.application


def _addressee_masked(row: Letter) -> str:
    return mask_name(row.addressee) if row.application.company.is_individual else row.addressee


LETTERS: List[Letter] = List(
    name="letters",
    title=_("Register of letters"),
    address="register:letters",
    permissions=(READ_REGISTER,),
    filters=LetterFilters,
    order="-pk",
    columns=(
        Column(
            name="number",
            title=_("Number of the letter"),
            cell=lambda row: row.number,
            key=by("number"),
            lang="zh-Hans",
        ),
        Column(name="kind", speaks=True, title=_("Kind"), cell=lambda row: row.get_kind_display()),
        Column(
            name="addressee",
            title=_("Addressee"),
            cell=lambda row: row.addressee,
            personal=READ_PERSONAL,
            masked=_addressee_masked,
            lang="zh-Hans",
        ),
        company(_case, only_in_files=True),
        service(_case),
        authority(_case),
        Column(
            name="dated",
            title=_("Dated"),
            cell=lambda row: row.dated.isoformat(),
            told=lambda row: row.dated,
            css="text-nowrap",
        ),
        Column(
            name="by",
            title=_("Written by"),
            cell=lambda row: row.written_by.name if row.written_by else _("by force of law or by rule"),
            lang="zh-Hans",
        ),
        receipt(_case),
    ),
    link=lambda row: file_of(row.application),
    nothing=_("No letters have been written yet"),
    hint=_("Every letter of a case appears here as soon as it is written. Its PDF is in the case file."),
)
