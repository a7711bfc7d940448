"""The catalogue's figures and the lived ones side by side, one row each."""

from __future__ import annotations

from dataclasses import dataclass

from django.template.defaultfilters import floatformat
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from licensing.auditing.lived import Lived
from materials.catalogue.queries import Figures

NO_FIGURE = "–"
"""The catalogue promises nothing of it."""


@dataclass(frozen=True)
class Beside:
    """A figure in words: as the catalogue has it, and as it was lived."""

    title: str
    promised: str
    lived: str


def beside(promised: Figures, lived: Lived) -> list[Beside]:
    """The rows of the table, in the reader's language."""

    def items(number: int) -> str:
        return _("%(n)s items") % {"n": number}

    def times(number: int) -> str:
        return ngettext("%(n)s time", "%(n)s times", number) % {"n": number}

    def in_cases(number: int) -> str:
        return _("%(n)s (cases: %(cases)s)") % {"n": number, "cases": lived.cases}

    def number(value: float | None) -> str:
        return NO_FIGURE if value is None else floatformat(value)

    def percent(share: float) -> str:
        return f"{floatformat(share)}%"

    return [
        Beside(
            _("Business licence not asked for"),
            items(promised.business_licence_items),
            times(lived.business_licence_waivers),
        ),
        Beside(
            _("Own certificates looked up instead"), items(promised.internal_lookup_items), times(lived.lookup_waivers)
        ),
        Beside(_("Materials no longer asked for (waived)"), str(promised.materials_waived), in_cases(lived.waivers)),
        Beside(_("Found in a register besides, so not asked for"), NO_FIGURE, in_cases(lived.found)),
        Beside(_("Replaced by the commitment"), str(promised.replaced_by_commitment), in_cases(lived.promised)),
        Beside(_("Materials actually submitted"), NO_FIGURE, in_cases(lived.brought)),
        Beside(_("Handling steps cut"), percent(promised.steps_cut_percent), percent(lived.steps_saved_percent)),
        Beside(_("Accepted at once by rule"), NO_FIGURE, in_cases(lived.by_rule)),
        Beside(_("Answers typed for a grant, on average"), NO_FIGURE, number(lived.typed)),
        Beside(_("Seconds from the first click to handing in, median of grants"), NO_FIGURE, number(lived.seconds)),
        Beside(_("Granted on one signature, all of it known"), NO_FIGURE, in_cases(lived.signed_only)),
    ]
