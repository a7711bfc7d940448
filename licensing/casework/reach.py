"""Which cases an official's page may show: handed in, of one's own authority; every other does not exist here."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet, prefetch_related_objects
from django.http import Http404
from django.shortcuts import get_object_or_404

from accounts.access import SignedInRequest
from accounts.permissions import HANDLING
from accounts.roles import visible_authorities
from licensing.applications.counter.queries import was_typed
from licensing.applications.counter.rules import has_acted
from licensing.applications.models.application import Application
from licensing.casework.marking.models import CaseMark
from licensing.decisions.held import READ
from licensing.decisions.queries import CAME_OF_IT
from pages.lists.beside import spare, telling
from post.talks.models import Side
from post.talks.queries import with_notes, with_talks

HANDLERS = HANDLING


def cases_in_reach(request: SignedInRequest) -> QuerySet[Application]:
    """Submitted cases of one's own authority, with what a case page reads."""
    rows = Application.objects.submitted().filter(authority__in=visible_authorities(request.user))
    return rows.select_related(
        "item__version", "item__bundle", "company__division", "authority__division", "submission", "started_by",
        "parent__item", *CAME_OF_IT,
    ).prefetch_related("pauses__resumption")  # fmt: skip


def case_or_404(request: SignedInRequest, key: str | UUID) -> Application:
    """A submitted case of one's own authority; every other does not exist here."""
    rows = with_talks(cases_in_reach(request), "application", side=Side.OFFICE, reader=request.user)
    return get_object_or_404(with_notes(rows, "application"), key=key)


def case_to_show(request: SignedInRequest, key: str | UUID) -> Application:
    """The same for its page alone, which writes nothing: told what there is beside it, nothing empty is read."""
    rows = with_talks(
        cases_in_reach(request).prefetch_related(None), "application", side=Side.OFFICE, reader=request.user
    )
    marked = CaseMark.objects.filter(application=OuterRef("pk"), person=request.user)
    rows = telling(with_notes(rows, "application"), *READ).annotate(
        has_acted=has_acted(request.user), is_marked=Exists(marked), was_typed=was_typed()
    )
    application = get_object_or_404(rows, key=key)
    spare([application], *READ)
    prefetch_related_objects([application], "pauses__resumption", "reviews__reviewed_by")
    return application


def granted_or_404(request: SignedInRequest, key: str | UUID) -> Application:
    """A case that was granted; read once what each act of its page asks: who reviewed it."""
    application = case_or_404(request, key)
    decision = getattr(application, "decision", None)
    if decision is None or not decision.is_granted:
        raise Http404
    prefetch_related_objects([application], "reviews__reviewed_by")
    return application
