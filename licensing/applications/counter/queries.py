"""What is kept of the counter with an application: who was there, who typed, what was signed and shown."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet

from licensing.applications.counter.models import CounterSignature, CounterVisit, TypedAtCounter
from licensing.applications.models.application import Application
from materials.uploads.models import Upload


@dataclass(frozen=True, kw_only=True)
class AtCounter:
    """A visit in which an application was typed, or the bundle it came from, and what was signed in it."""

    visit: CounterVisit
    signatures: tuple[CounterSignature, ...]


def was_typed() -> Exists:
    """Of an application in a query: whether anybody typed in it at the counter, or in the one it came from."""
    return Exists(TypedAtCounter.objects.filter(Q(application=OuterRef("pk")) | Q(application=OuterRef("parent"))))


def at_counter(application: Application) -> list[AtCounter]:
    """The visits of an application, the first first."""
    beside = ("clerk", "visitor", "authority", "delegation", "matter__submission")
    typed = TypedAtCounter.objects.filter(application__in=_with_parent(application))
    rows = typed.select_related(*(f"visit__{name}" for name in beside)).order_by("pk")
    visits = list({row.visit_id: row.visit for row in rows}.values())
    if not visits:
        return []
    signed = list(_signatures(application))
    return [
        AtCounter(visit=visit, signatures=tuple(one for one in signed if one.visit_id == visit.pk)) for visit in visits
    ]


def papers_of(application: Application) -> QuerySet[Upload]:
    """Signatures by hand and delegations that were shown."""
    typed = TypedAtCounter.objects.filter(application__in=_with_parent(application))
    signed = _signatures(application).order_by()
    return Upload.objects.filter(Q(pk__in=signed.values("picture")) | Q(pk__in=typed.values("visit__delegation")))


def signature_under(commitment_of: Application) -> CounterSignature | None:
    """The signature by hand under the commitment of the bundle an application came from, where it has one."""
    last = CounterSignature.objects.filter(application=commitment_of.parent_id, commitment__isnull=False)
    return last.select_related("visit__clerk", "visit__authority", "picture").order_by("-pk").first()


def _signatures(application: Application) -> QuerySet[CounterSignature]:
    return CounterSignature.objects.filter(application__in=_with_parent(application)).select_related("picture")


def _with_parent(application: Application) -> list[int]:
    return [pk for pk in (application.pk, application.parent_id) if pk]
