"""What can happen to visits, and the sentence that tells it. What a company said is no value; members are named: it is
their office."""

from django.utils.translation import gettext_lazy as _

from trail.events import event, words

PLANNED = event("visits.planned", _("Visits planned: %(count)s, plans ended: %(ended)s"))
RECEIVED = event("visit.received", _("%(by)s visited %(company)s (grid %(grid)s): %(outcome)s, receipt %(number)s"))
SET_ASIDE = event("visit.set_aside", _("A visit sent by %(by)s was not accepted: %(reason)s"))
SETTLED = event("visit.settled", _("%(by)s reviewed a visit that was not accepted"))
NEED_ANSWERED = event("visit.need_answered", _("%(by)s answered need %(need)s of %(company)s"))
CLUE_GIVEN = event("visit.clue_given", _("%(by)s passed clue %(number)s on to the officers"))
CLUE_ANSWERED = event("visit.clue_answered", _("%(by)s answered clue %(number)s: %(answer)s"))
words(
    {
        "clue-taken-up": _("taken up"),
        "clue-set-aside": _("set aside"),
        "visit-signed": _("signed by the company"),
        "visit-unsigned": _("held; the company preferred not to sign"),
        "visit-declined": _("the company declined the visit"),
        "visit-absent": _("nobody was met"),
        "aside-other-seal": _("its key belongs to another visit"),
        "aside-broken-seal": _("its seal does not fit its text"),
        "aside-unreadable": _("it cannot be read"),
        "aside-no-seat": _("its sender had no seat in the company's grid that day"),
        "aside-future": _("its time is in the future"),
        "aside-too-old": _("it is too old"),
    }
)
