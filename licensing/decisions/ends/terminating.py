"""The handling ends without a decision: the correction was not answered, or nobody is left to grant to.

The Licensing Law names no article for it; each ground rests on what the law says of the application itself
(arts. 2, 32) and, as of a licence already granted, of the end of its holder (art. 70). `docs/law.md` has them among
what a lawyer is to confirm.
"""

from __future__ import annotations

import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.people import Person
from desk.refusals import NotNow
from licensing import events
from licensing.applications.models.application import Application
from licensing.applications.sheet import Sheet, sheet_of
from licensing.decisions import rules, served
from licensing.decisions.actions.acting import ReasonsNeeded, guard, tell, write
from licensing.decisions.ends.holder import why_it_stands
from licensing.decisions.models.ends import Ending
from licensing.decisions.writing import letters
from licensing.decisions.writing.reasons import StandardReason, standard_reasons

Kind = Ending.Kind
OF_WHO_IS_NO_MORE = (Kind.DIED, Kind.ENDED)


def ground_of(application: Application, kind: Ending.Kind) -> StandardReason:
    """The standard reason of a termination, with the articles it rests on."""
    fitting = standard_reasons("termination", of_type=application.item.type)
    return next(entry for entry in fitting if entry.check == kind.value)


def kinds_of(application: Application) -> tuple[Ending.Kind, ...]:
    """How an applicant may come to an end: a person dies, an organisation ends (Licensing Law art. 70(2), (3))."""
    return (Kind.DIED,) if application.company.is_individual else (Kind.ENDED,)


def may_be_gone(sheet: Sheet) -> bool:
    """Whether it can be said of an applicant: of a person always, of a company once the register says it has ended."""
    return bool(sheet.application.company.is_individual) or not why_it_stands(sheet)


def why_not(application: Application, kind: Ending.Kind, *, shown: str, on: datetime.date) -> str:
    """What keeps a procedure from being terminated on a ground; "" when nothing does."""
    if kind == Kind.UNANSWERED:
        if rules.answer_is_overdue(application, on=on):
            return ""
        if not hasattr(application.correction.letter, "service"):
            return _("The correction request has not reached the applicant yet: record how it was served.")
        return _("The applicant still has time to answer the correction request.")
    if kind not in kinds_of(application):
        return _("This ground is of another kind of applicant.")
    if kind == Kind.DIED:
        return "" if shown.strip() else _("Say what shows it: no registry is asked about a death.")
    return why_it_stands(sheet_of(application))


def termination_letter(application: Application, kind: Ending.Kind, *, reasons: str, shown: str = "") -> letters.Draft:
    """The letter a termination would send today; its reasons begin with the ground."""
    ground = ground_of(application, kind)
    told = [ground.zh] if kind in OF_WHO_IS_NO_MORE else []
    told += [line for line in (reasons.strip(), f"证明：{shown.strip()}" if shown.strip() else "") if line]
    return letters.draft(
        application,
        "termination",
        dated=timezone.localdate(),
        flags={"gone": kind in OF_WHO_IS_NO_MORE},
        reasons="\n".join(told),
        articles=ground.articles or application.item.legal_basis_zh,
    )


def terminate(application: Application, kind: Ending.Kind, *, reasons: str, shown: str = "", by: Person) -> Ending:
    """Terminate, at any step before the decision. Raises MayNotHandle, AlreadyDecided, NotNow, ReasonsNeeded."""
    if kind == Kind.UNANSWERED and not reasons.strip():
        raise ReasonsNeeded
    with transaction.atomic():
        guard(application, by)
        if why := why_not(application, kind, shown=shown, on=timezone.localdate()):
            raise NotNow(why)
        letter = write(application, termination_letter(application, kind, reasons=reasons, shown=shown), by=by)
        ending = Ending.objects.create(
            application=application,
            kind=kind,
            ended_by=by,
            letter=letter,
            reasons="\n".join(line for line in (reasons.strip(), shown.strip()) if line),
            articles=ground_of(application, kind).articles,
        )
        tell(events.TERMINATED, application, by=by, letter=letter.number)
        served.closed(application, "ended", by=by)
    return ending
