"""An application begun anew from an earlier one of the same holder: what was typed is taken over, and proves nothing.

What a registry knows is asked again, what was brought is brought again, what was affirmed is affirmed again: an
earlier case is no evidence.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction

from accounts.people import Person
from accounts.represented.companies import Company
from licensing import events
from licensing.applications.actions.drafting import save_section, start
from licensing.applications.models.application import Application
from licensing.applications.sheet import Sheet, sheet_of
from materials.catalogue.forms import FieldSpec
from materials.catalogue.queries import item_in_force

NOT_TAKEN_OVER = frozenset({"handling-route", "has-agent", "agent-name", "agent-id", "agent-phone"})
"""What is chosen anew each time, and who acts: that is whoever begins it now."""


def may_be_begun_from(application: Application) -> bool:
    """Whether a case is over, whatever came of it, and was applied for by itself."""
    ends = ("decision", "withdrawal", "ending")
    return application.is_submitted and application.parent_id is None and any(hasattr(application, e) for e in ends)


def earlier_of(company: Company, *, most: int) -> list[Application]:
    """The newest case of each service that is over and that nobody has begun anew: those that failed come first."""
    cases = Application.objects.of_company(company).filter(parent__isnull=True)
    rows = cases.order_by("-pk").select_related("item", "submission", "decision", "withdrawal", "ending")
    rows = rows.defer("draft", "submission__answers")  # sealed: opened only where it is begun anew
    newest: dict[str, Application] = {}
    for case in rows[:_LOOKED_AT]:
        newest.setdefault(case.item.code, case)
    found = [case for case in newest.values() if may_be_begun_from(case) and _is_of_use(case)]
    return sorted(found, key=_was_granted)[:most]


_LOOKED_AT = 100


def _was_granted(case: Application) -> bool:
    decision = getattr(case, "decision", None)
    return decision is not None and decision.is_granted


def _is_of_use(case: Application) -> bool:
    """What may be held once only is not applied for again after a grant."""
    return not (_was_granted(case) and case.item.excluded_by)


@transaction.atomic
def begin_again(earlier: Application, *, by: Person) -> tuple[Application, bool]:
    """A draft of the same service as it is in force now, with what was typed then, and whether it is new.

    A draft there is already is gone on with: a second click begins nothing twice. Raises CannotStart.
    """
    company = Company.objects.select_for_update(no_key=True).get(pk=earlier.company_id)
    drafts = Application.objects.of_company(company).drafts().filter(item__code=earlier.item.code, parent__isnull=True)
    if there := drafts.order_by("-pk").first():
        return there, False
    application = start(item_in_force(earlier.item.code), company, by=by)
    fields, rows = _typed(sheet_of(application), earlier)
    application = save_section(application, fields=fields, rows=rows, doubts={})
    events.BEGUN_AGAIN.record(
        subject=application.subject,
        by=by,
        authority=application.authority.division_id,
        receipt=earlier.receipt_number,
    )
    return application, True


def _typed(sheet: Sheet, earlier: Application) -> tuple[dict[str, Any], dict[str, list[dict[str, Any]]]]:
    """What was typed then and the form of today still asks; what the account says now stands."""
    fields: dict[str, Any] = {}
    rows: dict[str, list[dict[str, Any]]] = {}
    for section in sheet.form:
        fields |= _kept(section.fields, earlier.answers.fields)
        if section.repeatable:
            rows[section.code] = [_kept(section.row_fields, row) for row in earlier.answers.of_section(section.code)]
    known = sheet.answers.fields
    return {code: value for code, value in fields.items() if not known.get(code)}, rows


def _kept(specs: Iterable[FieldSpec], typed: Mapping[str, Any]) -> dict[str, Any]:
    """What the form still asks, but what a registry fills in: that is looked up anew."""
    asked = {spec.code for spec in specs if not spec.is_looked_up} - NOT_TAKEN_OVER
    return {code: value for code, value in typed.items() if code in asked}
