"""A letter reaches whom it concerns: on line, by being opened, or on paper; from then its limit runs."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.people import Person
from desk.refusals import NotNow
from desk.serving.following import announced_over, serve_announced, standing_of
from desk.serving.recording import as_said, record_on_paper
from licensing import events
from licensing.applications.models.application import Application
from licensing.decisions.actions.acting import tell
from licensing.decisions.models.letters import Letter
from licensing.decisions.rules import may_handle
from licensing.decisions.serving.models import ServiceConsent
from licensing.decisions.serving.rules import consent_of, for_the_applicant, unserved_letters
from licensing.moving.watching import limits_changed
from materials.uploads.rules import Checked
from papers.serving.agreeing import say
from papers.serving.reaching import reached
from papers.serving.rows import Way


def say_of_service(application: Application, *, agrees: bool, by: Person) -> bool:
    """Keep what the applicant says of being served on line; whether it is new. It holds for letters from now on."""
    with transaction.atomic():
        said = consent_of(application)
        if not say(ServiceConsent, agrees=agrees, said=said, by=by, application=application):
            return False
        tell(events.SERVICE_AGREED, application, by=by, agrees=agrees)
    return True


def opened(application: Application, letters: Sequence[Letter], *, by: Person, at_counter: bool = False) -> int:
    """The applicant's side has letters of a case before its eyes; returns how many reached them by this.

    At the counter a clerk hands them over: that is recorded by hand, with who signed.
    """
    waiting = [one for one in letters if one.application_id == application.pk and one.is_unserved]
    if at_counter:
        return 0
    return sum(_opened(application, letter, by=by) for letter in for_the_applicant(waiting))


def _opened(application: Application, letter: Letter, *, by: Person) -> bool:
    today = timezone.localdate()
    with transaction.atomic():
        is_new = reached(letter, way=Way.OPENED, served_on=today, by=by)
        if is_new:
            _it_runs(application, letter, way=Way.OPENED, served_on=today, by=by)
    return is_new


def record_service(
    application: Application,
    letter: Letter,
    *,
    way: Way,
    served_on: datetime.date,
    proof: str,
    acknowledgement: Checked | None = None,
    failed: str = "",
    by: Person,
) -> None:
    """Take down how a letter was served on paper (送达回证), or what was tried in vain. Raises NotNow."""
    if not may_handle(by, application) or letter.application_id != application.pk:
        raise NotNow(_("This letter is not yours to serve."))
    with transaction.atomic():
        if record_on_paper(
            letter, way=way, served_on=served_on, proof=proof, acknowledgement=acknowledgement, failed=failed, by=by
        ):
            _it_runs(application, letter, way=way, served_on=served_on, by=by)
        else:
            tell(events.SERVICE_TRIED, application, by=by, letter=letter.number, how=as_said(way, failed))


def serve_announced_letters() -> int:
    """Timer: letters whose public notice ran its period count as served; returns how many. Harmless to repeat."""
    today = timezone.localdate()
    waiting = unserved_letters().filter(number__in=announced_over(on=today)).select_related("application__authority")
    return serve_announced(standing_of(waiting, on=today), _announced, on=today)


def _announced(letter: Letter, served_on: datetime.date) -> None:
    _it_runs(letter.application, letter, way=Way.NOTICE, served_on=served_on, by="timer")


def _it_runs(application: Application, letter: Letter, *, way: Way, served_on: datetime.date, by: Person | str) -> None:
    day = served_on.isoformat()
    tell(events.LETTER_SERVED, application, by=by, letter=letter.number, way=f"served-{way.value}", day=day)
    limits_changed(application)
