"""What can happen to a case of insurance, and the sentence that tells it. No plate and no owner is a value."""

from django.utils.translation import gettext_lazy as _

from trail.events import event, words

REPORTED = event("insurance.reported", _("Insurance case %(number)s was reported"))
ANSWERED = event("insurance.answered", _("%(by)s noted what %(insurer)s said in %(number)s"))
STEPPED = event("insurance.stepped", _("%(by)s noted a step of %(number)s (%(step)s)"))
PLEDGED = event("insurer.pledged", _("%(by)s entered a pledge of %(insurer)s"))
WITHDRAWN = event("insurer.withdrew", _("%(by)s noted that %(insurer)s withdrew its pledge"))
ENTERED = event("insurer.entered", _("%(by)s entered the insurer %(insurer)s"))
words(
    {
        "insurance-sent": _("sent to the association of insurers"),
        "insurance-regulator": _("clue to the regulator: compulsory cover refused"),
        "insurance-platform": _("to the platform 车险好投保"),
        "insurance-meeting": _("to the monthly meeting"),
        "insurance-insured": _("insured"),
        "insurance-declined": _("declined by the owner"),
    }
)
