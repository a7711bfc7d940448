"""What two officers saw is one officer's report until the other has said so too: the same act before and after a grant.

Administrative Licensing Law art. 34.
"""

from __future__ import annotations

from typing import Protocol

from django.utils.translation import gettext_lazy as _

from accounts.people import Person
from licensing.applications.models.application import Application
from licensing.casework.acts.case_act import CaseAct
from licensing.casework.acts.forms.visits import ConfirmVisitForm
from licensing.decisions.models.checking import VisitReport
from licensing.decisions.visits import waits_for


class Confirm(Protocol):
    """Writes down what the second officer says of a report."""

    def __call__(self, application: Application, *, agrees: bool, words: str, by: Person) -> object: ...


def confirm_visit(step: VisitReport.Step, confirm: Confirm) -> CaseAct:
    """The second officer's word on the report of a step."""
    return CaseAct(
        name="confirm-visit",
        title=_("Confirm the report of the visit"),
        explained=_("You were named as the second officer. Confirm whether the report is correct."),
        permission="",
        nodes=frozenset({step.value}),
        form=ConfirmVisitForm,
        perform=lambda case, v, by: confirm(case.application, agrees=v["agrees"] == "yes", words=v["words"], by=by),
        done=_("Your answer is in the file."),
        is_awaited=True,
        whose=lambda case, person: waits_for(person, case.application, step),
    )
