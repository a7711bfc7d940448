"""What an operator types while somebody speaks, and what a driver tells without an account."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.authorities import Authority, Division
from accounts.people import Person
from accounts.represented.companies import Company
from desk.fields import MOST_FILES, ManyFiles, PastDay
from hotline.calls.models import Call
from hotline.desks.models import Desk
from hotline.platforms.models import Platform
from hotline.rulebook.reading import EDITIONS
from hotline.tickets.doing.recording import Told, object_key
from hotline.tickets.models import Against
from hotline.tickets.screens.calling import calls_of
from hotline.tickets.voices import ACCEPTED_WITH_VOICE, CheckedFile, checked_file
from materials.uploads.rules import RefusedUpload
from pages.sentences import labelled

OWN_PAGE = "own-page"
OTHER_THEME = "other"
LONGEST = 4000


class Files(forms.FileField):
    """Photos, papers and voice notes, checked before anybody holds a lock."""

    widget = ManyFiles(attrs={"accept": ACCEPTED_WITH_VOICE, "multiple": True})

    def clean(self, value: Any, initial: Any = None) -> list[CheckedFile]:
        files = [super(Files, self).clean(one, initial) for one in value or [] if one]
        if len(files) > MOST_FILES:
            raise forms.ValidationError(gettext("At most %(count)s files at once.") % {"count": MOST_FILES})
        return [_checked(file) for file in files]


def _checked(file: UploadedFile) -> CheckedFile:
    try:
        return checked_file(file)
    except RefusedUpload as why:
        raise forms.ValidationError(labelled(file.name, why)) from why


class IntakeForm(forms.Form):
    """A call, in the order in which it is told; every field is reached by the keyboard."""

    wide = ("facts", "answer", "object_name")
    """Fields that take a whole line."""
    use_required_attribute = False
    call = forms.ModelChoiceField(
        queryset=Call.objects.none(),
        required=False,
        widget=forms.HiddenInput,
        error_messages={"invalid_choice": _("Someone else has this call: take it over in the list of calls.")},
    )
    phone = forms.CharField(label=_("Caller's number"), max_length=30, required=False)
    name = forms.CharField(label=_("Name"), max_length=80, required=False)
    is_anonymous = forms.BooleanField(label=_("Wants to stay anonymous: no call-back"), required=False)
    consent = forms.BooleanField(label=_("Whom it is about may learn who called"), required=False)
    is_driver = forms.BooleanField(label=_("Truck driver"), required=False, initial=True)
    plate = forms.CharField(label=_("Plate"), max_length=20, required=False)
    certificate = forms.CharField(label=_("Number of the driver's certificate"), max_length=40, required=False)
    kind = forms.ChoiceField(label=_("Kind"))
    theme = forms.ChoiceField(label=_("Theme"))
    urgency = forms.ChoiceField(label=_("Urgency"))
    grave = forms.BooleanField(label=_("Injury, crowd or media"), required=False)
    against = forms.ChoiceField(label=_("Who or what it is about"), choices=Against.choices)
    object_name = forms.CharField(label=_("Name, or credit code of a company"), max_length=120, required=False)
    platform = forms.ModelChoiceField(label=_("Platform"), queryset=Platform.objects.none(), required=False)
    unit = forms.ModelChoiceField(label=_("Unit"), queryset=Desk.objects.none(), required=False)
    division = forms.ModelChoiceField(label=_("County"), queryset=Division.objects.none(), required=False)
    place = forms.CharField(label=_("Road, kilometre, place"), max_length=200, required=False)
    happened_on = PastDay(label=_("Day it happened"), required=False)
    amount = forms.DecimalField(
        label=_("Money in dispute (yuan)"), required=False, min_value=0, max_digits=12, decimal_places=2
    )
    facts = forms.CharField(
        label=_("What the caller reports"), max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 5})
    )
    wish = forms.CharField(label=_("What the caller wishes"), max_length=500, required=False)
    channel = forms.ChoiceField(label=_("Channel"))
    external = forms.CharField(label=_("Number at 12345 or the ministry"), max_length=60, required=False)
    recording = forms.CharField(label=_("Reference of the recording"), max_length=80, required=False)
    answer = forms.CharField(
        label=_("Answer at once"), max_length=LONGEST, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args: Any, authority: Authority, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        book = EDITIONS.newest
        for name, kind in (("kind", "types"), ("theme", "themes"), ("urgency", "urgencies"), ("channel", "channels")):
            self.fields[name].choices = book.choices(kind)  # type: ignore[attr-defined]
        self.fields["kind"].initial = "complaint"
        rows: dict[str, Any] = {
            "call": calls_of(person, authority),
            "platform": Platform.objects.active().filter(desk__authority=authority),
            "unit": Desk.objects.open().filter(authority=authority).exclude(kind=Desk.Kind.PLATFORM),
            "division": _divisions(authority),
        }
        for name, found in rows.items():
            self.fields[name].queryset = found  # type: ignore[attr-defined]

        if not self.is_bound:
            # Whoever answers the telephone types at once: the number first or, where the exchange told it, the name.
            first = "name" if self.initial.get("phone") else "phone"
            self.fields[first].widget.attrs["autofocus"] = True

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        cleaned["company"] = company_named(cleaned)
        for against in (Against.PLATFORM, Against.UNIT):
            if cleaned.get("against") == against and cleaned.get(against.value) is None:
                self.add_error(against.value, gettext("Choose which one."))
            elif cleaned.get("against") != against:
                cleaned[against.value] = None
        return cleaned

    def told(self) -> Told:
        """What was typed, as it is recorded."""
        return Told(**{name: value for name, value in self.cleaned_data.items() if name != "answer"})


def _divisions(authority: Authority) -> QuerySet[Division]:
    rows = Division.objects.filter(city=authority.division_id) | Division.objects.filter(pk=authority.division_id)
    return (rows | Division.objects.filter(city__isnull=False, city=authority.division.city_id)).order_by("code")


def company_named(cleaned: dict[str, Any]) -> Company | None:
    """The company somebody means: by its code, or by its whole name where only one has it."""
    typed = str(cleaned.get("object_name") or "").strip()
    if cleaned.get("against") != Against.COMPANY or not typed:
        return None
    return Company.objects.called(typed).first()


def key_of_typed(form: IntakeForm) -> tuple[str, str, str]:
    """Object, theme and place of what is typed so far; whatever cannot be used yet is empty."""
    form.is_valid()
    found = form.cleaned_data
    told = Told(
        channel="phone",
        kind="complaint",
        theme=str(found.get("theme") or ""),
        facts="-",
        against=str(found.get("against") or Against.OTHER),
        object_name=str(found.get("object_name") or ""),
        company=found.get("company"),
        platform=found.get("platform"),
        unit=found.get("unit"),
    )
    division = found.get("division")
    return object_key(told), told.theme, division.pk if division else ""


class TellForm(forms.Form):
    """The driver's own page: what, about whom, and how to be reached. Nothing else has to be filled in."""

    use_required_attribute = False
    facts = forms.CharField(
        label=_("What happened?"), max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 5}), required=False
    )
    object_name = forms.CharField(
        label=_("Whom or what is it about?"),
        max_length=120,
        required=False,
        help_text=_("A company, platform, road, station or office, as you know it."),
    )
    phone = forms.CharField(
        label=_("Your mobile number"),
        max_length=30,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "tel"}),
        help_text=_(
            "Nobody you complain about will learn it. If left empty you stay anonymous and nobody can call you."
        ),
    )
    theme = forms.ChoiceField(
        label=_("Theme"), required=False, help_text=_("As close as you can; “other” is fine too.")
    )
    attached = Files(label=_("Photo or voice note"), required=False, help_text=_("You can speak instead of writing."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = EDITIONS.newest.choices("themes")
        self.fields["theme"].choices = choices  # type: ignore[attr-defined]
        self.fields["theme"].initial = OTHER_THEME

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        files = cleaned.get("attached") or []
        if not cleaned.get("facts", "").strip():
            if any(file.kind.startswith("audio/") for file in files):
                cleaned["facts"] = "（语音留言，见附件）"
            elif "facts" not in self.errors and "attached" not in self.errors:
                self.add_error("facts", gettext("Write down what happened, or add a voice note."))
        return cleaned

    def told(self) -> Told:
        """As it is recorded: a driver's; a platform of that very name is linked."""
        name = self.cleaned_data["object_name"].strip()
        platform = Platform.objects.active().filter(name=name).first() if name else None
        return Told(
            channel=OWN_PAGE,
            kind="complaint",
            theme=self.cleaned_data["theme"] or OTHER_THEME,
            facts=self.cleaned_data["facts"],
            against=Against.PLATFORM if platform else Against.OTHER,
            platform=platform,
            object_name=name,
            phone=self.cleaned_data["phone"],
            happened_on=timezone.localdate(),
            files=self.cleaned_data.get("attached") or (),
        )


class FollowForm(forms.Form):
    """Number and code, both told when it was recorded."""

    use_required_attribute = False
    number = forms.CharField(label=_("Ticket number"), max_length=40)
    code = forms.CharField(label=_("Code of the ticket"), max_length=20)
