"""Clerical errors put right (更正), in letters and on certificates; at any step, and where none is open any more."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.permissions import DECIDE
from licensing.applications.models import Application
from licensing.casework.acts.case_act import ANYWHERE, CaseAct
from licensing.casework.acts.forms import CaseForm
from licensing.certificates.correcting import (
    CORRECTABLE,
    correctable,
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
from licensing.decisions.models import Letter
from licensing.moving.correcting import correct_misprint


class CorrectingForm(CaseForm):
    wrong = forms.CharField(label=_("Wrong words, as they are printed"), max_length=60)
    right = forms.CharField(label=_("Right words"), max_length=60)
    reasons = forms.CharField(
        label=_("How the error came about"), max_length=500, widget=forms.Textarea(attrs={"rows": 2})
    )

    def why_not(self, cleaned: dict[str, Any]) -> str:
        """Why the words typed are not corrected; "" when they may be."""
        raise NotImplementedError

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if not self.errors and (why := self.why_not(cleaned)):
            self.add_error("wrong", why)
        return cleaned


class LetterForm(CorrectingForm):
    original = forms.ModelChoiceField(label=_("Letter"), queryset=Letter.objects.none())
    field_order = ["original", "wrong", "right", "reasons"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        letters = self.fields["original"]
        letters.label_from_instance = lambda row: f"{row.title} {row.number}"  # type: ignore[attr-defined]
        letters.queryset = Letter.objects.filter(application=self.application)  # type: ignore[attr-defined]

    def why_not(self, cleaned: dict[str, Any]) -> str:
        return why_not_corrected(cleaned["original"], cleaned["wrong"], cleaned["right"])


class MisprintForm(CorrectingForm):
    certificates = forms.ModelMultipleChoiceField(
        label=_("Certificates"), queryset=Certificate.objects.none(), widget=forms.CheckboxSelectMultiple
    )
    particular = forms.ChoiceField(label=_("What is misprinted"), choices=CORRECTABLE.items())
    field_order = ["certificates", "particular", "wrong", "right", "reasons"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        certificates = self.fields["certificates"]
        certificates.label_from_instance = _named  # type: ignore[attr-defined]
        rows = Certificate.objects.in_force().filter(decision__application=self.application)
        certificates.queryset = rows.order_by("pk")  # type: ignore[attr-defined]

    def why_not(self, cleaned: dict[str, Any]) -> str:
        return why_no_misprint(cleaned["certificates"], cleaned["particular"], cleaned["wrong"], cleaned["right"])


def _named(certificate: Certificate) -> str:
    return " · ".join(part for part in (certificate.number, certificate.plate) if part)


def _has_certificates(application: Application) -> bool:
    decision = getattr(application, "decision", None)
    return decision is not None and decision.is_granted and bool(correctable(application))


CORRECTING_ACTS: tuple[CaseAct, ...] = (
    CaseAct(
        name="correct-letter",
        title=_("Correct a clerical error in a letter"),
        explained=_(
            "The letter stays as it was; a letter of its own tells the wrong and the right words. What was decided, "
            "days, sums and numbers are not corrected here: they take a decision."
        ),
        permission="",
        nodes=ANYWHERE,
        form=LetterForm,
        perform=lambda a, v, by: correct_letter(
            v["original"], wrong=v["wrong"], right=v["right"], reasons=v["reasons"], by=by
        ),
        done=_("The correction is on its way; the letter is marked as corrected wherever it is listed."),
        letter=lambda a, v: correction_of_letter(
            v["original"], wrong=v["wrong"], right=v["right"], reasons=v["reasons"]
        ),
        whose=whose_correction,
        signs=True,
    ),
    CaseAct(
        name="correct-certificate",
        title=_("Correct a misprint on a certificate"),
        explained=_(
            "The next version under the same number is issued at once; the earlier one is superseded. Who holds it, "
            "what it allows and until when change only by an application or a decision."
        ),
        permission=DECIDE,
        nodes=ANYWHERE,
        form=MisprintForm,
        perform=lambda a, v, by: correct_misprint(
            a,
            v["certificates"],
            v["particular"],
            wrong=v["wrong"],
            right=v["right"],
            reasons=v["reasons"],
            by=by,
        ),
        done=_("The corrected certificates are made now and appear here in a moment."),
        letter=lambda a, v: correction_of_certificates(
            v["certificates"], v["particular"], wrong=v["wrong"], right=v["right"], reasons=v["reasons"]
        ),
        signs=True,
        is_open=_has_certificates,
    ),
)
