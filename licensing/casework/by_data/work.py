"""Many promises verified by data: long work, one promise after the other, each with a row of the result."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext, gettext_lazy, ngettext

from accounts.people import Person
from accounts.permissions import VERIFY
from accounts.roles import keys_of_visible_authorities
from desk.models import OpenStep
from desk.tasks import Task
from licensing.applications.models.application import Application
from licensing.casework.by_data.checking import WORDS, Came, Result, verify_by_data
from licensing.verification.models import Inspection
from pages.jobs.contract import Kind, Made, Order, Plan, joined
from pages.jobs.tables import csv_stretch

MOST = 100
"""So many promises at once: their verifier has chosen each."""


def steps_in_reach(person: Person, keys: Sequence[int]) -> list[int]:
    """Those of some steps at which a promise waits to be verified, at an authority the person reaches."""
    at = keys_of_visible_authorities(person)
    rows = OpenStep.objects.at("AfterGrantFlow", "verify").filter(pk__in=keys, authority__in=at)
    return list(rows.values_list("pk", flat=True)[:MOST])


def _may(person: Person, _about: Mapping[str, Any]) -> bool:
    return person.has_perm(VERIFY)


def _told(about: Mapping[str, Any]) -> str:
    number = len(about["steps"])
    return ngettext("%(n)s promise", "%(n)s promises", number) % {"n": number}


def _plan(order: Order) -> Plan:
    return Plan(parts=list(order.about["steps"]), units=len(order.about["steps"]))


def _make(order: Order, key: int, begins: int) -> Made:
    lines: list[list[str]] = []
    if not begins:
        lines.append([gettext("Receipt number"), gettext("Company"), gettext("Outcome"), gettext("Why")])
    application = _case_of(key, order.by)
    if application is not None:
        result = _done_before(application, order) or verify_by_data(application, by=order.by)
        company = application.company.name
        lines.append([application.receipt_number, company, str(WORDS[result.came]), result.why])
    else:
        lines.append(["–", "–", str(WORDS[Came.NOT_NOW]), gettext("You can no longer handle this case.")])
    return Made(content=csv_stretch(lines, is_first=not begins), units=1)


def _case_of(key: int, by: Person) -> Application | None:
    task = Task.objects.filter(pk=key).select_related("process__aftergrantprocess").first()
    if task is None:
        return None
    reached = Application.objects.filter(authority__in=keys_of_visible_authorities(by))
    found = reached.select_related("company", "submission", "item", "authority", "verification__commitment")
    return found.filter(pk=task.process.aftergrantprocess.application_id).first()


def _done_before(application: Application, order: Order) -> Result | None:
    """A worker that was killed may have filed it: told as it was, and not asked again."""
    rows = Inspection.objects.filter(verification__application=application, officer=order.by)
    filed = rows.filter(inspected_at__gte=order.asked_at).last()
    if filed is None or filed.outcome != Inspection.Outcome.KEPT:
        return None
    return Result(came=Came.KEPT, why=gettext("%(n)s statements") % {"n": len(filed.results)})


BY_DATA = Kind(
    name="verified-by-data",
    title=gettext_lazy("Promises verified by data"),
    may=_may,
    told=_told,
    plan=_plan,
    make=_make,
    end=joined,
    filename=lambda order: f"verified-{order.asked_at:%Y%m%d-%H%M}.csv",
    content_type="text/csv; charset=utf-8",
)
