"""What officers, the head and the company fill in about an inspection."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

from django import forms
from django.db.models.fields import BLANK_CHOICE_DASH
from django.utils import timezone
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from accounts.people import Person
from accounts.represented.companies import Company
from clock.working_days import CalendarUnknown
from desk.fields import ActForm, OneOf, Photos, offer
from desk.serving.forms import PaperServiceForm
from pages.days import CountableDay
from pages.sentences import labelled
from rating.service_models import Grade
from supervision.credit.screens.forms import ReasonsForm, YesNoForm
from supervision.credit.subjects.models import Sector, Subject
from supervision.inspections.doing.telling import default_day, newest_record
from supervision.inspections.doing.visiting import checklist
from supervision.inspections.letters.models import InspectionLetter
from supervision.inspections.models import CompanyInspection
from supervision.inspections.programme.editions import programme_in_force
from supervision.inspections.result_models import (
    Record,
    RecordFile,
    Result,
    TurnedAway,
)
from supervision.officers.queries import officers_of

"""A day a browser understands as it is filled in."""
Source = CompanyInspection.Source
NAMED = [(value, label) for value, label in Source.choices if value != Source.DRAW]


class DraftForm(forms.Form):
    """An inspection to be approved; of a draw, company and officers are known."""

    use_required_attribute = False
    uscc = forms.CharField(label=_("Company, or its social credit code"), max_length=100)
    sector = forms.ChoiceField(label=_("Sector"), choices=Sector.choices)
    source = forms.ChoiceField(label=_("Ground"), choices=[*BLANK_CHOICE_DASH, *NAMED])
    items = forms.MultipleChoiceField(
        label=_("Published items"),
        help_text=_("Several make one joint visit."),
        widget=forms.CheckboxSelectMultiple,
    )
    words = forms.CharField(
        label=_("Why this company, and why these officers"), max_length=500, widget=forms.Textarea(attrs={"rows": 3})
    )
    first = OneOf(label=pgettext_lazy("inspection", "First officer"))
    second = OneOf(label=pgettext_lazy("inspection", "Second officer"))
    planned_on = CountableDay(label=_("Day"))
    on_site = forms.BooleanField(label=_("On site"), required=False, initial=True)
    joint = forms.CharField(label=_("Other bodies that come along"), max_length=200, required=False)
    unannounced = forms.CharField(
        label=_("Why the notice is only served at the door (leave empty to announce it)"),
        max_length=200,
        required=False,
    )
    urgent = forms.BooleanField(
        label=_("Urgent: we begin now, the head approves afterwards"),
        required=False,
        help_text=_(
            "Only on a listed ground, never for planned inspections. If not approved in time, it has no effect."
        ),
    )

    def __init__(self, *args: Any, by: Person, is_drawn: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by = by
        today = timezone.localdate()
        programme = programme_in_force(on=today).content
        items = self.fields["items"]
        assert isinstance(items, forms.MultipleChoiceField)  # noqa: S101 - declared above
        items.choices = [(item.code, item.name) for item in programme.items if item.published_on <= today]
        self.fields["planned_on"].initial = today
        if is_drawn:
            for name in ("uscc", "sector", "source", "first", "second", "urgent", "unannounced"):
                del self.fields[name]
        elif by.authority is not None:
            officers = officers_of(by.authority, on=today)
            offer(self.fields["first"], officers)
            offer(self.fields["second"], officers)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if "uscc" in cleaned and "sector" in cleaned:
            rows = Subject.objects.visible_to(self.by).filter(is_active=True, authority=self.by.authority_id)
            meant = Company.objects.called(cleaned["uscc"])
            cleaned["subject"] = rows.filter(company__in=meant, sector=cleaned["sector"]).first()
            if cleaned["subject"] is None:
                self.add_error("uscc", gettext("No company with this code or name does this business here."))
        return cleaned


class AnswerForm(YesNoForm):
    """Its reasons are as long as the row keeps them."""

    reasons = forms.CharField(
        label=_("Reasons"), max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )


class ApproveForm(AnswerForm):
    label = _("The inspection is")
    choices = (("yes", _("approved")), ("no", _("not approved")))


class ConfirmForm(AnswerForm):
    label = _("The record is")
    choices = (("yes", _("right")), ("no", _("to be rewritten")))


class RecheckForm(AnswerForm):
    label = _("What was ordered is")
    choices = (("yes", _("put right")), ("no", _("not put right")))
    needs_reasons = frozenset({"yes", "no"})


class CancelForm(ReasonsForm):
    """Why it does not take place."""

    words = forms.CharField(label=_("Reasons"), max_length=300, widget=forms.Textarea(attrs={"rows": 3}))


class RecordForm(ActForm):
    """The checklist with a field for each line, the company's statement and who signed."""

    statement = forms.CharField(
        label=_("Statement of the company"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("What it says on each point, in its own words."),
    )
    photos = Photos(label=_("Photos taken on site"), required=False, is_evidence=True)
    sampling = Photos(label=_("Forms of sampling, signed (photographed or scanned)"), required=False)
    questioning = Photos(
        label=_("Records of questioning, signed (photographed or scanned)"),
        required=False,
        help_text=_("Each file is listed in the record by its digest. The company does not see who was questioned."),
    )
    signed = forms.ChoiceField(label=_("The record was"), choices=Record.Signed.choices, widget=forms.RadioSelect)
    signed_words = forms.CharField(label=_("Who signed; or why nobody did"), max_length=300)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        told = list(self.fields.items())
        self.fields.clear()
        self.lines = checklist(self.subject)
        for number, line in enumerate(self.lines):
            self.fields[f"answer-{number}"] = forms.ChoiceField(
                label=labelled(line["of"], line["name"]),
                help_text=line["article"],
                choices=[("yes", _("in order")), ("no", _("not in order")), ("na", _("does not apply"))],
                widget=forms.RadioSelect,
            )
            self.fields[f"note-{number}"] = forms.CharField(
                label=_("Found on this line"), max_length=300, required=False
            )
        self.fields.update(told)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        for number, _line in enumerate(self.lines):
            if cleaned.get(f"answer-{number}") == "no" and not cleaned.get(f"note-{number}", "").strip():
                self.add_error(f"note-{number}", gettext("Say what was found where something is not in order."))
        cleaned["answers"] = {
            f"{line['item']}/{line['code']}": (
                str(cleaned.get(f"answer-{number}", "")),
                str(cleaned.get(f"note-{number}", "")),
            )
            for number, line in enumerate(self.lines)
        }
        cleaned["files"] = [
            (kind, file)
            for name, kind in (
                ("photos", RecordFile.Kind.PHOTO),
                ("sampling", RecordFile.Kind.SAMPLING),
                ("questioning", RecordFile.Kind.QUESTIONING),
            )
            for file in cleaned.get(name) or []
        ]
        return cleaned

    def clean_signed(self) -> Record.Signed:
        return Record.Signed(self.cleaned_data["signed"])


class ResultForm(ActForm):
    """How it ended, by what the record says."""

    outcome = forms.ChoiceField(label=_("Result"), choices=Result.Outcome.choices, widget=forms.RadioSelect)
    rectify_by = CountableDay(label=_("To be put right by"), required=False)
    words = forms.CharField(
        label=_("Remark"), max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        found = bool(newest_record(self.subject).findings)
        outcome = self.fields["outcome"]
        assert isinstance(outcome, forms.ChoiceField)  # noqa: S101 - declared above
        outcome.choices = [
            (value, label) for value, label in Result.Outcome.choices if found != (value == Result.Outcome.CLEAN)
        ]
        if found:
            with suppress(CalendarUnknown):  # then the officer says the day
                self.fields["rectify_by"].initial = default_day(self.subject)
        else:
            del self.fields["rectify_by"]

    def clean_outcome(self) -> Result.Outcome:
        return Result.Outcome(self.cleaned_data["outcome"])

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        day = cleaned.get("rectify_by")
        if cleaned.get("outcome") == Result.Outcome.RECTIFY and (day is None or day <= timezone.localdate()):
            self.add_error("rectify_by", gettext("An order to rectify needs a day in the future."))
        return cleaned


class OrderServedForm(PaperServiceForm):
    """How an order to rectify was served on paper."""

    def served(self, cleaned: dict[str, Any]) -> InspectionLetter:
        letter: InspectionLetter = self.subject.result.letter
        return letter


class ReportForm(forms.Form):
    use_required_attribute = False
    words = forms.CharField(
        label=_("What was put right, and how"), max_length=2000, widget=forms.Textarea(attrs={"rows": 4})
    )


class RatingForm(forms.Form):
    use_required_attribute = False
    stars = forms.TypedChoiceField(
        label=_("How were you inspected?"),
        coerce=int,
        choices=tuple(zip((5, 4, 3, 2, 1), Grade.labels, strict=True)),
        widget=forms.RadioSelect,
    )
    words = forms.CharField(
        label=_("In your words"), max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )


class TurnAwayForm(forms.Form):
    use_required_attribute = False
    reason = forms.ChoiceField(label=_("Why"), choices=TurnedAway.Reason.choices, widget=forms.RadioSelect)
    shown = forms.CharField(label=_("Number on the certificate that was shown"), max_length=40, required=False)
    words = forms.CharField(label=_("What happened there"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}))

    def clean_reason(self) -> TurnedAway.Reason:
        return TurnedAway.Reason(self.cleaned_data["reason"])
