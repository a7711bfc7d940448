"""The running procedure of one inspection."""

from __future__ import annotations

from django.db import models
from viewflow.workflow.models import Process

from accounts.people import Person
from supervision.inspections.models import CompanyInspection
from supervision.inspections.rules import may_approve, may_handle


class InspectionProcess(Process):
    """Bound to its inspection by a real key; the inspection does not know that it is in a flow."""

    inspection = models.OneToOneField(CompanyInspection, on_delete=models.PROTECT, related_name="process")

    def __str__(self) -> str:
        return str(self.inspection)

    @property
    def remembered_as(self) -> str:
        return f"inspection:{self.inspection.number}"

    @property
    def at(self) -> str:
        return str(self.inspection.authority.division_id)

    @property
    def authority_id(self) -> int:
        return int(self.inspection.authority_id)

    def may_be_handled_by(self, person: Person) -> bool:
        return may_handle(person, self.inspection)

    def why_other_eyes(self, person: Person, node: str) -> str:
        """Who approves does not inspect (F-9.15)."""
        approves = node in ("approve", "approve_afterwards")
        return "" if not approves or may_approve(person, self.inspection) else "approver"

    def tell_supervisor(self) -> None:
        """The release stands in the trail; the supervisor's page of open steps shows the step without a holder."""
