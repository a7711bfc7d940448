"""What a caller answers four weeks later; nothing is chosen beforehand."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from hotline.afterwards.models import QuestionnaireAnswer

STARS = [(str(number), "★" * number) for number in range(5, 0, -1)]


class AfterwardsForm(forms.Form):
    """Code, whether it stayed solved, one to five stars, and words who wants to."""

    use_required_attribute = False
    code = forms.CharField(label=_("Code of the message"), max_length=20)
    solved = forms.ChoiceField(
        label=_("Is it still solved?"), choices=QuestionnaireAnswer.Solved.choices, widget=forms.RadioSelect
    )
    stars = forms.TypedChoiceField(
        label=_("How satisfied are you?"), choices=STARS, coerce=int, widget=forms.RadioSelect
    )
    words = forms.CharField(
        label=_("What you want to say"), max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
