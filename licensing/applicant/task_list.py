"""Everything to do before an application can be handed in, as a list of pages."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from licensing.applications.answers.validation import is_complete
from licensing.applications.evidence.resolution import Treatment
from licensing.applications.models import Procedure
from licensing.applications.sheet import Sheet


@dataclass(frozen=True, kw_only=True)
class ToDo:
    """A line of the task list; `page` names the address, `section` the topic."""

    page: str
    section: str
    label: str
    done: bool
    note: str = ""


def tasks_of(sheet: Sheet, *, with_materials: bool) -> list[ToDo]:
    """Everything to do before submission, in the order it is best done."""
    tasks = [
        ToDo(page="section", section=section.code, label=section.label, done=is_complete(section, sheet.filled))
        for section in sheet.form
    ]
    if with_materials:
        open_rows = [r for r in sheet.resolved if r.treatment in (Treatment.MISSING, Treatment.CHECKING)]
        note = _("%(count)s still open") % {"count": len(open_rows)} if open_rows else ""
        tasks.append(ToDo(page="materials", section="", label=_("Materials"), done=not open_rows, note=note))
    if sheet.procedure == Procedure.COMMITMENT:
        signed = sheet.signed is not None
        was_signed = not signed and sheet.application.commitments.exists()
        note = _("Sign again: answers changed after signing") if was_signed else ""
        tasks.append(ToDo(page="commitment", section="", label=_("Notice and commitment"), done=signed, note=note))
    return tasks
