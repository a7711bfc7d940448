"""The acts of a holder after handing in, a row each: what is filled in, what is said by it, and what it does.

Whoever acts on line acts by their account. At the counter the visitor signs by hand under `told`: the sentence of the
act with what was filled in, exactly as it was shown.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.people import Person
from licensing.applicant.holding.forms import DefenceForm, HearingForm, RectificationForm, WithdrawalForm
from licensing.applications.models.application import Application
from licensing.decisions.rules import may_be_heard, may_withdraw
from licensing.flow.open_steps import open_step_name
from licensing.moving import cases, promises
from licensing.verification.rules import may_still_state, open_inquiry
from materials.uploads.rules import Checked
from pages.sentences import labelled

Values = Mapping[str, Any]
ANSWERED = gettext_lazy("There is nothing to answer, or it has already been answered.")


@dataclass(frozen=True, kw_only=True)
class HolderAct:
    """`says` is the sentence that is signed, `is_open` whether it is offered; `done` is told afterwards,
    `too_late` where the case is closed.

    What keeps it from being done is asked again by what `perform` calls, under the lock.
    """

    name: str
    title: Promise
    says: Callable[[Application, Values], str]
    form: type[forms.Form]
    is_open: Callable[[Application], bool]
    perform: Callable[[Application, Values, Person], object]
    done: Callable[[Values], str]
    too_late: Promise = ANSWERED

    def told(self, application: Application, form: forms.Form) -> str:
        """What is said by it, line by line: the sentence, and each field that was filled in; of files their names."""
        values = form.cleaned_data
        lines = [self.says(application, values)]
        lines += [labelled(form.fields[name].label, said) for name, value in values.items() if (said := _said(value))]
        return "\n".join(lines)


def _said(value: object) -> str:
    """A field in words: a choice is in the sentence, and files are told with their digests when they are signed."""
    return value if isinstance(value, str) and value not in ("yes", "no") else ""


def with_files(told: str, values: Values) -> str:
    """The same with every file that goes with it, by name and digest."""
    files: Sequence[Checked] = values.get("proofs") or ()
    return "\n".join([told, *(f"{file.name} SHA-256 {hashlib.sha256(file.content).hexdigest()}" for file in files)])


def _withdraws(application: Application, _values: Values) -> str:
    told = {"receipt": application.receipt_number, "item": application.item.name}
    return _("I withdraw the application %(receipt)s (%(item)s).") % told


def _answers_offer(application: Application, values: Values) -> str:
    told = {"receipt": application.receipt_number}
    if values["wants"] == "yes":
        return _("I ask for a hearing before the application %(receipt)s is decided.") % told
    return _("I waive a hearing on the application %(receipt)s.") % told


def _reports(application: Application, _values: Values) -> str:
    return _("I report what has been put right of what was promised in %(receipt)s.") % {
        "receipt": application.receipt_number
    }


def _defends(application: Application, values: Values) -> str:
    told = {"receipt": application.receipt_number}
    if values["wants_hearing"]:
        return _("I state my case on the intended end of the licence of %(receipt)s, and ask for a hearing.") % told
    return _("I state my case on the intended end of the licence of %(receipt)s; I ask for no hearing.") % told


def _is_to_be_answered(application: Application) -> bool:
    return may_be_heard(application)


def _may_be_heard(application: Application) -> bool:
    """The case may be stated in its days with a hearing, and without one until it is decided."""
    inquiry = open_inquiry(application) if open_step_name(application) in ("defend", "decide_end") else None
    return inquiry is not None and may_still_state(inquiry)


ALL = (
    HolderAct(
        name="withdraw",
        title=gettext_lazy("Withdraw the application"),
        says=_withdraws,
        form=WithdrawalForm,
        is_open=may_withdraw,
        perform=lambda application, values, by: cases.withdraw(application, by=by, reason=values["reason"]),
        done=lambda _values: _("The application is withdrawn."),
        too_late=gettext_lazy("The decision has already been made, so the application can no longer be withdrawn."),
    ),
    HolderAct(
        name="hearing",
        title=gettext_lazy("You have the right to a hearing"),
        says=_answers_offer,
        form=HearingForm,
        is_open=_is_to_be_answered,
        perform=lambda application, values, by: cases.answer_hearing_offer(
            application, wants_hearing=values["wants"] == "yes", words=values["words"], by=by
        ),
        done=lambda values: (
            _("You have asked for a hearing. You will be told the date.")
            if values["wants"] == "yes"
            else _("Your answer is in the file; there will be no hearing.")
        ),
    ),
    HolderAct(
        name="rectify",
        title=gettext_lazy("Report what you have put right"),
        says=_reports,
        form=RectificationForm,
        is_open=lambda application: open_step_name(application) == "rectify",
        perform=lambda application, values, by: promises.report_rectified(
            application, words=values["words"], proofs=values["proofs"], by=by
        ),
        done=lambda _values: _("Your report is handed in. It will be verified again."),
    ),
    HolderAct(
        name="defend",
        title=gettext_lazy("State your case"),
        says=_defends,
        form=DefenceForm,
        is_open=_may_be_heard,
        perform=lambda application, values, by: promises.state_case(
            application, words=values["words"], wants_hearing=values["wants_hearing"], proofs=values["proofs"], by=by
        ),
        done=lambda _values: _("Your statement is in the file. Another person decides after considering it."),
    ),
)
BY_NAME = {act.name: act for act in ALL}
