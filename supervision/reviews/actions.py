"""A review is asked for, answered by the registries at once where they know, and else by a person."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.people import Person
from accounts.permissions import VERIFY
from accounts.represented.companies import acts_for
from accounts.roles import works_at
from clock.working_days import CalendarUnknown, add_working_days
from desk.refusals import MayNotHandle, NotNow, TooLate
from licensing.register.actions import alone_with
from materials.catalogue.kept import materials_of
from materials.catalogue.queries import catalogue_in_force
from materials.lookups.ask import ask_all
from materials.lookups.contract import Answer, Purpose, Question
from materials.uploads.actions import keep
from materials.uploads.rules import Checked
from supervision.reviews import events
from supervision.reviews.following import passed_on
from supervision.reviews.models import ReviewedVehicle, ReviewLookUp, ReviewRequest, ReviewResult
from supervision.reviews.rules import REGISTERED, TESTED, due_after, outcome_of, rules, state_of
from supervision.reviews.testing import learn_of_test
from trail.events import EventKind

BASIS = "《道路货物运输及站场管理规定》第五十条；《道路运输条例》第五十三条（信息共享）"
BY_TIMER = "timer:reviews"
OPEN_TO_ASK = frozenset({"due", "overdue", "to-mend", "failed"})


class NotDue(NotNow):
    """A review may not be asked for; the message says why, or from when."""


class AnsweredAlready(TooLate):
    """The review was answered meanwhile."""

    def __str__(self) -> str:
        return _("This review has already been answered.")


def ask_for_review(vehicle: ReviewedVehicle, *, by: Person, report: Sequence[Checked] = ()) -> ReviewRequest:
    """Ask for the yearly review; where the registries know the vehicle it is answered at once, with nothing brought.

    Raises MayNotHandle, NotDue.
    """
    if not acts_for(by, vehicle.company_id):
        raise MayNotHandle
    today = timezone.localdate()
    if why := why_not_asked(vehicle, on=today):
        raise NotDue(why)  # before any registry is troubled; asked again under the lock
    answers = look_up(vehicle, by=f"person:{by.pk}")
    try:
        with transaction.atomic():
            alone_with(vehicle.company)
            fresh = vehicle.locked()
            if why := why_not_asked(fresh, on=today):
                raise NotDue(why)
            request = ReviewRequest.objects.create(
                vehicle=fresh,
                due_on=fresh.due_on,
                nth=fresh.times_asked + 1,
                decide_by=_decide_by(today),
                asked_by=by,
            )
            request.report.set([keep(found, by=by) for found in report])
            _tell(events.ASKED, fresh, by=by)
            _keep(request, answers)
            learn_of_test(fresh, answers, on=today)
            if outcome := outcome_of(answers, on=today):
                _answer(request, fresh, outcome)
    except IntegrityError as twice:
        raise NotDue(_("The review has already been requested.")) from twice
    return request


def why_not_asked(vehicle: ReviewedVehicle, *, on: datetime.date) -> str:
    """Why the review may not be asked for today; "" when it may."""
    if not vehicle.is_standing:
        return _("The certificate of this vehicle is not in force.")
    state = state_of(vehicle, on=on)
    if state == "asked":
        return _("The review has already been requested.")
    if state not in OPEN_TO_ASK:
        opens = vehicle.due_on - datetime.timedelta(days=rules(on=on).window_days)
        return _("You can ask for the review from %(day)s.") % {"day": opens.isoformat()}
    return ""


def look_up(vehicle: ReviewedVehicle, *, by: str) -> list[Answer]:
    """Ask the registries about a vehicle. Never raises for faults outside."""
    keys = {"plate": vehicle.plate, "plate-colour": vehicle.plate_colour}
    purpose = Purpose(item="vehicle-annual-review", case=f"vehicle:{vehicle.number}", legal_basis=BASIS)
    known = materials_of(catalogue_in_force().pk)
    questions = []
    for code in (TESTED, REGISTERED):
        material = known.get(code)
        registry = material.registry.code if material is not None and material.registry is not None else "none"
        questions.append(Question(material=code, registry=registry, keys=keys, purpose=purpose, by=by))
    return ask_all(questions)


def ask_again(request: ReviewRequest) -> bool:
    """Ask once more what was silent or unknown; returns whether that answered the review."""
    answers = look_up(request.vehicle, by=BY_TIMER)
    today = timezone.localdate()
    with transaction.atomic():
        alone_with(request.vehicle.company)
        if request.is_answered:
            return False
        vehicle = request.vehicle.locked()
        _keep(request, answers)
        learn_of_test(vehicle, answers, on=today)
        if outcome := outcome_of(answers, on=today):
            _answer(request, vehicle, outcome)
            return True
    return False


def decide_review(request: ReviewRequest, *, outcome: ReviewResult.Outcome, words: str, by: Person) -> ReviewResult:
    """A person answers what no registry could, from the report of the test.

    Raises MayNotHandle, AnsweredAlready, NotNow.
    """
    if not words.strip():
        raise NotNow(_("Say what the answer is based on."))
    vehicle = request.vehicle
    with transaction.atomic():
        alone_with(vehicle.company)
        if not may_decide(by, vehicle):
            raise MayNotHandle
        if request.is_answered:
            raise AnsweredAlready
        if outcome == ReviewResult.Outcome.PASSED and not request.report.exists():
            raise NotNow(_("No registry answered and no report was submitted, so it cannot pass."))
        fresh = vehicle.locked()
        return _answer(request, fresh, outcome, words=words.strip(), by=by)


def may_decide(person: Person, vehicle: ReviewedVehicle) -> bool:
    """Whether somebody verifies at the vehicle's authority, and does not act for its company."""
    works = person.has_perm(VERIFY) and works_at(person, vehicle.authority_id)
    return works and not acts_for(person, vehicle.company_id)


def _answer(
    request: ReviewRequest, vehicle: ReviewedVehicle, outcome: str, *, words: str = "", by: Person | None = None
) -> ReviewResult:
    result = ReviewResult.objects.create(request=request, outcome=outcome, words=words, by=by)
    if outcome == ReviewResult.Outcome.PASSED:
        vehicle.due_on = due_after(vehicle.issued_on, passed_on(vehicle), on=timezone.localdate())
        vehicle.save(update_fields=["due_on"])
    _tell(events.ANSWERED, vehicle, by=by or "rule", outcome=f"review-{outcome}")
    return result


def _keep(request: ReviewRequest, answers: Sequence[Answer]) -> None:
    for code, answer in zip((TESTED, REGISTERED), answers, strict=True):
        ReviewLookUp.objects.create(
            request=request,
            material=code,
            registry=answer.registry,
            outcome=answer.outcome.value,
            reason=answer.reason,
            grade=answer.fields.get("tech-grade", "")[:10],
            source_version=answer.source_version,
            answer_digest=answer.digest,
        )


def _decide_by(today: datetime.date) -> datetime.date | None:
    try:
        return add_working_days(today, rules(on=today).decided_in_working_days)
    except CalendarUnknown:
        return None


def _tell(kind: EventKind, vehicle: ReviewedVehicle, *, by: Person | str, **values: object) -> None:
    kind.record(
        subject=f"company:{vehicle.company_id}",
        by=by,
        authority=vehicle.authority.division_id,
        number=vehicle.number,
        **values,
    )
