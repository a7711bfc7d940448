"""What is filled in about desks."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models.fields import BLANK_CHOICE_DASH
from django.utils.translation import gettext_lazy as _

from accounts.people import Person
from hotline.desks.models import Desk, DeskSeat
from hotline.desks.queries import who_could_sit
from hotline.desks.rules import roles_at


class OpenForm(forms.Form):
    use_required_attribute = False
    code = forms.SlugField(
        label=_("Code"), max_length=40, help_text=_("Letters, digits and hyphens; it never changes.")
    )
    name = forms.CharField(label=_("Name of the desk"), max_length=80)
    kind = forms.ChoiceField(
        label=_("Type"),
        choices=[*BLANK_CHOICE_DASH, *(one for one in Desk.Kind.choices if one[0] != Desk.Kind.PLATFORM)],
    )


class EndForm(forms.Form):
    use_required_attribute = False
    words = forms.CharField(label=_("Why"), max_length=200)


class PersonChoice(forms.ModelChoiceField):
    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.name} ({obj.username})"


class SeatForm(forms.Form):
    """Who, and as what."""

    use_required_attribute = False
    person = PersonChoice(label=_("Person"), queryset=Person.objects.none())
    role = forms.ChoiceField(label=_("Role at the desk"))

    def __init__(self, *args: Any, desk: Desk, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = who_could_sit(desk)  # type: ignore[attr-defined]
        self.fields["role"].choices = [(one.value, one.label) for one in roles_at(desk)]  # type: ignore[attr-defined]

    def clean_role(self) -> DeskSeat.Role:
        return DeskSeat.Role(self.cleaned_data["role"])
