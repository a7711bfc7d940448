"""What companies and officials fill in about a code."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.db.models.fields import BLANK_CHOICE_DASH
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from desk.fields import ActForm, ManyFiles, Photos
from desk.serving.forms import PaperServiceForm
from materials.tables.reading import ACCEPTED as TABLES
from materials.uploads.rules import ACCEPTED
from pages.sentences import listed
from supervision.credit.facts.models import Source
from supervision.credit.letters.models import CreditLetter
from supervision.credit.repairs.models import Repair

LONG = forms.Textarea(attrs={"rows": 4})


def _proofs() -> Photos:
    return Photos(
        label=_("Proofs (PDF, JPG, PNG)"),
        required=False,
        widget=ManyFiles(attrs={"accept": ACCEPTED, "multiple": True}),
    )


class NoticeServedForm(PaperServiceForm):
    """How the notice of a code was served on paper."""

    def served(self, cleaned: dict[str, Any]) -> CreditLetter:
        letter: CreditLetter = self.subject.confirmation.letter
        return letter


class ObjectionForm(forms.Form):
    use_required_attribute = False
    words = forms.CharField(label=_("What is wrong, in your words"), max_length=2000, widget=LONG)
    proofs = _proofs()


class RepairForm(forms.Form):
    use_required_attribute = False
    mended = forms.CharField(label=_("What was put right, and how the duties were done"), max_length=2000, widget=LONG)
    channel = forms.ChoiceField(
        label=_("Asked for"), choices=Repair.Channel.choices, initial=Repair.Channel.HERE, widget=forms.RadioSelect
    )
    channel_number = forms.CharField(label=_("Number at Credit China, where it has one"), max_length=60, required=False)
    proofs = _proofs()
    promised = forms.BooleanField(label=_("The company makes the promise above, in public"))


class WordsForm(ActForm):
    """A remark that may be left out."""

    words = forms.CharField(
        label=_("Remark"), max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )


class ReasonsForm(ActForm):
    """Reasons that have to be given."""

    words = forms.CharField(label=_("Reasons"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3}))


_REASONS = _("Give the reasons: the letter states them.")


def says_yes(values: Mapping[str, Any]) -> bool:
    """The answer to a `YesNoForm`."""
    return bool(values["answer"] == "yes")


class YesNoForm(ActForm):
    """A decision with its reasons, which a refusal has to have: the form says beforehand for which answer."""

    answer = forms.ChoiceField(widget=forms.RadioSelect)
    reasons = forms.CharField(
        label=_("Reasons"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    choices: tuple[tuple[str, Any], ...] = ()
    label: Any = ""
    needs_reasons = frozenset({"no"})

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["answer"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above
        field.choices, field.label = list(self.choices), self.label
        reasons, known = self.fields["reasons"], dict(self.choices)
        reasons.required = self.needs_reasons >= known.keys()
        reasons.error_messages["required"] = _REASONS
        if not reasons.required:
            needing = listed([str(label) for answer, label in self.choices if answer in self.needs_reasons])
            reasons.help_text = gettext("Needed for the answer “%(answer)s”.") % {"answer": needing}

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        is_silent = not str(cleaned.get("reasons", "")).strip() and "reasons" not in self.errors
        if cleaned.get("answer") in self.needs_reasons and is_silent:
            self.add_error("reasons", _REASONS)
        return cleaned


class ObjectionDecisionForm(YesNoForm):
    label = _("The objection is")
    choices = (("yes", _("upheld")), ("no", _("rejected")))
    needs_reasons = frozenset({"yes", "no"})


class RepairAnswerForm(YesNoForm):
    label = _("The request is")
    choices = (("yes", _("accepted")), ("no", _("not accepted")))


class RepairDecisionForm(YesNoForm):
    label = _("The fact is")
    choices = (("yes", _("repaired")), ("no", _("not repaired")))


class FactTableForm(forms.Form):
    use_required_attribute = False
    source = forms.ChoiceField(
        label=_("Whose list it is"),
        choices=[*BLANK_CHOICE_DASH, *((code, name) for code, name in Source.choices if code != Source.OWN)],
    )
    table = forms.FileField(label=_("Table (XLSX, XLS, ODS or CSV)"), widget=forms.FileInput(attrs={"accept": TABLES}))
