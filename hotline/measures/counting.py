"""What can be counted of the measures today, by the rows that are there; named in the setting MEASURE_FIGURES."""

from __future__ import annotations

from django.db.models import QuerySet
from django.utils import timezone

from accounts.authorities import Authority
from hotline.care.application_models import HandOver
from hotline.desks.models import Desk
from hotline.knowledge.models import AnswerVersion
from hotline.measures.reading import Measured
from hotline.platforms.models import Platform


def answers_in_force(_whose: QuerySet[Authority]) -> Measured:
    """Answers that are told today, of all that are current."""
    current = AnswerVersion.objects.current()
    told = AnswerVersion.objects.told(on=timezone.localdate())
    return Measured(value=told.count(), of=current.count())


def drivers_reached(_whose: QuerySet[Authority]) -> Measured:
    """Hand-overs of care."""
    return Measured(value=HandOver.objects.count())


def platforms_with_a_desk(_whose: QuerySet[Authority]) -> Measured:
    """Platforms that are here and have somebody at their desk."""
    here = Platform.objects.filter(left__isnull=True)
    seated = here.filter(desk__seats__isnull=False, desk__seats__end__isnull=True).distinct()
    return Measured(value=seated.count(), of=here.count())


def desks_with_a_person(_whose: QuerySet[Authority]) -> Measured:
    """Desks that are open and have somebody."""
    standing = Desk.objects.filter(end__isnull=True)
    seated = standing.filter(seats__isnull=False, seats__end__isnull=True).distinct()
    return Measured(value=seated.count(), of=standing.count())
