"""What a public grant has come to: the state today of the certificate it is about.

That is the licence, or what else the item issues; the certificates of vehicles have their own.
"""

from __future__ import annotations

from typing import Any

from django.db.models import Max, OuterRef, QuerySet, Subquery
from django.utils import timezone

from licensing.certificates.checking.spelling import MOST_FOUND
from licensing.certificates.models import Certificate, CertificateState, Publication, State


def with_state(rows: QuerySet[Publication]) -> QuerySet[Publication]:
    """Annotates `its_state`, the last state written down, and `its_end`, the last day of the certificate."""
    # “licence” stands before “result” and “vehicle”.
    first = Certificate.objects.filter(decision=OuterRef("decision")).order_by("kind", "pk")
    newest = CertificateState.objects.filter(certificate=OuterRef("its_certificate")).order_by("-id")
    return rows.annotate(
        its_certificate=Subquery(first.values("pk")[:1]),
        its_end=Subquery(first.values("valid_to")[:1]),
        its_state=Subquery(newest.values("state")[:1]),
    )


def state_of(row: Publication) -> State | None:
    """The state today of a row with state; None where nothing was issued."""
    state, end = getattr(row, "its_state", None), getattr(row, "its_end", None)
    if state == State.IN_FORCE and end is not None and end < timezone.localdate():
        return State.EXPIRED
    return State(state) if state else None


def in_state(rows: Any, state: State) -> Any:
    """The rows, with state, that are in one today."""
    today = timezone.localdate()
    if state == State.EXPIRED:
        # The newest first: what is newer than every expired one need not be looked at.
        last = Certificate.objects.filter(valid_to__lt=today).order_by().aggregate(last=Max("pk"))["last"] or 0
        return rows.filter(its_state=State.IN_FORCE, its_end__lt=today, its_certificate__lte=last)
    if state == State.IN_FORCE:
        return rows.filter(its_state=State.IN_FORCE, its_end__gte=today)
    were = CertificateState.objects.filter(state=state).order_by()
    decisions = list(were.values_list("certificate__decision", flat=True)[:MOST_FOUND])
    found = rows.filter(its_state=state)
    # Those that ever were in a rare state are few; of a common one the first of the list are found at once.
    return found.filter(decision__in=decisions) if len(decisions) < MOST_FOUND else found
