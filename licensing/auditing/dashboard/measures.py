"""What the dashboard counts: each measure is a register with filters set, so that number and rows are one query."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from licensing.auditing.registers.cases_list import CASES
from licensing.auditing.registers.columns import Reach
from licensing.auditing.registers.verifications_list import KEPT
from pages.lists.definition import List

Days = tuple[datetime.date, datetime.date]


@dataclass(frozen=True, kw_only=True)
class Measure:
    """`days` are the filters of its first and last day, none as it stands today; `of` is what it is a share of."""

    code: str
    title: Promise
    register: List[Any]
    days: tuple[str, ...]
    fixed: Mapping[str, str]
    of: str = ""

    def chosen(self, days: Days, **more: str) -> dict[str, str]:
        """The filters as the address of its rows has them."""
        span = dict(zip(self.days, days, strict=False))
        return {name: str(value) for name, value in {**span, **self.fixed, **more}.items()}

    def rows(self, reader: Any, days: Days, **more: str) -> QuerySet[Any]:
        """What is counted."""
        return self.register.rows(reader, self.chosen(days, **more)).order_by()

    def address(self, days: Days, **more: str) -> str:
        """Where its rows are shown."""
        return f"{reverse(self.register.address)}?{urlencode(self.chosen(days, **more))}"


def _of_cases(code: str, title: Any, when: str = "", of: str = "", **fixed: str) -> Measure:
    """Of cases of one service each: a one-thing application is counted by its items."""
    days = (f"{when}_from", f"{when}_to") if when else ()
    return Measure(code=code, title=title, register=CASES, days=days, fixed={"thing": "item", **fixed}, of=of)


def _of_promises(code: str, title: Any, of: str = "", **fixed: str) -> Measure:
    return Measure(code=code, title=title, register=KEPT, days=("since", "until"), fixed=fixed, of=of)


ALL = (
    _of_cases("received", _("Cases received"), "submitted"),
    _of_cases("open", _("Open today"), standing="open"),
    _of_cases("overdue", _("Open today, a limit of ours was missed"), of="open", standing="open", met="passed"),
    _of_cases("decided", _("Cases decided"), "decided"),
    _of_cases("refused", _("Cases refused"), "decided", of="decided", standing="refused"),
    _of_cases("withdrawn", _("Cases withdrawn"), "submitted", of="received", standing="withdrawn"),
    _of_cases("corrected", _("Sent back for correction"), "submitted", of="received", met="correction"),
    _of_cases("by-rule", _("Cases accepted by rule"), "submitted", of="received", met="by-rule"),
    _of_cases("late", _("A limit of ours was missed"), "submitted", of="received", met="passed"),
    _of_cases(
        "silence", _("Checked by hand because a registry did not answer"), "submitted", of="received", met="silence"
    ),
    _of_cases("attacked", _("A remedy against it has ended"), "decided", of="decided", met="remedy"),
    _of_promises("promised", _("Granted on a promise")),
    _of_promises("unverified", _("Not verified yet"), of="promised", outcome="open"),
    _of_promises("untrue", _("False commitments"), of="promised", outcome="untrue"),
    _of_promises("unmended", _("Not put right in time"), of="promised", outcome="unmended"),
)
MEASURES = {one.code: one for one in ALL}
COMPARED = ("received", "decided", "refused", "corrected", "late", "silence", "untrue")
"""What is set beside the period before."""
BY_PLACE = ("received", "open", "overdue", "decided", "refused", "corrected", "late")
"""What is told of each service and each authority."""


def before(days: Days) -> Days:
    """The period of the same length that ended the day before."""
    since, until = days
    length = until - since
    end = since - datetime.timedelta(days=1)
    return end - length, end


def as_reach(authorities: list[int]) -> Reach:
    return Reach(authorities=tuple(sorted(authorities)))
