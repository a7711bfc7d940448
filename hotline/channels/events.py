"""What can happen to a message that could not be understood: its source and number alone, never what it says."""

from django.utils.translation import gettext_lazy as _

from trail.events import event

KEPT = event("hotline.message_kept", _("A message from %(channel)s could not be read and was kept"))
TAKEN_UP = event("hotline.message_taken_up", _("%(by)s entered a message from %(channel)s manually"))
SETTLED = event("hotline.message_settled", _("%(by)s resolved a message from %(channel)s that could not be read"))
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
SENT_AGAIN = event(
    "hotline.answer_sent_again", _("%(by)s notified %(channel)s about ticket %(number)s again: %(says)s")
)
