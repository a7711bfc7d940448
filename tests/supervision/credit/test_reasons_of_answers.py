"""A form says beforehand for which answer it wants reasons, and asks for no others."""

import pytest

from supervision.credit.screens.forms import ObjectionDecisionForm, RepairAnswerForm, YesNoForm
from supervision.inspections.screens.forms import ApproveForm, ConfirmForm, RecheckForm

ALL = [ObjectionDecisionForm, RepairAnswerForm, ApproveForm, ConfirmForm, RecheckForm]


@pytest.mark.parametrize("form", ALL)
@pytest.mark.parametrize("answer", ["yes", "no"])
def test_whoever_reads_the_form_knows_whether_reasons_are_wanted(form: type[YesNoForm], answer: str) -> None:
    shown = form(subject=None)["reasons"].field
    label = dict(form.choices)[answer]

    sent = form({"answer": answer, "password": "-"}, subject=None)

    is_told = shown.required or f"“{label}”" in str(shown.help_text)
    assert ("reasons" in sent.errors) is is_told
    assert len(sent.errors.get("reasons", ())) <= 1
