"""What an officer's phone asks: the page it keeps, the day, whether it is signed in, to take encounters in; and what of
them was not taken in."""

from __future__ import annotations

import datetime
from typing import Any

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.access import SignedInRequest, requires
from accounts.people import Person
from accounts.permissions import APPROVE_INSPECTIONS, INSPECT, READ_INSPECTIONS
from materials.identifiers import PLATE_COLOURS
from materials.uploads.responses import preview
from supervision.encounters.captures.asides import ASIDES, asides_for
from supervision.encounters.captures.models import CaptureFile, EncounterAsideFile, Ending, Missing
from supervision.encounters.captures.shown import answered
from supervision.encounters.captures.taking_in import Taken, receive
from supervision.encounters.no_penalty.editions import list_in_force
from supervision.encounters.no_penalty.reading import Entry
from supervision.encounters.pledges.actions import valid_pledges
from supervision.encounters.queries import encounters_for
from supervision.officers.queries import officers_of
from supervision.phones.aside_views import AsidePage
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
from supervision.phones.records import MOST_FILES

PAGE = "encounters:phone"
KEPT = ("portal/js/encounters/page.js", "portal/js/encounters/form.js", "portal/js/camera.js", "portal/icons.svg")
"""What the page needs without network beside what every such page does."""


@require_safe
@requires(INSPECT)
def phone(request: SignedInRequest) -> HttpResponse:
    """The page that works without network. It names nobody: the browser keeps it, also after signing out."""
    context = {
        "colours": PLATE_COLOURS.items(),
        "missing": Missing.choices,
        "endings": Ending.choices,
        "most_photos": MOST_FILES - 2,  # a signature and a picture of a code are files, too
    }
    return page_of(request, "supervision/encounters/phone.html", context)


@require_safe
@as_json(INSPECT, page=PAGE)
def today(request: SignedInRequest) -> HttpResponse:
    """What an officer needs for the day: colleagues with a certificate, the pledge, and the list as it is in force."""
    on, person = timezone.localdate(), request.user
    team = officers_of(person.authority, on=on) if person.authority else []
    pledge = valid_pledges([person.pk], on=on).get(person.pk)
    listed = list_in_force(on=on).content
    return day_for(
        request,
        certificate=next((one.number for one in team if one.person_id == person.pk), ""),
        pledge=pledge.valid_to.isoformat() if pledge is not None else "",
        officers=[{"id": one.pk, "name": str(one)} for one in team if one.person_id != person.pk],
        excluded=[{"code": one.code, "name": one.name} for one in listed.exclusions],
        entries=[_told_of_entry(one) for one in listed.unpunished],
    )


def _told_of_entry(entry: Entry) -> dict[str, Any]:
    return {"name": entry.name, "basis": entry.basis, "conditions": [one.name for one in entry.conditions]}


def _told_of(taken: Taken) -> Receipt:
    """The same words and values however often the same item comes."""
    if (found := taken.encounter) is not None:
        return received(
            found.capture,
            number=found.number,
            day=timezone.localdate(found.opened_at).isoformat(),
            address=reverse("encounters:encounter", args=[found.number]),
            words=answered(found),
        )
    assert taken.aside is not None  # noqa: S101 - a taken item is one of the two
    told = _("Not accepted: %(reason)s. It is kept for the head of your office.")
    return refused(taken.aside, told, address=reverse("encounters:set_aside"))


def _receive(item: Item, sent_at: datetime.datetime, by: Person) -> Receipt:
    return _told_of(receive(item, sent_at=sent_at, by=by))


worker = worker_of("encounters", INSPECT, page=PAGE, files=KEPT)
session = session_of(INSPECT, page=PAGE)
sync = sync_of(INSPECT, throttle="encounters", page=PAGE, receive=_receive)


@require_safe
@requires(READ_INSPECTIONS)
def file(request: SignedInRequest, number: str, file: int) -> HttpResponseBase:
    """A photo or the signature of an encounter that was taken down without network, while it is kept."""
    found = get_object_or_404(encounters_for(request.user), number=number)
    return preview(request, get_object_or_404(CaptureFile, capture__encounter=found, pk=file))


ASIDE_PAGE = AsidePage(
    asides=ASIDES,
    rows=asides_for,
    may_settle=APPROVE_INSPECTIONS,
    template="supervision/encounters/aside.html",
    app="encounters",
)


@require_safe
@requires(INSPECT, APPROVE_INSPECTIONS)
def set_aside(request: SignedInRequest) -> HttpResponse:
    """What phones sent and was not taken in, as it came: for the head, and for who sent it."""
    return ASIDE_PAGE.show(request)


@require_POST
@requires(APPROVE_INSPECTIONS)
def settle(request: SignedInRequest, pk: int) -> HttpResponseBase:
    """Write down what was done with it."""
    return ASIDE_PAGE.settle(request, pk)


@require_safe
@requires(INSPECT, APPROVE_INSPECTIONS)
def aside_file(request: SignedInRequest, pk: int, file: int) -> HttpResponseBase:
    """A file that came with what was not taken in."""
    item = get_object_or_404(asides_for(request.user), pk=pk)
    return preview(request, get_object_or_404(EncounterAsideFile, item=item, pk=file))
