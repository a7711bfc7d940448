"""What officials and holders fill in after a grant."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.people import Person
from desk.fields import ManyFiles, PastDay, Photos
from licensing.casework.acts.forms import CaseForm, HearingForm, Reasoned, SummonsForm, second_officers
from licensing.verification.models import End, Inspection, Verification
from licensing.verification.rules import (
    announced_for,
    hearing_is_owed,
    hold_hearing_by,
    open_inquiry,
    why_no_ground,
    why_not,
    why_not_ended,
)
from licensing.verification.statements import answered_by_data, verifiable
from materials.catalogue.wording import in_readers_language


class InspectionForm(CaseForm):
    """The checklist is made of the very statements that were affirmed, those that can be verified.

    Where the registries answered one already, it comes filled in; the officer confirms or corrects it.
    """

    outcome = forms.ChoiceField(label=_("Outcome"), choices=Inspection.Outcome.choices, widget=forms.RadioSelect)
    notes = forms.CharField(label=_("Notes"), required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 3}))
    second = forms.ModelChoiceField(label=_("Second officer"), queryset=Person.objects.none(), required=False)
    photos = Photos(
        label=_("Photos"),
        required=False,
        is_evidence=True,
        widget=ManyFiles(attrs={"accept": "image/*", "multiple": True, "capture": "environment"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        assert self.case is not None  # noqa: S101 - only the page of a case makes this form
        assert self.by is not None  # noqa: S101
        verification = self.case.application.verification
        self.statements = verifiable(verification.commitment)
        checklist: dict[str, forms.Field] = {}
        evidence = self.case.sheet.evidence
        for statement in self.statements:
            known = answered_by_data(evidence, statement)
            checklist[f"kept-{statement['code']}"] = forms.ChoiceField(
                label=in_readers_language(statement["zh"]),
                choices=[("yes", _("Kept")), ("no", _("Not kept"))],
                initial=("yes" if known.kept else "no") if known else None,
                widget=forms.RadioSelect(attrs={"class": "form-check-input"}),
            )
            checklist[f"note-{statement['code']}"] = forms.CharField(
                label=_("Remark"), required=False, max_length=2000, initial=known.remark if known else ""
            )
        self.fields = {**checklist, **self.fields}
        if verification.method == Verification.Method.ON_SITE:
            self.fields["second"].queryset = second_officers(self.by)  # type: ignore[attr-defined]
            self.fields["second"].required = True
        else:
            del self.fields["second"]

    @property
    def checklist(self) -> list[tuple[Any, Any, Any]]:
        """Each statement with its two fields, for the page."""
        pairs = [(self[f"kept-{s['code']}"], self[f"note-{s['code']}"]) for s in self.statements]
        return [(kept.label, kept, note) for kept, note in pairs]

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
        for result in self.results:
            if not result["kept"] and not result["note"]:
                self.add_error(f"note-{result['code']}", _("Say what was found: the letter states it."))
        if not self.errors and self.application is not None:
            outcome = Inspection.Outcome(cleaned["outcome"])
            if why := why_not(self.application.verification, self.results, outcome):
                self.add_error("outcome", why)
        return {**cleaned, "results": self.results}


DECEIT = frozenset({"rv-deceit", "fo-rv-untrue"})
"""The standard reasons that say deceit."""


class ProceedingsForm(Reasoned):
    """A ground to revoke, withdraw or cancel is found; the holder is heard first."""

    end = forms.ChoiceField(
        label=_("What is intended"),
        choices=[(end.value, end.label) for end in (End.REVOCATION, End.RETRACTION, End.PENALTY)],
        widget=forms.RadioSelect,
    )
    reasons = forms.CharField(
        label=_("What was found, as the letter states it"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )
    is_untrue = forms.BooleanField(
        label=_("Obtained by deceit: enters the credit file, no new application for three years (arts. 69, 79)"),
        required=False,
    )
    field_order = ["end", "standard", "reasons", "articles", "is_untrue"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = ("revocation", "retraction", "penalty")
        self.fields["standard"].choices = [one for kind in kinds for one in self.reasons_for(kind)]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("is_untrue") and (
            cleaned.get("end") != End.REVOCATION or not set(cleaned.get("standard", [])) <= DECEIT
        ):
            self.add_error("is_untrue", _("Only what was obtained by deceit is revoked with a bar (arts. 69, 79)."))
        if cleaned.get("end") and self.application is not None:
            end, grounds = End(cleaned["end"]), cleaned.get("standard", [])
            if why := why_no_ground(self.application, end, grounds, on=timezone.localdate()):
                self.add_error("standard", why)
        return cleaned


class DirectEndForm(Reasoned):
    """The licence has run its course: nobody is blamed."""

    field_order = ["standard", "reasons", "articles"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["standard"].choices = self.reasons_for("striking-off")  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if self.application is not None:
            grounds = cleaned.get("standard", [])
            if why := why_no_ground(self.application, End.STRIKING_OFF, grounds, on=timezone.localdate()):
                self.add_error("standard", why)
        return cleaned


OF_AN_END = {End.RETRACTION: ("compensation",), End.PENALTY: ("legal_review", "discussed")}
"""What is said besides when a licence is ended: of a withdrawal its compensation, of a penalty how it came about."""


def of_the_end(values: Mapping[str, Any]) -> dict[str, str]:
    """What was said of the end in its form, as the decision takes it."""
    return {name: values.get(name, "") for names in OF_AN_END.values() for name in names}


class InquiryDecisionForm(CaseForm):
    """The end as intended, or none; what else is asked depends on which end it is."""

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
    compensation = forms.CharField(label=_("Compensation, for a withdrawal (art. 8)"), required=False, max_length=300)
    legal_review = forms.CharField(
        label=_("Review in law: by whom, when, with what result (Penalty Law art. 58)"), required=False, max_length=300
    )
    discussed = forms.CharField(
        label=_("Discussed by the heads: when, and who took part (Penalty Law art. 57)"), required=False, max_length=300
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.inquiry = open_inquiry(self.application) if self.application else None
        asked = OF_AN_END.get(End(self.inquiry.end), ()) if self.inquiry else ()
        for name in (name for names in OF_AN_END.values() for name in names if name not in asked):
            del self.fields[name]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("ends") == "yes" and self.inquiry is not None:
            field, why = why_not_ended(self.inquiry, **of_the_end(cleaned))
            if why:
                self.add_error(field, why)
        return cleaned


class InquirySummonsForm(SummonsForm):
    def hold_by(self) -> datetime.date | None:
        inquiry = open_inquiry(self.application) if self.application else None
        return hold_hearing_by(inquiry) if inquiry and hearing_is_owed(inquiry) else None


class InquiryHearingForm(HearingForm):
    def announced_for(self) -> datetime.date | None:
        inquiry = open_inquiry(self.application) if self.application else None
        return announced_for(inquiry) if inquiry else None


class RepairForm(CaseForm):
    """The decision on repair, of the credit office or of 信用中国: its conditions were checked there (F-9.7)."""

    document = forms.CharField(
        label=_("Number of the decision on repair"),
        max_length=60,
        help_text=_("Of our credit office, or of Credit China (信用中国)."),
    )
    dated = PastDay(label=_("Date of the decision on repair"))
    reasons = forms.CharField(label=_("What was put right"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3}))
