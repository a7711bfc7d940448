"""Being served on line, as the applicant sees it: agreed to or not, and every letter that is opened has arrived."""

from __future__ import annotations

import logging
from collections.abc import Sequence

from django.contrib import messages
from django.db import OperationalError
from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.access import CompanyRequest, applicant_required
from accounts.people import Person
from licensing.applicant.reach import FilingRequest, own
from licensing.applications.models.application import Application, Submission
from licensing.applications.sheet import Sheet
from licensing.decisions.models.letters import Letter
from licensing.moving.serving import opened, say_of_service

logger = logging.getLogger(__name__)

AGREES = "electronic-service"
"""The box beside the signature; unticked it says nothing, and nothing waits for it."""


def agreed_with(by: Person, sheet: Sheet, submission: Submission) -> None:
    """The box was ticked when the application was handed in."""
    say_of_service(submission.application, agrees=True, by=by)


def seen(request: FilingRequest, application: Application, letters: Sequence[Letter]) -> None:
    """The applicant's side has these letters before its eyes.

    A page that cannot be written down is shown all the same: the letter counts as served the next time it is opened.
    """
    try:
        opened(application, letters, by=request.person, at_counter=request.visit is not None)
    except OperationalError:
        logger.warning("a letter was opened and could not be noted as served", exc_info=True)


@require_POST
@applicant_required
def service(request: CompanyRequest, key: str) -> HttpResponseBase:
    """Agree that letters of a case are served electronically, or take it back; it holds for letters from now on."""
    application = own(request, key)
    if not application.is_submitted:
        raise Http404
    agrees = request.POST.get("agrees") == "yes"
    if say_of_service(application, agrees=agrees, by=request.user):
        on_line = _("From now on letters are served on you electronically.")
        otherwise = _("From now on letters are served on paper, or when you open them here.")
        messages.success(request, on_line if agrees else otherwise)
    return redirect("applications:progress", key=application.key)
