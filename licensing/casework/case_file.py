"""A case as its page and its acts read it: what is stored beside it is read once, and by whoever needs it first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from django.utils import timezone

from desk.serving.following import Standing, standing_of
from desk.tasks import OPEN, Task
from licensing.applications.models.application import Application
from licensing.applications.sheet import Sheet, sheet_of
from licensing.certificates.correcting import correctable
from licensing.certificates.models import Certificate
from licensing.decisions.models.letters import Letter
from licensing.decisions.queries import letters_of
from licensing.flow.open_steps import node_of, unfinished
from licensing.flow.steps import BY_NAME
from licensing.verification.models import RemedyOutcome
from licensing.verification.remedies import open_anew


@dataclass(frozen=True, kw_only=True, eq=False)
class CaseFile:
    """Made once per request and handed to every act and form of the page; an act reads anew under its own lock."""

    application: Application

    @cached_property
    def sheet(self) -> Sheet:
        """The application as it stands."""
        return sheet_of(self.application)

    @cached_property
    def unfinished(self) -> list[Task]:
        """What of the procedure is not done, the newest first."""
        return unfinished(self.application)

    @property
    def node(self) -> str:
        """The name of the open step; "" when the procedure has ended."""
        return node_of(self.unfinished)

    @property
    def task(self) -> Task | None:
        """The open step a person carries out."""
        steps = (task for task in self.unfinished if task.status in OPEN and task.flow_task.name in BY_NAME)
        return next(steps, None)

    @cached_property
    def letters(self) -> list[Letter]:
        """Every letter in the order they were written, with what corrected or undid it."""
        return letters_of([self.application])

    @cached_property
    def unserved(self) -> Sequence[Standing[Letter]]:
        """How the letters stand that must be served and reached nobody: what was tried, which way comes next."""
        return standing_of([one for one in self.letters if one.is_unserved], on=timezone.localdate())

    @cached_property
    def open_anew(self) -> RemedyOutcome | None:
        """What is still to be decided anew; asked only of a case in which something was ever to be."""
        ever = any(outcome.anew_by for letter in self.letters for outcome in letter.outcomes.all())
        return open_anew(self.application) if ever else None

    @cached_property
    def correctable(self) -> list[Certificate]:
        """The certificates in which a misprint can be put right."""
        return correctable(self.application)
