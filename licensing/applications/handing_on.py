"""A one-thing application hands each item its own case: same answers, same proofs, nothing asked twice."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from licensing import events
from licensing.applications.actions.asking import look_up
from licensing.applications.actions.handing_in import draw_receipt, name_vehicles
from licensing.applications.actions.sparing import keep_waivers
from licensing.applications.bundle import made_before
from licensing.applications.models.application import Application, Procedure, Submission
from licensing.applications.models.attachments import Attachment
from licensing.applications.models.evidence import Evidence
from licensing.applications.models.promises import Commitment
from licensing.applications.notice import told
from licensing.applications.rules import competent_authority
from licensing.applications.sheet import sheet_of
from materials.catalogue.models.items import ServiceItem
from materials.catalogue.queries import notice_for

COPIED = (
    "material", "registry", "subject_label", "key_digest", "triggered_by", "requested_at", "answered_at", "outcome",
    "reason", "source_version", "as_of", "answer_digest", "fields",
)  # fmt: skip


def hand_on(parent: Application, item: ServiceItem, *, node: str) -> Application:
    """The case of one item of a bundle, handed in with what was handed in once for all. Caller: in a transaction."""
    authority = competent_authority(item, parent.company) or parent.authority
    by = parent.submission.submitted_by
    statements = _affirmed(parent, item) if parent.procedure == Procedure.COMMITMENT else []
    # An optional item whose promise was not part of the joint notice goes the ordinary way.
    promised = bool(statements)
    child = Application.objects.create(
        item=item,
        company=parent.company,
        authority=authority,
        started_by=parent.started_by,
        procedure=Procedure.COMMITMENT if promised else Procedure.ORDINARY,
        draft=parent.answers.stored(),
        parent=parent,
        node=node,
    )
    to_come = made_before(parent).get(item.code, frozenset())
    _copy_evidence(parent, child, leave_out=to_come)
    for attachment in parent.attachments.standing():
        Attachment.objects.create(
            application=child, material=attachment.material, upload=attachment.upload, added_by=attachment.added_by
        )
    now = timezone.now()
    answers = parent.answers
    submission = Submission.objects.create(
        application=child,
        receipt_number=draw_receipt(authority, on=timezone.localdate(now)),
        submitted_at=now,
        submitted_by=by,
        answers=answers.stored(),
        answers_digest=answers.digest(),
    )
    child.refresh_from_db()
    if promised:
        _copy_commitment(parent, child, statements)
    name_vehicles(child, answers)
    keep_waivers(child, sheet_of(child).resolved, by=by)
    events.SUBMITTED.record(
        subject=child.subject, by=by, authority=authority.division_id, receipt=submission.receipt_number
    )
    return child


def look_up_what_was_made(child: Application) -> None:
    """Ask the register for what the steps before have made by now, and keep the waivers; outside any lock."""
    parent = child.parent
    to_come = made_before(parent).get(child.item.code, frozenset()) if parent else frozenset()
    if parent and to_come:
        look_up(child, by="bundle", only=to_come)
        keep_waivers(child, sheet_of(child).resolved, by=parent.submission.submitted_by)


def _copy_evidence(parent: Application, child: Application, *, leave_out: frozenset[str]) -> None:
    for row in parent.evidence.exclude(material__in=leave_out).order_by("id"):
        purpose: dict[str, Any] = {**row.purpose, "item": child.item.code, "case": str(child.key)}
        Evidence.objects.create(application=child, purpose=purpose, **{name: getattr(row, name) for name in COPIED})


def _affirmed(parent: Application, item: ServiceItem) -> list[dict[str, Any]]:
    """The statements of an item's own notice as they were affirmed in the joint one; [] when one is not among them."""
    signed, notice = parent.commitments.order_by("-pk").first(), notice_for(item)
    if signed is None or notice is None:
        return []
    affirmed = {s["zh"]: s["affirmed_at"] for s in signed.statements}
    if any(s["zh"] not in affirmed for s in notice.statements):
        return []
    return [
        {"order": s["order"], "code": s["code"], "zh": s["zh"], "affirmed_at": affirmed[s["zh"]]}
        for s in notice.statements
    ]


def _copy_commitment(parent: Application, child: Application, statements: list[dict[str, Any]]) -> None:
    signed = parent.commitments.order_by("-pk").first()
    notice = notice_for(child.item)
    assert signed is not None  # noqa: S101 - there are statements, so there is a signature
    assert notice is not None  # noqa: S101
    Commitment.objects.create(
        application=child,
        notice=notice,
        statements=statements,
        notice_text=told(notice),
        answers_digest=child.answers.digest(),
        signed_at=signed.signed_at,
        signed_by=signed.signed_by,
    )
