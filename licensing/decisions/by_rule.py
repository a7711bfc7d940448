"""Acceptance by rule: an application that needs no person's eyes is accepted as it is handed in.

What is left to the law's words (complete, in legal form, art. 32 item 5) is checked by the rule itself; whatever a
person has to judge – a file that was brought, a value the applicant doubts, a registry that is silent, any obstacle –
goes to the clerk. The decision stays a person's.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from licensing.applications.actions.asking import pending_needs
from licensing.applications.evidence.resolution import Treatment, tally
from licensing.applications.models.application import Application, Procedure
from licensing.applications.sheet import Sheet
from licensing.decisions.weighing.weigh import obstacles_to_grant
from papers.letters.texts import numbered_lines

GROUNDS: dict[str, Promise] = {
    "form": _("Every field of the form is filled in, and none is doubted."),
    "waived": _("Materials the catalogue waives, looked up, fresh and in force: %(count)s."),
    "found": _("Materials otherwise to be brought, looked up, fresh and in force: %(count)s."),
    "promised": _("Materials the signed commitment stands for: %(count)s."),
    "credit": _("The credit registry has answered: the commitment is open."),
    "nothing-brought": _("No uploaded file needs a person to look at it."),
    "no-obstacle": _("No rule stands in the way of a grant."),
}
"""Why no person was needed, as the letter, the history and the case page say it."""


@dataclass(frozen=True, kw_only=True)
class Ground:
    """One reason of an acceptance by rule: its code, and how many materials it speaks of."""

    code: str
    count: int = 0

    @property
    def words(self) -> str:
        """In the reader's language."""
        return str(GROUNDS[self.code]) % {"count": self.count}

    def stored(self) -> dict[str, object]:
        return {"code": self.code, "count": self.count}


def grounds_of(application: Application) -> list[Ground]:
    """The reasons an acceptance by rule was given; [] when a person accepted, or the law."""
    acceptance = getattr(application, "acceptance", None)
    return [Ground(**row) for row in acceptance.grounds] if acceptance is not None else []


def in_chinese(grounds: Sequence[Ground]) -> str:
    """The reasons as numbered lines of a letter."""
    with translation.override("zh-hans"):
        return numbered_lines(ground.words for ground in grounds)


def is_for_a_person(sheet: Sheet) -> bool:
    """Whether one look tells that a person has to judge it: a file brought, a value doubted, a correction asked for.

    What `needs_a_person` asks first, and before any lock is taken.
    """
    if not settings.ACCEPT_BY_RULE or sheet.answers.doubts or sheet.rows.attachments:
        return True
    return hasattr(sheet.application, "correction")


def needs_a_person(sheet: Sheet) -> bool:
    """Whether anything about an application has to be judged by a person before it is accepted."""
    application = sheet.application
    if is_for_a_person(sheet) or any(row.treatment not in SETTLED for row in sheet.resolved):
        return True
    if application.procedure == Procedure.COMMITMENT and not application.commitments.exists():
        return True
    # Every look-up answered and fresh: credit and the licences held among them, whatever waives or not.
    return bool(pending_needs(sheet, by="rule") or obstacles_to_grant(sheet))


SETTLED = frozenset({Treatment.GENERATED, Treatment.WAIVED, Treatment.FOUND, Treatment.PROMISED})
"""What a material became when nobody has to look at it."""


def grounds_for(sheet: Sheet) -> list[Ground]:
    """Why nobody has to look at an application; the caller has asked `needs_a_person`."""
    counted = tally(sheet.resolved)
    found = [Ground(code="form")]
    found += [
        Ground(code=code, count=count)
        for code, count in (("waived", counted.waived), ("found", counted.found), ("promised", counted.promised))
        if count
    ]
    if sheet.procedure == Procedure.COMMITMENT:
        found.append(Ground(code="credit"))
    return [*found, Ground(code="nothing-brought"), Ground(code="no-obstacle")]
