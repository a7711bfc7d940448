"""What an official does where registries are silent or say something new: ask again, check by hand, take over.

Each is an act of its own with a row and an event; none of them decides anything.
"""

from __future__ import annotations

from collections.abc import Collection

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.people import Person
from desk.refusals import NotNow
from licensing import events
from licensing.applications.actions.asking import look_up
from licensing.applications.actions.handing_in import name_vehicles
from licensing.applications.actions.sparing import keep_waivers
from licensing.applications.evidence.certainty import Fact
from licensing.applications.evidence.differences import Difference, with_registries
from licensing.applications.models.application import Application, TakeOver
from licensing.applications.models.evidence import FactCheck
from licensing.applications.sheet import Sheet, sheet_of
from licensing.decisions.actions.acting import guard, tell
from materials.catalogue.queries import name_zh


def to_be_checked(sheet: Sheet) -> list[Fact]:
    """The facts an official may settle by checking them himself."""
    return [fact for fact in sheet.facts if fact.may_be_checked]


def ask_again(application: Application, *, by: Person) -> None:
    """Ask every registry anew and only that; never inside a transaction. Raises MayNotHandle, AlreadyDecided."""
    guard(application, by)
    look_up(application, by=f"person:{by.pk}", anew=True)


def check_facts(application: Application, keys: Collection[str], *, basis: str, by: Person) -> list[FactCheck]:
    """Say of some facts: checked by me, on this. Raises MayNotHandle, AlreadyDecided, NotNow."""
    with transaction.atomic():
        held = Application.objects.select_for_update().get(pk=application.pk)
        guard(held, by)
        chosen = [fact for fact in to_be_checked(sheet_of(held)) if fact.key in keys]
        if not chosen or not basis.strip():
            raise NotNow(_("Choose what you checked and say on what basis: a check without its basis proves nothing."))
        checks = [
            FactCheck.objects.create(
                application=held,
                material=fact.need.question.material,
                subject_label=fact.label[:200],
                key_digest=fact.need.key_digest,
                covers=fact.covers(),
                basis=basis.strip(),
                checked_by=by,
            )
            for fact in chosen
        ]
        materials = "、".join(dict.fromkeys(name_zh(check.material) for check in checks))
        tell(events.FACTS_CHECKED, held, by=by, materials=materials)
    return checks


def take_over(application: Application, *, by: Person) -> TakeOver:
    """Let what the registries say now stand in the place of what was submitted and of what the account holds.

    The submission stays as it was; the company's own facts move with it, its county too (domain F-1.3).
    Raises MayNotHandle, AlreadyDecided, NotNow when there is nothing to take over.
    """
    with transaction.atomic():
        held = Application.objects.select_for_update(of=("self",)).select_related("company").get(pk=application.pk)
        guard(held, by)
        sheet = sheet_of(held)
        found = sheet.differences
        if not found:
            raise NotNow(_("The registries have nothing new, so there is nothing to take over."))
        answers = with_registries(sheet)
        taken = TakeOver.objects.create(
            application=held,
            answers=answers.stored(),
            changes={"changes": [_written(one) for one in found]},
            taken_by=by,
        )
        held.taken_over = taken
        held.save(update_fields=["taken_over"])
        _refresh(sheet)
        name_vehicles(held, answers)
        keep_waivers(held, sheet_of(held).resolved, by=by)
        tell(
            events.TAKEN_OVER,
            held,
            by=by,
            fields="、".join(dict.fromkeys(one.label for one in found)),
            evidence=", ".join(sorted({one.evidence for one in found})),
        )
    return taken


def _written(one: Difference) -> dict[str, str]:
    return {"label": one.label, "before": one.before, "now": one.now, "evidence": one.evidence}


def _refresh(sheet: Sheet) -> None:
    """The company's facts as the business register has them now; its later cases begin from them."""
    company, moved = sheet.application.company, sheet.moved
    changed = {one.code: one.now for one in sheet.differences if not one.section and one.code != "division"}
    for attribute, value in changed.items():
        setattr(company, attribute, value)
    if moved is not None and moved.division is not None:
        company.division = moved.division
        changed["division"] = moved.name
    if changed:
        company.save(update_fields=list(changed))
