"""Everything to do before an application can be handed in, as a list of pages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from licensing.applications import rules
from licensing.applications.answers.validation import is_complete
from licensing.applications.evidence.prefill import filled_in
from licensing.applications.evidence.resolution import Resolved, Treatment
from licensing.applications.models import Application, Procedure
from materials.catalogue.forms import form_for


@dataclass(frozen=True, kw_only=True)
class ToDo:
    """A line of the task list; `page` names the address, `section` the topic."""

    page: str
    section: str
    label: str
    done: bool
    note: str = ""


def tasks_of(application: Application, resolved: Sequence[Resolved] | None) -> list[ToDo]:
    """Everything to do before submission, in the order it is best done. `resolved` saves a second resolution."""
    form = form_for(application.item)
    answers = filled_in(application, form)
    tasks = [
        ToDo(page="section", section=section.code, label=section.label, done=is_complete(section, answers))
        for section in form
    ]
    if resolved is not None:
        open_rows = [r for r in resolved if r.treatment in (Treatment.MISSING, Treatment.CHECKING)]
        note = _("%(count)s still open") % {"count": len(open_rows)} if open_rows else ""
        tasks.append(ToDo(page="materials", section="", label=_("Materials"), done=not open_rows, note=note))
    if application.procedure == Procedure.COMMITMENT:
        signed = rules.standing_commitment(application) is not None
        note = _("Sign again: answers changed after signing") if not signed and application.commitments.exists() else ""
        tasks.append(ToDo(page="commitment", section="", label=_("Notice and commitment"), done=signed, note=note))
    return tasks
