"""An act on a case: what carries out the open step needs other eyes where the law wants them."""

from __future__ import annotations

from accounts.people import Person
from desk.acts import Act
from licensing.casework.case_file import CaseFile
from licensing.decisions.rules import why_other_eyes
from licensing.flow.steps import BY_NAME

ANYWHERE = frozenset({"", *BY_NAME})
"""At every step, and where none is open: also in a case that was refused, ended or is done."""


class CaseAct(Act[CaseFile]):
    """A row of the tables of acts on cases."""

    def is_offered(self, subject: CaseFile, node: str, person: Person) -> bool:
        if self.is_main and why_other_eyes(person, subject.application, node):
            return False
        return super().is_offered(subject, node, person)
