"""How a letter of supervision was served on paper, or what was tried in vain: one act for every letter."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from accounts.people import Person
from desk.acts import Act, Values
from desk.serving.forms import PaperServiceForm, done, on_paper
from supervision.serving.actions import record_service
from supervision.serving.models import CompanyLetter
from supervision.serving.screens.reading import Served


class LetterServedForm(PaperServiceForm):
    """How this very letter was served."""

    def served(self, cleaned: dict[str, Any]) -> CompanyLetter:
        letter: CompanyLetter = self.subject.letter
        return letter


def _serve(found: Served, values: Values, by: Person) -> None:
    record_service(found.letter, by=by, **on_paper(values))


def _is_theirs(found: Served, person: Person) -> bool:
    return found.room.may_serve(person, found.letter)


SERVING_ACTS: tuple[Act[Served], ...] = (
    Act(
        name="record-service",
        title=_("Record how it was served"),
        explained=_(
            "The company has not opened it. Hand it over or send it; where that fails, say so, and the next way is "
            "offered. Until it is served, nothing it begins runs."
        ),
        permission="",
        whose=_is_theirs,
        nodes=frozenset({"waits"}),
        form=LetterServedForm,
        perform=_serve,
        done=done,
    ),
)
