"""What can happen to a service and its rating: never the grade, the words, or who it was."""

from django.utils.translation import gettext_lazy as _

from trail.events import event, words

SERVED = event("service.served", _("A service can be rated: %(reference)s, number %(number)s"))
RATED = event("service.rated", _("A service was rated: %(reference)s, number %(number)s"))
OPENED = event("rating.opened", _("A poor rating must be assigned: %(reference)s, number %(number)s"))
STEPPED = event("rating.stepped", _("%(by)s updated a rating: %(step)s (%(reference)s, number %(number)s)"))
OVERDUE = event("rating.overdue", _("A rating is overdue, %(step)s: %(reference)s, number %(number)s"))
TAKEN = event(
    "rating.figure_taken",
    _("%(by)s exported %(rows)s rows behind the figure “%(figure)s”, from %(since)s to %(until)s"),
)
words(
    {
        "rating-assigned": _("assigned"),
        "rating-checked": _("looked into"),
        "rating-mended": _("put right"),
        "rating-disputed": _("the finding is disputed"),
        "rating-answered": _("answered"),
        "rating-called-back": _("called back"),
        "rating-closed": _("rating closed"),
        "rating-assign": _("to be assigned"),
        "rating-mend": _("to be looked into, put right and answered"),
        "rating-call-back": _("rater to be called back"),
    }
)
