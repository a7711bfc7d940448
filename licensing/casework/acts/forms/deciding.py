"""An opinion, and the decision."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from licensing.casework.acts.forms.case_form import CaseForm, Reasoned
from licensing.decisions.models.checking import Review
from licensing.decisions.models.ends import Decision
from licensing.decisions.rules import objections

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


class ReviewForm(CaseForm):
    recommendation = forms.ChoiceField(
        label=_("Recommendation"), choices=Review.Recommendation.choices, widget=forms.RadioSelect
    )
    opinion = forms.CharField(label=_("Opinion"), max_length=2000, widget=forms.Textarea(attrs={"rows": 4}))
