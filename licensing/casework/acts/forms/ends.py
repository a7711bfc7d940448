"""What ends a case besides its decision, and how a result is handed over."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from licensing.casework.acts.forms.case_form import CaseForm, Reasoned
from licensing.decisions.ends.terminating import kinds_of, why_not
from licensing.decisions.models.ends import Delivery, Ending
from licensing.decisions.weighing.weigh import competent_elsewhere


class EndingForm(Reasoned):
    """Refuse acceptance (Licensing Law art. 32)."""

    of_kind = "non-acceptance"
    kind = forms.ChoiceField(
        label=_("Why it is not accepted"),
        choices=[
            (k.value, k.label) for k in (Ending.Kind.NOT_NEEDED, Ending.Kind.NOT_COMPETENT, Ending.Kind.INCOMPLETE)
        ],
        widget=forms.RadioSelect,
    )
    competent_body = forms.CharField(label=_("Competent authority"), required=False, max_length=100)
    field_order = ["kind", "competent_body", "standard", "reasons", "articles"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.case is not None:
            self.fields["competent_body"].initial = competent_elsewhere(self.case.sheet)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("kind") == Ending.Kind.NOT_COMPETENT and not cleaned.get("competent_body"):
            self.add_error("competent_body", _("Name the authority that is competent (art. 32)."))
        return cleaned


class TerminationForm(CaseForm):
    reasons = forms.CharField(
        label=_("Reasons"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        initial="申请人未在补正告知书确定的期限内补正。",
    )


class GoneForm(CaseForm):
    """The applicant is no more: who says so, and by what."""

    kind = forms.ChoiceField(label=_("What happened"), widget=forms.RadioSelect)
    shown = forms.CharField(
        label=_("What shows it"),
        max_length=300,
        required=False,
        help_text=_("Of a death: number and day of the certificate. Of a company the business register is asked."),
    )
    reasons = forms.CharField(
        label=_("More, if it is needed"), max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = list(kinds_of(self.application) if self.application is not None else Ending.Kind)
        field = self.fields["kind"]
        field.choices = [(kind.value, kind.label) for kind in kinds]  # type: ignore[attr-defined]
        if len(kinds) == 1:
            field.initial = kinds[0].value

    def clean_kind(self) -> Ending.Kind:
        return Ending.Kind(self.cleaned_data["kind"])

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("kind") and self.application is not None:
            on = timezone.localdate()
            if why := why_not(self.application, cleaned["kind"], shown=cleaned.get("shown", ""), on=on):
                self.add_error("shown" if cleaned["kind"] == Ending.Kind.DIED else "kind", why)
        return cleaned


class DeliveryForm(CaseForm):
    way = forms.TypedChoiceField(
        label=_("How"),
        choices=[(w.value, w.label) for w in (Delivery.Way.COUNTER, Delivery.Way.POST)],
        coerce=Delivery.Way,
        widget=forms.RadioSelect,
    )
    note = forms.CharField(label=_("Who received it, or the tracking number"), max_length=200)
