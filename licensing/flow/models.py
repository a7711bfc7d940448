"""The running procedure of one application."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils import timezone
from viewflow.workflow.models import Process

from accounts.people import Person
from licensing.applications.models.application import Application
from licensing.decisions.models.limits import Escalation
from licensing.decisions.rules import may_handle, why_other_eyes


class OfAnApplication:
    """What the desk asks of a process, answered by its application (see `desk.worked`)."""

    application: Any

    @property
    def remembered_as(self) -> str:
        return str(self.application.subject)

    @property
    def at(self) -> str:
        return str(self.application.authority.division_id)

    @property
    def authority_id(self) -> int:
        return int(self.application.authority_id)

    def may_be_handled_by(self, person: Person) -> bool:
        return may_handle(person, self.application)

    def why_other_eyes(self, person: Person, node: str) -> str:
        return why_other_eyes(person, self.application, node)

    def tell_supervisor(self) -> None:
        Escalation.objects.get_or_create(application=self.application, limit="holder", due=timezone.localdate())


class LicensingProcess(OfAnApplication, Process):
    """Bound to its application by a real key; the application does not know that it is in a flow."""

    application = models.OneToOneField(Application, on_delete=models.PROTECT, related_name="process")

    def __str__(self) -> str:
        return str(self.application)


class AfterGrantProcess(OfAnApplication, Process):
    """What is verified and undone after a grant; a licence may see several such proceedings."""

    application = models.ForeignKey(
        Application, on_delete=models.PROTECT, related_name="+", related_query_name="aftergrantprocess"
    )

    def __str__(self) -> str:
        return str(self.application)


class BundleProcess(OfAnApplication, Process):
    """A one-thing application; its items are processes of their own, bound to it by `parent_task`."""

    application = models.OneToOneField(Application, on_delete=models.PROTECT, related_name="bundle_process")

    def __str__(self) -> str:
        return str(self.application)
