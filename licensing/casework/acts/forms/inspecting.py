"""Whether a promise was kept, as it was seen."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.people import Person
from desk.fields import ManyFiles, Photos
from licensing.casework.acts.forms.case_form import CaseForm
from licensing.decisions.visits import second_officers
from licensing.verification.models import Inspection, Verification
from licensing.verification.rules import (
    why_not,
)
from licensing.verification.statements import answered_by_data, verifiable
from materials.catalogue.wording import in_readers_language


class InspectionForm(CaseForm):
    """The checklist is made of the very statements that were affirmed, those that can be verified.

    Where the registries answered one already, it comes filled in; the officer confirms or corrects it.
    """

    outcome = forms.ChoiceField(label=_("Outcome"), choices=Inspection.Outcome.choices, widget=forms.RadioSelect)
    notes = forms.CharField(label=_("Notes"), required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 3}))
    second = forms.ModelChoiceField(label=_("Second officer"), queryset=Person.objects.none(), required=False)
    photos = Photos(
        label=_("Photos"),
        required=False,
        is_evidence=True,
        widget=ManyFiles(attrs={"accept": "image/*", "multiple": True, "capture": "environment"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        assert self.case is not None  # noqa: S101 - only the page of a case makes this form
        assert self.by is not None  # noqa: S101
        verification = self.case.application.verification
        self.statements = verifiable(verification.commitment)
        checklist: dict[str, forms.Field] = {}
        evidence = self.case.sheet.evidence
        for statement in self.statements:
            known = answered_by_data(evidence, statement)
            checklist[f"kept-{statement['code']}"] = forms.ChoiceField(
                label=in_readers_language(statement["zh"]),
                choices=[("yes", _("Kept")), ("no", _("Not kept"))],
                initial=("yes" if known.kept else "no") if known else None,
                widget=forms.RadioSelect(attrs={"class": "form-check-input"}),
            )
            checklist[f"note-{statement['code']}"] = forms.CharField(
                label=_("Remark"), required=False, max_length=2000, initial=known.remark if known else ""
            )
        self.fields = {**checklist, **self.fields}
        if verification.method == Verification.Method.ON_SITE:
            self.fields["second"].queryset = second_officers(self.by)  # type: ignore[attr-defined]
            self.fields["second"].required = True
        else:
            del self.fields["second"]

    @property
    def checklist(self) -> list[tuple[Any, Any, Any]]:
        """Each statement with its two fields, for the page."""
        pairs = [(self[f"kept-{s['code']}"], self[f"note-{s['code']}"]) for s in self.statements]
        return [(kept.label, kept, note) for kept, note in pairs]

    @property
    def rest(self) -> list[Any]:
        """The fields below the checklist."""
        return [self[name] for name in self.fields if not name.startswith(("kept-", "note-"))]

    @property
    def results(self) -> list[dict[str, Any]]:
        """What was found on each statement, as it is stored."""
        return [
            {
                "code": s["code"],
                "zh": s["zh"],
                "kept": self.cleaned_data[f"kept-{s['code']}"] == "yes",
                "note": self.cleaned_data.get(f"note-{s['code']}", ""),
            }
            for s in self.statements
        ]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if self.errors:
            return cleaned
        all_kept = all(result["kept"] for result in self.results)
        if all_kept and cleaned["outcome"] != Inspection.Outcome.KEPT:
            self.add_error("outcome", _("Every statement was found kept: say which was not, or choose “kept”."))
        if not all_kept and cleaned["outcome"] == Inspection.Outcome.KEPT:
            self.add_error("outcome", _("A statement was found not kept: the outcome cannot be “kept”."))
        for result in self.results:
            if not result["kept"] and not result["note"]:
                self.add_error(f"note-{result['code']}", _("Say what was found: the letter states it."))
        if not self.errors and self.application is not None:
            outcome = Inspection.Outcome(cleaned["outcome"])
            if why := why_not(self.application.verification, self.results, outcome):
                self.add_error("outcome", why)
        return {**cleaned, "results": self.results}
