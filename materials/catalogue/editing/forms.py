"""What an editor of the catalogue fills in; checked against the edition's own steps, facts and waivers."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pages.days import CountableDay
from pages.sentences import listed

WAIVERS = (
    ("none", gettext_lazy("Submitted by the applicant")),
    ("business_licence_waiver", gettext_lazy("Business licence: not asked for")),
    ("internal_lookup", gettext_lazy("Looked up in our own registers")),
    ("commitment", gettext_lazy("Promised instead of proved")),
)
MOST_BYTES = 5_000_000

NAMES_OF_PARTS = [
    ("items", gettext_lazy("Items and their steps")),
    ("materials", gettext_lazy("Materials and registries")),
    ("requirements", gettext_lazy("Conditions and what is required")),
    ("onething", gettext_lazy("Form topics, fields and one-thing services")),
    ("commitments", gettext_lazy("Notification-commitments")),
    ("extensions", gettext_lazy("Forms of single items")),
]
"""A part of an edition is a file of its folder."""


class BeginForm(forms.Form):
    use_required_attribute = False
    # As the schema of editions wants it: a name it refuses could never be released.
    version = forms.RegexField(
        r"^[0-9]{4}-[0-9]{2}(-[0-9]{2})?\Z",
        label=gettext_lazy("Name of the new edition"),
        help_text=gettext_lazy("Year and month, such as 2027-01, or with the day, such as 2027-01-15."),
        error_messages={
            "invalid": gettext_lazy("Year and month, such as 2027-01, or with the day, such as 2027-01-15.")
        },
    )


class ReleaseForm(forms.Form):
    use_required_attribute = False
    in_force_from = CountableDay(
        label=gettext_lazy("In force from"),
        initial=lambda: timezone.localdate().isoformat(),
    )


class PartForm(forms.Form):
    """An exported file, to be read back in."""

    use_required_attribute = False
    part = forms.ChoiceField(label=gettext_lazy("Part"), choices=NAMES_OF_PARTS)
    file = forms.FileField(
        label=gettext_lazy("JSON file"), widget=forms.FileInput(attrs={"accept": "application/json,.json"})
    )

    def clean_file(self) -> dict[str, Any]:
        file: UploadedFile = self.cleaned_data["file"]
        if (file.size or 0) > MOST_BYTES:
            raise ValidationError(_("The file is larger than %(mb)s MB.") % {"mb": MOST_BYTES // 1_000_000})
        try:
            read = json.loads(file.read().decode("utf-8"))
        except (UnicodeDecodeError, json.JSONDecodeError) as damaged:
            raise ValidationError(_("This is not a JSON file: %(why)s") % {"why": damaged}) from damaged
        if not isinstance(read, dict):
            raise ValidationError(_("This is not a file of the catalogue."))
        return read


class ItemForm(forms.Form):
    """The particulars of an item that offices change: names, limits, steps, words to find it by."""

    use_required_attribute = False
    name_zh = forms.CharField(label=gettext_lazy("Name in Chinese"), max_length=200)
    name_en = forms.CharField(label=gettext_lazy("Name in English"), max_length=300)
    promised_days = forms.IntegerField(label=gettext_lazy("Promised limit, working days"), min_value=0, max_value=200)
    statutory_days = forms.IntegerField(label=gettext_lazy("Statutory limit, working days"), min_value=1, max_value=200)
    conventional_steps = forms.CharField(
        label=gettext_lazy("Conventional steps, codes separated by spaces"), widget=forms.Textarea(attrs={"rows": 2})
    )
    streamlined_steps = forms.CharField(
        label=gettext_lazy("Streamlined steps, codes separated by spaces"), widget=forms.Textarea(attrs={"rows": 2})
    )
    keywords = forms.CharField(
        label=gettext_lazy("Everyday words, one a line"), required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    note_zh = forms.CharField(
        label=gettext_lazy("Note in Chinese"), required=False, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, data: Any, *, content: Mapping[str, Any], code: str) -> None:
        item = next(entry for entry in content["items"]["items"] if entry["code"] == code)
        extra = content["extensions"]["items"].get(code, {})
        initial = {
            **{name: item[name] for name in ("name_zh", "name_en", "promised_days", "statutory_days")},
            "conventional_steps": " ".join(item["conventional_steps"]),
            "streamlined_steps": " ".join(item["streamlined_steps"]),
            "keywords": "\n".join(extra.get("keywords", [])),
            "note_zh": item["note_zh"] or "",
        }
        super().__init__(data, initial=initial)
        self.steps = {step["code"] for step in content["items"]["steps"]}

    def _steps(self, name: str) -> list[str]:
        codes = str(self.cleaned_data[name]).replace(",", " ").split()
        if unknown := [code for code in codes if code not in self.steps]:
            raise ValidationError(_("Unknown steps: %(codes)s") % {"codes": listed(unknown)})
        return codes

    def clean_conventional_steps(self) -> list[str]:
        return self._steps("conventional_steps")

    def clean_streamlined_steps(self) -> list[str]:
        return self._steps("streamlined_steps")

    def clean_keywords(self) -> list[str]:
        return [line.strip() for line in str(self.cleaned_data["keywords"]).splitlines() if line.strip()]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        promised, statutory = cleaned.get("promised_days"), cleaned.get("statutory_days")
        if promised is not None and statutory is not None and promised > statutory:
            self.add_error("promised_days", _("What is promised cannot be longer than the law allows."))
        return cleaned

    def entry(self) -> dict[str, Any]:
        """The item's fields as the file has them."""
        names = (
            "name_zh", "name_en", "promised_days", "statutory_days", "conventional_steps", "streamlined_steps",
        )  # fmt: skip
        return {**{name: self.cleaned_data[name] for name in names}, "note_zh": self.cleaned_data["note_zh"] or None}


class RequirementForm(forms.Form):
    """What becomes of one material of an item."""

    use_required_attribute = False
    waiver = forms.ChoiceField(choices=WAIVERS, label=gettext_lazy("What becomes of it"))
    condition = forms.ChoiceField(required=False, label=gettext_lazy("Only when"))
    leave_out = forms.BooleanField(required=False, label=gettext_lazy("no longer required"))

    def __init__(self, *args: Any, facts: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["condition"].choices = [("", _("always")), *facts]  # type: ignore[attr-defined]
