"""One topic of the form on the screen: fields built from the catalogue, named by its field codes.

What is typed is kept as typed; whether it is right is said by `validation`, not here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Div, Layout
from django import forms
from django.http import QueryDict
from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _

from accounts.typed.text import one_line
from licensing.applicant.meaning import meant
from licensing.applications.answers.facts import SHOWN_BY
from licensing.applications.answers.given import Answers
from licensing.applications.answers.validation import Errors, is_iso_day, is_relevant
from licensing.applications.evidence.prefill import Known
from materials.catalogue.forms import FieldSpec, SectionForm

MOST_ROWS = 500
HINTS = {
    "plate": _("For example 豫H12345"),
    "vin": _("17 characters, on the vehicle licence"),
    "gross-mass": _("Kilograms"),
    "load-mass": _("Kilograms"),
    "planned-count": _("Only for vehicles you will buy after the licence is granted; otherwise leave it empty"),
    "planned-date": _("The day by which the planned vehicles will be in service"),
}


def cleaned(spec: FieldSpec, posted: QueryDict, name: str) -> Any:
    """A posted value in its type; what does not fit its type stays as it was typed, so that nothing is lost."""
    if spec.type == "multi-select":
        return [value for value in posted.getlist(name) if value]
    text = posted.get(name, "").strip()
    if spec.type == "boolean":
        return {"true": True, "false": False}.get(text)
    return meant(spec, text)


def _choices(spec: FieldSpec) -> list[tuple[str, str]]:
    return [(option.code, option.label) for option in spec.options]


def _field(spec: FieldSpec, value: object = None) -> forms.Field:
    asked: dict[str, Any] = {"label": spec.label, "required": False, "help_text": HINTS.get(spec.code, "")}
    if spec.type == "boolean":
        return forms.ChoiceField(choices=[("true", _("Yes")), ("false", _("No"))], widget=forms.RadioSelect, **asked)
    if spec.type == "select":
        if len(spec.options) <= 3:
            return forms.ChoiceField(choices=_choices(spec), widget=forms.RadioSelect, **asked)
        return forms.ChoiceField(choices=[("", _("Choose…")), *_choices(spec)], **asked)
    if spec.type == "multi-select":
        return forms.MultipleChoiceField(choices=_choices(spec), widget=forms.CheckboxSelectMultiple, **asked)
    if spec.type in ("textarea", "vehicle-list"):
        return forms.CharField(widget=forms.Textarea(attrs={"rows": 3}), **asked)
    return forms.CharField(widget=_input(spec, value), **asked)


def _input(spec: FieldSpec, value: object = None) -> forms.Widget:
    attrs: dict[str, Any] = {"autocomplete": "off"}
    # A browser shows nothing at all of a day it cannot read: what was typed would be lost from sight.
    if spec.type == "date" and (not value or is_iso_day(str(value))):
        return forms.DateInput(attrs={"type": "date"})
    if spec.type == "integer":
        attrs["inputmode"] = "numeric"
    if spec.type == "phone":
        attrs |= {"type": "tel", "autocomplete": "tel"}
    if spec.type in ("uscc", "id-number", "vin", "plate"):
        attrs |= {"spellcheck": "false", "autocapitalize": "characters"}
    return forms.TextInput(attrs=attrs)


@dataclass(frozen=True, kw_only=True)
class Inset:
    """What stands beside a field without being one: a template that is given a value by a name."""

    template: str
    name: str
    value: Any

    def render(self, form: forms.Form, context: Any, template_pack: str = "", **_more: Any) -> str:
        """As crispy forms asks its layout objects."""
        return render_to_string(self.template, {**context.flatten(), self.name: self.value})


NO_INSETS: Mapping[str, Sequence[Inset]] = {}


class TopicForm(forms.Form):
    """The inputs of one topic or one row; known values are not inputs. Errors are put in by `show`.

    `insets` field code → what stands beside it.
    """

    use_required_attribute = False

    def __init__(
        self,
        specs: list[FieldSpec],
        values: Mapping[str, Any],
        *,
        required: Callable[[FieldSpec], bool],
        prefix: str,
        insets: Mapping[str, Sequence[Inset]] = NO_INSETS,
    ) -> None:
        initial = {spec.code: _as_initial(values.get(spec.code)) for spec in specs}
        super().__init__(initial=initial, prefix=prefix or None)
        self.messages: Errors = {}
        for spec in specs:
            self.fields[spec.code] = _field(spec, values.get(spec.code))
            if not required(spec):
                self.fields[spec.code].label = _("%(label)s (optional)") % {"label": spec.label}
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True
        self.helper.layout = Layout(*(part for spec in specs for part in _placed(spec, insets.get(spec.code, ()))))

    def show(self, messages: Errors) -> TopicForm:
        """Bind the form to what it holds and put messages on its fields."""
        self.messages = {code: text for code, text in messages.items() if code in self.fields}
        if not self.messages:
            return self
        self.is_bound = True
        self.data = self._held()
        self._errors = forms.utils.ErrorDict()
        for code, text in self.messages.items():
            self._errors[code] = self.error_class([text])
        self.cleaned_data = {}
        return self

    def _held(self) -> QueryDict:
        held = QueryDict(mutable=True)
        for code, value in self.initial.items():
            values = value if isinstance(value, list) else [value]
            held.setlist(self.add_prefix(code), ["" if v is None else str(v) for v in values])
        return held

    def full_clean(self) -> None:
        """Rules are checked by `validation`; there is nothing to clean here."""
        if self._errors is None:
            self._errors = forms.utils.ErrorDict()
        self.cleaned_data = {}


def _as_initial(value: object) -> Any:
    return {True: "true", False: "false"}.get(value, value) if isinstance(value, bool) else value


def _placed(spec: FieldSpec, insets: Sequence[Inset]) -> Sequence[Any]:
    shown_by = SHOWN_BY.get(spec.when or "")
    if shown_by is None:
        return (spec.code, *insets)
    return (Div(spec.code, *insets, data_shown_by=shown_by[0], data_shown_when=shown_by[1]),)


def inputs(
    specs: tuple[FieldSpec, ...], values: Mapping[str, Any], known: Mapping[str, Known], answers: Answers
) -> list[FieldSpec]:
    """The fields somebody has to type: neither known nor without bearing on this application."""
    return [
        spec
        for spec in specs
        if spec.code not in known and (spec.when in SHOWN_BY or is_relevant(spec, answers) or values.get(spec.code))
    ]


def read_fields(section: SectionForm, posted: QueryDict) -> dict[str, Any]:
    """The section's own fields as posted; what was not on the page is left out."""
    return {
        spec.code: cleaned(spec, posted, spec.code)
        for spec in section.fields
        if spec.code in posted or f"{spec.code}-shown" in posted or spec.type in ("multi-select", "boolean")
    }


def read_doubts(section: SectionForm, posted: QueryDict) -> dict[str, str]:
    """What the applicant says is wrong with a known value: field code -> words."""
    return {
        spec.code: one_line(posted.get(f"doubt-{spec.code}", ""))
        for spec in section.fields
        if f"doubt-{spec.code}" in posted
    }
