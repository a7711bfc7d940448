"""What the applicant has to correct, told once and whole (art. 32)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django import forms
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext_lazy as _

from licensing.applications.answers.points import points_of
from licensing.casework.acts.forms.case_form import CaseForm

MOST_WORDS = 300


class CorrectionForm(CaseForm):
    """What is to be corrected: the points ticked, each with what is wrong with it, in `words-<key>`."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        data, self.asked = self.data, points_of(self.case.sheet) if self.case else []
        self.words = {point.key: str(data.get(f"words-{point.key}", "")).strip() for point in self.asked}
        self.ticked = {point.key for point in self.asked} & set(_list_of(data, "point"))

    def clean(self) -> dict[str, Any]:
        chosen = [replace(point, words=self.words[point.key]) for point in self.asked if point.key in self.ticked]
        if not chosen:
            raise forms.ValidationError(_("Choose at least one thing to be corrected."))
        for point in chosen:
            if len(point.words) > MOST_WORDS:
                told = _("“%(what)s”: at most %(most)s characters; nothing was cut.")
                raise forms.ValidationError(told, params={"what": point.shown, "most": MOST_WORDS})
        return {"points": [point.stored() for point in chosen]}


def _list_of(data: Mapping[str, Any], name: str) -> list[str]:
    return list(data.getlist(name) if isinstance(data, MultiValueDict) else data.get(name, []))
