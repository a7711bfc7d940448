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
from licensing.applications.actions import look_up
from licensing.applications.models import Application
from licensing.applications.sheet import sheet_of
from licensing.flow.open_steps import open_step_name
from licensing.moving import promises
from licensing.verification.models import Inspection, Verification
from licensing.verification.statements import Answered, answered_by_data, tested_by, verifiable


class Came(StrEnum):
    """What came of it."""

    KEPT = "kept"
    AGAINST = "against"
    LEFT = "left"
    NOT_NOW = "not-now"


WORDS: Mapping[Came, Promise] = {
    Came.KEPT: gettext_lazy("Verified by data: kept"),
    Came.AGAINST: gettext_lazy("A registry speaks against it: look at the case"),
    Came.LEFT: gettext_lazy("Not by data alone: a person looks at what is left"),
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
        return Result(came=Came.NOT_NOW, why=_("This step was done already, or somebody else has taken it."))
    if verification.method == Verification.Method.ON_SITE:
        return Result(came=Came.LEFT, why=_("It is to be checked on site."))
    statements = verifiable(verification.commitment)
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
    now = sheet_of(application).asked_since(begun)
    answered = {material for material, _digest in now}
    return {
        one["code"]: answered_by_data(now, one) if set(tested_by(one["code"])) <= answered else None
        for one in statements
    }


def _result(statement: dict[str, Any], answer: Answered | None) -> dict[str, Any]:
    return {
        "code": statement["code"],
        "zh": statement["zh"],
        "kept": answer is not None and answer.kept,
        "note": answer.remark if answer else "",
    }
