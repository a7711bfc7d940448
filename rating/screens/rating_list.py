"""Ratings as a list: what is due first stands first."""

from __future__ import annotations

from typing import Any

from django.db.models import CharField, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.authorities import Authority
from accounts.permissions import HANDLE_RATINGS, HANDLING, SEE_RATINGS
from accounts.roles import visible_authorities
from accounts.typed.searching import holding
from pages.lists.definition import Column, List, by, moment, state
from pages.lists.filters import Among, ListFilters, OneOf, Since, Until, Words
from rating.handling.models import HandlingStep, RatingDue
from rating.handling.states import NEW, Kind
from rating.looks import GRADES, HANDLED
from rating.service_models import BAD, Grade, Rating


def _authorities(person: Any) -> QuerySet[Authority]:
    return visible_authorities(person)


class RatingFilters(ListFilters):
    q = Words(method="numbered", label=_("Number or item"))
    grade = OneOf(choices=[("bad", _("bad ones")), *Grade.choices], method="graded", label=_("Grade"))
    stands = OneOf(
        choices=[("open", _("open")), ("overdue", _("overdue")), ("over", _("settled"))],
        method="standing",
        label=_("State"),
    )
    authority = Among(queryset=_authorities, field_name="service__authority", label=_("Authority"))
    since = Since(field_name="at", label=_("Rated from"))
    until = Until(field_name="at", label=_("Rated up to"))

    def every(self) -> QuerySet[Any]:
        rows = Rating.objects.visible_to(self.person)
        last = HandlingStep.objects.filter(rating=OuterRef("pk")).order_by("-nth").values("kind")[:1]
        due = RatingDue.objects.running().filter(rating=OuterRef("pk")).values("due_at")[:1]
        state = Coalesce(Subquery(last), Value(NEW), output_field=CharField())
        return rows.annotate(state=state, due_at=Subquery(due))

    def numbered(self, rows: QuerySet[Any], _name: str, text: str) -> QuerySet[Any]:
        return rows.filter(
            holding(text, "service__reference__icontains", "service__item_zh__icontains", "service__item_en__icontains")
        )

    def graded(self, rows: QuerySet[Any], _name: str, grade: str) -> QuerySet[Any]:
        return rows.filter(grade__in=BAD) if grade == "bad" else rows.filter(grade=grade)

    def standing(self, rows: QuerySet[Any], _name: str, stands: str) -> QuerySet[Any]:
        if stands == "overdue":
            return rows.filter(due_at__lt=timezone.now())
        over = Q(state=Kind.CLOSED) | (~Q(grade__in=BAD) & Q(state=Kind.ANSWERED))
        return rows.filter(over) if stands == "over" else rows.filter(grade__in=BAD).exclude(over)


def _state(row: Any) -> Any:
    return HANDLED["unanswered" if row.state == NEW and row.grade not in BAD else row.state]


RATINGS: List[Any] = List(
    name="ratings",
    title=_("Ratings"),
    address="rating:list",
    permissions=(HANDLE_RATINGS, SEE_RATINGS, *HANDLING),
    filters=RatingFilters,
    order="due",
    columns=(
        Column(
            name="number",
            title=_("Number of the case"),
            cell=lambda row: f"{row.service.reference}-{row.service.number:02}",
            key=by("pk"),
            css="numeric",
        ),
        Column(name="item", speaks=True, title=_("Service item"), cell=lambda row: row.service.item_name),
        Column(
            name="authority",
            title=_("Authority"),
            cell=lambda row: row.service.authority.name,
            key=by("service__authority"),
        ),
        state("grade", _("Grade"), lambda row: GRADES[row.grade]),
        moment("rated", _("Rated"), lambda row: row.at, key=by("at")),
        moment("due", _("Due"), lambda row: row.due_at, key=by("due_at", is_nullable=True)),
        state("state", _("State"), _state),
    ),
    link=lambda row: reverse("rating:rating", args=[row.pk]),
    nothing=_("No ratings yet"),
    hint=_("People are asked how it was once the decision has been served."),
)
