"""What can happen in the yearly review of a vehicle. No plate is a value: the certificate's number names it."""

from django.utils.translation import gettext_lazy as _

from trail.events import event, words

ASKED = event("review.asked", _("%(by)s asked for the yearly review of %(number)s"))
ANSWERED = event("review.answered", _("Yearly review of %(number)s: %(outcome)s"))
TEST_DUE = event("review.test_due", _("The next test of the vehicle of %(number)s is due by %(due)s"))
words(
    {
        "review-passed": _("passed"),
        "review-to-mend": _("to be put right"),
        "review-failed": _("not passed"),
    }
)
