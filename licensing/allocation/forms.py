"""The rules of an office as a form: a row a rule, each wrong thing said on its field, nothing typed lost.

What it makes is the document of an edition (`reading.py`); whether people, teams, services and districts are there is
asked where every edition is written (`checking.py`), and comes back to the rows by `refuse`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.editions.forms import NextEditionForm
from accounts.editions.series import BadDocument
from licensing.allocation.checking import Doubts, Known
from licensing.allocation.reading import GIVEN, HEAVIEST, LISTS, LONGEST_NAME, MOST_RULES, MOST_STEPS, Way
from licensing.flow.steps import STEPS
from pages.lists.paging import number
from pages.sentences import listed

GIVEN_STEPS = [step for step in STEPS if step.name in GIVEN]


class Some(forms.MultipleChoiceField):
    """Some of what there is; what is not there any more stays to be seen, and is refused by the rule's own check."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, **more: Any) -> None:
        super().__init__(required=False, **more)

    def valid_value(self, _value: object) -> bool:
        return True

    def offer(self, known: Mapping[str, str], *, also: Sequence[str]) -> None:
        """Let it be chosen among what is known; `also` what was chosen and is not."""
        gone = [(one, _("%(name)s – no longer exists") % {"name": one}) for one in also if one not in known]
        self.choices = [*known.items(), *gone]


class RuleForm(forms.Form):
    """One rule; the names of its fields are those of the document."""

    use_required_attribute = False
    name = forms.CharField(label=gettext_lazy("Name of the rule"), max_length=LONGEST_NAME)
    steps = Some(label=gettext_lazy("Steps (none: all)"))
    items = Some(label=gettext_lazy("Services (none: all)"))
    districts = Some(label=gettext_lazy("Districts of the company (none: all)"))
    teams = Some(label=gettext_lazy("Given to teams"))
    to = Some(
        label=gettext_lazy("Given to people"),
        help_text=gettext_lazy("Neither team nor person: anyone whose duty the step is."),
    )
    way = forms.ChoiceField(label=gettext_lazy("Who of them gets it"), choices=[(way.value, way.label) for way in Way])
    most = forms.IntegerField(
        label=gettext_lazy("Maximum number of open steps"), required=False, min_value=1, max_value=MOST_STEPS
    )

    def __init__(self, *args: Any, known: Known, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["way"].initial = Way.FEWEST.value
        offered: dict[str, Mapping[str, str]] = {
            "steps": {step.name: str(step.title) for step in GIVEN_STEPS},
            "items": known.services,
            "districts": known.districts,
            "teams": {name: name for name in known.teams},
            "to": known.choosable,
        }
        for name, choices in offered.items():
            field = self.fields[name]
            assert isinstance(field, Some)  # noqa: S101 - declared above
            field.offer(choices, also=self[name].value() or [])

    def clean_steps(self) -> list[str]:
        """Those that can be given out."""
        chosen: list[str] = self.cleaned_data["steps"]
        if unknown := sorted(set(chosen) - GIVEN):
            raise forms.ValidationError(_("No such step: %(what)s") % {"what": listed(unknown)})
        return chosen

    @property
    def told(self) -> str:
        """What it is called while it is written."""
        return str(self["name"].value() or "")

    def as_rule(self) -> dict[str, Any]:
        """The rule as the document has it: what it does not say is left out."""
        row: dict[str, Any] = {"name": self.cleaned_data["name"].strip(), "way": self.cleaned_data["way"]}
        row |= {name: self.cleaned_data[name] for name in LISTS if self.cleaned_data[name]}
        if self.cleaned_data["most"] is not None:
            row["most"] = self.cleaned_data["most"]
        return row


# One more than may be is shown once more, as it was typed, with what is wrong; nobody is sent thousands.
RuleRows: Any = forms.formset_factory(
    RuleForm,
    extra=1,
    can_order=True,
    can_delete=True,
    max_num=MOST_RULES,
    absolute_max=2 * MOST_RULES,
    validate_max=True,
)
TOO_MANY = gettext_lazy("An office has at most %(num)d rules: leave some out.")
ROWS = "rules"


class AllocationForm(NextEditionForm):
    """The next edition of an office's rules, beginning with the one before."""

    def __init__(self, data: QueryDict | None, *, document: Mapping[str, Any], known: Known) -> None:
        super().__init__(data, document=document)
        weights = document.get("weights", {})
        for step in GIVEN_STEPS:
            self.fields[_weight(step.name)] = forms.IntegerField(
                label=str(step.title), initial=weights.get(step.name, 1), min_value=1, max_value=HEAVIEST
            )
        rules = [dict(row) for row in document["rules"]]
        self.rows = RuleRows(
            data, initial=rules, prefix=ROWS, form_kwargs={"known": known}, error_messages={"too_many_forms": TOO_MANY}
        )
        for row in self.rows:
            row.fields["ORDER"].label = _("Position in the order")
            row.fields["DELETE"].label = _("Delete this rule")

    @property
    def weights(self) -> list[forms.BoundField]:
        """How much each step weighs."""
        return [self[_weight(step.name)] for step in GIVEN_STEPS]

    @property
    def has_wrong_weight(self) -> bool:
        """Whether what each step weighs has to be looked at."""
        return any(field.errors for field in self.weights)

    @property
    def wrong(self) -> list[tuple[forms.BoundField, str, str]]:
        """Each field that was refused, with the rule it belongs to and what is wrong."""
        if not self.is_bound:
            return []
        # Of a rule that is left out nothing is asked.
        kept = [row for row in self.rows if not row["DELETE"].value()]
        forms_told: list[tuple[forms.Form, str]] = [(self, ""), *((row, row.told) for row in kept)]
        return [(field, told, str(error)) for form, told in forms_told for field in form for error in field.errors]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if not self.rows.is_valid():
            for error in self.rows.non_form_errors():
                self.add_error(None, error)
            self._refuse_rows()
            return cleaned
        self.written = [row for row in self.rows.ordered_forms if row.cleaned_data.get("name")]
        self._refuse_twice()
        if self.non_field_errors():
            return cleaned
        weights = {step.name: cleaned.pop(_weight(step.name), 1) for step in GIVEN_STEPS}
        cleaned["document"] = {
            "rules": [row.as_rule() for row in self.written],
            "weights": {name: weight for name, weight in weights.items() if weight != 1},
        }
        return cleaned

    def _refuse_twice(self) -> None:
        names: set[str] = set()
        for row in self.written:
            name = row.cleaned_data["name"].strip()
            if name in names:
                row.add_error("name", _("Each rule needs its own name."))
                self._refuse_rows()
            names.add(name)

    def _refuse_rows(self) -> None:
        if not self.non_field_errors():
            self.add_error(None, _("Nothing was saved yet: check the marked rule."))

    def refuse(self, wrong: BadDocument) -> None:
        """Say each thing on the field of its rule; what is no rule's own above all of them."""
        if not isinstance(wrong, Doubts):
            super().refuse(wrong)
            return
        for one in wrong.found:
            self.written[one.place].add_error(one.field, one.says)
        self._refuse_rows()


def _weight(step: str) -> str:
    return f"weight-{step}"


def as_typed(sent: QueryDict) -> dict[str, Any]:
    """What was typed so far as a document, for a page with one more row: nothing is judged, nothing lost.

    The rows stand in the order that was typed, as they would be kept.
    """
    places = range(min(number(sent.get(f"{ROWS}-TOTAL_FORMS", "")), MOST_RULES))
    rows = []
    for place in sorted(places, key=lambda one: number(sent.get(f"{ROWS}-{one}-ORDER", "")) or MOST_RULES + 1):
        row: dict[str, Any] = {name: sent.getlist(f"{ROWS}-{place}-{name}") for name in LISTS}
        row |= {name: sent.get(f"{ROWS}-{place}-{name}", "") for name in ("name", "way", "most")}
        if any(value for name, value in row.items() if name != "way") and not sent.get(f"{ROWS}-{place}-DELETE"):
            rows.append(row)
    return {"rules": rows, "weights": {step.name: sent.get(_weight(step.name), "1") for step in GIVEN_STEPS}}
