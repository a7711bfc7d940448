"""What can happen to a questionnaire: never what the caller said in words."""

from django.utils.translation import gettext_lazy as _

from trail.events import event, words

ASKED = event("ticket.asked_afterwards", _("The caller of ticket %(number)s was asked whether it stayed solved"))
ANSWERED = event("ticket.answered_afterwards", _("The caller of ticket %(number)s says it is solved: %(still)s"))
REOPENED = event("ticket.reopened", _("Ticket %(number)s is not solved: it continues as ticket %(after)s"))
words(
    {
        "afterwards-yes": _("it is still solved"),
        "afterwards-partly": _("in part"),
        "afterwards-no": _("it is not solved"),
    }
)
