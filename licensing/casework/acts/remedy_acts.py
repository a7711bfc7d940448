"""A reconsideration or suit against a decision: answered, its outcome (复议、诉讼结果), and the decision made anew."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.people import Person
from clock.working_days import CalendarUnknown
from desk.acts import Values, calendar_missing
from desk.fields import OneOf, PastDay, offer
from desk.refusals import NotNow
from licensing.casework.acts.case_act import ANYWHERE, CaseAct
from licensing.casework.acts.forms.case_form import CaseForm
from licensing.casework.case_file import CaseFile
from licensing.decisions.models.letters import Letter
from licensing.verification.models import RemedyOutcome
from licensing.verification.remedies import (
    UNDOING,
    Told,
    anew_by,
    attackable,
    is_anothers,
    new_decisions,
    what_follows,
    whose_record,
    why_not_recorded,
    why_out_of_order,
)
from licensing.verification.remedying import record_decided_anew, record_remedy, remedy_letter
from licensing.verification.replying import Asked, answer, reply_letter, why_not_answered

Outcome = RemedyOutcome.Outcome


def _told(v: Values) -> Told:
    return Told(
        way=RemedyOutcome.Way(v["way"]),
        body=v["body"],
        document=v["document"],
        dated=v["dated"],
        received_on=v["received_on"],
        outcome=Outcome(v["result"]),
        words=v["words"],
        undoes=v["undoes"],
        days=v["days"],
    )


def _asked(v: Values) -> Asked:
    return Asked(way=RemedyOutcome.Way(v["way"]), body=v["body"], document=v["document"], received_on=v["received_on"])


class ReplyForm(CaseForm):
    attacked = OneOf(label=_("Decision it is about"))
    way = forms.ChoiceField(label=_("Way"), choices=RemedyOutcome.Way.choices, widget=forms.RadioSelect)
    body = forms.CharField(label=_("Body or court"), max_length=100)
    document = forms.CharField(label=_("Number of its notice"), max_length=80)
    received_on = PastDay(label=_("Day it reached us"))
    words = forms.CharField(
        label=_("Our answer: facts, evidence and articles"), max_length=8000, widget=forms.Textarea(attrs={"rows": 8})
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self.fields["attacked"], attackable(self.case.letters) if self.case else [])

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if not self.errors and (why := why_not_answered(cleaned["attacked"], _asked(cleaned))):
            self.add_error("attacked", why)
        return cleaned


class RemedyForm(CaseForm):
    attacked = OneOf(label=_("Decision it was about"))
    way = forms.ChoiceField(label=_("Way"), choices=RemedyOutcome.Way.choices, widget=forms.RadioSelect)
    body = forms.CharField(label=_("Body or court"), max_length=100)
    document = forms.CharField(label=_("Number of its document"), max_length=80)
    dated = PastDay(label=_("Day of the document"))
    received_on = PastDay(label=_("Day it reached us"))
    result = forms.ChoiceField(label=_("Outcome"), choices=Outcome.choices, widget=forms.RadioSelect)
    undoes = forms.BooleanField(
        label=_("Changed: what our decision did no longer stands"),
        required=False,
        help_text=_("If a grant is changed like this its certificates end; if an end is changed, they come back."),
    )
    days = forms.IntegerField(label=_("To be decided anew within, days"), required=False, min_value=1, max_value=365)
    words = forms.CharField(
        label=_("What it says, as the letter tells it"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self.fields["attacked"], attackable(self.case.letters) if self.case else [])

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if self.errors or self.by is None:
            return cleaned
        outcome = Outcome(cleaned["result"])
        cleaned["undoes"] = cleaned["undoes"] if outcome == Outcome.CHANGED else outcome in UNDOING
        if (outcome == Outcome.ANEW) != bool(cleaned["days"]):
            self.add_error("days", gettext("Say within how many days it is to be decided anew, and only then."))
        elif why := why_out_of_order(cleaned["attacked"], _told(cleaned)):
            self.add_error("dated", why)
        elif why := self._why_not(cleaned["attacked"], _told(cleaned), self.by):
            self.add_error("attacked", why)
        return cleaned

    @staticmethod
    def _why_not(attacked: Letter, told: Told, by: Person) -> str:
        try:
            what_follows(attacked, undoes=told.undoes)
            anew_by(told.received_on, told.days)
        except NotNow as later:
            return str(later)
        except CalendarUnknown as unknown:
            return calendar_missing(unknown)
        return why_not_recorded(attacked, told, by=by)


class DecidedAnewForm(CaseForm):
    letter = OneOf(label=_("Letter of the new decision"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        remedy = self.case.open_anew if self.case else None
        offer(self.fields["letter"], new_decisions(remedy) if remedy else [])


def _is_decided(case: CaseFile) -> bool:
    return hasattr(case.application, "decision") or hasattr(case.application, "ending")


def _answered(case: CaseFile, v: Values) -> str:
    last_day = _asked(v).answer_by
    if timezone.localdate() > last_day:
        return gettext("The answer is sent. Its last day was %(day)s.") % {"day": last_day.isoformat()}
    return gettext("The answer is sent; the applicant is told.")


REMEDY_ACTS: tuple[CaseAct, ...] = (
    CaseAct(
        name="remedy-reply",
        title=_("Answer a reconsideration or suit"),
        explained=_(
            "Within ten working days of a reconsideration body’s notice (Administrative Reconsideration Law art. 48), "
            "fifteen days of a court’s (Administrative Litigation Law art. 67). The evidence goes with the answer: "
            "a decision nobody answers for counts as made without any."
        ),
        permission="",
        nodes=ANYWHERE,
        form=ReplyForm,
        perform=lambda case, v, by: answer(v["attacked"], _asked(v), words=v["words"], by=by),
        done=_answered,
        letter=lambda case, v: reply_letter(v["attacked"], _asked(v), words=v["words"]),
        whose=lambda case, person: whose_record(case.application, person),
        is_for=lambda case, person, node: _is_decided(case),
        signs=True,
    ),
    CaseAct(
        name="remedy-outcome",
        title=_("Enter the outcome of a reconsideration or suit"),
        explained=_(
            "Register, certificates and credit file follow at once. If a grant is annulled its "
            "certificates end; if an end is annulled, what stood comes back; an annulled refusal "
            "no longer bars an application. Someone other than those who decided must enter it."
        ),
        permission="",
        nodes=ANYWHERE,
        form=RemedyForm,
        perform=lambda case, v, by: record_remedy(v["attacked"], _told(v), by=by),
        done=_("The outcome is entered; the applicant is told."),
        letter=lambda case, v: remedy_letter(v["attacked"], _told(v)),
        whose=lambda case, person: whose_record(case.application, person),
        is_for=lambda case, person, node: _is_decided(case) and is_anothers(case.letters, person),
        signs=True,
    ),
    CaseAct(
        name="decided-anew",
        title=_("Enter the decision that was made anew"),
        explained=_(
            "Not on the same facts and reasons with the same result (Administrative Litigation Law art. 71). Choose "
            "its letter, from this case or a new one of this company; the day is watched until then."
        ),
        permission="",
        nodes=ANYWHERE,
        form=DecidedAnewForm,
        perform=lambda case, v, by: record_decided_anew(case.application, v["letter"], by=by),
        done=_("It has been decided anew and is no longer watched."),
        whose=lambda case, person: whose_record(case.application, person),
        is_open=lambda case: _is_decided(case) and case.open_anew is not None,
    ),
)
