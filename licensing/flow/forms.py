"""What officials fill in to act on a case."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from licensing.decisions.models import Decision, Review
from licensing.decisions.reasons import put_together, standard_reasons


class DecisionForm(forms.Form):
    """Grant or refuse; a refusal needs reasons and articles (Licensing Law art. 38)."""

    use_required_attribute = False
    outcome = forms.ChoiceField(
        label=_("Decision"),
        choices=[(Decision.Outcome.GRANTED, _("Grant")), (Decision.Outcome.REFUSED, _("Refuse"))],
        widget=forms.RadioSelect,
    )
    standard = forms.MultipleChoiceField(
        label=_("Standard reasons for a refusal"), required=False, widget=forms.CheckboxSelectMultiple
    )
    reasons = forms.CharField(
        label=_("Further reasons, in your own words"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    articles = forms.CharField(label=_("Further articles"), required=False, max_length=500)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["standard"].choices = [(r.code, r.label) for r in standard_reasons()]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        reasons, articles = put_together(
            cleaned.get("standard", []), cleaned.get("reasons", ""), cleaned.get("articles", "")
        )
        if cleaned.get("outcome") == Decision.Outcome.REFUSED:
            if not reasons:
                self.add_error("reasons", _("A refusal needs reasons: pick a standard one or write your own."))
            elif not articles:
                self.add_error("articles", _("Name the article the refusal rests on."))
        return {**cleaned, "letter_reasons": reasons, "letter_articles": articles}


class ReviewForm(forms.Form):
    use_required_attribute = False
    recommendation = forms.ChoiceField(
        label=_("Recommendation"), choices=Review.Recommendation.choices, widget=forms.RadioSelect
    )
    opinion = forms.CharField(label=_("Opinion"), max_length=2000, widget=forms.Textarea(attrs={"rows": 4}))
