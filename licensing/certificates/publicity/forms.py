"""What somebody looks for in the public list of grants."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.authorities import deciding
from licensing.certificates.models import State
from licensing.certificates.publicity.granted import Granted
from materials.catalogue.queries import catalogue_in_force, names_of_services, services_of
from pages.charts.period import PeriodForm

SHOWN = [(state.value, state.label) for state in State if state != State.UNCLEAR]


class GrantedForm(PeriodForm):
    """Which grants the public list shows, as its address says; what is no day or no service is said and not chosen."""

    q = forms.CharField(label=_("Operator, credit code or document number"), required=False, max_length=100)
    item = forms.ChoiceField(label=_("Service"), required=False)
    state = forms.ChoiceField(label=_("State today"), required=False)
    authority = forms.ChoiceField(label=_("Authority"), required=False)
    field_order = ("q", "item", "state", "authority", "since", "until")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["since"].label, self.fields["until"].label = _("Decided from"), _("Decided to")
        everything = [("", _("All"))]
        # A service of an earlier edition is chosen by its address alone.
        asked = self.data.get("item", "")
        services = [
            (domain.name, [(one.code, one.name) for one in items])
            for domain, items in services_of(catalogue_in_force())
            if items
        ]
        known = {code for _domain, ones in services for code, _name in ones}
        earlier = [] if asked in known else list(names_of_services([asked]).items())
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

    @property
    def words(self) -> str:
        """What was searched for."""
        self.is_valid()
        return str(self.cleaned_data.get("q", "")).strip()
