"""The register as an auditor reads it: every certificate of the authorities the role spans."""

from __future__ import annotations

from typing import Any

import django_filters
from django.db.models import Max
from django.forms import DateInput
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.authorities import Authority
from accounts.people import Person
from accounts.roles import visible_authorities
from licensing.certificates.checking.spelling import MOST_FOUND, found_by
from licensing.certificates.models import Certificate, CertificateState, State
from trail.models import Event


def register(authorities: list[int]) -> Any:
    """Certificates of some authorities, with what a list shows, newest first."""
    return (
        Certificate.objects.filter(authority__in=authorities)
        .with_state()
        .select_related("authority", "company", "decision__application__submission")
        .order_by("-pk")
    )


class RegisterFilter(django_filters.FilterSet):
    """Search and filters of the register; they live in the address, so a view can be kept and shared."""

    q = django_filters.CharFilter(method="search", label=_("Number, holder, plate, code or receipt number"))
    kind = django_filters.ChoiceFilter(choices=Certificate.Kind.choices, label=_("Kind"), empty_label=_("All"))
    state = django_filters.ChoiceFilter(
        choices=State.choices, method="in_state", label=_("State"), empty_label=_("All")
    )
    authority = django_filters.ModelChoiceFilter(
        queryset=Authority.objects.none(), label=_("Authority"), empty_label=_("All")
    )
    issued_from = django_filters.DateFilter(
        field_name="issued_on", lookup_expr="gte", label=_("Issued from"), widget=DateInput(attrs={"type": "date"})
    )
    issued_to = django_filters.DateFilter(
        field_name="issued_on", lookup_expr="lte", label=_("Issued to"), widget=DateInput(attrs={"type": "date"})
    )

    class Meta:
        model = Certificate
        fields: list[str] = []

    def __init__(self, data: QueryDict, *, person: Person) -> None:
        self.authorities = list(visible_authorities(person).values_list("pk", flat=True))
        super().__init__(data, queryset=register(self.authorities))
        self.filters["authority"].queryset = visible_authorities(person)

    def search(self, rows: Any, _name: str, text: str) -> Any:
        return rows.filter(found_by(text))

    def in_state(self, rows: Any, _name: str, state: str) -> Any:
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


def events_of(subjects: list[str]) -> list[Event]:
    """Everything the trail holds about some subjects, oldest first."""
    return list(Event.objects.filter(subject__in=subjects).order_by("pk"))
