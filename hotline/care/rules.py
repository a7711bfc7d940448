"""What stands against care: silence is neither yes nor no, money and quota are what they are (domain F-10.18)."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from materials.lookups.contract import Outcome

if TYPE_CHECKING:
    from hotline.care.application_models import CareApplication, HardshipLookUp
    from hotline.care.models import Programme

REGISTRIES = {"civil-affairs": "hardship-civil", "trade-union": "hardship-union"}
"""Who knows of hardship → what is asked: the lists of civil affairs (民政) and of the union (总工会)."""
PROVED, DENIED, UNKNOWN = "proved", "denied", "unknown"


def hardship_of(look_ups: Iterable[HardshipLookUp]) -> str:
    """proved: one registry knows it. denied: all answered that they do not. unknown: one was silent or not asked."""
    newest = {row.registry: row.outcome for row in sorted(look_ups, key=lambda one: one.pk)}
    if Outcome.FOUND in newest.values():
        return PROVED
    answered = {registry for registry, outcome in newest.items() if outcome != Outcome.UNAVAILABLE}
    return DENIED if answered == set(REGISTRIES) else UNKNOWN


def why_not_eligible(application: CareApplication, hardship: str, *, has_proof: bool) -> str:
    """Why an officer may not say yes; "" when he may. A proof is brought only where no registry knows."""
    if not application.programme.is_aid or hardship == PROVED or has_proof:
        return ""
    if hardship == UNKNOWN:
        return _("A registry did not answer, which is not a yes. Ask again, or ask for proof.")
    return _("No registry has a record of hardship: without proof it cannot be granted.")


def why_not_refused(application: CareApplication, hardship: str) -> str:
    """Why an officer may not say no; "" when he may."""
    if application.programme.is_aid and hardship == UNKNOWN:
        return _("A registry did not answer, which is not a no. Ask again first.")
    if application.programme.is_aid and hardship == PROVED:
        return _("A registry has a record of hardship, so it cannot be refused for lack of hardship.")
    return ""


def why_no_room(programme: Programme, *, granted: Decimal, count: int, amount: Decimal) -> str:
    """Why nothing more of a programme can be granted; "" while it can."""
    if count >= programme.quota:
        return _("The quota of the programme is used up.")
    if granted + amount > programme.budget:
        return _("The budget of the programme is not sufficient.")
    return ""
