"""What is filled in about platforms."""

from __future__ import annotations

from django import forms
from django.db.models.fields import BLANK_CHOICE_DASH
from django.utils.translation import gettext_lazy as _

from desk.fields import PastDay
from hotline.platforms.models import Platform


class EnterForm(forms.Form):
    use_required_attribute = False
    name = forms.CharField(label=_("Name of the platform company"), max_length=80)
    kind = forms.ChoiceField(label=_("Kind of platform"), choices=[*BLANK_CHOICE_DASH, *Platform.Kind.choices])
    uscc = forms.CharField(label=_("Credit code of the company"), max_length=40)


class PledgeForm(forms.Form):
    use_required_attribute = False
    edition = forms.CharField(label=_("Edition of the pledge"), max_length=20)
    signed_on = PastDay(label=_("Signed on"))


class BreachForm(forms.Form):
    """What a platform did against the pledge it signed."""

    use_required_attribute = False
    happened_on = PastDay(label=_("Day it happened"))
    words = forms.CharField(label=_("What it did against the pledge"), max_length=300)
    ticket = forms.CharField(label=_("Ticket that shows it"), max_length=40, required=False)


class LeaveForm(forms.Form):
    use_required_attribute = False
    words = forms.CharField(label=_("Why it leaves"), max_length=200)
