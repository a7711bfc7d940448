"""States of cases, materials, certificates and credit as marks; the tables are in the `looks.py` of each."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Sequence

from django import template
from django.utils.safestring import SafeString

from clock.limits import Limit
from clock.looks import mark_of_limit
from licensing.applications.evidence.resolution import Resolved, Treatment
from licensing.applications.looks import TO_OFFICIALS, TREATMENTS
from licensing.applications.models.application import Application
from licensing.casework.seeing.looks import NEW
from licensing.casework.seeing.since import Since
from licensing.certificates.checking.authenticity import Finding, Verdict
from licensing.certificates.looks import STATES, UNSIGNED, VERDICTS
from licensing.certificates.models import State
from licensing.decisions.standing.looks import STANDINGS, standing_of
from licensing.moving.bundles import Step
from licensing.moving.looks import look_of_step
from licensing.verification.looks import mark_of_standing
from pages.looks import Look, badge

register = template.Library()


@register.simple_tag
def standing(application: Application) -> SafeString:
    """What a handed-in case has come to."""
    return badge(STANDINGS[standing_of(application)])


@register.simple_tag
def bundle_step(step: Step) -> SafeString:
    """Where a step of a one-thing application stands."""
    return badge(look_of_step(step))


@register.simple_tag
def treatment(became: Treatment, *, official: bool = False) -> SafeString:
    """What became of a material, in the words of its reader."""
    return badge((TO_OFFICIALS if official else TREATMENTS)[became])


@register.simple_tag
def treatments_told(rows: Sequence[Resolved]) -> str:
    """How many materials became what, in a line."""
    many = Counter(row.treatment for row in rows)
    return " · ".join(f"{TO_OFFICIALS[became].label} {many[became]}" for became in Treatment if many[became])


@register.simple_tag
def certificate_state(state: State) -> SafeString:
    """The state of a certificate."""
    return badge(STATES[State(state)])


@register.simple_tag
def verdict_look(verdict: Verdict) -> Look:
    """What the public check found, as a sentence with its tone and sign."""
    shown = VERDICTS[verdict.finding]
    is_unsigned = verdict.signature is not None and verdict.signature.state == "unsigned"
    return shown.called(UNSIGNED) if verdict.finding == Finding.FOREIGN and is_unsigned else shown


@register.simple_tag
def credit_standing(standing: str) -> SafeString | str:
    """The credit standing of a company; plain words where the credit registry has none."""
    return mark_of_standing(standing)


@register.simple_tag
def new_since(since: Since, at: datetime.datetime | None) -> SafeString | str:
    """A mark on what came after the reader's last look."""
    return badge(NEW) if since.is_new(at) else ""


@register.simple_tag
def due(limit: Limit | None, *, counts_days: bool = False) -> SafeString | str:
    """The day a limit ends and how it stands."""
    return mark_of_limit(limit, counts_days=counts_days)
