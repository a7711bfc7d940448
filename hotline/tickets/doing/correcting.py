"""A ticket's theme or object is corrected with reasons, or it is found that none can be named; what was told stays.

12345 often names no object: the dispatcher names it, or somebody records what was tried and a second person agrees.
"""

from __future__ import annotations

from django.utils.translation import gettext as _

from accounts.people import Person
from accounts.represented.companies import Company
from desk.refusals import MayNotHandle
from hotline.desks.models import Desk
from hotline.platforms.models import Platform
from hotline.tickets import events
from hotline.tickets.doing.recording import Told, object_key, object_name
from hotline.tickets.doing.refused import NotDone, said, tell
from hotline.tickets.dues import book_of
from hotline.tickets.end_models import Correction, ObjectNotFound, ObjectNotFoundReview
from hotline.tickets.flow.open_steps import beside
from hotline.tickets.models import Ticket
from hotline.tickets.rules import against_desk, classified, desk_of, may_handle, works_at_centre
from pages.sentences import in_a_row

BEFORE_A_REPLY_COUNTS = ("transfer", "sign", "reply", "review")
CORRECTED_AT = (*BEFORE_A_REPLY_COUNTS, "joined", "call_back", "final_answer", "strike_off", "ledger")


def correct(
    ticket: Ticket,
    *,
    theme: str,
    against: str,
    object_name_typed: str = "",
    company: Company | None = None,
    platform: Platform | None = None,
    unit: Desk | None = None,
    reasons: str,
    by: Person,
) -> Correction:
    """Say what it is about, and why that is so; the newest counts. Raises NotDone, MayNotHandle, NotYourTask."""
    reasons = said(reasons, _("Say why it is corrected."))
    if theme not in book_of(ticket).terms["themes"]:
        raise NotDone(_("The rulebook does not have “%(code)s”.") % {"code": theme})
    told = Told(
        channel=ticket.channel,
        kind=ticket.kind,
        theme=theme,
        facts=ticket.facts,
        against=against,
        object_name=object_name_typed.strip(),
        company=company,
        platform=platform,
        unit=unit,
    )
    with beside(ticket, *CORRECTED_AT) as node:
        if not works_at_centre(by, ticket):
            raise MayNotHandle
        if company is not None and node not in BEFORE_A_REPLY_COUNTS:
            raise NotDone(_("A reply counted for credit already: a company is not linked any more."))
        made = Correction(
            ticket=ticket,
            nth=ticket.corrections.count() + 1,
            theme=theme,
            against=against,
            object_name=object_name(told),
            object_key=object_key(told),
            company=company,
            platform=platform,
            unit=unit,
            reasons=reasons,
            by=by,
        )
        desk = desk_of(ticket)
        if desk is not None and (found := list(against_desk(ticket, desk, made))):
            raise NotDone(in_a_row(found))
        made.save()
        tell(events.CORRECTED, ticket, by=by, theme=theme)
    return made


def find_no_object(ticket: Ticket, *, words: str, by: Person) -> ObjectNotFound:
    """Record that no object can be named, and what was tried. Raises NotDone, MayNotHandle, NotYourTask."""
    words = said(words, _("Say what was tried to find out whom it is about."))
    with beside(ticket, *CORRECTED_AT):
        if not may_handle(by, ticket) and not works_at_centre(by, ticket):
            raise MayNotHandle
        if classified(ticket).object_name:
            raise NotDone(_("An object has already been named."))
        last = ticket.objects_not_found.order_by("nth").last()
        if last is not None and getattr(getattr(last, "review", None), "agrees", True):
            raise NotDone(_("That has already been noted."))
        nth = ticket.objects_not_found.count() + 1
        made = ObjectNotFound.objects.create(ticket=ticket, nth=nth, words=words, by=by)
        tell(events.NO_OBJECT, ticket, by=by)
    return made


def review_no_object(ticket: Ticket, *, agrees: bool, words: str, by: Person) -> ObjectNotFoundReview:
    """A second person agrees, or says what is to be tried. Raises NotDone, MayNotHandle, NotYourTask."""
    if not agrees:
        words = said(words, _("Say what else should be tried."))
    with beside(ticket, *CORRECTED_AT):
        found = ticket.objects_not_found.filter(review__isnull=True).first()
        if found is None:
            raise NotDone(_("Nothing is waiting for a second person."))
        if not works_at_centre(by, ticket) or by.pk == found.by_id:
            raise MayNotHandle(_("A second person has to read it, not whoever wrote it."))
        made = ObjectNotFoundReview.objects.create(
            finding=found, agrees=agrees, words=words.strip()[:500], found_by=found.by, by=by
        )
        tell(events.NO_OBJECT_REVIEWED, ticket, by=by, agrees=agrees)
    return made
