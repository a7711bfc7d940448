"""The register as an auditor reads it: every certificate of the authorities the role spans."""

from __future__ import annotations

from typing import Any

import django_filters
from django.forms import DateInput
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.authorities import Authority
from accounts.people import Person
from accounts.roles import visible_authorities
from licensing.certificates.checking.spelling import found_by
from licensing.certificates.models import Certificate, State
from trail.models import Event


def register(person: Person) -> Any:
    """Certificates a person's role spans, with what a list shows, newest first."""
    return (
        Certificate.objects.filter(authority__in=visible_authorities(person))
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
        super().__init__(data, queryset=register(person))
        self.filters["authority"].queryset = visible_authorities(person)

    def search(self, rows: Any, _name: str, text: str) -> Any:
        return rows.filter(pk__in=found_by(text))

    def in_state(self, rows: Any, _name: str, state: str) -> Any:
        today = timezone.localdate()
        if state == State.EXPIRED:
            return rows.filter(newest_state=State.IN_FORCE, valid_to__lt=today)
        if state == State.IN_FORCE:
            return rows.filter(newest_state=State.IN_FORCE, valid_to__gte=today)
        return rows.filter(newest_state=state)


def events_of(subjects: list[str]) -> list[Event]:
    """Everything the trail holds about some subjects, oldest first."""
    return list(Event.objects.filter(subject__in=subjects).order_by("pk"))
