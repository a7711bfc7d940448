"""An act on a case: what carries out the open step needs other eyes where the law wants them."""

from __future__ import annotations

from collections.abc import Callable

from accounts.people import Person
from desk.acts import Act, Values
from licensing.casework.case_file import CaseFile
from licensing.decisions.rules import why_other_eyes
from licensing.flow.steps import BY_NAME
from licensing.moving import cases

ANYWHERE = frozenset({"", *BY_NAME})
"""At every step, and where none is open: also in a case that was refused, ended or is done."""


class CaseAct(Act[CaseFile]):
    """A row of the tables of acts on cases."""

    def is_offered(self, subject: CaseFile, node: str, person: Person) -> bool:
        if self.is_main and why_other_eyes(person, subject.application, node):
            return False
        return super().is_offered(subject, node, person)


Performed = Callable[[CaseFile, Values, Person], object]


def on_the_case(act: Callable[..., object]) -> Performed:
    """How an act is performed that changes no step and no limit: a function of its stage, given the case.

    What was filled in is handed on under the names of the form's fields, here and below.
    """
    return lambda case, values, by: act(case.application, by=by, **values)


def beside_the_step(act: Callable[..., object]) -> Performed:
    """How an act is performed that leaves the step open and changes its limits."""
    return lambda case, values, by: cases.beside_the_step(case.application, act, by=by, **values)


def ends_step(node: str, act: Callable[..., object]) -> Performed:
    """How an act is performed that carries a step out; the function is given the case under the lock."""
    return lambda case, values, by: cases.carry_out(case.application, node, act, by=by, **values)
