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
from hotline.measures.reading import Measured
from hotline.platforms.models import Platform
from hotline.tickets.step_models import ReplyReview


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


def bulletins_issued(whose: QuerySet[Authority]) -> Measured:
    """Weekly bulletins that were signed, of the weeks there is one for."""
    weekly = Bulletin.objects.current().filter(kind=Kind.WEEKLY, authority__in=whose)
    return Measured(value=weekly.filter(release__isnull=False).count(), of=weekly.count())


def interviews_held(whose: QuerySet[Authority]) -> Measured:
    """Interviews that were held, of those approved."""
    steps = InterviewStep.objects.filter(interview__authority__in=whose)
    kinds = InterviewStep.Kind
    return Measured(value=steps.filter(kind=kinds.HELD).count(), of=steps.filter(kind=kinds.APPROVED).count())


def replies_complete(whose: QuerySet[Authority]) -> Measured:
    """Replies with facts, basis and result, of those that went out."""
    sent = ReplyReview.objects.filter(reply__ticket__authority__in=whose, agrees=True)
    return Measured(value=sent.exclude(reply__basis="").count(), of=sent.count())
