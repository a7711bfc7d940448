"""What the dashboard is asked: some days, and one team's cases only."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from accounts.people import Person
from accounts.teams.models import Team
from licensing.auditing.dashboard.measures import Days
from licensing.auditing.registers.of_teams import choosable_teams
from pages.charts.period import PeriodForm


class DashboardForm(PeriodForm):
    team = forms.ModelChoiceField(queryset=Team.objects.none(), label=_("Team"), required=False, empty_label=_("All"))

    def __init__(self, data: QueryDict | None, *, reader: Person) -> None:
        super().__init__(data)
        teams = choosable_teams(reader)
        field: Any = self.fields["team"]
        field.queryset = teams
        if not teams.exists():
            del self.fields["team"]

    @property
    def only(self) -> Team | None:
        """The team that was chosen; None for all."""
        return self.cleaned_data.get("team") if self.is_valid() else None

    @property
    def more(self) -> dict[str, str]:
        """What is counted beside the days, as registers have it."""
        return {"team": str(self.only.pk)} if self.only else {}

    @property
    def team_name(self) -> str:
        """The name of the team that was chosen, for a table and a paper."""
        return self.only.name if self.only else ""

    def query(self, days: Days) -> str:
        """The same again, as an address has it."""
        since, until = days
        return urlencode({"since": since.isoformat(), "until": until.isoformat(), **self.more})
