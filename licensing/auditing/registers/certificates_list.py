"""The register as an auditor reads it: every certificate of the authorities the role spans, as a list."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.db.models import Max, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.permissions import READ_PERSONAL, READ_REGISTER
from accounts.roles import visible_authorities
from accounts.sealing import mask_if_id, mask_name
from licensing.certificates.checking.spelling import MOST_FOUND, found_by
from licensing.certificates.looks import STATES
from licensing.certificates.models import Certificate, CertificateState, State
from pages.lists.definition import Column, List, by, state
from pages.lists.filters import Among, Day, ListFilters, OneOf, Words


class RegisterFilters(ListFilters):
    q = Words(method="search", label=_("Number, holder, plate, code or receipt number"))
    kind = OneOf(choices=Certificate.Kind.choices, label=_("Kind"))
    state = OneOf(choices=State.choices, method="in_state", label=_("State"))
    authority = Among(queryset=visible_authorities, label=_("Authority"))
    issued_from = Day(field_name="issued_on", lookup_expr="gte", label=_("Issued from"))
    issued_to = Day(field_name="issued_on", lookup_expr="lte", label=_("Issued to"))

    @cached_property
    def authorities(self) -> list[int]:
        """Named one by one, the list is read in its order."""
        return list(visible_authorities(self.person).values_list("pk", flat=True))

    def every(self) -> QuerySet[Any]:
        rows = Certificate.objects.filter(authority__in=self.authorities).with_state()
        return rows.select_related("authority", "company", "decision__application__submission").defer("particulars")

    def search(self, rows: QuerySet[Any], _name: str, text: str) -> QuerySet[Any]:
        return rows.filter(found_by(text))

    def in_state(self, rows: QuerySet[Any], _name: str, state: str) -> QuerySet[Any]:
        today = timezone.localdate()
        if state == State.EXPIRED:
            expired = Certificate.objects.filter(authority__in=self.authorities, valid_to__lt=today)
            # The newest first: what is newer than every expired one need not be looked at.
            last = expired.order_by().aggregate(last=Max("pk"))["last"] or 0
            return rows.filter(newest_state=State.IN_FORCE, valid_to__lt=today, pk__lte=last)
        if state == State.IN_FORCE:
            return rows.filter(newest_state=State.IN_FORCE, valid_to__gte=today)
        were = CertificateState.objects.filter(state=state, certificate__authority__in=self.authorities).order_by()
        keys = list(were.values_list("certificate", flat=True)[:MOST_FOUND])
        rows = rows.filter(newest_state=state)
        # Those that ever were in a rare state are few; of a common one the first of the list are found at once.
        return rows.filter(pk__in=keys) if len(keys) < MOST_FOUND else rows


def _holder_masked(certificate: Certificate) -> str:
    is_individual = certificate.company.is_individual
    return mask_name(certificate.holder_name) if is_individual else certificate.holder_name


def _what(certificate: Certificate) -> str:
    is_result = certificate.kind == Certificate.Kind.RESULT
    return certificate.subject if is_result else certificate.get_kind_display()


REGISTER: List[Certificate] = List(
    name="register",
    title=_("Register of licences and certificates"),
    address="register:list",
    permissions=(READ_REGISTER,),
    filters=RegisterFilters,
    order="-pk",
    columns=(
        Column(
            name="number",
            title=_("Number"),
            cell=lambda one: one.number,
            key=by("number", "version"),
            personal=READ_PERSONAL,
            masked=lambda one: mask_if_id(one.number),
            lang="zh-Hans",
            css="numeric",
        ),
        Column(name="version", title=_("Version"), cell=lambda one: one.version, only_in_files=True),
        Column(name="kind", speaks=True, title=_("Kind"), cell=lambda one: one.get_kind_display(), told=_what),
        Column(
            name="holder",
            speaks=True,
            title=_("Holder"),
            cell=lambda one: one.holder_name,
            key=by("holder_name"),
            personal=READ_PERSONAL,
            masked=_holder_masked,
            lang="zh-Hans",
        ),
        Column(
            name="plate",
            title=_("Plate"),
            cell=lambda one: one.plate or "–",
            told=lambda one: one.plate,
            css="text-nowrap",
        ),
        state("state", _("State"), lambda one: STATES[one.state], css="text-nowrap"),
        Column(
            name="issued",
            title=_("Issued on"),
            cell=lambda one: one.issued_on.isoformat(),
            told=lambda one: one.issued_on,
            key=by("issued_on"),
            css="text-nowrap",
        ),
        Column(name="from", title=_("Valid from"), cell=lambda one: one.valid_from, only_in_files=True),
        Column(
            name="valid",
            title=_("Valid to"),
            cell=lambda one: one.valid_to.isoformat(),
            told=lambda one: one.valid_to,
            key=by("valid_to"),
            css="text-nowrap",
        ),
        Column(
            name="authority",
            title=_("Issuing authority"),
            cell=lambda one: one.authority.name_zh,
            only_in_files=True,
        ),
        Column(
            name="receipt",
            title=_("Case file"),
            cell=lambda one: one.decision.application.receipt_number,
            css="numeric",
        ),
    ),
    link=lambda one: reverse("register:dossier", args=[one.decision.application.key]),
    nothing=_("No certificate is registered yet"),
    hint=_("Every certificate of the authorities you cover appears here as soon as it is issued."),
)
