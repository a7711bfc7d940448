"""What can happen to a case of insurance, and the sentence that tells it. No plate and no owner is a value."""

from django.utils.translation import gettext_lazy as _

from trail.events import event, words

REPORTED = event("insurance.reported", _("Insurance case %(number)s was reported"))
ASKED = event("insurance.asked", _("%(by)s recorded that %(insurer)s was contacted about %(number)s"))
LIMIT_PASSED = event("insurance.limit_passed", _("A time limit for %(number)s was missed: %(what)s"))
URGENT = event("insurance.urgent", _("%(number)s is urgent: %(what)s"))
LATE = event("insurance.insurer_late", _("%(insurer)s did not answer in time about %(number)s"))
BROKEN = event("insurance.pledge_broken", _("%(insurer)s broke its pledge in %(number)s"))
CLEARED = event("insurance.late_cleared", _("%(insurer)s was found to have answered in time about %(number)s"))
ANSWERED = event("insurance.answered", _("%(by)s recorded the answer from %(insurer)s about %(number)s"))
STEPPED = event("insurance.stepped", _("%(by)s recorded a step for %(number)s (%(step)s)"))
PLEDGED = event("insurer.pledged", _("%(by)s recorded a pledge by %(insurer)s"))
WITHDRAWN = event("insurer.withdrew", _("%(by)s recorded that %(insurer)s withdrew its pledge"))
ENTERED = event("insurer.entered", _("%(by)s added the insurer %(insurer)s"))
words(
    {
        "insurance-due-send": _("to be sent to the association"),
        "insurance-due-offer": _("a quote or an answer of an insurer"),
        "insurance-due-settle": _("to be settled"),
        "insurance-due-urgent": _("the policy ends within days"),
        "insurance-sent": _("sent to the association of insurers"),
        "insurance-regulator": _("clue to the regulator: compulsory cover refused"),
        "insurance-platform": _("to the platform 车险好投保"),
        "insurance-meeting": _("to the monthly meeting"),
        "insurance-insured": _("insured"),
        "insurance-declined": _("declined by the owner"),
    }
)
