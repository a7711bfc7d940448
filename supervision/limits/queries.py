"""How many inspections on site a company may have in a year, and how many it has had or will have."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Collection

from supervision.credit.editions.queries import models_in_force
from supervision.credit.subjects.models import Subject
from supervision.limits.models import YearlyPlace


def limits_of(companies: Collection[int], *, on: datetime.date) -> dict[int, int]:
    """Company → its limit of the year: the most that the codes of its sectors allow; one joint visit serves them all.

    The numbers are those of the credit models in force (editions with source and day); no code is no exemption.
    """
    models = models_in_force(on=on)
    found = dict.fromkeys(companies, 0)
    for subject in Subject.objects.filter(company__in=companies, is_active=True):
        allowed = models[subject.sector].content.effect(subject.code).routine_visits
        found[subject.company_id] = max(found[subject.company_id], allowed)
    return found


def spent_by(companies: Collection[int], *, year: int) -> Counter[int]:
    """Company → how many places of the year it has taken."""
    return Counter(YearlyPlace.objects.filter(company__in=companies, year=year).values_list("company", flat=True))
