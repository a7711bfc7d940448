"""What a member's phone asks: the page it keeps, today's companies, whether it is signed in, and to take visits in."""

from __future__ import annotations

import datetime
from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.access import SignedInRequest, requires
from accounts.people import Person
from accounts.permissions import VISIT
from supervision.phones.doors import (
    Receipt,
    as_json,
    day_for,
    page_of,
    received,
    refused,
    session_of,
    sync_of,
    worker_of,
)
from supervision.phones.items import Item
from supervision.visits.actions import Taken, receive
from supervision.visits.models import Outcome, Purpose, Way
from supervision.visits.queries import OnThePhone, companies_for
from supervision.visits.reference import explained_topics, kinds_of_need

PAGE = "visits:phone"
KEPT = ("portal/js/visits/page.js", "portal/js/visits/form.js")
"""What the page needs without network beside what every such page does."""


@require_safe
@requires(VISIT)
def phone(request: SignedInRequest) -> HttpResponse:
    """The page that works without network. It names nobody: the browser keeps it, also after signing out."""
    context = {
        "topics": explained_topics(),
        "kinds": kinds_of_need(),
        "ways": Way.choices,
        "outcomes": Outcome.choices,
        "purposes": Purpose.choices,
    }
    return page_of(request, "supervision/visits/phone.html", context)


@require_safe
@as_json(VISIT, page=PAGE)
def today(request: SignedInRequest) -> HttpResponse:
    """Today's companies: what helps to find them and to help, kept on the phone until the day is over."""
    return day_for(request, companies=[_told(one) for one in companies_for(request.user)])


def _told(one: OnThePhone) -> dict[str, Any]:
    plan = one.planned
    return {
        "company": one.company,
        "name": one.name,
        "address": one.address,
        "grid": one.grid,
        "planned": plan.pk if plan else None,
        "purpose": plan.purpose if plan else "",
        "way": plan.way if plan else Way.ON_SITE.value,
        "due": plan.due_on.isoformat() if plan and plan.due_on else None,
        "last": one.last_met.isoformat() if one.last_met else None,
    }


def _told_of(taken: Taken) -> Receipt:
    """The same words and values however often the same item comes."""
    if (visit := taken.visit) is not None:
        told = _("Received: %(number)s") % {"number": visit.number}
        return received(visit, number=visit.number, day=visit.on.isoformat(), words=told)
    assert taken.aside is not None  # noqa: S101 - a taken item is one of the two
    return refused(taken.aside, _("Not accepted: %(reason)s. It is kept for your chief."))


def _receive(item: Item, sent_at: datetime.datetime, by: Person) -> Receipt:
    return _told_of(receive(item, sent_at=sent_at, by=by))


worker = worker_of("visits", VISIT, page=PAGE, files=KEPT)
session = session_of(VISIT, page=PAGE)
sync = sync_of(VISIT, throttle="visits", page=PAGE, receive=_receive)
