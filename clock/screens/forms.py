"""A year of the working calendar as an administrator pastes it from the State Council's notice."""

from __future__ import annotations

import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from clock.editions import Day

FEWEST_DAYS_OFF = 8
"""A year has had more days off ever since 2004; fewer are asked about before they are taken."""
MOST_CHARACTERS = 40
OFF, WORKING = {"休", "放假", "off"}, {"班", "上班", "work"}


class YearForm(forms.Form):
    """One day a line: 2027-01-01 休 元旦; or a range: 2027-02-05/2027-02-11 休 春节."""

    use_required_attribute = False
    source = forms.CharField(label=gettext_lazy("Notice that announced it"), max_length=120)
    days = forms.CharField(
        label=gettext_lazy("Days off and make-up working days"),
        widget=forms.Textarea(attrs={"rows": 14, "spellcheck": "false"}),
        help_text=gettext_lazy(
            "One day per line: 2027-01-01 休 元旦, or a range: 2027-02-05/2027-02-11 休 春节. Use 班 for a working day."
        ),
    )

    few_days_off = forms.BooleanField(
        label=gettext_lazy("The notice names fewer than eight days off; I have checked it"), required=False
    )

    def __init__(self, *args: object, year: int, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.year = year
        self.is_questioned = False
        if not self.is_bound:
            del self.fields["few_days_off"]

    def clean_days(self) -> list[Day]:
        found: dict[datetime.date, Day] = {}
        wrong = []
        for number, line in enumerate(str(self.cleaned_data["days"]).splitlines(), start=1):
            if not line.strip():
                continue
            try:
                found |= {day.date: day for day in _days_of(line, self.year)}
            except ValueError as why:
                wrong.append(_("Line %(number)s: %(why)s") % {"number": number, "why": why})
        if not any(not day.is_working for day in found.values()):
            wrong.append(_("Enter the days off named in the notice."))
        if wrong:
            raise ValidationError(wrong)
        return sorted(found.values(), key=lambda day: day.date)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        off = sum(not day.is_working for day in cleaned.get("days", []))
        self.is_questioned = "days" in cleaned and off < FEWEST_DAYS_OFF
        if self.is_questioned and not cleaned.get("few_days_off"):
            told = _("Only %(count)s days off: a whole year has at least eight. Check that the notice is complete.")
            self.add_error("days", told % {"count": off})
        if not self.is_questioned:
            del self.fields["few_days_off"]
        return cleaned


def _days_of(line: str, year: int) -> list[Day]:
    parts = line.split(maxsplit=2)
    if len(parts) < 2:
        raise ValueError(_("enter a date and 休 or 班"))
    first, _slash, last = parts[0].partition("/")
    try:
        start = datetime.date.fromisoformat(first)
        end = datetime.date.fromisoformat(last) if last else start
    except ValueError as bad:
        raise ValueError(_("write the date as 2027-01-01")) from bad
    if start.year != year or end.year != year or not start <= end:
        raise ValueError(_("the day is not in %(year)s") % {"year": year})
    if parts[1] not in OFF | WORKING:
        raise ValueError(_("write 休 for a day off or 班 for a working day"))
    name = parts[2].strip() if len(parts) > 2 else ""
    if len(name) > MOST_CHARACTERS:
        raise ValueError(_("the name can have at most %(most)s characters") % {"most": MOST_CHARACTERS})
    return [
        Day(date=start + datetime.timedelta(days=n), is_working=parts[1] in WORKING, name=name)
        for n in range((end - start).days + 1)
    ]
