"""Whether vehicles stop or go on: what was chosen, beside what the register says of each.

The form asks which of the two is meant (报停, 恢复营运); leaving for good (道路运输证注销) is an item of its own.
"""

from __future__ import annotations

from django.utils.translation import gettext as _

from licensing.applications.answers.given import Answers
from licensing.applications.standing.conflict import Conflict

STOP_KIND = "stop-kind"
"""The field of the form."""
SUSPEND, RESUME = "suspend", "resume"


def resumes(answers: Answers) -> bool:
    """Whether vehicles go on again; else they stop."""
    return answers.fields.get(STOP_KIND) == RESUME


def against(answers: Answers, plate: str, *, is_suspended: bool) -> Conflict | None:
    """What the register says against stopping a vehicle, or having it go on."""
    chosen = answers.fields.get(STOP_KIND)
    if chosen == SUSPEND and is_suspended:
        told = _("Already suspended. To have it run again, choose “Resume operation”.")
        return Conflict(kind="vehicle-suspended", label=plate, reason=told, field=STOP_KIND)
    if chosen == RESUME and not is_suspended:
        told = _("Not suspended, so there is nothing to resume. To stop it, choose “Suspend operation”.")
        return Conflict(kind="vehicle-running", label=plate, reason=told, field=STOP_KIND)
    return None
