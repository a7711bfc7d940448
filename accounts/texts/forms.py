"""What every form of a text's next version has: the day from which it is used, and names somebody fills in."""

from __future__ import annotations

import datetime
import re
from collections.abc import Collection
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pages.days import CountableDay
from pages.sentences import listed

NAME = re.compile(r"\{([^{}]*)\}")


class VersionForm(forms.Form):
    """A later version of a text; each kind adds the fields of its words before the day."""

    use_required_attribute = False
    in_force_from = CountableDay(label=gettext_lazy("In force from"))

    def __init__(self, *args: Any, name: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.name = name
        self.initial.setdefault("in_force_from", timezone.localdate().isoformat())

    def clean_in_force_from(self) -> datetime.date:
        day: datetime.date = self.cleaned_data["in_force_from"]
        if day < timezone.localdate():
            raise ValidationError(_("A text cannot take effect in the past."))
        return day


def check_names(words: str, known: Collection[str], *, also: Collection[str] = ()) -> None:
    """Refuse words with names nobody fills in; `also` are other things found wrong. Raises ValidationError."""
    found = NAME.findall(words)
    wrong = [f"{{{word}}}" for word in sorted(set(found) - set(known))] + list(also)
    if words.count("{") != len(found) or words.count("}") != len(found):
        wrong.append("{ }")
    if wrong:
        raise ValidationError(_("There is nothing to fill in for %(names)s.") % {"names": listed(wrong)})
