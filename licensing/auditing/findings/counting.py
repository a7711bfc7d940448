"""What the integrity report looks at and what it finds, as query sets over some authorities and days (domain F-8.1).

`whose`: keys of authorities. Each pair is a finding and what was looked at; both are read, nothing is kept.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from accounts.represented.companies import Membership
from licensing.applications.evidence.certainty import STANDING_HOURS
from licensing.applications.models import (
    Commitment,
    Evidence,
    FactCheck,
    Found,
    Procedure,
    Submission,
    Waiver,
)
from licensing.auditing.registers.columns import since as from_day
from licensing.auditing.registers.columns import until as to_day
from licensing.certificates.foresight import beginning_of
from licensing.certificates.models import Certificate
from licensing.decisions.models import Acceptance, CorrectionRequest, Decision, Ending, Escalation, Review, SiteCheck
from licensing.register.models import Place
from materials.catalogue.models import Material
from papers.numbers import NumberSeries

Whose = Sequence[int]
Count = Callable[[Whose, datetime.date, datetime.date], Any]
FOUND = "found"
MADE_WITHIN = datetime.timedelta(days=1)
"""The worker has made the file of a certificate long before."""


def in_days(rows: Any, field: str, since: datetime.date, until: datetime.date) -> Any:
    """Those of some days of Asia/Shanghai, both included."""
    return to_day(from_day(rows, field, since), field, until)


def _of_cases(rows: Any) -> Any:
    return rows.select_related("application__company", "application__submission").defer("application__draft")


def submitted(whose: Whose, since: datetime.date, until: datetime.date) -> QuerySet[Submission]:
    """Cases handed in."""
    rows = Submission.objects.filter(application__authority__in=whose)
    return in_days(rows.select_related("application__company"), "submitted_at", since, until)


def decided(whose: Whose, since: datetime.date, until: datetime.date) -> QuerySet[Decision]:
    """Cases decided by a person."""
    rows = Decision.objects.filter(application__authority__in=whose, decided_by__isnull=False)
    return in_days(_of_cases(rows), "decided_at", since, until)


def granted(whose: Whose, since: datetime.date, until: datetime.date) -> QuerySet[Decision]:
    return decided(whose, since, until).filter(outcome=Decision.Outcome.GRANTED)


# --- numbers ------------------------------------------------------------------------------------


def series(whose: Whose, _since: datetime.date, _until: datetime.date) -> QuerySet[NumberSeries]:
    """The series of receipts and certificates: a number is drawn in the transaction that stores what bears it."""
    kinds = ["receipt", *(f"certificate-{kind.value}" for kind in Certificate.Kind)]
    rows = NumberSeries.objects.filter(authority__in=whose, kind__in=kinds)
    return rows.select_related("authority")


def with_gaps(whose: Whose, since: datetime.date, until: datetime.date) -> QuerySet[NumberSeries]:
    """The series that were drawn further than there are bearers."""
    rows = series(whose, since, until)
    return rows.filter(pk__in=[row.pk for row in rows if bearers(row) != row.last])


def bearers(row: NumberSeries) -> int:
    """How many numbers of a series something bears, wherever its case went since."""
    if row.kind == "receipt":
        begins = f"{row.authority.division_id}{row.year}"
        return Submission.objects.filter(receipt_number__startswith=begins).count()
    begins = beginning_of(row.authority, Certificate.Kind(row.kind.removeprefix("certificate-")))
    return Certificate.objects.filter(number__startswith=begins, version=1).count()


# --- proof --------------------------------------------------------------------------------------


def waived(whose: Whose, since: datetime.date, until: datetime.date) -> QuerySet[Waiver]:
    """Materials that were waived."""
    rows = Waiver.objects.filter(application__authority__in=whose).select_related("requirement__material")
    return in_days(_of_cases(rows), "granted_at", since, until)


def waived_unproved(whose: Whose, since: datetime.date, until: datetime.date) -> QuerySet[Waiver]:
    """Waived though no look-up that found anything, of this very case, stands in the material's place."""
    proof = Waiver.evidence.through.objects.filter(
        waiver=OuterRef("pk"),
        evidence__outcome=FOUND,
        evidence__application=OuterRef("application"),
    )
    return waived(whose, since, until).filter(~Exists(proof))


def relied_on(whose: Whose, since: datetime.date, until: datetime.date) -> QuerySet[Evidence]:
    """The newest answers before a grant that stand for a material of it."""
    stands = [Exists(model.evidence.through.objects.filter(evidence=OuterRef("pk"))) for model in (Waiver, Found)]
    later = Evidence.objects.filter(
        application=OuterRef("application"),
        material=OuterRef("material"),
        key_digest=OuterRef("key_digest"),
        outcome=FOUND,
        pk__gt=OuterRef("pk"),
        answered_at__lte=OuterRef("application__decision__decided_at"),
    )
    rows = Evidence.objects.filter(
        application__authority__in=whose,
        application__decision__outcome=Decision.Outcome.GRANTED,
        application__decision__decided_by__isnull=False,
        outcome=FOUND,
        answered_at__lte=F("application__decision__decided_at"),
    )
    rows = in_days(_of_cases(rows).defer("fields"), "application__decision__decided_at", since, until)
    return rows.filter(stands[0] | stands[1]).exclude(Exists(later))


def relied_on_when_stale(whose: Whose, since: datetime.date, until: datetime.date) -> QuerySet[Evidence]:
    """Older at the decision than the edition of the case allows, and not checked by a person before it either."""
    material = Material.objects.filter(code=OuterRef("material"), version=OuterRef("application__item__version"))
    rows = relied_on(whose, since, until).annotate(hours=Subquery(material.values("freshness_hours")[:1]))
    known = {hours for hours in Material.objects.values_list("freshness_hours", flat=True).distinct() if hours}
    at = "application__decision__decided_at"
    old = Q(hours=None, **{f"{at}__gt": F("answered_at") + datetime.timedelta(hours=STANDING_HOURS)})
    for hours in known:
        old |= Q(hours=hours, **{f"{at}__gt": F("answered_at") + datetime.timedelta(hours=hours)})
    checked = FactCheck.objects.filter(
        application=OuterRef("application"),
        material=OuterRef("material"),
        key_digest=OuterRef("key_digest"),
        checked_at__lte=OuterRef("application__decision__decided_at"),
    )
    return rows.filter(old).exclude(Exists(checked))


def granted_on_promise(whose: Whose, since: datetime.date, until: datetime.date) -> QuerySet[Decision]:
    """Grants under notification and commitment."""
    return granted(whose, since, until).filter(application__procedure=Procedure.COMMITMENT)


def granted_without_promise(whose: Whose, since: datetime.date, until: datetime.date) -> QuerySet[Decision]:
    """Granted though nobody had signed the commitment by then."""
    case = OuterRef("application")
    signed = Commitment.objects.filter(signed_at__lte=OuterRef("decided_at")).filter(
        Q(application=case) | Q(application__children=case)
    )
    return granted_on_promise(whose, since, until).filter(~Exists(signed))


# --- limits -------------------------------------------------------------------------------------


def passed(whose: Whose, since: datetime.date, until: datetime.date) -> QuerySet[Escalation]:
    """Limits that passed without their act."""
    rows = Escalation.objects.filter(application__authority__in=whose, due__gte=since, due__lte=until)
    return _of_cases(rows)


# --- eyes ---------------------------------------------------------------------------------------


def by_same_eyes(whose: Whose, since: datetime.date, until: datetime.date) -> QuerySet[Decision]:
    """Decided by somebody who had given an opinion on the case or checked it on site (四眼)."""
    case, who = OuterRef("application"), OuterRef("decided_by")
    gave = Exists(Review.objects.filter(application=case, reviewed_by=who))
    went = Exists(SiteCheck.objects.filter(Q(officer=who) | Q(second_officer=who), application=case))
    return decided(whose, since, until).filter(gave | went)


def by_one_alone(whose: Whose, since: datetime.date, until: datetime.date) -> QuerySet[Decision]:
    """Accepted and decided by one person, and no other official gave an opinion."""
    other = Review.objects.filter(application=OuterRef("application")).exclude(reviewed_by=OuterRef("decided_by"))
    rows = decided(whose, since, until).filter(application__acceptance__accepted_by=F("decided_by"))
    return rows.filter(~Exists(other))


def for_own_company(whose: Whose, since: datetime.date, until: datetime.date) -> QuerySet[Submission]:
    """Cases in which somebody acted as an official who had begun them, or acts or acted for the company."""
    case = OuterRef("application")
    acted = [
        Exists(_own(rows.filter(application=case), who))
        for rows, who in (
            (Acceptance.objects, "accepted_by"),
            (CorrectionRequest.objects, "asked_by"),
            (Review.objects, "reviewed_by"),
            (SiteCheck.objects, "officer"),
            (SiteCheck.objects, "second_officer"),
            (Ending.objects, "ended_by"),
            (Decision.objects, "decided_by"),
        )
    ]
    return submitted(whose, since, until).filter(reduce(or_, acted))


def _own(rows: Any, who: str) -> Any:
    """Acts of an official who belongs to the applicant's side."""
    belongs = Membership.objects.filter(company=OuterRef("application__company"), person=OuterRef(who))
    return rows.filter(Q(application__started_by=F(who)) | Exists(belongs))


# --- register -----------------------------------------------------------------------------------


def in_force(whose: Whose, _since: datetime.date, _until: datetime.date) -> QuerySet[Certificate]:
    """Licences and vehicles' certificates that are in force today."""
    held = Certificate.objects.in_force().filter(authority__in=whose).exclude(kind=Certificate.Kind.RESULT)
    return held.select_related("company", "decision__application__submission").defer("particulars")


def in_force_twice(whose: Whose, since: datetime.date, until: datetime.date) -> QuerySet[Certificate]:
    """In force though the register holds another in its place, or none."""
    place = Place.objects.filter(number=OuterRef("number"), version=OuterRef("version"))
    return in_force(whose, since, until).filter(~Exists(place))


def issued(whose: Whose, since: datetime.date, until: datetime.date) -> QuerySet[Certificate]:
    """Certificates issued."""
    rows = Certificate.objects.filter(authority__in=whose, issued_on__gte=since, issued_on__lte=until)
    return rows.select_related("company", "decision__application__submission").defer("particulars")


def issued_without_file(whose: Whose, since: datetime.date, until: datetime.date) -> QuerySet[Certificate]:
    """Issued more than a day ago, and no file of it is made."""
    return issued(whose, since, until).filter(copies__isnull=True, issued_at__lt=timezone.now() - MADE_WITHIN)
