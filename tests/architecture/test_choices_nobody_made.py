"""What somebody decides, finds or states is not chosen beforehand: a list to choose from begins with nothing."""

import pytest
from django import forms
from django.urls import get_resolver

STANDS = {
    "Sample.choice": "shows how a list looks",
    "PartForm.part": "one of the six files of a draft, which all look alike: the first is as good as any",
    "RequirementForm.waiver": "stands as the row has it",
    "ChoicesForm.language": "stands as the reader chose it",
    "CorrectForm.against": "stands as the ticket has it",
    "IntakeForm.against": "a call is taken down by keys; the operator corrects it while the caller tells",
    "ProgrammeForm.publicity_days": "none, unless the programme is aid",
    "SeatForm.role": "a member, unless it is the chief",
    "FreezeForm.sector": "nearly all are freight; the list that was frozen is shown before it is drawn",
    "DraftForm.sector": "nearly all are freight; what may be inspected is offered for it",
    "TableForm.source": "the line whose tables are taken in daily",
    "ResultsForm.source": "the line whose tables are taken in daily",
    "RuleForm.way": "a rule is tried on what waits before it is released",
}
"""Why a choice stands there made, form by form."""


def every(form):
    for one in form.__subclasses__():
        yield one
        yield from every(one)


def chosen():
    """The choices of our forms that are made as soon as the page is there."""
    assert get_resolver().url_patterns
    for form in every(forms.BaseForm):
        if form.__module__.split(".")[0] in {"django", "allauth", "crispy_forms", "tests", "django_filters"}:
            continue
        for name, field in form.base_fields.items():
            is_one = isinstance(field, forms.ChoiceField) and type(field.widget) is forms.Select
            if is_one and not isinstance(field, forms.ModelChoiceField) and field.initial is None:
                first = next(iter(field.choices), ("", ""))
                if first[0] != "":
                    yield f"{form.__name__}.{name}"


@pytest.mark.django_db
def test_nothing_is_chosen_before_somebody_chooses():
    assert sorted(set(chosen()) - set(STANDS)) == []
    assert sorted(set(STANDS) - set(chosen())) == []
