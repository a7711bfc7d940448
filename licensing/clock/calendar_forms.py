"""A year of the working calendar as an administrator pastes it from the State Council's notice."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

OFF, WORKING = {"休", "放假", "off"}, {"班", "上班", "work"}


@dataclass(frozen=True, kw_only=True)
class Day:
    """A day that is not what its weekday says."""

    date: datetime.date
    is_working: bool
    name: str


class YearForm(forms.Form):
    """One day a line: 2027-01-01 休 元旦; or a range: 2027-02-05/2027-02-11 休 春节."""

    use_required_attribute = False
    source = forms.CharField(label=gettext_lazy("Notice that announced it"), max_length=120)
    days = forms.CharField(
        label=gettext_lazy("Days off and make-up working days"),
        widget=forms.Textarea(attrs={"rows": 14, "spellcheck": "false"}),
        help_text=gettext_lazy("One a line: 2027-01-01 休 元旦, or a range 2027-02-05/2027-02-11 休 春节; 班 to work."),
    )

    def __init__(self, *args: object, year: int, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.year = year

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
            wrong.append(_("A year has days off: the notice names them."))
        if wrong:
            raise ValidationError(wrong)
        return sorted(found.values(), key=lambda day: day.date)


def _days_of(line: str, year: int) -> list[Day]:
    parts = line.split(maxsplit=2)
    if len(parts) < 2:
        raise ValueError(_("a date and 休 or 班 are needed"))
    first, _slash, last = parts[0].partition("/")
    try:
        start = datetime.date.fromisoformat(first)
        end = datetime.date.fromisoformat(last) if last else start
    except ValueError as bad:
        raise ValueError(_("a date is written 2027-01-01")) from bad
    if start.year != year or end.year != year or not start <= end:
        raise ValueError(_("the day does not lie in %(year)s") % {"year": year})
    if parts[1] not in OFF | WORKING:
        raise ValueError(_("say 休 for a day off or 班 for a working day"))
    name = parts[2].strip()[:40] if len(parts) > 2 else ""
    return [
        Day(date=start + datetime.timedelta(days=n), is_working=parts[1] in WORKING, name=name)
        for n in range((end - start).days + 1)
    ]
