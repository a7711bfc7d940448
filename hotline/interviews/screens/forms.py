"""What is filled in about interviews."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models.fields import BLANK_CHOICE_DASH
from django.utils.translation import gettext_lazy as _

from desk.serving.forms import PaperServiceForm, on_paper
from hotline.interviews.letters.models import InterviewLetter
from hotline.interviews.models import Interview, InterviewStep
from hotline.interviews.serving import notice_of
from hotline.interviews.states import NEXT
from pages.days import CountableDay, CountableMoment

Kind = InterviewStep.Kind


class _Form(forms.Form):
    use_required_attribute = False

    def __init__(self, *args: Any, interview: Interview, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.interview = interview


def _choices(state: str) -> list[tuple[str, Any]]:
    return [*BLANK_CHOICE_DASH, *((kind.value, kind.label) for kind in NEXT[state])]


class DecideForm(_Form):
    kind = forms.ChoiceField(label=_("What becomes of it"), choices=_choices("proposed"))
    words = forms.CharField(
        label=_("Reason, where it is turned down"), required=False, widget=forms.Textarea(attrs={"rows": 2})
    )


class ServeForm(_Form):
    meets_at = CountableMoment(label=_("When it is held"))
    place = forms.CharField(label=_("Where"), max_length=120)


class NoticeServedForm(PaperServiceForm):
    """How a platform was served the notice on paper."""

    def __init__(self, *args: Any, interview: Interview, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.interview = interview

    def served(self, cleaned: dict[str, Any]) -> InterviewLetter | None:
        return notice_of(self.interview)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        return cleaned if self.errors else on_paper(cleaned)


class HoldForm(_Form):
    present = forms.CharField(label=_("Who was there"), max_length=300)
    words = forms.CharField(label=_("Minutes"), widget=forms.Textarea(attrs={"rows": 5}))


class PromiseForm(_Form):
    words = forms.CharField(label=_("What was promised"), max_length=300)
    due = CountableDay(label=_("To be done by"))


class FollowForm(_Form):
    promise: Any = forms.ModelChoiceField(label=_("Promise"), queryset=None)
    kept = forms.TypedChoiceField(
        label=_("Was it kept?"),
        choices=[*BLANK_CHOICE_DASH, ("yes", _("promise kept")), ("no", _("not kept"))],
        coerce=lambda value: value == "yes",
    )
    words = forms.CharField(label=_("On what that rests"), max_length=300)

    def __init__(self, *args: Any, interview: Interview, **kwargs: Any) -> None:
        super().__init__(*args, interview=interview, **kwargs)
        field: Any = self.fields["promise"]
        field.queryset = interview.promises.filter(outcome__isnull=True)
        field.label_from_instance = lambda row: row.words


class CloseForm(_Form):
    kind = forms.ChoiceField(label=_("What becomes of it"), choices=_choices(Kind.HELD))
    words = forms.CharField(label=_("Reason"), widget=forms.Textarea(attrs={"rows": 2}))
