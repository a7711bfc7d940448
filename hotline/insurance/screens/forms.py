"""What an owner reports, and what an officer notes of insurers."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.db.models.fields import BLANK_CHOICE_DASH
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.typed.identifiers import validate_mobile
from desk.fields import ManyFiles, OneOf, PastDay, Photos, offer
from hotline.insurance.actions import Reported, Said
from hotline.insurance.models import Cover, Drive, InsuranceCase, Insurer, InsurerAnswer, Reason, Step, Use
from materials.identifiers import is_valid_plate, plate_colours_of
from materials.uploads.rules import ACCEPTED
from pages.days import CountableDay


class ReportForm(forms.Form):
    use_required_attribute = False
    owner = forms.CharField(label=_("Owner of the truck"), max_length=80)
    phone = forms.CharField(label=_("Mobile number"), max_length=20, validators=[validate_mobile])
    plate = forms.CharField(label=_("Number plate"), max_length=12)
    drive = forms.ChoiceField(label=_("Drive"), choices=[*BLANK_CHOICE_DASH, *Drive.choices])
    use = forms.ChoiceField(label=_("Use"), choices=[*BLANK_CHOICE_DASH, *Use.choices])
    gross_mass = forms.IntegerField(label=_("Gross mass in kg"), min_value=500, max_value=100_000)
    first_year = forms.IntegerField(label=_("Year of first registration"), min_value=1990, max_value=2100)
    claims = forms.IntegerField(label=_("Claims in three years"), min_value=0, max_value=99)
    cover = forms.ChoiceField(label=_("Cover that is wanted"), choices=[*BLANK_CHOICE_DASH, *Cover.choices])
    wanted = forms.IntegerField(label=_("Sum insured in yuan"), min_value=1, max_value=100_000_000, required=False)
    last_premium = forms.DecimalField(
        label=_("Premium last year in yuan"), min_value=Decimal("0.01"), max_digits=10, decimal_places=2, required=False
    )
    policy_end = CountableDay(label=_("Last day of the policy in force"), required=False)
    wish_on = CountableDay(label=_("Insured from"), required=False)

    def clean_plate(self) -> str:
        typed: str = self.cleaned_data["plate"]
        colours = plate_colours_of(typed)
        if not any(is_valid_plate(typed, colour) for colour in colours):
            raise forms.ValidationError(_("This is not a valid number plate."))
        return typed

    def clean_first_year(self) -> int:
        year: int = self.cleaned_data["first_year"]
        if year > timezone.localdate().year:
            raise forms.ValidationError(_("The date cannot be in the future."))
        return year

    def reported(self) -> Reported:
        return Reported(**self.cleaned_data)


class CodeForm(forms.Form):
    use_required_attribute = False
    code = forms.CharField(label=_("Code of the case"), max_length=30)


class AskForm(forms.Form):
    """Which insurer was asked, when and how; the day by which it answers follows."""

    use_required_attribute = False
    insurer = OneOf(label=_("Insurer"))
    asked_on = PastDay(label=_("Asked on"))
    channel = forms.ChoiceField(label=_("How"), choices=[*BLANK_CHOICE_DASH, *InsurerAnswer.Channel.choices])

    def __init__(self, data: Any = None, *, case: InsuranceCase) -> None:
        # Three forms stand on the page, two of them with these fields.
        super().__init__(data, auto_id="ask_%s")
        offer(self.fields["insurer"], Insurer.objects.filter(authority=case.authority_id), named=str)


class AnswerForm(forms.Form):
    """What an insurer said."""

    use_required_attribute = False
    insurer = OneOf(label=_("Insurer"))
    asked_on = PastDay(label=_("Asked on"))
    answered_on = PastDay(label=_("Answered on"), initial=timezone.localdate)
    channel = forms.ChoiceField(label=_("How"), choices=[*BLANK_CHOICE_DASH, *InsurerAnswer.Channel.choices])
    answer = forms.ChoiceField(label=_("What it said"), choices=[*BLANK_CHOICE_DASH, *InsurerAnswer.Answer.choices])
    reason = forms.ChoiceField(label=_("Why refused"), choices=[*BLANK_CHOICE_DASH, *Reason.choices], required=False)
    premium = forms.DecimalField(
        label=_("Premium in yuan"), min_value=Decimal("0.01"), max_digits=10, decimal_places=2, required=False
    )
    words = forms.CharField(
        label=_("Who said what"), max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    evidence = Photos(
        label=_("Evidence (PDF, JPG, PNG)"),
        required=False,
        widget=ManyFiles(attrs={"accept": ACCEPTED, "multiple": True}),
    )

    def __init__(self, *args: Any, case: InsuranceCase, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self.fields["insurer"], Insurer.objects.filter(authority=case.authority_id), named=str)

    def said(self) -> Said:
        names = ("insurer", "asked_on", "answered_on", "channel", "answer", "reason", "premium", "words")
        return Said(**{name: self.cleaned_data[name] for name in names})


class StepForm(forms.Form):
    """The next step of a case; a clue and a policy name the answer they rest on."""

    use_required_attribute = False
    step = forms.ChoiceField(label=_("Next step"), choices=[*BLANK_CHOICE_DASH, *Step.choices])
    answer = OneOf(label=_("Answer it rests on"), required=False)
    words = forms.CharField(label=_("Remark"), max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, *args: Any, case: InsuranceCase, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self.fields["answer"], case.answers.all(), named=_named)


def _named(answer: InsurerAnswer) -> str:
    return f"{answer.insurer.name} · {answer.get_answer_display()} · {answer.asked_on:%Y-%m-%d}"


class InsurerForm(forms.Form):
    use_required_attribute = False
    name = forms.CharField(label=_("Insurer"), max_length=80)
    contact = forms.CharField(label=_("Contact"), max_length=100, required=False)


class PledgeForm(forms.Form):
    use_required_attribute = False
    text = forms.CharField(label=_("What is promised"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3}))
    channels = forms.CharField(label=_("Where to insure"), max_length=200)
    contact = forms.CharField(label=_("Contact"), max_length=100)
    answer_days = forms.IntegerField(
        label=_("Working days in which it promises to answer"),
        min_value=1,
        max_value=30,
        required=False,
        help_text=_("If empty, the office's limit applies and a late answer breaks no pledge."),
    )
    signed_on = PastDay(label=_("Signed on"))


class EndForm(forms.Form):
    use_required_attribute = False
    on = PastDay(label=_("Withdrawn on"))


class MonthForm(forms.Form):
    use_required_attribute = False
    month = PastDay(label=_("A day of the month"))
