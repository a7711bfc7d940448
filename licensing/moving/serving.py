"""A letter reaches whom it concerns: on line, by being opened, or on paper; from then its limit runs."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.people import Person
from desk.refusals import NotNow
from licensing import events
from licensing.applications.models import Application
from licensing.decisions.actions import tell
from licensing.decisions.models import Letter
from licensing.decisions.rules import may_handle
from licensing.decisions.serving.models import Service, ServiceConsent
from licensing.decisions.serving.rules import consent_of, for_the_applicant
from licensing.moving.watching import limits_changed

Way = Service.Way


def say_of_service(application: Application, *, agrees: bool, by: Person) -> bool:
    """Keep what the applicant says of being served on line; whether it is new. It holds for letters from now on."""
    with transaction.atomic():
        consent = consent_of(application)
        if (consent.agrees if consent else False) == agrees:
            return False
        ServiceConsent.objects.create(application=application, agrees=agrees, said_by=by)
        tell(events.SERVICE_AGREED, application, by=by, agrees=agrees)
    return True


def opened(application: Application, letters: Sequence[Letter], *, by: Person, at_counter: bool = False) -> int:
    """The applicant's side has letters of a case before its eyes; returns how many reached them by this.

    At the counter a clerk hands them over: that is recorded by hand, with who signed.
    """
    waiting = [one for one in letters if one.application_id == application.pk and one.is_unserved]
    if at_counter:
        return 0
    return sum(
        _reached(application, letter, way=Way.OPENED, served_on=timezone.localdate(), proof="", by=by)
        for letter in for_the_applicant(waiting)
    )


def record_service(
    application: Application, letter: Letter, *, way: Way, served_on: datetime.date, proof: str, by: Person
) -> None:
    """Take down how a letter was served on paper (送达回证). Raises NotNow."""
    if not may_handle(by, application) or letter.application_id != application.pk or way not in Service.ON_PAPER:
        raise NotNow(_("This letter is not yours to serve."))
    if not letter.dated <= served_on <= timezone.localdate():
        raise NotNow(_("A letter is served between its date and today."))
    if not _reached(application, letter, way=way, served_on=served_on, proof=proof, by=by):
        raise NotNow(_("How this letter was served has already been recorded."))


def _reached(
    application: Application, letter: Letter, *, way: Way, served_on: datetime.date, proof: str, by: Person
) -> bool:
    with transaction.atomic():
        told = {"way": way, "served_on": served_on, "proof": proof, "recorded_by": by}
        service, is_new = Service.objects.get_or_create(letter=letter, defaults=told)
        if is_new:
            day = service.served_on.isoformat()
            tell(events.LETTER_SERVED, application, by=by, letter=letter.number, way=f"served-{way.value}", day=day)
            limits_changed(application)
    return is_new
