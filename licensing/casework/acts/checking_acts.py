"""The acts on what registries did not confirm, as rows for the case page; the completeness check has them too."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.people import Person
from accounts.permissions import ACCEPT, DECIDE
from accounts.sealing import mask_if_id
from desk.acts import Values
from licensing.applications.evidence.certainty import Fact
from licensing.casework.acts.case_act import CaseAct
from licensing.casework.acts.forms.case_form import CaseForm
from licensing.casework.case_file import CaseFile
from licensing.decisions import checking
from licensing.decisions.transferring import competent_now, transfer_letter
from licensing.flow.steps import OFFICIAL
from licensing.moving.transfer import transfer

AT_DECISION = frozenset({"decide"})
BEFORE_DECIDING = OFFICIAL - AT_DECISION


class FactsForm(CaseForm):
    """Which facts were checked, and on what."""

    facts = forms.MultipleChoiceField(label=_("Checked by me"), widget=forms.CheckboxSelectMultiple)
    basis = forms.CharField(
        label=_("What you checked: which original, which page, or who you asked and when"),
        min_length=4,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        facts = checking.to_be_checked(self.case.sheet) if self.case else []
        self.fields["facts"].choices = [(fact.key, _about(fact)) for fact in facts]  # type: ignore[attr-defined]


def _about(fact: Fact) -> str:
    stated = fact.words or "、".join(mask_if_id(value) for value in fact.stated.values())
    return f"{fact.name} · {fact.label} · {stated}" if stated else f"{fact.name} · {fact.label}"


def _check(case: CaseFile, values: Values, by: Person) -> None:
    checking.check_facts(case.application, values["facts"], basis=values["basis"], by=by)


def _has_something_to_check(case: CaseFile) -> bool:
    return bool(checking.to_be_checked(case.sheet))


def _pair(name: str, **told: Any) -> tuple[CaseAct, CaseAct]:
    """The same act for who accepts, until the decision, and for who decides, then."""
    return (
        CaseAct(name=name, permission=ACCEPT, nodes=BEFORE_DECIDING, **told),
        CaseAct(name=f"{name}-at-decision", permission=DECIDE, nodes=AT_DECISION, **told),
    )


CHECKING_ACTS: tuple[CaseAct, ...] = (
    *_pair(
        "check-facts",
        title=_("Check by hand what no registry confirmed"),
        explained=_(
            "Silence never leads to a grant: either the registry answers, or you say what you "
            "checked and on what basis. What the applicant has to submit can be checked once it is "
            "uploaded."
        ),
        form=FactsForm,
        perform=_check,
        done=_("Your check is in the file."),
        is_open=_has_something_to_check,
    ),
    *_pair(
        "take-over",
        title=_("Take over what the registries say now"),
        explained=_(
            "The new particulars apply from now on, also to the company's later cases; what was "
            "submitted stays in the file. If they rule out a grant, refuse instead."
        ),
        form=CaseForm,
        perform=lambda case, v, by: checking.take_over(case.application, by=by),
        done=_("The particulars of the registries are taken over."),
        is_open=lambda case: bool(case.sheet.differences),
    ),
    *_pair(
        "transfer",
        title=_("Give the case to the competent authority"),
        explained=_(
            "The seat decides which authority is competent (Road Transport Regulation art. 24). "
            "The applicant need not submit anything again, and no limit starts anew."
        ),
        form=CaseForm,
        perform=lambda case, v, by: transfer(case.application, by=by),
        done=_("The case is now with the competent authority; the applicant is told."),
        letter=lambda case, v: transfer_letter(case.sheet),
        is_open=lambda case: competent_now(case.sheet) is not None,
    ),
    *_pair(
        "ask-registries",
        title=_("Ask the registries again"),
        explained=_("Every look-up of this case is repeated now. Anything that differs from the form is shown."),
        form=CaseForm,
        perform=lambda case, v, by: checking.ask_again(case.application, by=by),
        done=_("The registries were asked again."),
    ),
)
