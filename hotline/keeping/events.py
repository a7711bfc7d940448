"""What can happen to what is kept too long: numbers alone."""

from django.utils.translation import gettext_lazy as _

from trail.events import event

TICKET_FORGOTTEN = event(
    "ticket.forgotten",
    _("Who told ticket %(number)s and every word of it were deleted: it was over since %(over_on)s"),
)
MATTER_FORGOTTEN = event("matter.forgotten", _("Who told %(number)s and every word of it were deleted"))
CALL_FORGOTTEN = event("call.forgotten", _("The number of call %(reference)s was deleted: nobody needs it any more"))
