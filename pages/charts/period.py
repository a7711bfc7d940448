"""The period of a statistic."""

from __future__ import annotations

import datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from pages.days import CountableDay


def this_year(today: datetime.date) -> tuple[datetime.date, datetime.date]:
    """The year so far: what is counted when nobody chose days."""
    return today.replace(day=1, month=1), today


def _begins() -> datetime.date:
    return this_year(timezone.localdate())[0]


class PeriodForm(forms.Form):
    """From a day to a day, both included; either may be left open. Not asked yet it shows the days that are counted."""

    use_required_attribute = False
    since = CountableDay(label=_("From"), required=False, initial=_begins)
    until = CountableDay(label=_("To"), required=False, initial=timezone.localdate)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        since, until = cleaned.get("since"), cleaned.get("until")
        if since and until and since > until:
            self.add_error("until", _("The end is before the beginning."))
        return cleaned

    def period(self, *, today: datetime.date) -> tuple[datetime.date, datetime.date]:
        """The days that are counted: an open end is today, an open beginning the year of the end."""
        since, until = (self.cleaned_data["since"], self.cleaned_data["until"]) if self.is_valid() else (None, None)
        until = until or max(today, since or today)
        return since or this_year(until)[0], until
