"""A case ends without a decision on the merits: not accepted, or taken back."""

from __future__ import annotations

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.people import Person
from desk.refusals import NotNow
from licensing import events
from licensing.applications.models.application import Application
from licensing.decisions import rules, served
from licensing.decisions.actions.accepting import AlreadyAccepted
from licensing.decisions.actions.acting import AlreadyDecided, ReasonsNeeded, guard, tell, write
from licensing.decisions.limits import why_counts_as_accepted
from licensing.decisions.models.checking import Acceptance
from licensing.decisions.models.ends import Ending, Withdrawal
from licensing.decisions.writing import letters


def ending_letter(
    application: Application, kind: Ending.Kind, *, reasons: str, articles: str = "", competent_body: str = ""
) -> letters.Draft:
    """The letter a refusal of acceptance would send today."""
    return letters.draft(
        application,
        "non-acceptance",
        dated=timezone.localdate(),
        flags={"competent": kind == Ending.Kind.NOT_COMPETENT},
        reasons=reasons,
        articles=articles,
        competent_body=competent_body,
    )


def end(
    application: Application,
    kind: Ending.Kind,
    *,
    by: Person,
    reasons: str,
    articles: str = "",
    competent_body: str = "",
) -> Ending:
    """Refuse acceptance (art. 32): the procedure ends without a decision on the merits.

    Raises MayNotHandle, AlreadyDecided, AlreadyAccepted, NotNow, ReasonsNeeded.
    """
    if not reasons.strip() or not articles.strip():
        raise ReasonsNeeded
    with transaction.atomic():
        guard(application, by)
        if Acceptance.objects.filter(application=application).exists():
            raise AlreadyAccepted
        if why := why_counts_as_accepted(application, on=timezone.localdate()):
            raise NotNow(why)
        if kind == Ending.Kind.INCOMPLETE and not hasattr(application, "amendment"):
            raise NotNow(_("Ask for correction first: the applicant has to be told once what is missing (art. 32)."))
        words = {"reasons": reasons, "articles": articles, "competent_body": competent_body}
        letter = write(application, ending_letter(application, kind, **words), by=by)
        ending = Ending.objects.create(application=application, kind=kind, ended_by=by, letter=letter, **words)
        tell(events.NOT_ACCEPTED, application, by=by, letter=letter.number)
        served.closed(application, "ended", by=by)
    return ending


def withdraw(application: Application, *, by: Person, reason: str = "") -> Withdrawal:
    """Take an application back before the decision. Raises AlreadyDecided."""
    with transaction.atomic():
        guard(application, None)
        if not rules.may_withdraw(application):
            raise AlreadyDecided
        letter = write(application, letters.draft(application, "withdrawal", dated=timezone.localdate()), by=by)
        try:
            with transaction.atomic():
                withdrawal = Withdrawal.objects.create(application=application, reason=reason, withdrawn_by=by)
        except IntegrityError as race:
            raise AlreadyDecided from race
        tell(events.WITHDRAWN, application, by=by, letter=letter.number)
        served.closed(application, "withdrawn", by=None)
    return withdrawal
