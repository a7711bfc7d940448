"""What can happen to an inspection; what was found and said stands in its papers, not here."""

from django.utils.translation import gettext_lazy as _

from trail.events import event, words

PROGRAMME_WRITTEN = event("programme.written", _("%(by)s drafted edition %(edition)s of the inspection programme"))
PROGRAMME_RELEASED = event(
    "programme.released", _("%(by)s released edition %(edition)s of the inspection programme, in force from %(day)s")
)
DRAFTED = event("inspection.drafted", _("%(by)s drafted inspection %(number)s"))
APPROVED = event("inspection.approved", _("%(by)s approved inspection %(number)s, letter %(letter)s"))
REFUSED = event("inspection.refused", _("%(by)s did not approve inspection %(number)s"))
ENTERED = event("inspection.entered", _("%(by)s started inspection %(number)s, urgent: %(urgent)s"))
RECORDED = event("inspection.recorded", _("%(by)s wrote the record of inspection %(number)s"))
CONFIRMED = event("inspection.confirmed", _("%(by)s responded to the record of inspection %(number)s: %(agrees)s"))
TOLD = event("inspection.told", _("%(by)s issued the result of inspection %(number)s: %(outcome)s, letter %(letter)s"))
REPORTED = event("inspection.rectified", _("%(by)s reported that what inspection %(number)s found has been put right"))
MISSED = event("inspection.rectification_missed", _("Nothing was reported in time on inspection %(number)s"))
RECHECKED = event(
    "inspection.rechecked", _("%(by)s carried out the follow-up to inspection %(number)s, put right: %(passed)s")
)
CANCELLED = event("inspection.cancelled", _("%(by)s cancelled inspection %(number)s"))
GIVEN_UP = event("inspection.given-up", _("%(by)s ended inspection %(number)s: both officers left before the record"))
VOIDED = event("inspection.voided", _("Inspection %(number)s was not approved in time and has no effect"))
RATED = event("inspection.rated", _("%(by)s rated inspection %(number)s: %(stars)s"))
TURNED_AWAY = event("inspection.turned_away", _("%(by)s refused an inspection: %(reason)s"))
words(
    {
        "inspected-clean": _("nothing found"),
        "inspected-rectify": _("to be put right"),
        "inspected-transferred": _("passed on to the ordinary procedure"),
        "away-no-certificate": _("no valid certificate was shown"),
        "away-one-officer": _("only one officer came"),
        "away-not-approved": _("no approved inspection is known"),
        "away-not-published": _("the item is not published"),
    }
)
