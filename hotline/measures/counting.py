"""What can be counted of the measures today, by the rows that are there; named in the setting MEASURE_FIGURES."""

from __future__ import annotations

from django.db.models import QuerySet
from django.utils import timezone

from accounts.authorities import Authority
from hotline.bulletins.models import Bulletin, Kind
from hotline.care.application_models import HandOver
from hotline.desks.models import Desk
from hotline.interviews.models import InterviewStep
from hotline.knowledge.models import AnswerVersion
from hotline.measures.reading import Measuring
from hotline.platforms.models import Platform
from hotline.tickets.step_models import ReplyReview


def answers_in_force(_whose: QuerySet[Authority]) -> Measuring:
    """Answers that are told today, of all that are current."""
    current = AnswerVersion.objects.current()
    told = AnswerVersion.objects.told(on=timezone.localdate())
    return Measuring(value=told, of=current)


def drivers_reached(_whose: QuerySet[Authority]) -> Measuring:
    """Hand-overs of care."""
    return Measuring(value=HandOver.objects.all())


def platforms_with_a_desk(_whose: QuerySet[Authority]) -> Measuring:
    """Platforms that are here and have somebody at their desk."""
    here = Platform.objects.filter(left__isnull=True)
    seated = here.filter(desk__seats__isnull=False, desk__seats__end__isnull=True).distinct()
    return Measuring(value=seated, of=here)


def desks_with_a_person(_whose: QuerySet[Authority]) -> Measuring:
    """Desks that are open and have somebody."""
    standing = Desk.objects.filter(end__isnull=True)
    seated = standing.filter(seats__isnull=False, seats__end__isnull=True).distinct()
    return Measuring(value=seated, of=standing)


def bulletins_issued(whose: QuerySet[Authority]) -> Measuring:
    """Weekly bulletins that were signed, of the weeks there is one for."""
    weekly = Bulletin.objects.current().filter(kind=Kind.WEEKLY, authority__in=whose)
    return Measuring(value=weekly.filter(release__isnull=False), of=weekly)


def interviews_held(whose: QuerySet[Authority]) -> Measuring:
    """Interviews that were held, of those approved."""
    steps = InterviewStep.objects.filter(interview__authority__in=whose)
    kinds = InterviewStep.Kind
    return Measuring(value=steps.filter(kind=kinds.HELD), of=steps.filter(kind=kinds.APPROVED))


def replies_complete(whose: QuerySet[Authority]) -> Measuring:
    """Replies with facts, basis and result, of those that went out."""
    sent = ReplyReview.objects.filter(reply__ticket__authority__in=whose, agrees=True)
    return Measuring(value=sent.exclude(reply__basis=""), of=sent)
