"""What every form of an act on a case begins with."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from desk.fields import ActForm
from licensing.applications.models.application import Application
from licensing.casework.case_file import CaseFile
from licensing.decisions.writing.reasons import put_together, standard_reasons


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
