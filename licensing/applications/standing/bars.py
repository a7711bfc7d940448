"""For how long a company may not apply after lying: one year for lying when applying, three after deceit.

Licensing Law arts. 78 and 79 bar only what touches public safety; which items do, and which lead to the same licence,
the catalogue says. A bar stops every way to that licence: a draft begun before, a bundle, a wider scope.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from django.conf import settings
from django.utils.translation import gettext as _

from accounts.represented.companies import Company
from licensing.applications.bundle import items_within
from licensing.applications.models.application import Application
from licensing.applications.models.credit import CreditEntry
from materials.catalogue.models.items import ServiceItem


def leads_to(item: ServiceItem) -> frozenset[str]:
    """The licences an item is a way to; for a bundle those of the steps everybody needs."""
    return frozenset(code for each in items_within(item) for code in (each.code, *each.effect.get("leads_to", [])))


def last_day_of_bar(application: Application, ground: CreditEntry.Ground, *, on: datetime.date) -> datetime.date | None:
    """The last day on which the same licence may not be applied for; None where the law sets no bar.

    Years run to the same day of the month; that day is still barred (Civil Code art. 202).
    """
    if not application.item.effect.get("public_safety"):
        return None
    years = BARRED_YEARS[ground]()
    try:
        return on.replace(year=on.year + years)
    except ValueError:  # 29 February
        return on.replace(year=on.year + years, day=28)


BARRED_YEARS = {
    CreditEntry.Ground.DECEIT: lambda: int(settings.BARRED_YEARS),
    CreditEntry.Ground.FALSE_APPLICATION: lambda: int(settings.BARRED_YEARS_FALSE_APPLICATION),
}


def bar_on(item: ServiceItem, company: Company, *, on: datetime.date) -> CreditEntry | None:
    """The entry that bars a company from an item on a day, the one that lasts longest."""
    entries = CreditEntry.objects.filter(company=company, barred_until__gte=on, lifted__isnull=True)
    return bar_among(entries.select_related("application__item__bundle"), item, on=on)


def bar_among(entries: Iterable[CreditEntry], item: ServiceItem, *, on: datetime.date) -> CreditEntry | None:
    """The same among all entries of a company."""
    barred = [entry for entry in entries if entry.barred_until is not None and entry.barred_until >= on]
    wanted = leads_to(item) if barred else frozenset()
    found = [entry for entry in barred if wanted & leads_to(entry.application.item)]
    return max(found, key=_last_day, default=None)


def _last_day(entry: CreditEntry) -> datetime.date:
    return entry.barred_until or datetime.date.min


def words_of(entry: CreditEntry) -> str:
    """Why and until when, as the letter said it."""
    told = {"item": entry.application.item.name, "day": entry.barred_until.isoformat() if entry.barred_until else ""}
    if entry.ground == CreditEntry.Ground.FALSE_APPLICATION:
        return (
            _(
                "False materials were handed in for “%(item)s”: it may not be applied for again "
                "up to and including %(day)s (Administrative Licensing Law art. 78)."
            )
            % told
        )
    return (
        _(
            "“%(item)s” was revoked because it was obtained by deceit: it may not be applied for again "
            "up to and including %(day)s (Administrative Licensing Law art. 79)."
        )
        % told
    )
