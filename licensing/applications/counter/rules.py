"""When somebody at the counter may be typed for, and whom that keeps from handling the case."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import BooleanField, Exists, ExpressionWrapper, OuterRef, Q
from django.utils import timezone

from accounts.people import Person
from accounts.permissions import ACCEPT
from accounts.represented.companies import Company, Membership
from accounts.roles import is_staff_member
from licensing.applications.answers.identity import is_principal
from licensing.applications.counter.models import CounterSubmission, CounterVisit, TypedAtCounter
from licensing.applications.models.application import Application, ApplicationQuerySet
from pages.statements import Asked

LONGEST_DELEGATION = datetime.timedelta(days=366)
"""A delegation names its end; one for longer than a year is shown anew."""
LASTS = datetime.timedelta(hours=4)
"""A visit ends by itself after these hours, and with the day."""


def ends(opened: datetime.datetime) -> datetime.datetime:
    """When a visit that begins at a moment ends by itself."""
    tomorrow = timezone.localtime(opened).replace(hour=0, minute=0, second=0, microsecond=0)
    return min(opened + LASTS, tomorrow + datetime.timedelta(days=1))


def is_open(visit: CounterVisit, *, at: datetime.datetime) -> bool:
    """Whether the visitor may still be there, the clerk still at their counter, and the right still stands."""
    clerk = visit.clerk
    at_home = is_staff_member(clerk) and clerk.authority_id == visit.authority_id and clerk.has_perm(ACCEPT)
    is_there = at_home and visit.visitor.is_active and at < visit.until and not hasattr(visit, "end")
    return is_there and _right_stands(visit, on=timezone.localdate(at))


def _right_stands(visit: CounterVisit, *, on: datetime.date) -> bool:
    if not visit.company.is_active:
        return False
    if visit.is_delegated:
        return visit.delegated_until is not None and on <= visit.delegated_until
    if visit.right == CounterVisit.Right.REPRESENTATIVE:
        return is_principal(visit.company, visit.visitor.id_number)
    rows = Membership.objects.in_force(on=on).filter(company=visit.company_id, person=visit.visitor_id)
    return rows.filter(kind=Membership.Kind.PRINCIPAL).exists()


def may_receive(clerk: Person) -> bool:
    """Whether somebody sits at a counter: where applications are accepted."""
    return is_staff_member(clerk) and clerk.has_perm(ACCEPT)


def has_an_interest(clerk: Person, company: Company) -> bool:
    """Nobody types for a company they ever acted for."""
    return Membership.objects.filter(company=company, person=clerk).exists()


def open_to(visit: CounterVisit) -> ApplicationQuerySet:
    """What a visitor may see and go on with: all of the company's with a right of their own, else what they began.

    A delegation is for what it was shown for; it opens no other file of the company (PIPL art. 6).
    """
    rows = Application.objects.of_company(visit.company)
    if not visit.is_delegated:
        return rows
    named = Q(pk=visit.matter_id) | Q(parent=visit.matter_id) if visit.matter_id else Q()
    same = CounterVisit.objects.filter(visitor__real_name_proof__id_digest=visit.visitor.real_name_proof.id_digest)
    typed = TypedAtCounter.objects.filter(visit__in=same)
    return rows.filter(
        Q(started_by=visit.visitor_id)
        | Q(pk__in=typed.values("application"))
        | Q(parent__in=typed.values("application"))
        | named
    )


def case_named(company: Company, receipt: str) -> Application | None:
    """The case of a company a delegation names by its receipt number; None where there is none, or none is named."""
    rows = Application.objects.of_company(company).filter(parent__isnull=True)
    found: Application | None = rows.filter(submission__receipt_number=receipt).first() if receipt else None
    return found


def covers(visit: CounterVisit, application: Application) -> bool:
    """Whether a visitor may act in a case after it was handed in: in their own right, or by a delegation that names it.

    Who is delegated to apply is not delegated to take back, or to speak before a decision.
    """
    if visit.company_id != application.company_id:
        return False
    return not visit.is_delegated or visit.matter_id in (application.pk, application.parent_id or application.pk)


def visitors_of(application: Application, *, on: datetime.date) -> set[int]:
    """The keys of those for whom it was typed at the counter, as long as the right they showed stands."""
    typed = TypedAtCounter.objects.filter(application__in=(application.pk, application.parent_id))
    visits = CounterVisit.objects.filter(pk__in=typed.values("visit")).select_related("company", "visitor")
    return {visit.visitor_id for visit in visits if _right_stands(visit, on=on)}


def is_served_in_person(application: Application) -> bool:
    """Whether it was handed in at the counter by somebody who cannot sign in: nothing is delivered to them on line.

    Nobody asks where it was read with the application that nobody typed it (`queries.was_typed`).
    """
    if not getattr(application, "was_typed", True):
        return False
    rows = CounterSubmission.objects.filter(submission__application=application).select_related("visit__visitor")
    found = rows.first()
    return found is not None and not found.visit.visitor.has_usable_password()


@dataclass(frozen=True, kw_only=True)
class OfficialAct:
    """What an official does to a case: the way to its rows from the application, who did it, and when."""

    way: str
    who: tuple[str, ...]
    at: str

    @property
    def model(self) -> Any:
        """Whose rows they are."""
        return Application._meta.get_field(self.way).related_model


ACTS = (
    OfficialAct(way="acceptance", who=("accepted_by",), at="accepted_at"),
    OfficialAct(way="correction", who=("asked_by",), at="asked_at"),
    OfficialAct(way="decision", who=("decided_by",), at="decided_at"),
    OfficialAct(way="ending", who=("ended_by",), at="ended_at"),
    OfficialAct(way="fact_checks", who=("checked_by",), at="checked_at"),
    OfficialAct(way="inquiries", who=("opened_by",), at="opened_at"),
    OfficialAct(way="reviews", who=("reviewed_by",), at="reviewed_at"),
    OfficialAct(way="site_check", who=("officer", "second_officer"), at="recorded_at"),
    OfficialAct(way="takeovers", who=("taken_by",), at="taken_at"),
)
"""The official acts of a case. Who did one never types in it; the integrity report asks who was on the other side."""
VERIFYING = ("officer", "second_officer")
"""Who looks at a promise, after the grant: inspections belong to the verification of a case."""


def has_handled(clerk: Person, application: Application) -> bool:
    """Whether somebody did an official act in a case, which keeps them from typing in it."""
    any_of = reduce(or_, (Q(**{f"{act.way}__{who}": clerk}) for act in ACTS for who in act.who))
    any_of |= reduce(or_, (Q(**{f"verification__inspections__{who}": clerk}) for who in VERIFYING))
    return Application.objects.filter(any_of, pk=application.pk).exists()


def typed_by(person: Person | Asked | None) -> Exists:
    """Of an application in a query: whether this person typed in it at the counter, or in the one it came from."""
    typed = TypedAtCounter.objects.filter(visit__clerk=person)
    return Exists(typed.filter(Q(application=OuterRef("pk")) | Q(application=OuterRef("parent"))))


def typed_by_actor(who: str) -> Exists:
    """Of an official act in a query: whether `who` did it typed in its application, or in the one it came from."""
    case = Q(application=OuterRef("application")) | Q(application=OuterRef("application__parent"))
    return Exists(TypedAtCounter.objects.filter(case, visit__clerk=OuterRef(who)))


def on_the_applicants_side(person: Person | Asked | None) -> Q:
    """Of an application in a query: whether this person ever acted for its company, or typed for it."""
    acted = Membership.objects.filter(company=OuterRef("company"), person=person)
    return Exists(acted) | typed_by(person)


def has_acted(person: Person | Asked | None) -> ExpressionWrapper:
    """The same as a value to be read with each application."""
    return ExpressionWrapper(on_the_applicants_side(person), output_field=BooleanField())
