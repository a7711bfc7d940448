"""The automatic steps after a decision: issue, publicise, send. They may fail; the decision stays."""

from __future__ import annotations

import logging

from django.db import transaction

from desk.refusals import NotYourTask
from desk.tasks import carry_out
from licensing.applications.counter.queries import was_typed
from licensing.applications.models.application import Application
from licensing.certificates import actions as issuing
from licensing.decisions import procedure
from licensing.decisions.models.ends import Decision, Delivery
from licensing.decisions.models.letters import Letter
from licensing.decisions.writing.documents import letter_document
from licensing.flow.open_steps import open_task
from licensing.flow.steps import is_delivered_electronically
from licensing.moving.bundles import child_closed
from licensing.moving.undone import offer_what_never_began
from pages.statements import Asked, Statement

logger = logging.getLogger(__name__)


def finish(application: Application) -> None:
    """Carry out the automatic steps a decided case still owes. Safe to run any number of times.

    A failure leaves the decision in place, is written on the order and raised again for the worker to retry.
    """
    application = _OWING.get(pk=application.pk)
    ending = getattr(application, "ending", None)
    if ending is not None:
        _send(application, ending.letter)
        _run(application, "notify_ending")
    elif not application.decision.is_granted:
        _send(application, application.decision.letter)
        _run(application, "notify_refusal")
    else:
        _issue(application, application.decision)
    child_closed(application)
    if ending is None and application.decision.is_granted:
        offer_what_never_began(application)


WHAT_IS_OWED = ("ending__letter", "decision__letter", "decision__issue_order", "decision__decided_by", "parent")
"""What tells which steps a case still owes, read with it."""
_OWING = Statement(
    lambda: (
        Application.objects.whole().select_related(*WHAT_IS_OWED).annotate(was_typed=was_typed()).filter(pk=Asked("pk"))
    )
)


def _issue(application: Application, decision: Decision) -> None:
    order = decision.issue_order
    decision.application = application
    try:
        issued = issuing.register(decision)
        issuing.produce_files(issued)
        _send(application, decision.letter)
    except Exception as error:
        logger.exception("issuing failed for decision %s", decision.pk)
        issuing.note_failure(order, error)
        raise
    _run(application, "issue")
    with transaction.atomic():
        issuing.publish(decision, issued)
        if is_delivered_electronically(application):
            procedure.deliver(application, way=Delivery.Way.ELECTRONIC, by=None)
        _run(application, "publish")
        issuing.complete(order)


def _send(application: Application, letter: Letter) -> None:
    letter.application = application
    letter_document(letter)


def _run(application: Application, node: str) -> None:
    try:
        task = open_task(application, node)
    except NotYourTask:
        return
    task.process.coerced.application = application
    carry_out(task)
