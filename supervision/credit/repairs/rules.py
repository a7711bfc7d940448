"""Which facts can be repaired, and from when (信用修复管理办法; domain F-9.7)."""

from __future__ import annotations

import datetime

from django.utils.translation import gettext as _

from supervision.credit.facts.models import CreditFact, Source
from supervision.credit.repairs.models import Repair


def open_repair(fact: CreditFact) -> Repair | None:
    """A request that is not decided, nor refused at once."""
    return Repair.objects.filter(fact=fact).open().order_by("pk").last()


def why_not_repaired(fact: CreditFact, *, on: datetime.date, is_asked: bool | None = None) -> str:
    """Why repair of a fact may not be asked for on a day; "" when it may.

    `is_asked` when the caller has read whether a request is open, for all facts at once.
    """
    if hasattr(fact, "end"):
        return _("This fact no longer counts.")
    if fact.source == Source.OWN and fact.source_ref.startswith("credit-entry:"):
        return _("An untrue commitment is repaired by the authority that found it: ask the verifier of the case.")
    if fact.repair_from is None:
        return _("This is not a penalty: it ends when it is put right, or when its period is over.")
    if on < fact.repair_from:
        return _("The shortest time of publicity is not over: you can ask for repair from %(day)s.") % {
            "day": fact.repair_from.isoformat()
        }
    if open_repair(fact) is not None if is_asked is None else is_asked:
        return _("Repair of this fact has already been requested.")
    return ""
