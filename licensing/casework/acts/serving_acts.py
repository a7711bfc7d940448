"""How a letter that begins a limit was served on paper (送达回证): until it was, nothing runs out against anybody."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.people import Person
from accounts.permissions import ACCEPT, DECIDE, REVIEW, VERIFY
from desk.acts import Values
from desk.fields import OneOf, PastDay, offer
from licensing.casework.acts.case_act import ANYWHERE, CaseAct
from licensing.casework.acts.forms import CaseForm
from licensing.casework.case_file import CaseFile
from licensing.decisions.models import Letter
from licensing.decisions.rules import may_handle
from licensing.decisions.serving.models import Service
from licensing.decisions.serving.rules import unserved
from licensing.moving.serving import record_service


class ServiceForm(CaseForm):
    letter = OneOf(label=_("Letter"))
    way = forms.ChoiceField(
        label=_("How it was served"),
        choices=[(way.value, way.label) for way in Service.ON_PAPER],
        widget=forms.RadioSelect,
    )
    served_on = PastDay(label=_("Day it was served"), help_text=_("Of a public notice the day its period was over."))
    proof = forms.CharField(
        label=_("What shows it"),
        max_length=200,
        help_text=_("Who signed for it, the number of the post, the witnesses, where the notice was published."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self.fields["letter"], unserved(self.application) if self.application else [], named=_named)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if not self.errors and cleaned["served_on"] < cleaned["letter"].dated:
            self.add_error("served_on", gettext("A letter is served between its date and today."))
        return cleaned


def _named(letter: Letter) -> str:
    return f"{letter.get_kind_display()} {letter.number} · {letter.addressee}"


def _waits(case: CaseFile) -> bool:
    """Whether a letter of the case that begins a limit reached nobody yet."""
    return any(letter.is_unserved for letter in case.letters)


def _is_theirs(case: CaseFile, person: Person) -> bool:
    """Whoever has a duty in cases of the authority sees to it that letters arrive."""
    has_duty = any(person.has_perm(duty) for duty in (ACCEPT, REVIEW, DECIDE, VERIFY))
    return has_duty and _waits(case) and may_handle(person, case.application)  # in this order: the last one asks


def _record(case: CaseFile, values: Values, by: Person) -> None:
    record_service(
        case.application,
        values["letter"],
        way=Service.Way(values["way"]),
        served_on=values["served_on"],
        proof=values["proof"],
        by=by,
    )


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
        done=_("It is recorded. The limit runs from that day."),
        whose=_is_theirs,
    ),
)
