"""What became of a call: called back, about a ticket, or of no need for one."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.people import Person
from hotline.tickets.models import Ticket
from hotline.tickets.queries import tickets_for


class ReturnForm(forms.Form):
    """Whether the caller was reached."""

    use_required_attribute = False
    reached = forms.ChoiceField(
        label=_("Was the caller reached?"), choices=[("yes", _("yes")), ("no", _("no"))], widget=forms.RadioSelect
    )
    words = forms.CharField(label=_("Note"), max_length=300, required=False)

    def clean_reached(self) -> bool:
        return bool(self.cleaned_data["reached"] == "yes")


class SettleForm(forms.Form):
    """Why a call needs no ticket."""

    use_required_attribute = False
    words = forms.CharField(
        label=_("Why it needs no ticket"),
        max_length=300,
        help_text=_("For instance: a wrong number, or the caller hung up."),
    )


class TieForm(forms.Form):
    """The ticket a call was about, among those its reader may see."""

    use_required_attribute = False
    ticket = forms.CharField(label=_("Ticket number"), max_length=40)

    def __init__(self, *args: Any, reader: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.reader = reader

    def clean_ticket(self) -> Ticket:
        found = tickets_for(self.reader).filter(number=self.cleaned_data["ticket"].strip()).first()
        if found is None:
            raise forms.ValidationError(_("There is no ticket of this number."))
        return found
