"""What officials and holders fill in after a grant."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.people import Person
from licensing.flow.forms import OFFICERS, ActForm, ManyFiles, Photos, Reasoned
from licensing.verification.models import End, Inspection, Verification


class InspectionForm(ActForm):
    """The checklist is made of the very statements that were affirmed."""

    outcome = forms.ChoiceField(label=_("Outcome"), choices=Inspection.Outcome.choices, widget=forms.RadioSelect)
    notes = forms.CharField(label=_("Notes"), required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 3}))
    second = forms.ModelChoiceField(label=_("Second officer"), queryset=Person.objects.none(), required=False)
    photos = Photos(
        label=_("Photos"),
        required=False,
        widget=ManyFiles(attrs={"accept": "image/*", "multiple": True, "capture": "environment"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        assert self.application is not None  # noqa: S101 - only the page of a case makes this form
        assert self.by is not None  # noqa: S101
        verification = self.application.verification
        self.statements = list(verification.commitment.statements)
        checklist: dict[str, forms.Field] = {}
        for statement in self.statements:
            checklist[f"kept-{statement['code']}"] = forms.ChoiceField(
                label=statement["zh"],
                choices=[("yes", _("Kept")), ("no", _("Not kept"))],
                widget=forms.RadioSelect(attrs={"class": "form-check-input"}),
            )
            checklist[f"note-{statement['code']}"] = forms.CharField(label=_("Remark"), required=False, max_length=300)
        self.fields = {**checklist, **self.fields}
        if verification.method == Verification.Method.ON_SITE:
            colleagues = Person.objects.filter(authority=self.by.authority, is_active=True).exclude(pk=self.by.pk)
            self.fields["second"].queryset = colleagues.filter(  # type: ignore[attr-defined]
                groups__permissions__codename__in=OFFICERS
            ).distinct()
            self.fields["second"].required = True
        else:
            del self.fields["second"]

    @property
    def checklist(self) -> list[tuple[str, Any, Any]]:
        """Each statement with its two fields, for the page."""
        return [(s["zh"], self[f"kept-{s['code']}"], self[f"note-{s['code']}"]) for s in self.statements]

    @property
    def rest(self) -> list[Any]:
        """The fields below the checklist."""
        return [self[name] for name in self.fields if not name.startswith(("kept-", "note-"))]

    @property
    def results(self) -> list[dict[str, Any]]:
        """What was found on each statement, as it is stored."""
        return [
            {
                "code": s["code"],
                "zh": s["zh"],
                "kept": self.cleaned_data[f"kept-{s['code']}"] == "yes",
                "note": self.cleaned_data.get(f"note-{s['code']}", ""),
            }
            for s in self.statements
        ]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if self.errors:
            return cleaned
        all_kept = all(result["kept"] for result in self.results)
        if all_kept and cleaned["outcome"] != Inspection.Outcome.KEPT:
            self.add_error("outcome", _("Every statement was found kept: say which was not, or choose “kept”."))
        if not all_kept and cleaned["outcome"] == Inspection.Outcome.KEPT:
            self.add_error("outcome", _("A statement was found not kept: the outcome cannot be “kept”."))
        return {**cleaned, "results": self.results}


class ProceedingsForm(Reasoned):
    """A ground to revoke or cancel is found; the holder is heard first."""

    end = forms.ChoiceField(
        label=_("What is intended"),
        choices=[(End.REVOCATION.value, End.REVOCATION.label), (End.PENALTY.value, End.PENALTY.label)],
        widget=forms.RadioSelect,
    )
    is_untrue = forms.BooleanField(
        label=_("Obtained by deceit or an untrue promise: enters the credit file, no new application for three years"),
        required=False,
    )
    field_order = ["end", "standard", "reasons", "articles", "is_untrue"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["standard"].choices = [*self.reasons_for("revocation"), *self.reasons_for("penalty")]  # type: ignore[attr-defined]


class DirectEndForm(Reasoned):
    """Law or facts have changed, or the licence has run its course: nobody is blamed."""

    end = forms.ChoiceField(
        label=_("Which end"),
        choices=[(End.RETRACTION.value, End.RETRACTION.label), (End.STRIKING_OFF.value, End.STRIKING_OFF.label)],
        widget=forms.RadioSelect,
    )
    compensation = forms.CharField(label=_("Compensation, for a withdrawal (art. 8)"), required=False, max_length=300)
    field_order = ["end", "standard", "reasons", "articles", "compensation"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["standard"].choices = [*self.reasons_for("retraction"), *self.reasons_for("striking-off")]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("end") == End.RETRACTION and not cleaned.get("compensation"):
            self.add_error("compensation", _("Say what is compensated, or that no loss arose (art. 8)."))
        return cleaned


class InquiryDecisionForm(ActForm):
    ends = forms.ChoiceField(
        label=_("Decision"),
        choices=[("yes", _("End the licence as intended")), ("no", _("Drop the proceedings"))],
        widget=forms.RadioSelect,
    )
    reasons = forms.CharField(
        label=_("Why, in view of what the holder said"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class RepairForm(ActForm):
    reasons = forms.CharField(
        label=_("How the credit was repaired"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )


class RectificationForm(forms.Form):
    """What was mended, with proofs."""

    use_required_attribute = False
    words = forms.CharField(label=_("What you have mended"), max_length=2000, widget=forms.Textarea(attrs={"rows": 4}))
    proofs = Photos(label=_("Photos or papers"), required=False, widget=ManyFiles(attrs={"multiple": True}))


class DefenceForm(forms.Form):
    """Statement and defence."""

    use_required_attribute = False
    words = forms.CharField(label=_("Your statement"), max_length=4000, widget=forms.Textarea(attrs={"rows": 5}))
    wants_hearing = forms.BooleanField(label=_("I ask for a hearing"), required=False)
    proofs = Photos(label=_("Photos or papers"), required=False, widget=ManyFiles(attrs={"multiple": True}))
