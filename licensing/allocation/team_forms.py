"""A team's name, who comes to it from which day, and whose last day it is."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.authorities import Authority
from accounts.people import Person
from accounts.roles import holding_any, staff_at
from licensing.allocation.checking import DUTIES
from pages.days import CountableDay


class TeamForm(forms.Form):
    """A new team."""

    use_required_attribute = False
    name = forms.CharField(label=_("Name of the team"), max_length=40)


class MemberForm(forms.Form):
    """Who comes to a team, from when."""

    use_required_attribute = False
    person = forms.ModelChoiceField(label=_("Colleague"), queryset=Person.objects.none())
    since = CountableDay(label=_("First day"))

    def __init__(self, *args: Any, of: Authority, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        person: Any = self.fields["person"]
        person.queryset = holding_any(staff_at(of.pk), DUTIES).order_by("name", "username")
        person.label_from_instance = lambda one: f"{one.name} ({one.username})"
        self.initial["since"] = timezone.localdate()


class LastDayForm(forms.Form):
    """Whose last day in a team it is; today, unless another day is said."""

    use_required_attribute = False
    until = CountableDay(label=_("Last day"))
