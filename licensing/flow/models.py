"""The running procedure of one application."""

from __future__ import annotations

from django.db import models
from viewflow.workflow.models import Process

from licensing.applications.models import Application


class LicensingProcess(Process):
    """Bound to its application by a real key; the application does not know that it is in a flow."""

    application = models.OneToOneField(Application, on_delete=models.PROTECT, related_name="process")

    def __str__(self) -> str:
        return str(self.application)


class AfterGrantProcess(Process):
    """What is verified and undone after a grant; a licence may see several such proceedings."""

    application = models.ForeignKey(
        Application, on_delete=models.PROTECT, related_name="+", related_query_name="aftergrantprocess"
    )

    def __str__(self) -> str:
        return str(self.application)


class BundleProcess(Process):
    """A one-thing application; its items are processes of their own, bound to it by `parent_task`."""

    application = models.OneToOneField(Application, on_delete=models.PROTECT, related_name="bundle_process")

    def __str__(self) -> str:
        return str(self.application)
