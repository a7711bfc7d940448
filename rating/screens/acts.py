"""What may be done about a rating: rows of one table, run by the desk."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.forms import Form
from django.utils.translation import gettext_lazy as _

from accounts.people import Person
from accounts.permissions import HANDLE_RATINGS
from desk.acts import Act, filled_in
from rating.handling import acting as handling
from rating.handling.models import HandlingStep
from rating.handling.states import Kind, following, steps_of
from rating.screens.staff_forms import AnswerForm, AssignForm, CallBackForm, CheckForm, ReasonForm, StepForm
from rating.service_models import Rating

Whose = Callable[[Rating, Person], bool]


def _row(
    kind: HandlingStep.Kind, title: Any, explained: Any, form: type[Form], act: Callable[..., object], whose: Whose
) -> Act[Rating]:
    return Act(
        name=kind.value,
        title=title,
        explained=explained,
        permission=HANDLE_RATINGS,
        nodes=frozenset({kind.value}),
        form=form,
        perform=filled_in(act),
        done=_("It is noted."),
        whose=whose,
    )


def _has_it(rating: Rating, person: Person) -> bool:
    return handling.has_it(person, rating)


def _handles(rating: Rating, person: Person) -> bool:
    return handling.handles(person, rating)


def _answers(rating: Rating, person: Person) -> bool:
    return handling.has_it(person, rating) if rating.is_bad else handling.handles(person, rating)


def _disputes(rating: Rating, person: Person) -> bool:
    return handling.is_rated(person, rating) and handling.may_dispute(person, rating)


ACTS = (
    _row(
        Kind.ASSIGNED, _("Assign it"), _("Within one working day, and never to the person who was rated."),
        AssignForm, handling.assign, _handles,
    ),
    _row(
        Kind.CHECKED, _("Note what was found"), _("Mistaken or malicious needs proof; the rating is then not counted."),
        CheckForm, handling.check, _has_it,
    ),
    _row(
        Kind.MENDED, _("Note what was put right"), _("Who rated it is answered next."), StepForm,
        handling.mend, _has_it,
    ),
    _row(
        Kind.ANSWERED, _("Answer who rated it"), _("They read it on their page. You do not see their name."),
        AnswerForm, handling.answer, _answers,
    ),
    _row(
        Kind.CALLED_BACK, _("Call back"), _("Whether they are satisfied with how it was put right."), CallBackForm,
        handling.call_back, _handles,
    ),
    _row(
        Kind.DISPUTED, _("Dispute the finding"), _("Once. Somebody else looks into it again."), ReasonForm,
        handling.dispute, _disputes,
    ),
    _row(Kind.CLOSED, _("Close the rating"), _("Nothing more is to come."), ReasonForm, handling.close, _handles),
)  # fmt: skip


def open_to(rating: Rating, person: Person) -> list[Act[Rating]]:
    """The acts a person may do now."""
    kinds = following(rating, steps_of(rating))
    return [act for act in ACTS if act.name in kinds and act.may(rating, person)]
