"""What officials fill in to act on a case."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.people import Person
from licensing.applications.models import Application
from licensing.decisions.models import Decision, Delivery, Ending, Review
from licensing.decisions.reasons import put_together, standard_reasons
from materials.uploads.rules import ACCEPTED, RefusedUpload, kind_of


class ActForm(forms.Form):
    """What an act asks for; told which case it is about and who acts."""

    use_required_attribute = False

    def __init__(self, *args: Any, application: Application | None = None, by: Person | None = None, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.application, self.by = application, by


class Reasoned(ActForm):
    """Standard reasons to pick and own words to add, the article behind each."""

    standard = forms.MultipleChoiceField(
        label=_("Standard reasons"), required=False, widget=forms.CheckboxSelectMultiple
    )
    reasons = forms.CharField(
        label=_("Further reasons, in your own words"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    articles = forms.CharField(label=_("Further articles"), required=False, max_length=500)
    of_kind = "refusal"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["standard"].choices = self.reasons_for(self.of_kind)  # type: ignore[attr-defined]

    @staticmethod
    def reasons_for(kind: str) -> list[tuple[str, str]]:
        return [(reason.code, reason.label) for reason in standard_reasons(kind)]

    def reasons_needed(self, cleaned: dict[str, Any]) -> bool:
        return True

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        reasons, articles = put_together(
            cleaned.get("standard", []), cleaned.get("reasons", ""), cleaned.get("articles", "")
        )
        if self.reasons_needed(cleaned):
            if not reasons:
                self.add_error("reasons", _("Reasons are needed: pick a standard one or write your own."))
            elif not articles:
                self.add_error("articles", _("Name the article it rests on."))
        return {**cleaned, "letter_reasons": reasons, "letter_articles": articles}


class DecisionForm(Reasoned):
    """Grant or refuse; a refusal needs reasons and articles (Licensing Law art. 38)."""

    outcome = forms.ChoiceField(
        label=_("Decision"),
        choices=[(Decision.Outcome.GRANTED, _("Grant")), (Decision.Outcome.REFUSED, _("Refuse"))],
        widget=forms.RadioSelect,
    )
    field_order = ["outcome", "standard", "reasons", "articles"]

    def reasons_needed(self, cleaned: dict[str, Any]) -> bool:
        return bool(cleaned.get("outcome") == Decision.Outcome.REFUSED)


class EndingForm(Reasoned):
    """Refuse acceptance (Licensing Law art. 32)."""

    of_kind = "non-acceptance"
    kind = forms.ChoiceField(
        label=_("Why it is not accepted"),
        choices=[
            (k.value, k.label) for k in (Ending.Kind.NOT_NEEDED, Ending.Kind.NOT_COMPETENT, Ending.Kind.INCOMPLETE)
        ],
        widget=forms.RadioSelect,
    )
    competent_body = forms.CharField(label=_("Competent authority"), required=False, max_length=100)
    field_order = ["kind", "competent_body", "standard", "reasons", "articles"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("kind") == Ending.Kind.NOT_COMPETENT and not cleaned.get("competent_body"):
            self.add_error("competent_body", _("Name the authority that is competent (art. 32)."))
        return cleaned


class TerminationForm(ActForm):
    reasons = forms.CharField(
        label=_("Reasons"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        initial="申请人未在补正告知书确定的期限内补正。",
    )


class PauseForm(ActForm):
    days = forms.IntegerField(label=_("Expected length, working days"), min_value=1, max_value=120)


class ResultForm(ActForm):
    result = forms.CharField(label=_("Result"), max_length=4000, widget=forms.Textarea(attrs={"rows": 4}))


class HearingOfferForm(ActForm):
    reasons = forms.CharField(
        label=_("What is going to be decided, and why"), max_length=2000, widget=forms.Textarea(attrs={"rows": 4})
    )


class PastDay(forms.DateField):
    """A day that has come: what is recorded has happened."""

    widget = forms.DateInput(attrs={"type": "date"})

    def clean(self, value: Any) -> Any:
        day = super().clean(value)
        if day and day > timezone.localdate():
            raise forms.ValidationError(_("The date cannot be in the future."))
        return day


class HearingForm(ActForm):
    held_on = PastDay(label=_("Held on"))
    minutes = forms.CharField(label=_("Minutes"), max_length=20000, widget=forms.Textarea(attrs={"rows": 6}))


class ExtensionForm(ActForm):
    reasons = forms.CharField(
        label=_("Reasons, as they are told to the applicant"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class DeliveryForm(ActForm):
    way = forms.ChoiceField(
        label=_("How"),
        choices=[(w.value, w.label) for w in (Delivery.Way.COUNTER, Delivery.Way.POST)],
        widget=forms.RadioSelect,
    )
    note = forms.CharField(label=_("Who received it, or the tracking number"), max_length=200)


class ManyFiles(forms.ClearableFileInput):
    allow_multiple_selected = True


MOST_FILES = 20


class Photos(forms.FileField):
    """Pictures and papers, straight from a phone's camera; told on the field when one cannot be taken in."""

    widget = ManyFiles(attrs={"accept": ACCEPTED, "multiple": True})

    def clean(self, value: Any, initial: Any = None) -> list[UploadedFile]:
        files = [super(Photos, self).clean(one, initial) for one in value or [] if one]
        if len(files) > MOST_FILES:
            raise forms.ValidationError(_("At most %(count)s files at once.") % {"count": MOST_FILES})
        for file in files:
            try:
                kind_of(file)
            except RefusedUpload as why:
                raise forms.ValidationError(f"{file.name}: {why}") from why
        return files


class SiteCheckForm(ActForm):
    checked_on = PastDay(label=_("Day of the check"))
    second = forms.ModelChoiceField(label=_("Second officer"), queryset=Person.objects.none())
    passed = forms.ChoiceField(
        label=_("Result"), choices=[("yes", _("Passed")), ("no", _("Not passed"))], widget=forms.RadioSelect
    )
    findings = forms.CharField(label=_("What was seen"), max_length=4000, widget=forms.Textarea(attrs={"rows": 4}))
    photos = Photos(label=_("Photos"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.by is not None:
            colleagues = Person.objects.filter(authority=self.by.authority, is_active=True).exclude(pk=self.by.pk)
            held = colleagues.filter(groups__permissions__codename__in=OFFICERS).distinct()
            self.fields["second"].queryset = held  # type: ignore[attr-defined]


OFFICERS = ("review_applications", "accept_applications", "decide_applications", "verify_commitments")


class ReviewForm(ActForm):
    recommendation = forms.ChoiceField(
        label=_("Recommendation"), choices=Review.Recommendation.choices, widget=forms.RadioSelect
    )
    opinion = forms.CharField(label=_("Opinion"), max_length=2000, widget=forms.Textarea(attrs={"rows": 4}))
