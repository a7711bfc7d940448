"""Other applications of a company for a licence of which it may hold only one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.represented.companies import Company
from licensing.applications.bundle import items_of, items_within
from licensing.applications.models.application import Application
from licensing.applications.standing.conflict import Conflict
from materials.catalogue.models.items import ServiceItem
from pages.statements import Asked, Statement

if TYPE_CHECKING:
    from licensing.applications.sheet import Sheet


_UNDECIDED = Statement(
    lambda: (
        Application.objects.submitted()
        .filter(company=Asked("company"), decision__isnull=True, withdrawal__isnull=True, ending__isnull=True)
        .exclude(bundle_process__finished__isnull=False)
        .select_related("item__bundle")
    )
)


def open_cases_for(item: ServiceItem, company: Company) -> list[Application]:
    """Undecided applications of a company for a licence it may hold only one of, by whomever they were handed in."""
    licence = _licence_issued_by(item)
    if not licence:
        return []
    rows = _UNDECIDED(company=company.pk)
    return [row for row in rows if any(_licence_issued_by(each) == licence for each in items_of(row)) and _is_due(row)]


def _is_due(application: Application) -> bool:
    """A bundle whose licence step has a case of its own is answered for by that case."""
    return application.item.bundle_id is None or not application.children.exists()


def _licence_issued_by(item: ServiceItem) -> str:
    effect = item.effect
    is_one = effect.get("act") == "issue" and effect.get("one_per") == "holder"
    return str(effect["licence"]) if is_one else ""


def other_drafts_for(item: ServiceItem, company: Company, *, than: Application | None = None) -> list[Application]:
    """Drafts of a company that lead to the same licence, whoever of it began them."""
    licences = _licences_of(item)
    rows = Application.objects.drafts().filter(company=company).select_related("item__bundle")
    if than is not None:
        rows = rows.exclude(pk=than.pk)
    return [row for row in rows if licences & _licences_of(row.item)]


def _licences_of(item: ServiceItem) -> set[str]:
    """The licences of which only one is possible that an item, or a bundle's needed steps, would issue."""
    return {_licence_issued_by(each) for each in items_within(item)} - {""}


def pending_elsewhere(application: Application) -> list[Conflict]:
    """Another undecided application of the company for the same licence: only one of them can be handed in."""
    found: list[Conflict] = []
    for item in items_of(application):
        for other in open_cases_for(item, application.company):
            if other.pk in (application.pk, application.parent_id):
                continue
            reason = _("Another application for the same licence has not been decided yet (%(receipt)s).")
            told = reason % {"receipt": other.receipt_number}
            found.append(Conflict(kind="pending", label=other.receipt_number, reason=told))
    return found


def warnings_of(sheet: Sheet, *, of_others: bool = True) -> list[str]:
    """What the applicant should know before filling anything in: nothing of it can be granted as things stand.

    `of_others`: also who else of the company began a draft.
    """
    application = sheet.application
    against = [*sheet.conflicts, *pending_elsewhere(application)]
    told = [conflict.reason for conflict in against if conflict.kind in ("barred", "held", "pending", "nothing")]
    others = other_drafts_for(application.item, application.company, than=application)
    return [*told, *(_draft_words(draft) for draft in others if of_others)]


def warnings_before(item: ServiceItem, company: Company, *, of_others: bool = True) -> list[str]:
    """The same before a draft is begun: other drafts, and applications that wait for their decision."""
    waiting = _("Another application for the same licence has not been decided yet (%(receipt)s).")
    inside = items_within(item)
    told = [waiting % {"receipt": case.receipt_number} for each in inside for case in open_cases_for(each, company)]
    return [*told, *(_draft_words(draft) for draft in other_drafts_for(item, company) if of_others)]


def _draft_words(draft: Application) -> str:
    told = _("%(who)s began a draft for the same licence on %(day)s. Only one of them can be handed in.")
    return told % {"who": draft.started_by.name, "day": timezone.localtime(draft.created_at).date().isoformat()}
