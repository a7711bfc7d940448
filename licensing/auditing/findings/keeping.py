"""The counts of the integrity report, kept where an authority has many cases (`pages.figures`)."""

from __future__ import annotations

import datetime

from accounts.people import Person
from accounts.roles import keys_of_visible_authorities
from licensing.auditing.findings.definitions import FINDINGS
from licensing.auditing.registers.columns import is_large
from pages.figures import Figure, figure


def kept(person: Person, since: datetime.date, until: datetime.date) -> Figure:
    """The counts of the authorities a role spans."""
    at = sorted(keys_of_visible_authorities(person))
    days = {"since": since.isoformat(), "until": until.isoformat()}
    return figure("findings", is_dear=lambda: is_large(at), authorities=at, **days)


def count_findings(*, authorities: list[int], since: str, until: str) -> dict[str, list[int]]:
    """Counting of the setting FIGURES: finding → [found, looked at]."""
    days = datetime.date.fromisoformat(since), datetime.date.fromisoformat(until)
    return {
        code: [found(authorities, *days).count(), among(authorities, *days).count()]
        for code, (found, among, _figure) in FINDINGS.items()
    }
