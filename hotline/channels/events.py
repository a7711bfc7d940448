"""What can happen to a message that could not be understood: its source and number alone, never what it says."""

from django.utils.translation import gettext_lazy as _

from trail.events import event

KEPT = event("hotline.message_kept", _("A message of %(channel)s could not be understood and is kept"))
TAKEN_UP = event("hotline.message_taken_up", _("%(by)s took up a message of %(channel)s by hand"))
SETTLED = event("hotline.message_settled", _("%(by)s settled a message of %(channel)s that could not be understood"))
TABLE_TAKEN = event(
    "hotline.table_taken",
    _(
        "%(by)s imported a table of %(channel)s (%(file)s): %(taken)s new, %(changed)s changed, "
        "%(same)s unchanged, %(older)s older, %(refused)s not accepted"
    ),
)
RESULTS_TAKEN = event(
    "hotline.results_taken", _("%(by)s exported the results of %(channel)s, %(rows)s rows, from %(since)s to %(until)s")
)
SENT_AGAIN = event("hotline.answer_sent_again", _("%(by)s has %(channel)s told of ticket %(number)s again: %(says)s"))
