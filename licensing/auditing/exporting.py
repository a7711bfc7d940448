"""The register as a file: its rows as a table, or the certificates themselves packed; long work, part by part.

What is exported is what the list shows under the same filters to the same person, at the moment it was asked for: what
is issued later is not in it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy

from accounts.people import Person
from accounts.permissions import READ_PERSONAL, READ_REGISTER
from accounts.sealing import mask_if_id, mask_name
from licensing.auditing.queries import RegisterFilter
from licensing.certificates.models import Certificate
from licensing.certificates.packing import ZIP, end, pack, plan_of
from pages.jobs.contract import CannotGoOn, Kind, Made, Order, Plan, joined
from pages.jobs.tables import csv_stretch

AT_ONCE = 1000
"""Rows of one part."""
MOST_FILES = 5000
"""Certificates of one archive; more are asked for in several."""
TOO_MANY = "too-many"


def about_list(filters: str) -> dict[str, Any]:
    """What is asked for: the list under filters as they stand in the address (`kind=vehicle&…`)."""
    wanted = QueryDict(filters, mutable=True)
    wanted.pop("before", None)
    return {"filters": wanted.urlencode()}


def _may_read(person: Person, _about: Mapping[str, Any]) -> bool:
    return person.has_perm(READ_REGISTER)


def _may_read_files(person: Person, _about: Mapping[str, Any]) -> bool:
    """The files themselves mask nothing."""
    return person.has_perm(READ_REGISTER) and person.has_perm(READ_PERSONAL)


def _told(about: Mapping[str, Any]) -> str:
    return gettext("as filtered") if about["filters"] else gettext("all of it")


def _rows(order: Order) -> Any:
    return RegisterFilter(QueryDict(order.about["filters"]), person=order.by).qs


def _keys(order: Order) -> list[int]:
    asked = _rows(order).filter(issued_at__lte=order.asked_at)
    return list(asked.values_list("pk", flat=True).iterator())


def _plan(order: Order) -> Plan:
    """Stretches of the list from its newest to its oldest row, and how many each holds."""
    keys = _keys(order)
    starts = range(0, len(keys), AT_ONCE)
    parts = [[keys[at], keys[min(at + AT_ONCE, len(keys)) - 1], min(AT_ONCE, len(keys) - at)] for at in starts]
    return Plan(parts=parts or [[0, 0, 0]], units=len(keys))


def _make(order: Order, part: Sequence[int], begins: int) -> Made:
    newest, oldest, units = part
    rows = _rows(order).filter(pk__lte=newest, pk__gte=oldest, issued_at__lte=order.asked_at)
    shows_all = order.by.has_perm(READ_PERSONAL)
    head = [] if begins else [_head()]
    lines = [*head, *(_line(certificate, shows_all=shows_all) for certificate in rows)]
    return Made(content=csv_stretch(lines, is_first=not begins), units=units)


def _head() -> list[str]:
    return [
        gettext("Number"),
        gettext("Version"),
        gettext("Kind"),
        gettext("Holder"),
        gettext("Plate"),
        gettext("State"),
        gettext("Issued on"),
        gettext("Valid from"),
        gettext("Valid to"),
        gettext("Issuing authority"),
        gettext("Receipt number"),
    ]


def _line(certificate: Certificate, *, shows_all: bool) -> list[str]:
    holder, is_person = certificate.holder_name, certificate.company.is_individual
    is_result = certificate.kind == Certificate.Kind.RESULT
    return [
        certificate.number if shows_all else mask_if_id(certificate.number),
        str(certificate.version),
        certificate.subject if is_result else certificate.get_kind_display(),
        holder if shows_all or not is_person else mask_name(holder),
        certificate.plate,
        str(certificate.state.label),
        certificate.issued_on.isoformat(),
        certificate.valid_from.isoformat(),
        certificate.valid_to.isoformat(),
        certificate.authority.name_zh,
        certificate.decision.application.receipt_number,
    ]


def _plan_files(order: Order) -> Plan:
    keys = _keys(order)
    if len(keys) > MOST_FILES:
        raise CannotGoOn(TOO_MANY)
    return plan_of(keys)


def _named(ending: str) -> Any:
    return lambda order: f"register-{timezone.localtime(order.asked_at):%Y%m%d-%H%M%S}.{ending}"


AS_CSV = Kind(
    name="register-csv",
    title=gettext_lazy("Licence register, as a table (CSV)"),
    may=_may_read,
    told=_told,
    plan=_plan,
    make=_make,
    end=joined,
    filename=_named("csv"),
    content_type="text/csv; charset=utf-8",
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
    reasons={TOO_MANY: gettext_lazy("More than 5,000 certificates fit the filters. Narrow them, by a day say.")},
)
