"""What the page of a ticket shows: limits, conditions, replies, contacts, history – never the caller."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.people import Person
from accounts.permissions import READ_TICKETS
from hotline.desks.naming import is_from_outside, name_for
from hotline.tickets.conditions import conditions_of
from hotline.tickets.dues import book_of
from hotline.tickets.looks import HOLDS, LEVELS, LIMITS, STEP_NAMES, STEPS
from hotline.tickets.models import Due, Ticket
from hotline.tickets.queries import history_of
from hotline.tickets.rules import classified, transfer_of
from hotline.tickets.screens.asides import asides_of
from trail.events import tell

ENDING = ("call_back", "final_answer", "strike_off", "ledger", "struck_off")


def limit_state(due: Due) -> str:
    """running, over, met, late, dropped or unknown."""
    if due.dropped_at is not None:
        return "dropped"
    if due.due_at is None:
        return "unknown"
    if due.met_at is not None:
        return "met" if due.was_met_in_time else "late"
    return "over" if timezone.now() > due.due_at else "running"


def shown_of(ticket: Ticket, step: str, reader: Person) -> dict[str, Any]:
    """Everything beside the acts."""
    book = book_of(ticket)
    caller, told = ticket.caller, classified(ticket)
    is_told_by = reader.has_perm(READ_TICKETS)
    conditions = conditions_of(ticket) if step in ENDING else []
    return {
        "step_look": STEPS[step],
        "level_look": LEVELS[str(ticket.standing.level)] if ticket.standing.level else None,
        "terms": {
            kind: book.term(kinds, value).name
            for kind, kinds, value in (
                ("kind", "types", ticket.kind),
                ("theme", "themes", told.theme),
                ("urgency", "urgencies", ticket.urgency),
                ("channel", "channels", ticket.channel),
            )
        },
        "is_anonymous": caller.is_anonymous,
        "consent": caller.consent,
        "limits": [
            {"name": STEP_NAMES.get(due.step, due.step), "due": due, "look": LIMITS[limit_state(due)]}
            for due in ticket.dues.all()
        ],
        "conditions": [{"row": one, "look": HOLDS["yes" if one.holds else "no"]} for one in conditions],
        "conditions_met": sum(one.holds for one in conditions),
        "transfer": transfer_of(ticket),
        "replies": ticket.replies.select_related("by__authority", "review__by__authority").order_by("pk"),
        "contacts": ticket.contacts.select_related("by__authority").order_by("pk"),
        "callbacks": ticket.callbacks.select_related("by__authority").order_by("pk"),
        "supervisions": ticket.supervisions.select_related("letter", "answer__by__authority").order_by("pk"),
        "files": [one for one in ticket.files.all() if not one.is_voice or is_told_by],
        "notices": ticket.notices.order_by("-version") if is_told_by else (),
        "owed": ticket.owed.order_by("pk") if is_told_by else (),
        "corrections": ticket.corrections.select_related("by__authority").order_by("nth"),
        "no_objects": ticket.objects_not_found.select_related("by__authority", "review__by__authority").order_by("nth"),
        "asides": asides_of(ticket, reader),
        "joined": ticket.joined.select_related("ticket").order_by("pk"),
        "history": told_to(ticket, reader),
    }


def told_to(ticket: Ticket, reader: Person) -> list[dict[str, object]]:
    """What happened to a ticket, in order, as its reader may know it."""
    happened = list(history_of(ticket))
    called: dict[str, str] = {}
    if is_from_outside(reader):
        ids = {one.by.removeprefix("person:") for one in happened if one.by.startswith("person:")}
        people = Person.objects.select_related("authority").in_bulk([int(pk) for pk in ids])
        hidden = _("Another body")
        called = {f"person:{pk}": name_for(people.get(int(pk)), reader) or hidden for pk in ids}
    return [{"at": one.at, "words": tell(one, who=called.get(one.by, ""))} for one in happened]
