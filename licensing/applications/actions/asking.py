"""Registries are asked, and every answer is kept with what the law wants known of it (domain F-4.4)."""

from __future__ import annotations

from collections.abc import Callable, Collection

from django.db import transaction

from licensing import events
from licensing.applications.evidence.certainty import STANDING_HOURS, hours_of, wanted_needs
from licensing.applications.evidence.questions import Need, digest_of
from licensing.applications.models.application import Application
from licensing.applications.models.evidence import Evidence
from licensing.applications.sheet import Sheet, sheet_of
from materials.catalogue.queries import name_zh
from materials.lookups.ask import ask_all
from materials.lookups.contract import Answer, Outcome


def pending_needs(sheet: Sheet, *, by: str, anew: Collection[str] = ()) -> list[Need]:
    """The look-ups that have no fresh answer yet, and those of the materials that are asked `anew` anyway."""
    hours = hours_of(sheet.application)

    def is_pending(need: Need) -> bool:
        row = sheet.evidence.get((need.question.material, need.key_digest))
        if row is None or row.outcome == Outcome.UNAVAILABLE:
            return True
        return not row.is_fresh(hours.get(need.question.material, STANDING_HOURS))

    return [need for need in wanted_needs(sheet, by=by) if need.question.material in anew or is_pending(need)]


def look_up(
    application: Application,
    *,
    by: str,
    only: Collection[str] | None = None,
    settled: Callable[[Evidence], None] | None = None,
    anew: bool | Collection[str] = False,
    sheet: Sheet | None = None,
) -> list[Evidence]:
    """Ask every registry still needed, side by side; each answer is stored as it arrives.

    `by` is "person:<id>" or the name of an automatic step; `only` limits to material codes; `anew` asks what was
    answered just now once more, all or some material codes. `sheet`: how it stands, where that is not how it is stored.
    """
    sheet = sheet or sheet_of(application)
    wanted = wanted_needs(sheet, by=by) if anew is True else pending_needs(sheet, by=by, anew=anew or ())
    wanted = [need for need in wanted if only is None or need.question.material in only]
    kept: list[Evidence] = []

    def keep(index: int, answer: Answer) -> None:
        evidence = keep_answer(application, wanted[index], answer)
        kept.append(evidence)
        if settled:
            settled(evidence)

    ask_all([need.question for need in wanted], settled=keep)
    return kept


def keep_answer(application: Application, need: Need, answer: Answer) -> Evidence:
    """Keep what a registry answered, and say so in the trail (domain F-4.4)."""
    question = need.question
    with transaction.atomic(savepoint=False):
        evidence = Evidence.objects.create(
            application=application,
            material=question.material,
            registry=question.registry,
            subject_label=need.label[:200],
            key_digest=digest_of(question.keys),
            purpose={
                "item": question.purpose.item,
                "case": question.purpose.case,
                "legal_basis": question.purpose.legal_basis,
            },
            triggered_by=question.by,
            requested_at=answer.requested_at,
            answered_at=answer.answered_at,
            outcome=answer.outcome.value,
            reason=answer.reason,
            source_version=answer.source_version,
            as_of=answer.as_of,
            answer_digest=answer.digest,
            fields=dict(answer.fields),
        )
        events.LOOKED_UP.record(
            subject=application.subject,
            by=question.by,
            authority=application.authority.division_id,
            material=name_zh(question.material),
            registry=name_zh(question.registry),
            outcome=answer.outcome.value,
            evidence=evidence.number,
        )
    return evidence
