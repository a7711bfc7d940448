"""A promise verified by what registries answer now: every statement told and kept, or a person has to look.

Rests on the answers of this very look-up alone: what a registry said before, and is silent on now, verifies nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.people import Person
from clock.working_days import CalendarUnknown
from desk.refusals import Refusal
from licensing.applications.actions.asking import look_up
from licensing.applications.evidence.certainty import Doubt, wanted_needs
from licensing.applications.models.application import Application
from licensing.applications.sheet import sheet_of
from licensing.decisions.rules import may_handle
from licensing.flow.open_steps import open_step, open_step_name
from licensing.moving import promises
from licensing.verification.models import Inspection, Verification
from licensing.verification.statements import Answered, answered_by_data, proved_by_data, tested_by, verifiable

SAID_AGAINST = (Doubt.NOT_FOUND, Doubt.CONFLICT)
"""No silence: a registry spoke, against it."""


class Came(StrEnum):
    """What came of it."""

    KEPT = "kept"
    AGAINST = "against"
    LEFT = "left"
    NOT_NOW = "not-now"


WORDS: Mapping[Came, Promise] = {
    Came.KEPT: gettext_lazy("Verified by data: kept"),
    Came.AGAINST: gettext_lazy("A registry speaks against it: look at the case"),
    Came.LEFT: gettext_lazy("Data alone is not enough: a person checks the rest"),
    Came.NOT_NOW: gettext_lazy("Not done"),
}


@dataclass(frozen=True, kw_only=True)
class Result:
    """How one promise came out, and why, in words."""

    came: Came
    why: str


def verify_by_data(application: Application, *, by: Person) -> Result:
    """Ask the registries and file the verification where they tell every statement; never inside a transaction."""
    verification: Verification | None = getattr(application, "verification", None)
    if verification is None or open_step_name(application) != "verify":
        return Result(came=Came.NOT_NOW, why=_("This step has already been done, or someone else has taken it."))
    if verification.method == Verification.Method.ON_SITE:
        return Result(came=Came.LEFT, why=_("It has to be checked on site."))
    # Whoever may not file it asks nothing about anybody either.
    if not may_handle(by, application) or open_step(application, "verify").owner_id not in (None, by.pk):
        return Result(came=Came.NOT_NOW, why=_("This step has already been done, or someone else has taken it."))
    statements = verifiable(verification.commitment)
    # Where a person has to look anyway, nobody is looked up beforehand (PIPL art. 6).
    if left := [one["zh"] for one in statements if not proved_by_data(one["code"])]:
        return Result(came=Came.LEFT, why="；".join(left))
    told = _asked_now(application, statements, by=by)
    if against := [answer.remark for answer in told.values() if answer and not answer.kept]:
        return Result(came=Came.AGAINST, why="；".join(against))
    if left := [one["zh"] for one in statements if told[one["code"]] is None]:
        return Result(came=Came.LEFT, why="；".join(left))
    try:
        promises.inspect(
            application,
            results=[_result(one, told[one["code"]]) for one in statements],
            outcome=Inspection.Outcome.KEPT,
            notes="",
            by=by,
        )
    except CalendarUnknown as unknown:
        return Result(came=Came.NOT_NOW, why=str(unknown))
    except Refusal as why:
        return Result(came=Came.NOT_NOW, why=str(why))
    return Result(came=Came.KEPT, why=_("%(n)s statements") % {"n": len(statements)})


def _asked_now(application: Application, statements: list[dict[str, Any]], *, by: Person) -> dict[str, Answered | None]:
    """What the registries say now of each statement; None where one of them that should tell did not."""
    begun = timezone.now()
    materials = {code for one in statements for code in tested_by(one["code"])}
    look_up(application, by=f"person:{by.pk}", only=materials, anew=True)
    sheet = sheet_of(application)
    now = sheet.asked_since(begun)
    asked = {(need.question.material, need.key_digest) for need in wanted_needs(sheet, by=f"person:{by.pk}")}
    # Of each thing named, and all of what was stated of it: silence on a part is silence.
    unsure = {fact.need.question.material for fact in sheet.facts if fact.doubt not in (Doubt.NONE, *SAID_AGAINST)}
    unsure |= {material for material, digest in asked if (material, digest) not in now}
    told = {}
    for one in statements:
        tested = set(tested_by(one["code"]))
        is_whole = not sheet.differences and not tested & unsure and tested <= {material for material, _digest in now}
        told[one["code"]] = answered_by_data(now, one) if is_whole else None
    return told


def _result(statement: dict[str, Any], answer: Answered | None) -> dict[str, Any]:
    return {
        "code": statement["code"],
        "zh": statement["zh"],
        "kept": answer is not None and answer.kept,
        "note": answer.remark if answer else "",
    }
