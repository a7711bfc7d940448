"""What somebody looks for in the public list of grants."""

from __future__ import annotations

import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.authorities import deciding
from licensing.certificates.models import State
from licensing.certificates.publicity.granted import Granted, names_of_items
from materials.catalogue.queries import catalogue_in_force, services_of

SHOWN = [(state.value, state.label) for state in State if state != State.UNCLEAR]


def _day() -> forms.DateInput:
    return forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})


class GrantedForm(forms.Form):
    """Which grants the public list shows, as its address says; what is no day or no service is not chosen."""

    use_required_attribute = False
    q = forms.CharField(label=_("Operator, credit code or document number"), required=False, max_length=100)
    item = forms.ChoiceField(label=_("Service"), required=False)
    state = forms.ChoiceField(label=_("State today"), required=False)
    authority = forms.ChoiceField(label=_("Authority"), required=False)
    since = forms.DateField(label=_("Decided from"), required=False, widget=_day())
    until = forms.DateField(label=_("Decided to"), required=False, widget=_day())

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        everything = [("", _("All"))]
        # A service of an earlier edition is chosen by its address alone.
        asked = self.data.get("item", "")
        services = [(one.code, one.name) for _domain, items in services_of(catalogue_in_force()) for one in items]
        earlier = [] if asked in dict(services) else list(names_of_items([asked]).items())
        authorities = [(one.division_id, one.name) for one in deciding(("county", "city"))]
        self.fields["item"].choices = [*everything, *services, *earlier]  # type: ignore[attr-defined]
        self.fields["state"].choices = [*everything, *SHOWN]  # type: ignore[attr-defined]
        self.fields["authority"].choices = [*everything, *authorities]  # type: ignore[attr-defined]

    @property
    def wanted(self) -> Granted:
        """What was chosen; what is no day, no service and no state is not chosen."""
        self.is_valid()
        chosen = {name: value for name, value in self.cleaned_data.items() if value and name != "q"}
        return Granted(**chosen)

    def clean_since(self) -> datetime.date | None:
        return self._countable("since")

    def clean_until(self) -> datetime.date | None:
        return self._countable("until")

    def _countable(self, name: str) -> datetime.date | None:
        """A day of this or the next decades: 9999 has no day after."""
        day: datetime.date | None = self.cleaned_data[name]
        return day if day and 2000 <= day.year <= 2100 else None
