"""What is asked for by the acts on a ticket."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from desk.fields import ActForm, OneOf, SomeOf, offer
from hotline.desks.models import Desk
from hotline.tickets.dues import book_of
from hotline.tickets.duplicates import like_it
from hotline.tickets.end_models import CallBack
from hotline.tickets.rules import classified, gave_it_back
from hotline.tickets.step_models import Reply
from pages.days import CountableDay

YES_NO = [("yes", _("yes")), ("no", _("no"))]


def _words(label: Any, *, most: int = 500, rows: int = 3, required: bool = True, **more: Any) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, max_length=most, required=required, widget=widget, **more)


class NothingForm(ActForm):
    """The act says everything itself."""


class AnswerForm(ActForm):
    words = _words(_("What the caller was told"), most=4000, rows=4)


class RefuseForm(ActForm):
    reason = forms.ChoiceField(label=_("Reason"))
    body = forms.CharField(label=_("Where to go instead"), max_length=120, required=False)
    words = _words(_("Remark for the caller"), required=False, rows=2)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].choices = book_of(self.subject).choices("refusals")  # type: ignore[attr-defined]


class ReferForm(ActForm):
    body = forms.CharField(label=_("Where to go instead"), max_length=120)
    words = _words(_("Remark for the caller"), required=False, rows=2)


class TransferForm(ActForm):
    to = OneOf(label=_("To the desk"))
    helpers = SomeOf(label=_("Who helps"), required=False, widget=forms.CheckboxSelectMultiple)
    note = _words(_("Note for the desk"), required=False, rows=2)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ticket = self.subject
        told = classified(ticket)
        wanted = book_of(ticket).term("themes", told.theme).to
        desks = list(Desk.objects.open().filter(authority=ticket.authority_id).order_by("kind", "name"))
        own = told.platform.desk_id if told.platform else None
        # Those the theme speaks for stand first; the platform complained of before all.
        desks.sort(key=lambda one: (one.pk != own, one.kind not in wanted))
        offer(self.fields["to"], desks)
        offer(self.fields["helpers"], desks)
        if desks and (desks[0].pk == own or desks[0].kind in wanted) and desks[0].pk not in gave_it_back(ticket):
            self.fields["to"].initial = str(desks[0].pk)


class JoinForm(ActForm):
    to = OneOf(label=_("Mother ticket: the same object and theme"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ticket = self.subject
        rows = like_it(ticket)
        offer(self.fields["to"], rows, named=lambda one: f"{one.number} · {one.object_name} · {one.facts[:40]}")


class GiveBackForm(ActForm):
    right_body = forms.CharField(label=_("Who is right"), max_length=120)
    words = _words(_("Why it is not yours"))


class ReachedForm(ActForm):
    reached = forms.ChoiceField(label=_("The caller was reached"), choices=YES_NO, widget=forms.RadioSelect)
    words = _words(_("What was said"))


class WordsForm(ActForm):
    words = _words(_("In your words"))


class OptionalWordsForm(ActForm):
    words = _words(_("In your words"), required=False, rows=2)


class ExtensionForm(ActForm):
    days = forms.IntegerField(label=_("Working days more"), min_value=1, max_value=30)
    reasons = _words(_("Why: the caller is told"))


class DecideForm(ActForm):
    """Yes, or no with words."""

    question: Any = _("Granted")
    answer = forms.ChoiceField(choices=YES_NO, widget=forms.RadioSelect)
    words = _words(_("Reasons"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["answer"].label = self.question


class ReviewForm(DecideForm):
    question = _("The reply stands")


class ReplyForm(ActForm):
    """Facts, steps, basis, result (measure 9)."""

    facts = _words(_("Facts"), most=4000, rows=4)
    steps = _words(_("What was done"), most=4000, rows=4)
    basis = forms.CharField(label=_("Basis"), max_length=300, required=False)
    result = forms.ChoiceField(label=_("Result"), choices=Reply.Result.choices, widget=forms.RadioSelect)
    recovered = forms.DecimalField(
        label=_("Money the driver got (yuan)"), required=False, min_value=0, max_digits=12, decimal_places=2
    )
    promised = forms.CharField(label=_("What will still be done"), max_length=300, required=False)
    promised_on = CountableDay(label=_("To be done by"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.subject.kind == "complaint":
            kept = [one for one in Reply.Result.choices if one[0] != Reply.Result.NONE]
            self.fields["result"].choices = kept  # type: ignore[attr-defined]
        if self.subject.amount:
            self.fields["recovered"].required = True


class CallBackForm(ActForm):
    responded = forms.ChoiceField(label=_("Were you contacted in time?"), choices=YES_NO, widget=forms.RadioSelect)
    solved = forms.ChoiceField(label=_("Is it solved?"), choices=CallBack.Solved.choices, widget=forms.RadioSelect)
    stars = forms.TypedChoiceField(
        label=_("How satisfied are you?"),
        coerce=int,
        choices=[(number, f"{number} / 5") for number in (5, 4, 3, 2, 1)],
        widget=forms.RadioSelect,
    )
    words = _words(_("In the caller's words"), required=False, rows=2)


class FinalForm(ActForm):
    reasons = _words(_("Reasons: the caller is told"), most=4000, rows=5)


class SuperviseForm(ActForm):
    level = forms.TypedChoiceField(
        label=_("Level"), coerce=int, choices=[(1, "1"), (2, "2"), (3, "3")], widget=forms.RadioSelect
    )
    words = _words(_("Why"))


class DiscloseForm(forms.Form):
    use_required_attribute = False
    purpose = forms.CharField(label=_("Purpose (it is recorded)"), max_length=200)
