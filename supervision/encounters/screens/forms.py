"""What officers fill in at the roadside, on a phone: few fields, each with its error beside it."""

from __future__ import annotations

import uuid
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.people import Person
from desk.fields import ActForm, OneOf, PastDay, offer
from licensing.certificates.forms import CodePicture
from licensing.certificates.models import Certificate
from licensing.certificates.papers import verify_url
from materials.identifiers import PLATE_COLOURS, is_valid_plate, normalise_plate
from papers.serving.rows import Way as Service
from supervision.encounters.actions import Driver, Sparing, check_sparing
from supervision.encounters.captures.shown import record_of
from supervision.encounters.follow_up_models import ClueAnswer, FollowUp
from supervision.encounters.models import Encounter, Way
from supervision.encounters.no_penalty.editions import list_in_force, list_of
from supervision.encounters.no_penalty.reading import LOOK_BACK, Entry
from supervision.encounters.opening import NotMet
from supervision.encounters.queries import certificate_of, certificate_scanned
from supervision.encounters.serving.decisions import HANDED
from supervision.officers.queries import officers_of

YES_NO = [("yes", _("Yes")), ("no", _("No"))]


class MeetForm(forms.Form):
    """The vehicle, the place and the other officer."""

    use_required_attribute = False
    key = forms.UUIDField(widget=forms.HiddenInput)
    plate = forms.CharField(label=_("Number plate"), max_length=12, required=False)
    colour = forms.ChoiceField(
        label=_("Colour of the plate"), choices=[("", "---------"), *PLATE_COLOURS.items()], required=False
    )
    scanned = forms.CharField(
        label=_("Or: the address in the QR code of our certificate"),
        max_length=2000,
        required=False,
        help_text=_("The camera fills this in; or paste what a scanner reads."),
    )
    picture = CodePicture(label=_("Or: a picture of this QR code"), required=False, help_text=_("Only read, not kept."))
    place = forms.CharField(label=_("Place"), max_length=100)
    second = OneOf(label=_("The other officer"))
    excluded = forms.MultipleChoiceField(
        label=_("Is it one of these? Then flexible enforcement does not apply."),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def __init__(self, *args: Any, by: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        today = timezone.localdate()
        self.fields["key"].initial = uuid.uuid4
        others = officers_of(by.authority, on=today) if by.authority else []
        offer(self.fields["second"], [one for one in others if one.person_id != by.pk])
        exclusions = self.fields["excluded"]
        assert isinstance(exclusions, forms.MultipleChoiceField)  # noqa: S101 - declared above
        exclusions.choices = [(one.code, one.name) for one in list_in_force(on=today).content.exclusions]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if "picture" in self.errors:
            return cleaned
        if cleaned.get("picture"):
            return self._of_certificate(cleaned, certificate_of(*cleaned["picture"]), field="picture")
        if cleaned.get("scanned"):
            return self._of_certificate(cleaned, certificate_scanned(cleaned["scanned"]), field="scanned")
        plate, colour = normalise_plate(cleaned.get("plate") or ""), cleaned.get("colour") or ""
        if not plate:
            self.add_error("plate", gettext("Type the plate, or scan the code of the certificate."))
        elif not colour:
            self.add_error("colour", gettext("Choose the colour of the number plate."))
        elif not is_valid_plate(plate, colour):
            told = {"colour": PLATE_COLOURS[colour]}
            self.add_error(
                "plate", gettext("Check the number plate: it does not fit plates of this colour (%(colour)s).") % told
            )
        return {**cleaned, "plate": plate}

    def _of_certificate(self, cleaned: dict[str, Any], found: Certificate | None, *, field: str) -> dict[str, Any]:
        """The vehicle of what was scanned; a browser sends no picture twice, so what it said stays in its field."""
        if found is None:
            self.add_error(field, gettext("No certificate of ours has this address. Type the plate."))
        elif found.kind != Certificate.Kind.VEHICLE:
            self.add_error(field, gettext("This is not the certificate of a vehicle. Type the plate."))
        else:
            plate, _slash, colour = found.subject.partition("/")
            self.data = {
                **dict(self.data.items()),
                "scanned": verify_url(found),
                "excluded": cleaned.get("excluded", []),
            }
            return {**cleaned, "plate": plate, "colour": colour}
        return cleaned


class DriverForm(ActForm):
    """Who drives, and whether what was read is confirmed."""

    driver = forms.CharField(label=_("Driver's name"), max_length=60)
    is_signed = forms.ChoiceField(
        label=_("The driver has read the note on this phone"),
        choices=[("yes", _("and confirms it")), ("no", _("and prefers not to confirm"))],
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        captured = record_of(self.subject)
        if captured is None:
            return
        self.fields["driver"].initial = captured.driver
        confirmed = self.fields["is_signed"]
        assert isinstance(confirmed, forms.ChoiceField)  # noqa: S101 - declared above
        confirmed.label = _("The driver and the note")
        confirmed.choices = [
            ("gone", gettext("had driven on: the note is sent by its link")),
            ("yes", gettext("has read the note since, and confirms it")),
            ("no", gettext("has read the note since, and prefers not to confirm")),
        ]

    def told(self) -> Driver:
        """The driver as the act takes him."""
        return driver_of(self.cleaned_data)


def driver_of(values: Any) -> Driver:
    signed = values["is_signed"] in ("yes", True)
    there = values["is_signed"] != "gone"
    return Driver(name=values["driver"], id_number=values.get("id_number", ""), is_signed=signed, was_there=there)


class CureForm(DriverForm):
    receipt = forms.CharField(
        label=_("Receipt number of what was applied for"),
        max_length=60,
        help_text=_("Renewal, yearly review or replacement, here or in the ministry's portal."),
    )
    field_order = ("receipt", "driver", "is_signed")


class ReferForm(ActForm):
    """The case outside this portal: its reference, and which act of the list it was."""

    reference = forms.CharField(label=_("Reference of the case"), max_length=60)
    entry = forms.ChoiceField(label=_("Act, if it is on the list"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        entry = self.fields["entry"]
        assert isinstance(entry, forms.ChoiceField)  # noqa: S101 - declared above
        acts = list_of(self.subject.edition).unpunished
        entry.choices = [("", gettext("an act that is not on it")), *((one.code, one.name) for one in acts)]


class SettleForm(ActForm):
    """What came of it, and by what that is known."""

    how = forms.ChoiceField(label=_("What came of it"), widget=forms.RadioSelect)
    known_by = forms.ChoiceField(
        label=_("How it is known"),
        choices=[one for one in FollowUp.By.choices if one[0] != FollowUp.By.REGISTRY],
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        how = FollowUp.How
        is_curing = self.subject.outcome.way == Way.CURING
        fitting = (how.KEPT, how.MISSED) if is_curing else (how.CLEARED, how.MISSING)
        field = self.fields["how"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above
        field.choices = [(one.value, one.label) for one in fitting]

    def clean_how(self) -> FollowUp.How:
        return FollowUp.How(self.cleaned_data["how"])

    def clean_known_by(self) -> FollowUp.By:
        return FollowUp.By(self.cleaned_data["known_by"])


class DeclineForm(ActForm):
    reasons = forms.CharField(
        label=_("Why it is not confirmed"), max_length=500, widget=forms.Textarea(attrs={"rows": 2})
    )


class DecisionServedForm(ActForm):
    """How a decision was served on paper; who signed stands on the acknowledgement in the file, not here."""

    way = forms.TypedChoiceField(
        label=_("How it was served"),
        choices=[(way.value, way.label) for way in HANDED],
        coerce=Service,
        widget=forms.RadioSelect,
    )
    served_on = PastDay(label=_("Day it was served"))


class ClueForm(ActForm):
    reason = forms.ChoiceField(
        label=_("What becomes of the clue"), choices=ClueAnswer.Reason.choices, widget=forms.RadioSelect
    )
    reference = forms.CharField(
        label=_("Number of the inspection or case that takes it up"), max_length=60, required=False
    )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("reason") == ClueAnswer.Reason.TAKEN_UP and not cleaned.get("reference", "").strip():
            self.add_error("reference", gettext("Enter the number of the inspection or case that takes it up."))
        return cleaned

    def clean_reason(self) -> ClueAnswer.Reason:
        return ClueAnswer.Reason(self.cleaned_data["reason"])


class SpareForm(ActForm):
    """Every condition of one entry with what shows it; what rules it out; the driver and his promise."""

    def __init__(self, *args: Any, entry: Entry, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.entry = entry
        for one in entry.conditions:
            name = f"{entry.code}--{one.code}"
            self.fields[name] = forms.ChoiceField(label=one.name, choices=YES_NO, widget=forms.RadioSelect)
            shown = forms.CharField(label=one.proof, max_length=120, required=False)
            if one.by == LOOK_BACK:
                shown.help_text = _("Our own records are checked too; that nothing is found there proves nothing.")
            self.fields[f"{name}--shown"] = shown
        found = list_of(self.encounter.edition)
        self.fields["excluded"] = forms.MultipleChoiceField(
            label=_("Is it one of these? Then flexible enforcement does not apply."),
            choices=[(one.code, one.name) for one in found.exclusions],
            widget=forms.CheckboxSelectMultiple,
            required=False,
        )
        self.fields["education"] = forms.CharField(
            label=_("How the driver was educated"), max_length=300, widget=forms.Textarea(attrs={"rows": 2})
        )
        self.fields["driver"] = forms.CharField(label=_("Driver's name"), max_length=60)
        self.fields["id_number"] = forms.CharField(
            label=_("Number of the driving licence, if it was shown"),
            max_length=18,
            required=False,
            help_text=_("Kept only as a digest, to recognise a first time."),
        )
        self.fields["is_signed"] = forms.BooleanField(
            label=_("The driver has read notice and promise on this phone, and signs by the name above."),
            required=False,
        )

    @property
    def encounter(self) -> Encounter:
        found: Encounter = self.subject
        return found

    def told(self) -> tuple[Driver, Sparing]:
        values = self.cleaned_data
        answers = {
            one.code: (
                values.get(f"{self.entry.code}--{one.code}") == "yes",
                str(values.get(f"{self.entry.code}--{one.code}--shown", "")),
            )
            for one in self.entry.conditions
        }
        sparing = Sparing(
            entry=self.entry.code,
            answers=answers,
            excluded=values.get("excluded", []),
            education=values.get("education", ""),
        )
        return driver_of(values), sparing

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if not self.errors:
            try:
                check_sparing(self.encounter, *self.told())
            except NotMet as why:
                self.add_error(why.field if why.field in self.fields else None, str(why))
        return cleaned
