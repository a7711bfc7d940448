"""Decided cases that are most like one, for whoever has discretion: like cases are decided alike, or with a reason.

Likeness is counted by stated criteria and by nothing else, so that everybody sees why a case stands here. What is read
is bounded: the newest cases of the same item and procedure, at authorities the reader sees.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from licensing.applications.models.application import Application, SubmittedVehicle
from licensing.decisions.models.checking import CorrectionRequest, Review, SiteCheck
from licensing.decisions.models.ends import Decision

MOST_SHOWN = 5
MOST_READ = 200
"""So many of the newest cases are looked at, of each of so many editions of the item:"""
MOST_EDITIONS = 3

CRITERIA: dict[str, Promise] = {
    "authority": _("same authority"),
    "applicant": _("same kind of applicant"),
    "fleet": _("fleet of about the same size"),
    "against": _("officials found the same for or against it"),
    "corrected": _("corrected, or not, alike"),
}
"""What makes a decided case like another, beside item and procedure."""

BANDS = (0, 1, 5, 20, 50)
"""Fleets up to so many vehicles are of about the same size."""


@dataclass(frozen=True, kw_only=True)
class Similar:
    """A decided case and what it has in common."""

    decision: Decision
    alike: tuple[str, ...]

    @property
    def words(self) -> list[str]:
        return [str(CRITERIA[name]) for name in self.alike]


def most_similar(application: Application, *, at: Collection[int]) -> list[Similar]:
    """The five most similar cases a person decided at some authorities; of equally similar ones the newest."""
    asked = _looked_at(Application.objects.filter(pk=application.pk)).first()
    this = _traits(asked)
    found: list[tuple[Any, tuple[str, ...]]] = []
    for item in _editions(application):
        newest = Application.objects.filter(
            item=item, procedure=application.procedure, authority__in=at, decision__is_deemed=False
        )
        # What a remedy has undone is no example.
        newest = newest.exclude(remedies__undoes=True).order_by("-pk")
        keys = list(newest.values_list("pk", flat=True)[:MOST_READ])
        rows = _looked_at(Application.objects.filter(pk__in=keys))
        found += [(row, _alike(this, _traits(row))) for row in rows.exclude(pk=application.pk)]
    found.sort(key=lambda pair: (-len(pair[1]), -pair[0].pk))
    chosen = {row.pk: alike for row, alike in found[:MOST_SHOWN]}
    decisions = Decision.objects.filter(application__in=chosen).select_related(
        "application__item", "application__submission", "application__authority__division"
    )
    by_case = {decision.application_id: decision for decision in decisions}
    return [Similar(decision=by_case[pk], alike=alike) for pk, alike in chosen.items()]


def _editions(application: Application) -> list[int]:
    """The item in the newest editions of the catalogue."""
    same = type(application.item).objects.filter(code=application.item.code).order_by("-pk")
    return list(same.values_list("pk", flat=True)[:MOST_EDITIONS])


def _looked_at(rows: Any) -> Any:
    vehicles = SubmittedVehicle.objects.filter(application=OuterRef("pk")).order_by().values("application")
    against = Review.objects.filter(application=OuterRef("pk"), recommendation=Review.Recommendation.REFUSE)
    return rows.select_related("company").annotate(
        fleet=Coalesce(Subquery(vehicles.annotate(n=Count("pk")).values("n")), 0),
        is_advised_against=Exists(against),
        passed_on_site=Subquery(SiteCheck.objects.filter(application=OuterRef("pk")).values("passed")[:1]),
        is_corrected=Exists(CorrectionRequest.objects.filter(application=OuterRef("pk"))),
    )


def _traits(row: Any) -> dict[str, Any]:
    return {
        "authority": row.authority_id,
        "applicant": (row.company.is_individual, row.company.uscc[:2]),
        "fleet": next((band for band in BANDS if row.fleet <= band), BANDS[-1] + 1),
        "against": (row.is_advised_against, row.passed_on_site),
        "corrected": row.is_corrected,
    }


def _alike(one: dict[str, Any], other: dict[str, Any]) -> tuple[str, ...]:
    return tuple(name for name in CRITERIA if one[name] == other[name])
