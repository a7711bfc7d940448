"""What can happen to a ticket. Numbers, desks and codes alone: what was told and by whom stands in the rows."""

from collections.abc import Callable

from django.utils.translation import gettext_lazy as _

from hotline.rulebook.reading import EDITIONS
from trail.events import event, names, words

RECORDED = event("ticket.recorded", _("Ticket %(number)s was recorded: %(theme)s, %(channel)s"))
SORTED = event("ticket.sorted", _("%(by)s triaged ticket %(number)s: %(outcome)s"))
TRANSFERRED = event("ticket.transferred", _("%(by)s transferred ticket %(number)s to %(desk)s"))
SIGNED = event("ticket.signed", _("%(by)s acknowledged receipt of ticket %(number)s"))
RETURNED = event("ticket.returned", _("%(by)s returned ticket %(number)s: %(body)s is responsible"))
CONTACTED = event(
    "ticket.contacted", _("%(by)s recorded a contact on ticket %(number)s: %(kind)s, reached: %(reached)s")
)
EXTENSION_ASKED = event(
    "ticket.extension_asked", _("%(by)s requested an extension of %(days)s days for ticket %(number)s")
)
EXTENSION_ANSWERED = event(
    "ticket.extension_answered", _("%(by)s decided on the extension for ticket %(number)s, granted: %(granted)s")
)
REPLIED = event("ticket.replied", _("%(by)s wrote a reply to ticket %(number)s: %(result)s"))
REVIEWED = event("ticket.reviewed", _("%(by)s reviewed the reply to ticket %(number)s, agrees: %(agrees)s"))
TRIED = event("ticket.tried", _("%(by)s tried to call back for ticket %(number)s"))
CALLED_BACK = event(
    "ticket.called_back", _("%(by)s called back for ticket %(number)s, reached: %(reached)s, stars: %(stars)s")
)
REDONE = event("ticket.to_be_redone", _("Ticket %(number)s went back to its handler: the caller is not satisfied"))
FINAL = event("ticket.final_answer", _("%(by)s gave the final answer to ticket %(number)s"))
PROMISE_KEPT = event("ticket.promise_kept", _("%(by)s recorded that the promise made for ticket %(number)s was kept"))
CORRECTED = event("ticket.corrected", _("%(by)s corrected the subject of ticket %(number)s: %(theme)s"))
NO_OBJECT = event("ticket.no_object", _("%(by)s could not identify the subject of ticket %(number)s"))
NO_OBJECT_REVIEWED = event(
    "ticket.no_object_reviewed",
    _("%(by)s reviewed that the subject of ticket %(number)s could not be identified, agrees: %(agrees)s"),
)
ON_LEDGER = event("ticket.on_ledger", _("%(by)s deferred ticket %(number)s to the ledger until %(until)s"))
STRUCK_OFF = event("ticket.struck_off", _("%(by)s closed ticket %(number)s"))
JOINED = event("ticket.joined", _("%(by)s merged ticket %(number)s into %(mother)s"))
SEPARATED = event("ticket.separated", _("%(by)s separated ticket %(number)s from %(mother)s"))
SUPERVISED = event(
    "ticket.supervised",
    _("Ticket %(number)s was placed under supervision, level %(level)s: %(ground)s, letter %(letter)s"),
)
SUPERVISION_ANSWERED = event(
    "ticket.supervision_answered", _("%(by)s responded to the supervision of ticket %(number)s")
)
DISCLOSED = event("ticket.disclosed", _("%(by)s viewed the caller of ticket %(number)s"))
TOLD_AGAIN = event("ticket.told_again", _("%(channel)s sent more about ticket %(number)s: %(changed)s"))
WITHDRAWN = event(
    "ticket.withdrawn", _("%(channel)s withdrew ticket %(number)s; an official must decide what happens to it")
)
TOLD_LATE = event(
    "ticket.told_late", _("%(channel)s sent an older message about ticket %(number)s; nothing was changed")
)
ANSWER_TOLD = event("ticket.answer_told", _("%(channel)s was informed about ticket %(number)s: %(says)s"))
ANSWER_REFUSED = event("ticket.answer_refused", _("%(channel)s rejected the update on ticket %(number)s: %(says)s"))
words(
    {
        "ticket-says-accepted": _("accepted"),
        "ticket-says-answered": _("answered at once"),
        "ticket-says-refused": _("not accepted"),
        "ticket-says-signed": _("signed for"),
        "ticket-says-returned": _("given back"),
        "ticket-says-progress": _("progress"),
        "ticket-says-extended": _("more time given"),
        "ticket-says-replied": _("replied"),
        "ticket-says-called-back": _("called back"),
        "ticket-says-closed": _("ticket struck off"),
        "ticket-answered": _("answered at once"),
        "ticket-accepted": _("accepted"),
        "ticket-refused": _("not accepted"),
        "ticket-referred": _("referred to another body"),
        "ticket-petition": _("a petition: diverted"),
        "ticket-contact": _("contact with the caller"),
        "ticket-progress": _("progress"),
        "ticket-answer": _("the caller was told the answer"),
        "ticket-final": _("the caller was told the final answer"),
        "ticket-verified": _("substantiated"),
        "ticket-partly": _("substantiated in part"),
        "ticket-unfounded": _("not substantiated"),
        "ticket-unknown": _("cannot be established"),
        "ticket-none": _("nothing to be established"),
        "ticket-soon": _("the time is running out"),
        "ticket-overdue": _("overdue"),
        "ticket-long-overdue": _("long overdue"),
        "ticket-unsatisfied": _("unsatisfied for the second time"),
        "ticket-often": _("the same object again and again"),
        "ticket-grave": _("injury, crowd or media"),
        "ticket-by-hand": _("ordered by the supervision desk"),
        "ticket-sender": _("supervised by the sender"),
    }
)


def _term(kind: str) -> Callable[[str], str]:
    """How a code of the rulebook is said; the newest edition knows every one there was: codes are never reused."""
    return lambda code: EDITIONS.newest.term(kind, code).name


TOLD = {
    "type": _("kind"),
    "theme": _("theme"),
    "urgency": _("urgency"),
    "caller": _("the caller"),
    "driver": _("whether it is a driver"),
    "plate": _("plate"),
    "certificate": _("certificate"),
    "division": _("county"),
    "place": _("place"),
    "happened_on": _("day"),
    "against": _("whom it is about"),
    "object": _("name of whom it is about"),
    "facts": _("what was reported"),
    "wish": _("what is wished"),
    "amount": _("money"),
    "recording": _("recording"),
    "handling": _("handling of the sender"),
    "state": _("withdrawn or not"),
}
"""What a sender may tell, by the name it has in a message."""
names(
    {
        "theme": _term("themes"),
        "channel": _term("channels"),
        "changed": lambda name: str(TOLD.get(name, name)),
    }
)
