"""What a member's phone asks: the page it keeps, today's companies, whether it is signed in, and to take visits in."""

from __future__ import annotations

import datetime
from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.access import SignedInRequest, requires
from accounts.permissions import VISIT
from accounts.signing_in.throttle import attempt
from supervision.phones.doors import Receipt, as_json, day_for, ours, page_of, session_of, taken_in, worker_of
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
@requires(VISIT)
def worker(_request: SignedInRequest) -> HttpResponse:
    """The service worker that keeps the page."""
    return worker_of("visits", page=PAGE, files=KEPT)


@require_safe
@as_json(VISIT, page=PAGE)
def session(request: SignedInRequest) -> HttpResponse:
    """Who is signed in, and the token with which they may send."""
    return session_of(request)


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


@require_POST
@as_json(VISIT, page=PAGE)
def sync(request: SignedInRequest) -> HttpResponse:
    """Take in what a phone sends; a receipt for each item, whatever became of the others."""
    attempt("visits", person=request.user)

    def receipt(item: Item, sent_at: datetime.datetime) -> Receipt:
        return _told_of(receive(item, sent_at=sent_at, by=request.user))

    return taken_in(request, receipt)


def _told_of(taken: Taken) -> Receipt:
    """The same words and values however often the same item comes."""
    if taken.visit is not None:
        visit = taken.visit
        return {
            "state": "received",
            "number": visit.number,
            "day": visit.on.isoformat(),
            "received": ours(visit.received_at),
            "said": ours(visit.at),
            "clock_off": visit.clock_off,
            "left_out": visit.left_out,
            "words": _("Received: %(number)s") % {"number": visit.number},
        }
    aside = taken.aside
    assert aside is not None  # noqa: S101 - a taken item is one of the two
    words = _("Not taken in: %(reason)s. It is kept for your chief.") % {"reason": aside.get_reason_display()}
    return {"state": "refused", "reason": aside.reason, "received": ours(aside.received_at), "words": words}
