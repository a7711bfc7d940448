"""What the integrity report looks at and what it finds, as query sets over some authorities and days (domain F-8.1).

`whose`: keys of authorities. Each pair is a finding and what was looked at; both are read, nothing is kept.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Mapping, Sequence
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import TruncDate
from django.utils import timezone

from accounts.represented.companies import Membership
from licensing.applications.counter.rules import ACTS, typed_by_actor
from licensing.applications.evidence.certainty import STANDING_HOURS
from licensing.applications.models.application import Procedure, Submission
from licensing.applications.models.evidence import Evidence, FactCheck, Found, Waiver
from licensing.applications.models.promises import Commitment
from licensing.certificates.models import Certificate, IssueOrder
from licensing.decisions.limits import LIMITS_OF_THE_AUTHORITY
from licensing.decisions.models.checking import Review, SiteCheck
from licensing.decisions.models.ends import Decision
from licensing.decisions.models.limits import Escalation
from licensing.register.models import Place
from licensing.verification.models import RemedyOutcome
from materials.catalogue.models.materials import Material
from pages.days import in_days
from papers.numbers import NumberSeries

Whose = Sequence[int]
Count = Callable[[Whose, datetime.date, datetime.date], Any]
FOUND, SILENT = "found", "unavailable"
MADE_WITHIN = datetime.timedelta(days=1)
"""The worker has made the file of a certificate long before."""


def _of_cases(rows: Any) -> Any:
    related = rows.select_related("application__company", "application__submission")
    return related.defer("application__draft", "application__submission__answers")


def submitted(whose: Whose, since: datetime.date, until: datetime.date) -> QuerySet[Submission]:
    """Cases handed in."""
    rows = Submission.objects.filter(application__authority__in=whose)
    rows = rows.select_related("application__company").defer("answers", "application__draft")
    return in_days(rows, "submitted_at", since, until)


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
    """The series of which a drawn number is borne by nothing."""
    rows = series(whose, since, until)
    promised = _promised(whose)
    return rows.filter(pk__in=[row.pk for row in rows if missing(row, promised)])


def missing(row: NumberSeries, promised: Mapping[int, Sequence[str]] | None = None) -> list[int]:
    """The drawn numbers of a series that nothing bears. How far it was drawn is read before what bears them.

    `promised`: authority → the numbers its letters tell, where they were read already.
    """
    numbers = _receipts(row) if row.kind == "receipt" else _certificates(row)
    if numbers.count() >= row.last and row.kind == "receipt":
        return []
    borne = {serial for number in numbers.iterator() if (serial := _serial(row, number))}
    lost = set(range(1, row.last + 1)) - borne
    if not lost or row.kind == "receipt":
        return sorted(lost)
    told = (_promised([row.authority_id]) if promised is None else promised).get(row.authority_id, ())
    return sorted(lost - {_serial(row, number) for number in told})


def _receipts(row: NumberSeries) -> QuerySet[Submission, str]:
    begins = f"{row.authority.division_id}{row.year}"
    return Submission.objects.filter(receipt_number__startswith=begins).values_list("receipt_number", flat=True)


def _certificates(row: NumberSeries) -> QuerySet[Certificate, str]:
    """Of any version: a certificate of another county is followed by a version with a number of this one's."""
    kind = row.kind.removeprefix("certificate-")
    rows = Certificate.objects.filter(authority=row.authority, kind=kind).order_by()
    return rows.values_list("number", flat=True).distinct()


def _serial(row: NumberSeries, number: str) -> int | None:
    """The serial of a number, whatever prefix the authority had then; None of one that was never drawn here."""
    begins = f"{row.authority.division_id}{row.year or ''}"
    found = re.search(rf"{begins}([0-9]{{6,}})号?\Z", number)
    return int(found[1]) if found else None


def _promised(whose: Whose) -> dict[int, list[str]]:
    """What letters of grants tell already and the worker has not entered yet, or never will: the grant was undone."""
    case = "decision__application__authority"
    found: dict[int, list[str]] = {}
    orders = IssueOrder.objects.filter(**{f"{case}__in": whose}).exclude(numbers={})
    for authority, numbers in orders.values_list(case, "numbers").iterator():
        found.setdefault(authority, []).extend(numbers.values())
    return found


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


def last_word(whose: Whose, since: datetime.date, until: datetime.date) -> QuerySet[Evidence]:
    """The last answer before a grant about each thing that was waived or found: silence is no answer."""
    at = "application__decision__decided_at"
    same = {name: OuterRef(name) for name in ("application", "material", "key_digest")}
    later = Evidence.objects.filter(**same, pk__gt=OuterRef("pk"), answered_at__lte=OuterRef(at))
    stands = [
        Exists(
            model.objects.filter(application=OuterRef("application"), requirement__material__code=OuterRef("material"))
        )
        for model in (Waiver, Found)
    ]
    rows = Evidence.objects.exclude(outcome=SILENT).filter(
        application__authority__in=whose,
        application__decision__outcome=Decision.Outcome.GRANTED,
        application__decision__decided_by__isnull=False,
        answered_at__lte=F(at),
    )
    rows = in_days(_of_cases(rows).defer("fields"), at, since, until)
    return rows.filter(stands[0] | stands[1]).exclude(Exists(later.exclude(outcome=SILENT))).exclude(Exists(_checked()))


def _checked() -> QuerySet[FactCheck]:
    """A person checked the thing before the decision."""
    same = {name: OuterRef(name) for name in ("application", "material", "key_digest")}
    return FactCheck.objects.filter(**same, checked_at__lte=OuterRef("application__decision__decided_at"))


def stale(whose: Whose, since: datetime.date, until: datetime.date) -> QuerySet[Evidence]:
    """Older at the decision than the edition of the case allows."""
    material = Material.objects.filter(code=OuterRef("material"), version=OuterRef("application__item__version"))
    rows = last_word(whose, since, until).annotate(hours=Subquery(material.values("freshness_hours")[:1]))
    known = {hours for hours in Material.objects.values_list("freshness_hours", flat=True).distinct() if hours}
    at = "application__decision__decided_at"
    usual = {f"{at}__gt": F("answered_at") + datetime.timedelta(hours=STANDING_HOURS)}
    old = Q(hours=None, **usual) | Q(hours=0, **usual)
    for hours in known:
        old |= Q(hours=hours, **{f"{at}__gt": F("answered_at") + datetime.timedelta(hours=hours)})
    return rows.filter(old, outcome=FOUND)


def contradicted(whose: Whose, since: datetime.date, until: datetime.date) -> QuerySet[Evidence]:
    """The registry's last word was that there is no such record, or one that proves nothing."""
    return last_word(whose, since, until).exclude(outcome=FOUND)


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
    """Limits that passed without their act, whoever's."""
    rows = Escalation.objects.filter(application__authority__in=whose, due__gte=since, due__lte=until)
    return _of_cases(rows)


def passed_by_us(whose: Whose, since: datetime.date, until: datetime.date) -> QuerySet[Escalation]:
    """Those the authority itself had to keep."""
    return passed(whose, since, until).filter(limit__in=LIMITS_OF_THE_AUTHORITY)


# --- eyes ---------------------------------------------------------------------------------------


def by_same_eyes(whose: Whose, since: datetime.date, until: datetime.date) -> QuerySet[Decision]:
    """Two of the steps that need other eyes were taken by one person (四眼; `decisions.rules.OTHER_EYES`)."""
    case, who = OuterRef("application"), OuterRef("decided_by")
    gave = Exists(Review.objects.filter(application=case, reviewed_by=who))
    went = Exists(SiteCheck.objects.filter(Q(officer=who) | Q(second_officer=who), application=case))
    again = Review.objects.filter(application=OuterRef("application"), reviewed_by=OuterRef("reviewed_by"))
    twice = Exists(Review.objects.filter(Exists(again.filter(pk__gt=OuterRef("pk"))), application=case))
    return decided(whose, since, until).filter(gave | went | twice)


def by_one_alone(whose: Whose, since: datetime.date, until: datetime.date) -> QuerySet[Decision]:
    """Accepted and decided by one person, and no other official gave an opinion."""
    other = Review.objects.filter(application=OuterRef("application")).exclude(reviewed_by=OuterRef("decided_by"))
    rows = decided(whose, since, until).filter(application__acceptance__accepted_by=F("decided_by"))
    return rows.filter(~Exists(other))


def for_own_company(whose: Whose, since: datetime.date, until: datetime.date) -> QuerySet[Submission]:
    """Cases in which somebody acted as an official who had begun them, or acts or acted for the company."""
    case = OuterRef("application")
    done = [(act.model, who, act.at) for act in ACTS for who in act.who]
    done.append((RemedyOutcome, "recorded_by", "recorded_at"))
    found = [Exists(_own(model.objects.filter(application=case), who, at)) for model, who, at in done]
    return submitted(whose, since, until).filter(reduce(or_, found))


def _own(rows: Any, who: str, at: str) -> Any:
    """Acts of who belonged to the applicant's side by then, or typed for it; who joins it later stains nothing."""
    belongs = Membership.objects.filter(
        company=OuterRef("application__company"), person=OuterRef(who), since__lte=OuterRef("acted_on")
    )
    own = Q(application__started_by=F(who)) | Exists(belongs) | typed_by_actor(who)
    return rows.annotate(acted_on=TruncDate(at)).filter(own)


# --- register -----------------------------------------------------------------------------------


def in_force(whose: Whose, _since: datetime.date, _until: datetime.date) -> QuerySet[Certificate]:
    """Licences and vehicles' certificates that are in force today."""
    held = Certificate.objects.in_force().filter(authority__in=whose).exclude(kind=Certificate.Kind.RESULT)
    return held.select_related("company", "decision__application__submission").defer("particulars")


def out_of_place(whose: Whose, since: datetime.date, until: datetime.date) -> QuerySet[Certificate]:
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
