"""The automatic steps after a decision: issue, publicise, send. They may fail; the decision stays."""

from __future__ import annotations

import logging

from django.db import transaction

from desk.refusals import NotYourTask
from desk.tasks import STATUS, locked
from licensing.applications.models import Application
from licensing.certificates import actions as issuing
from licensing.certificates.models import IssueOrder
from licensing.decisions import procedure
from licensing.decisions.models import Delivery
from licensing.decisions.writing.documents import letter_document
from licensing.flow.open_steps import open_task
from licensing.flow.steps import is_delivered_electronically
from licensing.moving.bundles import child_closed

logger = logging.getLogger(__name__)


def finish(application: Application) -> None:
    """Carry out the automatic steps a decided case still owes. Safe to run any number of times.

    A failure leaves the decision in place, is written on the order and raised again for the worker to retry.
    """
    ending = getattr(application, "ending", None)
    if ending is not None:
        letter_document(ending.letter)
        _run(application, "notify_ending")
        child_closed(application)
        return
    decision = application.decision
    if not decision.is_granted:
        letter_document(decision.letter)
        _run(application, "notify_refusal")
        child_closed(application)
        return
    order = IssueOrder.objects.get(decision=decision)
    try:
        for certificate in issuing.register(decision):
            issuing.produce_files(certificate)
        letter_document(decision.letter)
    except Exception as error:
        logger.exception("issuing failed for decision %s", decision.pk)
        issuing.note_failure(order, error)
        raise
    _run(application, "issue")
    with transaction.atomic():
        issuing.publish(decision)
        if is_delivered_electronically(application):
            procedure.deliver(application, way=Delivery.Way.ELECTRONIC, by=None)
        _run(application, "publish")
        issuing.complete(order)
    child_closed(application)


def _run(application: Application, node: str) -> None:
    try:
        task = open_task(application, node)
    except NotYourTask:
        return
    with locked(task.process.coerced):
        task.refresh_from_db()
        if task.status == STATUS.NEW:
            task.flow_task.run(task)
