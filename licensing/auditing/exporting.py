"""The register as a file: its rows as a table, or the certificates themselves packed; long work, part by part.

What is exported is what the list shows under the same filters to the same person, at the moment it was asked for: what
is issued later is not in it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy

from accounts.people import Person
from accounts.permissions import READ_PERSONAL, READ_REGISTER
from accounts.roles import visible_authorities
from licensing.auditing.registers.certificates_list import REGISTER
from licensing.certificates.packing import ZIP, end, pack, plan_of
from pages.jobs.contract import CannotGoOn, Kept, Kind, Made, Order, Plan, joined
from pages.jobs.tables import csv_stretch, kept_lines, spreadsheet
from pages.lists.exporting import FORMATS
from pages.lists.rows import head_of, lines_of

XLSX = FORMATS["xlsx"].kind
AT_ONCE = 1000
"""Rows of one part."""
MOST_FILES = 10_000
"""Certificates of one archive; more are asked for in several."""
TOO_MANY = "too-many"


def about_list(filters: str, *, by: Person) -> dict[str, Any]:
    """What is asked for: the list under filters as in its address (`kind=vehicle&…`), as its reader sees it."""
    chosen = REGISTER.filtered(by, QueryDict(filters)).chosen
    return {"filters": urlencode(chosen), "authorities": _reach(by), "is_unmasked": by.has_perm(READ_PERSONAL)}


def _reach(person: Person) -> list[int]:
    return sorted(visible_authorities(person).values_list("pk", flat=True))


def _may_read(person: Person, about: Mapping[str, Any]) -> bool:
    """Whoever reads less now than when it was asked for may not have what was written then."""
    is_open = person.has_perm(READ_REGISTER) and set(about["authorities"]) <= set(_reach(person))
    return is_open and (not about["is_unmasked"] or person.has_perm(READ_PERSONAL))


def _may_read_files(person: Person, about: Mapping[str, Any]) -> bool:
    """The files themselves mask nothing."""
    return _may_read(person, about) and person.has_perm(READ_PERSONAL)


def _told(about: Mapping[str, Any]) -> str:
    return gettext("as filtered") if about["filters"] else gettext("all of it")


def _rows(order: Order) -> QuerySet[Any]:
    return REGISTER.rows(order.by, QueryDict(order.about["filters"])).order_by("-pk")


def _keys(order: Order) -> list[int]:
    asked = _rows(order).filter(issued_at__lte=order.asked_at)
    return list(asked.values_list("pk", flat=True).iterator())


def _plan(order: Order) -> Plan:
    """Stretches of the list from its newest to its oldest row, and how many each holds."""
    keys = _keys(order)
    starts = range(0, len(keys), AT_ONCE)
    parts = [[keys[at], keys[min(at + AT_ONCE, len(keys)) - 1], min(AT_ONCE, len(keys) - at)] for at in starts]
    return Plan(parts=parts or [[0, 0, 0]], units=len(keys))


def _lines(order: Order, part: Sequence[int], begins: int) -> list[list[Any]]:
    """The lines of one part, as its reader may read them; the titles stand before the first."""
    newest, oldest, _units = part
    rows = _rows(order).filter(pk__lte=newest, pk__gte=oldest, issued_at__lte=order.asked_at)
    head = [] if begins else [head_of(REGISTER)]
    return [*head, *lines_of(REGISTER, order.by, rows)]


def _make_csv(order: Order, part: Sequence[int], begins: int) -> Made:
    return Made(content=csv_stretch(_lines(order, part, begins), is_first=not begins), units=part[-1])


def _make_lines(order: Order, part: Sequence[int], begins: int) -> Made:
    return Made(content=kept_lines(_lines(order, part, begins)), units=part[-1])


def _spreadsheet(order: Order, kept: Iterable[Kept]) -> Iterator[bytes]:
    return spreadsheet(str(REGISTER.title), kept, made_at=order.asked_at)


def _plan_files(order: Order) -> Plan:
    keys = _keys(order)
    if len(keys) > MOST_FILES:
        raise CannotGoOn(TOO_MANY)
    return plan_of(keys)


def _named(ending: str) -> Callable[[Any], str]:
    return lambda order: f"register-{timezone.localtime(order.asked_at):%Y%m%d-%H%M%S}.{ending}"


AS_CSV = Kind(
    name="register-csv",
    title=gettext_lazy("Licence register, as a table (CSV)"),
    may=_may_read,
    told=_told,
    plan=_plan,
    make=_make_csv,
    end=joined,
    filename=_named("csv"),
    content_type="text/csv; charset=utf-8",
)
AS_XLSX = Kind(
    name="register-xlsx",
    title=gettext_lazy("Licence register, as a table (XLSX)"),
    may=_may_read,
    told=_told,
    plan=_plan,
    make=_make_lines,
    end=_spreadsheet,
    replaces=True,
    filename=_named("xlsx"),
    content_type=XLSX,
)
FILES = Kind(
    name="register-files",
    title=gettext_lazy("Certificates of the register, as a ZIP archive"),
    may=_may_read_files,
    told=_told,
    plan=_plan_files,
    make=pack,
    end=end,
    filename=_named("zip"),
    content_type=ZIP,
    reasons={
        TOO_MANY: gettext_lazy("More than 10,000 certificates match the filters. Narrow them, for example by day.")
    },
)
EXPORTS = {"csv": AS_CSV, "xlsx": AS_XLSX, "files": FILES}
"""What the page of the register offers, by the name of its button."""
