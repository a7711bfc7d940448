"""What the desk asks of a process: whose work it is, who may not do it, and under which name it is remembered."""

from __future__ import annotations

from typing import Any, Protocol, cast

from viewflow.workflow.models import Task

from accounts.people import Person


class Worked(Protocol):
    """A process of any flow whose steps people take, hold and hand over."""

    flow_class: Any
    pk: int

    @property
    def remembered_as(self) -> str:
        """The subject of its events, "<noun>:<id>"."""
        ...

    @property
    def at(self) -> str:
        """The division code of the authority it is at."""
        ...

    @property
    def authority_id(self) -> int: ...

    def may_be_handled_by(self, person: Person) -> bool:
        """Whether nothing about the person speaks against it: their authority, their side."""
        ...

    def why_other_eyes(self, person: Person, node: str) -> str:
        """Why a step needs somebody else than this person; "" when it does not."""
        ...

    def tell_supervisor(self) -> None:
        """A step lost its holder: put it before whoever supervises."""
        ...


def work_of(task: Task) -> Worked:
    """The process of a task, as what it is."""
    return cast(Worked, task.process.coerced)
