"""Clerical errors put right (更正), in letters and on certificates; at any step, and where none is open any more."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models.fields import BLANK_CHOICE_DASH
from django.utils.translation import gettext_lazy as _

from accounts.permissions import DECIDE
from desk.fields import OneOf, SomeOf, offer
from licensing.casework.acts.case_act import ANYWHERE, CaseAct
from licensing.casework.acts.forms.case_form import CaseForm
from licensing.casework.case_file import CaseFile
from licensing.certificates.correcting import (
    CORRECTABLE,
    NOT_ANY_MORE,
    correction_of_certificates,
    why_no_misprint,
)
from licensing.certificates.models import Certificate
from licensing.decisions.correcting import (
    correct_letter,
    correction_of_letter,
    whose_correction,
    why_not_corrected,
)
from licensing.moving.correcting import correct_misprint


class CorrectingForm(CaseForm):
    """The words that are put right, and why they came out wrong; each kind of paper says where they stand."""

    wrong = forms.CharField(label=_("Wrong words, as they are printed"), max_length=60)
    right = forms.CharField(label=_("Right words"), max_length=60)
    reasons = forms.CharField(
        label=_("How the error came about"), max_length=500, widget=forms.Textarea(attrs={"rows": 2})
    )


class LetterForm(CorrectingForm):
    original = OneOf(label=_("Letter"))
    field_order = ["original", "wrong", "right", "reasons"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self.fields["original"], self.case.letters if self.case else [])

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if not self.errors and (why := why_not_corrected(cleaned["original"], cleaned["wrong"], cleaned["right"])):
            self.add_error("wrong", why)
        return cleaned


class MisprintForm(CorrectingForm):
    certificates = SomeOf(
        label=_("Certificates"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": NOT_ANY_MORE},
    )
    particular = forms.ChoiceField(label=_("What is misprinted"), choices=[*BLANK_CHOICE_DASH, *CORRECTABLE.items()])
    field_order = ["certificates", "particular", "wrong", "right", "reasons"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self.fields["certificates"], self.case.correctable if self.case else [], named=_named)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        words = [cleaned.get(name, "") for name in ("particular", "wrong", "right")]
        if not self.errors and (why := why_no_misprint(cleaned["certificates"], *words)):
            self.add_error("wrong", why)
        return cleaned


def _named(certificate: Certificate) -> str:
    return " · ".join(part for part in (certificate.number, certificate.plate) if part)


def _has_certificates(case: CaseFile) -> bool:
    decision = getattr(case.application, "decision", None)
    return decision is not None and decision.is_granted and bool(case.correctable)


CORRECTING_ACTS: tuple[CaseAct, ...] = (
    CaseAct(
        name="correct-letter",
        title=_("Correct a clerical error in a letter"),
        explained=_(
            "The letter stays as it was. A separate letter gives the wrong and the right words. "
            "Decisions, dates, sums and numbers cannot be corrected here: they need a decision."
        ),
        permission="",
        nodes=ANYWHERE,
        form=LetterForm,
        perform=lambda case, v, by: correct_letter(
            v["original"], wrong=v["wrong"], right=v["right"], reasons=v["reasons"], by=by
        ),
        done=_("The correction is on its way. The letter is marked as corrected wherever it is listed."),
        letter=lambda case, v: correction_of_letter(
            v["original"], wrong=v["wrong"], right=v["right"], reasons=v["reasons"]
        ),
        whose=lambda case, person: whose_correction(case.application, person),
        signs=True,
    ),
    CaseAct(
        name="correct-certificate",
        title=_("Correct a misprint on a certificate"),
        explained=_(
            "The next version is issued at once under the same number and replaces the earlier "
            "one. Holder, content and validity can only be changed by an application or a decision."
        ),
        permission=DECIDE,
        nodes=ANYWHERE,
        form=MisprintForm,
        perform=lambda case, v, by: correct_misprint(
            case.application,
            v["certificates"],
            v["particular"],
            wrong=v["wrong"],
            right=v["right"],
            reasons=v["reasons"],
            by=by,
        ),
        done=_("The corrected certificates are made now and appear here in a moment."),
        letter=lambda case, v: correction_of_certificates(
            v["certificates"], v["particular"], wrong=v["wrong"], right=v["right"], reasons=v["reasons"]
        ),
        signs=True,
        is_open=_has_certificates,
    ),
)
