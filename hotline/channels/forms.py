"""A table of another hotline, and the days whose results go back as one."""

from __future__ import annotations

import datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from hotline.channels.channel_lists import channel_name
from hotline.channels.tables.importing import SENDERS
from materials.tables.reading import ACCEPTED
from pages.days import CountableDay


def _sources() -> list[tuple[str, str]]:
    return [(code, channel_name(code)) for code in SENDERS]


class TableForm(forms.Form):
    """Whose tickets they are, and the table."""

    use_required_attribute = False
    source = forms.ChoiceField(label=_("Whose tickets they are"), choices=_sources)
    table = forms.FileField(
        label=_("Table (XLSX, XLS, ODS or CSV)"), widget=forms.ClearableFileInput(attrs={"accept": ACCEPTED})
    )


def _week_ago() -> datetime.date:
    return timezone.localdate() - datetime.timedelta(days=6)


class ResultsForm(forms.Form):
    """Whose tickets, received on which days."""

    use_required_attribute = False
    source = forms.ChoiceField(label=_("Whose tickets they are"), choices=_sources)
    since = CountableDay(label=_("Received from"), initial=_week_ago)
    until = CountableDay(
        label=_("Received up to"),
        initial=timezone.localdate,
    )

    def __init__(self, data: Any = None, **kwargs: Any) -> None:
        # Two forms stand on the page, each with a field of this name.
        super().__init__(data, auto_id="results_%s", **kwargs)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        since, until = cleaned.get("since"), cleaned.get("until")
        if since and until and until < since:
            self.add_error("until", gettext("The last day lies before the first."))
        return cleaned


def usual_results() -> dict[str, str]:
    """What is taken out where nothing is chosen: the last days of 12345."""
    return {"source": SENDERS[0], "since": _week_ago().isoformat(), "until": timezone.localdate().isoformat()}
