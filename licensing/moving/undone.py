"""What of a one-thing application never began, because a refusal stood before it, is offered once that is undone.

A reconsideration or a court undid the refusal (`verification.remedying`) and the item was granted by a new decision:
what rests on it can be had now. Its application is begun with what was typed once for all, and whoever applied is told;
the bundle itself has been closed and told, and stays what it was.
"""

from __future__ import annotations

from django.db import transaction

from licensing import events
from licensing.applications.actions.drafting import CannotStart, start
from licensing.applications.models.application import Application
from licensing.moving.bundles import Step, steps_of
from licensing.verification.models import RemedyOutcome
from licensing.verification.remedies import NO_GRANT
from materials.catalogue.models.items import ServiceItem
from materials.catalogue.queries import item_in_force


def offer_what_never_began(granted: Application) -> list[Application]:
    """Begin the applications a grant makes possible again; harmless to run twice. Returns those that were begun."""
    rows = RemedyOutcome.objects.filter(
        undoes=True,
        attacked__kind__in=NO_GRANT,
        application__company=granted.company_id,
        application__item__code=granted.item.code,
        application__parent__isnull=False,
        recorded_at__lt=granted.decision.decided_at,
    )
    begun = []
    for remedy in rows.select_related("application__parent__item__bundle").order_by("pk"):
        begun += _offered(remedy)
    return begun


def _offered(remedy: RemedyOutcome) -> list[Application]:
    bundle = remedy.application.parent
    assert bundle is not None  # noqa: S101 - only parts of a bundle are asked for
    steps = steps_of(bundle)
    had = {step.node for step in steps if step.state == "done"} | {remedy.application.node}
    waiting = [step for step in steps if _never_began(step) and set(step.depends_on) <= had]
    return [begun for step in waiting if (begun := _begin(bundle, step, remedy)) is not None]


def _never_began(step: Step) -> bool:
    """What is granted within another step has no application of its own."""
    return step.state == "lost" and step.case is None and step.item is not None and not step.within


def _begin(bundle: Application, step: Step, remedy: RemedyOutcome) -> Application | None:
    assert step.item is not None  # noqa: S101 - `_never_began`
    by = bundle.submission.submitted_by
    with transaction.atomic():
        Application.objects.select_for_update().get(pk=bundle.pk)
        since = Application.objects.filter(company=bundle.company_id, created_at__gt=remedy.recorded_at)
        if since.filter(item__code=step.item.code).exists():
            return None  # begun before, by this or by the applicant
        try:
            draft = start(item_in_force(step.item.code), bundle.company, by=by)
        except (CannotStart, ServiceItem.DoesNotExist):
            return None  # the page of the item says why
        draft.draft = bundle.answers.stored()
        draft.save(update_fields=["draft"])
        events.PART_OFFERED.record(
            subject=bundle.subject,
            by="rule",
            authority=bundle.authority.division_id,
            item=step.item.name_zh,
            draft=str(draft.key),
        )
    return draft
