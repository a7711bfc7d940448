"""A case goes to the authority that is competent by now: competence follows the seat (domain F-1.3).

The applicant brings nothing again and no limit begins anew; whoever had the case says in a letter where it went.
"""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.authorities import Authority
from accounts.people import Person
from desk.refusals import NotNow
from licensing import events
from licensing.applications.models.application import Application
from licensing.applications.sheet import Sheet, sheet_of
from licensing.decisions.actions.acting import guard, tell, write
from licensing.decisions.models.checking import Transfer
from licensing.decisions.writing import letters


def competent_now(sheet: Sheet) -> Authority | None:
    """The authority of this portal that is competent instead of the one that has the case; None when that one is.

    Also None when the seat lies outside this portal: then acceptance is refused, naming the competent body (art. 32).
    """
    if sheet.moved is not None and sheet.moved.division is None:
        return None
    found = sheet.competent
    return found if found is not None and found.pk != sheet.application.authority_id else None


def transfer_letter(sheet: Sheet) -> letters.Draft:
    """The letter that would tell the applicant today where the case goes."""
    to = competent_now(sheet)
    return letters.draft(
        sheet.application, "transfer", dated=timezone.localdate(), competent_body=to.name_zh if to is not None else ""
    )


def hand_to_competent(application: Application, *, by: Person) -> Transfer:
    """Give a case to the authority of the seat, the company's county with it. Caller: under the case's lock.

    Raises MayNotHandle, AlreadyDecided, NotNow when no other authority of this portal is competent.
    """
    with transaction.atomic():
        guard(application, by)
        sheet = sheet_of(application)
        to = competent_now(sheet)
        if to is None:
            raise NotNow(_("No other authority on this portal is competent for this case."))
        before = application.authority
        letter = write(application, transfer_letter(sheet), by=by)
        tell(events.TRANSFERRED, application, by=by, to=to.name_zh, letter=letter.number)
        moved = sheet.moved
        if moved is not None and moved.division is not None:
            application.company.division = moved.division
            application.company.save(update_fields=["division"])
        application.authority = to
        application.save(update_fields=["authority"])
        return Transfer.objects.create(
            application=application, from_authority=before, to_authority=to, letter=letter, transferred_by=by
        )
