"""A licence is taken back: proceedings, their hearing, their decision."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from licensing.casework.acts.forms.case_form import CaseForm, Reasoned
from licensing.casework.acts.forms.hearings import HearingForm, SummonsForm
from licensing.verification.models import End
from licensing.verification.rules import (
    announced_for,
    hearing_is_owed,
    hold_hearing_by,
    open_inquiry,
    why_no_ground,
    why_not_ended,
)

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
