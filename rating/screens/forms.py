"""What is filled in by whoever was served. Nothing is chosen beforehand."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from rating.giving import MOST_WORDS
from rating.reading import WHETHER_CONTENT
from rating.service_models import Grade, Service

_PREFIX = "indicator-"


class GradeForm(forms.Form):
    """A grade, and words who wants to."""

    use_required_attribute = False
    grade = forms.ChoiceField(
        label=_("How satisfied are you with this service?"), choices=Grade.choices, widget=forms.RadioSelect
    )
    words = forms.CharField(
        label=_("What you want to say"),
        max_length=MOST_WORDS,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("The people who served you do not learn who you are."),
    )
    phone = forms.CharField(
        label=_("Telephone, if you want to be called back"),
        max_length=20,
        required=False,
        help_text=_("Only whoever calls back about a bad rating can see it."),
    )


class RatingForm(GradeForm):
    """The same with what is asked for beside the whole; who leaves it out said nothing about it."""

    def __init__(self, *args: Any, service: Service, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", _("nothing said")), *Grade.choices]
        for one in service.rules.asked(service.way):
            self.fields[f"{_PREFIX}{one.code}"] = forms.ChoiceField(label=one.name, choices=choices, required=False)
        self.order_fields(["grade", *(name for name in self.fields if name.startswith(_PREFIX)), "words", "phone"])

    def indicators(self) -> dict[str, str]:
        """What was graded beside the whole."""
        told = self.cleaned_data.items()
        return {name.removeprefix(_PREFIX): given for name, given in told if name.startswith(_PREFIX) and given}


class CodeForm(GradeForm):
    """For who has no account: the code of the message, or of the slip handed over at the counter."""

    code = forms.CharField(label=_("Code you were given"), max_length=20)
    field_order = ("code", "grade", "words", "phone")


class ReplyForm(forms.Form):
    """Whether who rated is content with how it was mended."""

    use_required_attribute = False
    reached = forms.ChoiceField(
        label=_("Are you satisfied with how it was put right?"), choices=WHETHER_CONTENT, widget=forms.RadioSelect
    )
    words = forms.CharField(
        label=_("What you want to say"), max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )


class DisputeForm(forms.Form):
    """Why a finding is not right."""

    use_required_attribute = False
    words = forms.CharField(label=_("Why it is not right"), max_length=500, widget=forms.Textarea(attrs={"rows": 2}))
