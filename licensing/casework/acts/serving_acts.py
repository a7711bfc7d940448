"""How a letter that begins a limit was served on paper (送达回证): until it was, nothing runs out against anybody."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from accounts.people import Person
from accounts.permissions import ACCEPT, DECIDE, REVIEW, VERIFY
from desk.acts import Values
from desk.fields import OneOf, offer
from desk.serving.forms import PaperServiceForm, done, on_paper
from licensing.casework.acts.case_act import ANYWHERE, CaseAct
from licensing.casework.acts.forms.case_form import CaseForm
from licensing.casework.case_file import CaseFile
from licensing.decisions.models.letters import Letter
from licensing.decisions.rules import may_handle
from licensing.decisions.serving.rules import unserved
from licensing.moving.serving import record_service


class ServiceForm(PaperServiceForm, CaseForm):
    letter = OneOf(label=_("Letter"))

    field_order = ("letter",)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        waiting = list(unserved(self.application)) if self.application else []
        offer(self.fields["letter"], waiting, named=_named)
        if len(waiting) == 1:
            self.fields["letter"].initial = waiting[0].pk


def _named(letter: Letter) -> str:
    return f"{letter.get_kind_display()} {letter.number} · {letter.addressee}"


def _waits(case: CaseFile) -> bool:
    """Whether a letter of the case that must be served reached nobody yet."""
    return any(letter.is_unserved for letter in case.letters)


def _is_theirs(case: CaseFile, person: Person) -> bool:
    """Whoever has a duty in cases of the authority sees to it that letters arrive."""
    has_duty = any(person.has_perm(duty) for duty in (ACCEPT, REVIEW, DECIDE, VERIFY))
    return has_duty and _waits(case) and may_handle(person, case.application)  # in this order: the last one asks


def _record(case: CaseFile, values: Values, by: Person) -> None:
    record_service(case.application, values["letter"], by=by, **on_paper(values))


SERVING_ACTS: tuple[CaseAct, ...] = (
    CaseAct(
        name="record-service",
        title=_("Record how a letter was served"),
        explained=_(
            "The applicant has not agreed to be served electronically and has not opened it here, or it went to an "
            "interested party, who has no account. Its limit runs from the day it was served; until then "
            "nothing runs out."
        ),
        permission="",
        nodes=ANYWHERE,
        form=ServiceForm,
        perform=_record,
        done=done,
        whose=_is_theirs,
    ),
)
