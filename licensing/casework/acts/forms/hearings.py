"""A hearing: offered, called, held."""

from __future__ import annotations

import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.people import Person
from accounts.permissions import DECIDE, codename
from accounts.roles import colleagues_of
from clock.working_days import CalendarUnknown
from desk.fields import PastDay
from licensing.casework.acts.forms.case_form import CaseForm
from licensing.decisions.hearings import why_not_held
from licensing.decisions.limits import why_not_held_on
from licensing.decisions.models.hearings import InterestedParty
from licensing.decisions.rules import announced_for, hearing_is_owed, hold_hearing_by
from pages.days import CountableDay


class HearingOfferForm(CaseForm):
    reasons = forms.CharField(
        label=_("What is going to be decided, and why"), max_length=2000, widget=forms.Textarea(attrs={"rows": 4})
    )
    parties = forms.CharField(
        label=_("Interested third parties"),
        help_text=_("One per line: a name, then a comma and how a letter reaches them. Each gets a separate letter."),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def clean_parties(self) -> list[tuple[str, str]]:
        lines = [line.strip() for line in str(self.cleaned_data["parties"]).splitlines() if line.strip()]
        parties = []
        for line in lines:
            name, _comma, reach = line.replace("，", ",").partition(",")
            if not 0 < len(name.strip()) <= 100:
                raise forms.ValidationError(_("Write a name first, then a comma: %(line)s"), params={"line": line})
            parties.append((name.strip(), reach.strip()))
        return parties


class PartyAnswerForm(CaseForm):
    party = forms.ModelChoiceField(label=_("Interested party"), queryset=InterestedParty.objects.none())
    wants = forms.ChoiceField(
        label=_("Asks for the hearing"), choices=[("yes", _("Yes")), ("no", _("No"))], widget=forms.RadioSelect
    )
    words = forms.CharField(
        label=_("What they say"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        party = self.fields["party"]
        party.label_from_instance = lambda row: row.name  # type: ignore[attr-defined]
        party.queryset = InterestedParty.objects.filter(  # type: ignore[attr-defined]
            offer__application=self.application, answer__isnull=True
        )


class SummonsForm(CaseForm):
    """Day, time and place of a hearing; the day lies between the notice and the end of the twenty days (art. 48)."""

    held_on = CountableDay(label=_("Day of the hearing"))
    time = forms.TimeField(label=_("Time"), widget=forms.TimeInput(attrs={"type": "time"}))
    place = forms.CharField(label=_("Place"), max_length=200)
    chair = forms.ModelChoiceField(
        label=_("In the chair"),
        queryset=Person.objects.none(),
        required=False,
        empty_label=_("myself"),
        help_text=_(
            "Somebody who has not looked into the case; the letter names them, so that they can be challenged."
        ),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.by is not None:
            chairs = colleagues_of(self.by).filter(groups__permissions__codename=codename(DECIDE)).distinct()
            self.fields["chair"].queryset = chairs  # type: ignore[attr-defined]

    def clean_chair(self) -> Person | None:
        return self.cleaned_data["chair"] or self.by

    def hold_by(self) -> datetime.date | None:
        if self.application is None or not hearing_is_owed(self.application):
            return None
        return hold_hearing_by(self.application.hearing_offer)

    def clean_held_on(self) -> datetime.date:
        day: datetime.date = self.cleaned_data["held_on"]
        last = self.hold_by()
        try:
            why = why_not_held_on(day, hold_by=last) if last else ""
        except CalendarUnknown as unknown:
            why = _(
                "The working days of %(year)s have not been entered yet. An administrator has to enter them first."
            ) % {"year": unknown.year}
        if why:
            raise forms.ValidationError(why)
        return day


class HearingForm(CaseForm):
    held_on = PastDay(label=_("Held on"))
    minutes = forms.CharField(label=_("Minutes"), max_length=20000, widget=forms.Textarea(attrs={"rows": 6}))

    def announced_for(self) -> datetime.date | None:
        return announced_for(self.application) if self.application else None

    def clean_held_on(self) -> datetime.date:
        day: datetime.date = self.cleaned_data["held_on"]
        if why := why_not_held(self.announced_for(), day):
            raise forms.ValidationError(why)
        return day
