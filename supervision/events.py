"""What can happen to a company's credit code, and the sentence that tells it. No name of a person is a value."""

from django.utils.translation import gettext_lazy as _

from papers.serving.ladder import NEXT
from papers.serving.rows import AS_SAID
from trail.events import event, words

FACTS_IMPORTED = event("credit_facts.imported", _("%(by)s imported %(count)s credit facts from %(source)s (%(file)s)"))
FACT_ENTERED = event("credit_fact.entered", _("Credit fact %(fact)s was entered: %(indicator)s, %(source)s"))
FACT_ENDED = event("credit_fact.ended", _("Credit fact %(fact)s no longer counts: %(kind)s"))
REGISTRY_ASKED = event("credit_fact.looked_up", _("%(by)s asked %(registry)s for credit facts: %(outcome)s"))
SUGGESTED = event(
    "code.suggested", _("The model suggests %(becomes)s instead of %(was)s (%(sector)s, %(score)s points)")
)
PROPOSED = event("code.proposed", _("%(by)s proposed to change the code to %(becomes)s (%(sector)s)"))
CONFIRMED = event(
    "code.confirmed", _("%(by)s confirmed the code %(becomes)s (%(sector)s) from %(day)s, letter %(letter)s")
)
DROPPED = event("code.dropped", _("%(by)s cancelled the change to %(becomes)s (%(sector)s)"))
IN_FORCE = event("code.in_force", _("The code %(becomes)s is in force (%(sector)s)"))
BETTERED = event("code.bettered", _("The code became %(becomes)s automatically (%(sector)s, %(score)s points)"))
OBJECTED = event("objection.asked", _("%(by)s objected to %(what)s"))
OBJECTION_DECIDED = event("objection.decided", _("%(by)s decided the objection, upheld: %(upheld)s, letter %(letter)s"))
REPAIR_ASKED = event("repair.asked", _("%(by)s asked for repair of credit fact %(fact)s"))
REPAIR_ANSWERED = event(
    "repair.answered",
    _("%(by)s responded to the repair request for %(fact)s, accepted: %(accepted)s, letter %(letter)s"),
)
REPAIR_EXTENDED = event(
    "repair.extended",
    _("%(by)s extended the time for the repair of %(fact)s to %(day)s, letter %(letter)s"),
)
REPAIR_DECIDED = event(
    "repair.decided", _("%(by)s decided on the repair of %(fact)s, repaired: %(repaired)s, letter %(letter)s")
)
MODEL_WRITTEN = event("credit_model.written", _("%(by)s drafted edition %(edition)s of the credit model %(sector)s"))
MODEL_TRIED = event(
    "credit_model.tried", _("%(by)s tested edition %(edition)s (%(sector)s): %(changing)s of %(count)s would change")
)
MODEL_RELEASED = event(
    "credit_model.released",
    _("%(by)s released edition %(edition)s of the credit model %(sector)s, in force from %(day)s"),
)
SERVICE_AGREED = event(
    "supervision.service_said", _("%(by)s said whether letters of supervision are served electronically: %(agrees)s")
)
LETTER_SERVED = event(
    "supervision.letter_served", _("The letter %(letter)s was served on %(day)s (%(way)s), by %(by)s")
)
SERVICE_TRIED = event("supervision.letter_not_served", _("The letter %(letter)s was not served yet: %(how)s (%(by)s)"))
SERVICE_WAITS = event(
    "supervision.letter_waits", _("The letter %(letter)s reached nobody yet; next: %(next)s, to be served by %(day)s")
)
SERVICE_OVERDUE = event(
    "supervision.letter_overdue", _("The letter %(letter)s was to be served by %(day)s and reached nobody")
)
CONTEST_ENDS = event("supervision.contest_ends", _("Against letter %(letter)s there is until %(day)s: %(remedy)s"))
words(
    {
        **AS_SAID,
        **{f"next-{way.value}": told for way, told in NEXT.items()},
        "code-red": _("red"),
        "code-yellow": _("yellow"),
        "code-green": _("green"),
        "code-none": _("no code yet"),
        "sector-freight": _("Ordinary freight (一货)"),
        "sector-hazardous": _("Hazardous goods (一危)"),
        "sector-passenger-line": _("Passenger lines (两客)"),
        "sector-charter": _("Tourist charter (两客)"),
        "remedy-reconsideration": _("reconsideration"),
        "remedy-suit": _("a suit"),
        "fact-removed": _("removed"),
        "fact-repaired": _("repaired"),
        "fact-ended": _("put right"),
        "fact-expired": _("its longest time is over"),
        "objected-code": _("the code"),
        "objected-fact": _("a fact of the code"),
    }
)
