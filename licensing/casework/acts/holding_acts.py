"""Whose step it is: taken, put back, handed over – as acts, so that they can be done to many chosen cases at once."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.people import Person
from accounts.roles import staff_at
from desk import taking
from desk.acts import Values
from desk.refusals import NotYourTask
from desk.tasks import Task
from licensing.casework.acts.case_act import CaseAct
from licensing.casework.acts.forms.case_form import CaseForm
from licensing.casework.case_file import CaseFile
from licensing.flow.steps import BY_NAME


class HandOverForm(CaseForm):
    to = forms.ModelChoiceField(label=_("Hand over to"), queryset=Person.objects.none())

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        at = self.application.authority_id if self.application else self.by.authority_id if self.by else None
        self.fields["to"].queryset = staff_at(at or 0).order_by("name")  # type: ignore[attr-defined]


def _task(case: CaseFile) -> Task:
    """The open step. Raises NotYourTask."""
    if case.task is None:
        raise NotYourTask
    return case.task


def _is_for_officials(case: CaseFile, _person: Person) -> bool:
    return case.task is not None and case.task.flow_task.name != "correct"


def _handed(_case: CaseFile, values: Values) -> str:
    return str(_("The case was handed to %(name)s.")) % {"name": values["to"].name}


HOLDING_ACTS: tuple[CaseAct, ...] = (
    CaseAct(
        name="take",
        title=_("Take"),
        explained=_("You carry on with what you take; nobody else can do it in the meantime."),
        permission="",
        nodes=frozenset(BY_NAME),
        form=CaseForm,
        perform=lambda case, v, by: taking.take(_task(case), by=by),
        done=_("The case is yours."),
        in_bulk=True,
        whose=_is_for_officials,
    ),
    CaseAct(
        name="put-back",
        title=_("Put back"),
        explained=_("What you put back waits for someone to take it."),
        permission="",
        nodes=frozenset(BY_NAME),
        form=CaseForm,
        perform=lambda case, v, by: taking.put_back(_task(case), by=by),
        done=_("The case is back in the queue."),
        in_bulk=True,
        whose=_is_for_officials,
    ),
    CaseAct(
        name="hand-over",
        title=_("Hand over"),
        explained=_(
            "To a colleague who may do the step, is not away, and is a different person where that is required."
        ),
        permission="",
        nodes=frozenset(BY_NAME),
        form=HandOverForm,
        perform=lambda case, v, by: taking.hand_over(_task(case), to=v["to"], by=by),
        done=_handed,
        in_bulk=True,
        whose=_is_for_officials,
    ),
)
