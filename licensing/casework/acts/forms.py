"""What officials fill in to act on a case."""

from __future__ import annotations

import datetime
from dataclasses import replace
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.people import Person
from accounts.permissions import DECIDE, codename
from accounts.roles import colleagues_of
from clock.working_days import CalendarUnknown
from desk.fields import ActForm, PastDay, Photos
from licensing.applications.answers.points import points_of
from licensing.applications.models.application import Application
from licensing.casework.case_file import CaseFile
from licensing.decisions.ends.terminating import kinds_of, why_not
from licensing.decisions.hearings import why_not_held
from licensing.decisions.limits import why_not_held_on
from licensing.decisions.models.checking import Review
from licensing.decisions.models.ends import Decision, Delivery, Ending
from licensing.decisions.models.hearings import InterestedParty
from licensing.decisions.rules import announced_for, hearing_is_owed, hold_hearing_by, objections
from licensing.decisions.visits import why_not_seen_on
from licensing.decisions.weighing.weigh import competent_elsewhere
from licensing.decisions.writing.reasons import put_together, standard_reasons
from pages.days import CountableDay


class CaseForm(ActForm):
    """What an act on a case asks for."""

    @property
    def case(self) -> CaseFile | None:
        return self.subject if isinstance(self.subject, CaseFile) else None

    @property
    def application(self) -> Application | None:
        return self.case.application if self.case else None


class Reasoned(CaseForm):
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

    def reasons_for(self, kind: str) -> list[tuple[str, str]]:
        """The standard reasons of an act for this type of item: a filing has its own."""
        of_type = self.application.item.type if self.application else "licence"
        return [(reason.code, reason.label) for reason in standard_reasons(kind, of_type=of_type)]

    def reasons_needed(self, cleaned: dict[str, Any]) -> bool:
        return True

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        reasons, articles = put_together(
            cleaned.get("standard", []),
            cleaned.get("reasons", ""),
            cleaned.get("articles", ""),
            basis=self.application.item.legal_basis_zh if self.application else "",
        )
        if self.reasons_needed(cleaned):
            if not reasons:
                self.add_error("reasons", _("Give reasons: pick a standard one or write your own."))
            elif not articles:
                self.add_error("articles", _("Name the article it is based on."))
        return {**cleaned, "letter_reasons": reasons, "letter_articles": articles}


FALSEHOOD = "refused-false"
"""The choice that refuses because of false materials: a kind of refusal of its own (Licensing Law art. 78)."""


class DecisionForm(Reasoned):
    """Grant or refuse; a refusal needs reasons and articles (Licensing Law art. 38)."""

    outcome = forms.ChoiceField(
        label=_("Decision"),
        choices=[
            (Decision.Outcome.GRANTED, _("Grant")),
            (Decision.Outcome.REFUSED, _("Refuse")),
            (FALSEHOOD, _("Refuse for false materials, with a warning (art. 78)")),
        ],
        widget=forms.RadioSelect,
    )
    field_order = ["outcome", "standard", "reasons", "articles"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = self.fields["outcome"].choices  # type: ignore[attr-defined]
        if self.application is not None and self.application.item.type == "filing":
            choices = [
                (Decision.Outcome.GRANTED, _("Enter the filing")),
                (Decision.Outcome.REFUSED, _("Do not enter the filing")),
            ]
        elif self.application is not None and self.application.item.type != "licence":
            choices = [choice for choice in choices if choice[0] != FALSEHOOD]  # article 78 is about licences
        self.fields["outcome"].choices = choices  # type: ignore[attr-defined]

    def reasons_needed(self, cleaned: dict[str, Any]) -> bool:
        return cleaned.get("outcome") in (Decision.Outcome.REFUSED, FALSEHOOD)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        is_for_falsehood = cleaned.get("outcome") == FALSEHOOD
        if cleaned.get("outcome") == Decision.Outcome.REFUSED and "第七十八条" in cleaned["letter_articles"]:
            self.add_error("outcome", _("Article 78 is the refusal for false materials, with a warning: choose that."))
        decided = Decision.Outcome.REFUSED if is_for_falsehood else cleaned.get("outcome")
        cleaned |= {"decided": decided, "is_for_falsehood": is_for_falsehood}
        if cleaned.get("outcome") != Decision.Outcome.GRANTED:
            return cleaned
        # A grant has no standard reasons: only its own words can answer what was found against it.
        cleaned["letter_reasons"] = cleaned.get("reasons", "").strip()
        if not cleaned["letter_reasons"] and self.application is not None and objections(self.application):
            self.add_error("reasons", _("Officials found something against a grant. Answer it with reasons."))
        return cleaned


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

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.case is not None:
            self.fields["competent_body"].initial = competent_elsewhere(self.case.sheet)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("kind") == Ending.Kind.NOT_COMPETENT and not cleaned.get("competent_body"):
            self.add_error("competent_body", _("Name the authority that is competent (art. 32)."))
        return cleaned


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


def _list_of(data: Any, name: str) -> list[str]:
    return list(data.getlist(name)) if hasattr(data, "getlist") else list(data.get(name, []))


class TerminationForm(CaseForm):
    reasons = forms.CharField(
        label=_("Reasons"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        initial="申请人未在补正告知书确定的期限内补正。",
    )


class GoneForm(CaseForm):
    """The applicant is no more: who says so, and by what."""

    kind = forms.ChoiceField(label=_("What happened"), widget=forms.RadioSelect)
    shown = forms.CharField(
        label=_("What shows it"),
        max_length=300,
        required=False,
        help_text=_("Of a death: number and day of the certificate. Of a company the business register is asked."),
    )
    reasons = forms.CharField(
        label=_("More, if it is needed"), max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = list(kinds_of(self.application) if self.application is not None else Ending.Kind)
        field = self.fields["kind"]
        field.choices = [(kind.value, kind.label) for kind in kinds]  # type: ignore[attr-defined]
        if len(kinds) == 1:
            field.initial = kinds[0].value

    def clean_kind(self) -> Ending.Kind:
        return Ending.Kind(self.cleaned_data["kind"])

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("kind") and self.application is not None:
            on = timezone.localdate()
            if why := why_not(self.application, cleaned["kind"], shown=cleaned.get("shown", ""), on=on):
                self.add_error("shown" if cleaned["kind"] == Ending.Kind.DIED else "kind", why)
        return cleaned


class PauseForm(CaseForm):
    days = forms.IntegerField(label=_("Expected length, working days"), min_value=1, max_value=120)


class ResultForm(CaseForm):
    result = forms.CharField(label=_("Result"), max_length=4000, widget=forms.Textarea(attrs={"rows": 4}))


class HearingOfferForm(CaseForm):
    reasons = forms.CharField(
        label=_("What is going to be decided, and why"), max_length=2000, widget=forms.Textarea(attrs={"rows": 4})
    )
    parties = forms.CharField(
        label=_("Interested third parties"),
        help_text=_("One per line: a name, then a comma and how a letter reaches them. Each gets a separate letter."),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def clean_parties(self) -> list[tuple[str, str]]:
        lines = [line.strip() for line in str(self.cleaned_data["parties"]).splitlines() if line.strip()]
        parties = []
        for line in lines:
            name, _comma, reach = line.replace("，", ",").partition(",")
            if not 0 < len(name.strip()) <= 100:
                raise forms.ValidationError(_("Write a name first, then a comma: %(line)s"), params={"line": line})
            parties.append((name.strip(), reach.strip()))
        return parties


class PartyAnswerForm(CaseForm):
    party = forms.ModelChoiceField(label=_("Interested party"), queryset=InterestedParty.objects.none())
    wants = forms.ChoiceField(
        label=_("Asks for the hearing"), choices=[("yes", _("Yes")), ("no", _("No"))], widget=forms.RadioSelect
    )
    words = forms.CharField(
        label=_("What they say"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        party = self.fields["party"]
        party.label_from_instance = lambda row: row.name  # type: ignore[attr-defined]
        party.queryset = InterestedParty.objects.filter(  # type: ignore[attr-defined]
            offer__application=self.application, answer__isnull=True
        )


class SummonsForm(CaseForm):
    """Day, time and place of a hearing; the day lies between the notice and the end of the twenty days (art. 48)."""

    held_on = CountableDay(label=_("Day of the hearing"))
    time = forms.TimeField(label=_("Time"), widget=forms.TimeInput(attrs={"type": "time"}))
    place = forms.CharField(label=_("Place"), max_length=200)
    chair = forms.ModelChoiceField(
        label=_("In the chair"),
        queryset=Person.objects.none(),
        required=False,
        empty_label=_("myself"),
        help_text=_(
            "Somebody who has not looked into the case; the letter names them, so that they can be challenged."
        ),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.by is not None:
            chairs = colleagues_of(self.by).filter(groups__permissions__codename=codename(DECIDE)).distinct()
            self.fields["chair"].queryset = chairs  # type: ignore[attr-defined]

    def clean_chair(self) -> Person | None:
        return self.cleaned_data["chair"] or self.by

    def hold_by(self) -> datetime.date | None:
        if self.application is None or not hearing_is_owed(self.application):
            return None
        return hold_hearing_by(self.application.hearing_offer)

    def clean_held_on(self) -> datetime.date:
        day: datetime.date = self.cleaned_data["held_on"]
        last = self.hold_by()
        try:
            why = why_not_held_on(day, hold_by=last) if last else ""
        except CalendarUnknown as unknown:
            why = _(
                "The working days of %(year)s have not been entered yet. An administrator has to enter them first."
            ) % {"year": unknown.year}
        if why:
            raise forms.ValidationError(why)
        return day


class ConfirmVisitForm(CaseForm):
    agrees = forms.ChoiceField(
        label=_("Was it as written?"),
        choices=[("yes", _("Yes, I confirm it")), ("no", _("No, it has to be rewritten"))],
        widget=forms.RadioSelect,
    )
    words = forms.CharField(
        label=_("What was different"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("agrees") == "no" and not cleaned.get("words"):
            self.add_error("words", _("Say what was different, so that the report can be rewritten."))
        return cleaned


class ExtensionAnswerForm(CaseForm):
    approves = forms.ChoiceField(
        label=_("Extension by ten working days"),
        choices=[("yes", _("I approve it")), ("no", _("I do not approve it"))],
        widget=forms.RadioSelect,
    )
    words = forms.CharField(label=_("Remark"), required=False, max_length=1000)


class HearingForm(CaseForm):
    held_on = PastDay(label=_("Held on"))
    minutes = forms.CharField(label=_("Minutes"), max_length=20000, widget=forms.Textarea(attrs={"rows": 6}))

    def announced_for(self) -> datetime.date | None:
        return announced_for(self.application) if self.application else None

    def clean_held_on(self) -> datetime.date:
        day: datetime.date = self.cleaned_data["held_on"]
        if why := why_not_held(self.announced_for(), day):
            raise forms.ValidationError(why)
        return day


class ExtensionForm(CaseForm):
    reasons = forms.CharField(
        label=_("Reasons, as they are told to the applicant"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class DeliveryForm(CaseForm):
    way = forms.TypedChoiceField(
        label=_("How"),
        choices=[(w.value, w.label) for w in (Delivery.Way.COUNTER, Delivery.Way.POST)],
        coerce=Delivery.Way,
        widget=forms.RadioSelect,
    )
    note = forms.CharField(label=_("Who received it, or the tracking number"), max_length=200)


class SiteCheckForm(CaseForm):
    checked_on = PastDay(label=_("Day of the check"))
    second = forms.ModelChoiceField(label=_("Second officer"), queryset=Person.objects.none())
    passed = forms.ChoiceField(
        label=_("Result"), choices=[("yes", _("Passed")), ("no", _("Not passed"))], widget=forms.RadioSelect
    )
    findings = forms.CharField(label=_("What was seen"), max_length=4000, widget=forms.Textarea(attrs={"rows": 4}))
    photos = Photos(label=_("Photos"), required=False, is_evidence=True)

    def clean_checked_on(self) -> datetime.date:
        day: datetime.date = self.cleaned_data["checked_on"]
        if self.application and (why := why_not_seen_on(self.application, day)):
            raise forms.ValidationError(why)
        return day

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.by is not None:
            self.fields["second"].queryset = second_officers(self.by)  # type: ignore[attr-defined]


OFFICERS = ("review_applications", "accept_applications", "decide_applications", "verify_commitments")


def second_officers(by: Person) -> QuerySet[Person]:
    """Who may check on site together with somebody: two officers of the authority (Licensing Law art. 34)."""
    return colleagues_of(by).filter(groups__permissions__codename__in=OFFICERS).distinct()


class ReviewForm(CaseForm):
    recommendation = forms.ChoiceField(
        label=_("Recommendation"), choices=Review.Recommendation.choices, widget=forms.RadioSelect
    )
    opinion = forms.CharField(label=_("Opinion"), max_length=2000, widget=forms.Textarea(attrs={"rows": 4}))
