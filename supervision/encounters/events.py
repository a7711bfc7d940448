"""What can happen in an encounter. No plate, no driver and no company is a value: its number names it."""

from django.utils.translation import gettext_lazy as _

from papers.serving.rows import AS_SAID
from trail.events import event, words

LIST_WRITTEN = event("no_penalty_list.written", _("%(by)s drafted edition %(edition)s of the no-penalty list"))
LIST_RELEASED = event(
    "no_penalty_list.released", _("%(by)s released edition %(edition)s of the no-penalty list, in force from %(day)s")
)
PLEDGED = event("enforcement_pledge.signed", _("%(by)s signed the pledge of flexible enforcement until %(day)s"))
OPENED = event("encounter.opened", _("%(by)s opened encounter %(number)s: %(found)s"))
TAKEN_IN = event("encounter.taken_in", _("%(by)s recorded encounter %(number)s offline; check on arrival: %(found)s"))
SET_ASIDE = event("encounter.set_aside", _("An encounter sent by %(by)s was not accepted: %(reason)s"))
SETTLED = event("encounter.aside_settled", _("%(by)s reviewed an encounter that was not accepted"))
ENDED = event("encounter.ended", _("%(by)s ended encounter %(number)s: %(way)s"))
FOLLOWED = event("encounter.followed", _("What followed encounter %(number)s: %(how)s"))
CLUE_ANSWERED = event("encounter.clue_answered", _("%(by)s answered the clue of encounter %(number)s: %(answer)s"))
DECISION_SERVED = event(
    "encounter.decision_served",
    _("The decision %(letter)s about encounter %(number)s was served on %(day)s (%(way)s), by %(by)s"),
)
DECISION_WAITS = event(
    "encounter.decision_waits",
    _("The decision %(letter)s about encounter %(number)s reached nobody yet, to be served by %(day)s"),
)
DECISION_LATE = event(
    "encounter.decision_late",
    _("The decision %(letter)s about encounter %(number)s was to be served by %(day)s and reached nobody"),
)
ANONYMISED = event("encounter.anonymised", _("The personal data from encounter %(number)s was deleted"))
words(
    {
        **AS_SAID,
        "met-valid": _("in force"),
        "met-curable": _("expired, can be renewed online"),
        "met-lapsed": _("not in force"),
        "met-unknown": _("not found"),
        "met-silent": _("no registry answered"),
        "met-released": _("released with guidance"),
        "met-curing": _("helped to apply on the spot"),
        "met-noted": _("noted, released, to be checked"),
        "met-spared": _("proposed not to be punished"),
        "met-ordinary": _("ordinary procedure elsewhere"),
        "met-kept": _("put right in time, closed"),
        "met-missed": _("not put right in time, a clue"),
        "met-cleared": _("in force after all, closed"),
        "met-missing": _("truly none, a clue"),
        "met-confirmed": _("not punished, by decision of the head"),
        "met-declined": _("not confirmed by the head, a clue"),
        "met-taken-up": _("taken up"),
        "met-set-aside": _("set aside"),
    }
)
