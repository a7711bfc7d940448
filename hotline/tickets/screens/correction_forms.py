"""What is asked for where a ticket is corrected, or nobody can be named."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from desk.begun_with import BegunWithWhatStands
from desk.fields import ActForm
from hotline.desks.models import Desk
from hotline.platforms.models import Platform
from hotline.tickets.dues import book_of
from hotline.tickets.models import Against
from hotline.tickets.rules import classified
from hotline.tickets.screens.forms import YES_NO
from hotline.tickets.screens.intake_forms import company_named


class CorrectForm(BegunWithWhatStands):
    """Theme and object as they are, and why."""

    theme = forms.ChoiceField(label=_("Theme"))
    against = forms.ChoiceField(label=_("Who or what it is about"), choices=Against.choices)
    object_name = forms.CharField(label=_("Name, or credit code of a company"), max_length=120, required=False)
    platform: Any = forms.ModelChoiceField(label=_("Platform"), queryset=None, required=False)
    unit: Any = forms.ModelChoiceField(label=_("Unit"), queryset=None, required=False)
    reasons = forms.CharField(label=_("Reasons"), max_length=500, widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ticket, fields = self.subject, dict[str, Any](self.fields)
        told = classified(ticket)
        fields["theme"].choices = book_of(ticket).choices("themes")
        desks = Desk.objects.open().filter(authority=ticket.authority_id)
        fields["platform"].queryset = Platform.objects.active().filter(desk__authority=ticket.authority_id)
        fields["unit"].queryset = desks.exclude(kind=Desk.Kind.PLATFORM)
        names = ("theme", "against", "object_name", "platform", "unit")
        for name in names:
            fields[name].initial = getattr(told, name)
        self.stand_on(names)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        cleaned["company"] = company_named(cleaned)
        for against in (Against.PLATFORM, Against.UNIT):
            if cleaned.get("against") == against and cleaned.get(against.value) is None:
                self.add_error(against.value, gettext("Choose which one."))
            elif cleaned.get("against") != against:
                cleaned[against.value] = None
        cleaned["object_name_typed"] = cleaned.pop("object_name", "")
        return cleaned


class NotFoundForm(ActForm):
    """What was tried."""

    words = forms.CharField(
        label=_("What was tried to find out whom it is about"), max_length=500, widget=forms.Textarea(attrs={"rows": 3})
    )


class AgreeForm(ActForm):
    """Whether a second person agrees."""

    answer = forms.ChoiceField(label=_("Do you agree?"), choices=YES_NO, widget=forms.RadioSelect)
    words = forms.CharField(
        label=_("What else should be tried"), max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
