"""One act on many chosen pieces of work: each in a transaction of its own, each with its own outcome, told.

The rows are those of the tables of acts (`desk.acts`), marked `in_bulk`; what may not be done to one of them alone is
not done to it among others. Nothing is done before the form is right and, where the act signs, the password, once.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, Protocol, TypeVar

from django.forms import Form
from django.http import HttpResponseBase
from django.utils.translation import gettext as _

from accounts.access import SignedInRequest
from accounts.people import Person
from accounts.signing_in.reauthentication import confirmed
from clock.working_days import CalendarUnknown
from desk.acts import Act, Values, calendar_missing
from desk.refusals import MayNotHandle, NotYourTask, Refusal
from materials.uploads.rules import RefusedUpload

logger = logging.getLogger(__name__)
Subject = TypeVar("Subject")
MOST_AT_ONCE = 100
"""So many at most are chosen at once: an official looked at each of them."""


@dataclass(frozen=True, kw_only=True)
class Chosen(Generic[Subject]):
    """A chosen piece of work: what it is called, where it is shown, and what it is about now.

    `find` reads it when its turn has come, with the step where it stands; it is None where it is gone, or not this
    person's to see. The step is "" when it is not the one that was chosen any more.
    """

    label: str
    link: str
    find: Callable[[], tuple[Subject, str] | None]


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """How it went with one of them."""

    label: str
    link: str
    is_done: bool
    words: str


class Page(Protocol):
    """Draws what is asked before it is done."""

    def __call__(self, *, status: int = 200, **shown: Any) -> HttpResponseBase: ...


def offered_in_bulk(acts: Sequence[Act[Subject]], person: Person) -> list[Act[Subject]]:
    """The acts somebody may do to many at once."""
    return [act for act in acts if act.in_bulk and (act.whose is not None or person.has_perm(act.permission))]


def needs_asking(act: Act[Subject], form: Form) -> bool:
    """Whether something is asked before it is done: what the form wants, a signature, or that letters will be sent."""
    return bool(form.fields) or act.signs or act.has_letter


def run_in_bulk(
    request: SignedInRequest,
    act: Act[Subject],
    chosen: Sequence[Chosen[Subject]],
    *,
    ask: Page,
    tell: Callable[[list[Outcome]], HttpResponseBase],
) -> HttpResponseBase:
    """Ask what has to be asked, then do the act to each of the chosen and tell how each went; nothing typed is lost."""
    is_sent = "do" in request.POST
    form = act.form(request.POST if is_sent else None, subject=None, by=request.user, auto_id=act.auto_id)
    if not is_sent and needs_asking(act, form):
        return ask(form=form)
    if form.is_bound and not form.is_valid():
        return ask(status=422, form=form)
    if act.signs and not confirmed(request, request.POST.get("password", "")):
        return ask(status=422, form=form, password_error=_("The password is wrong."))
    values = form.cleaned_data if form.is_bound else {}
    return tell([_outcome(act, one, values, by=request.user) for one in chosen])


def _outcome(act: Act[Subject], one: Chosen[Subject], values: Values, *, by: Person) -> Outcome:
    try:
        is_done, words = True, _done(act, one, values, by=by)
    except (Refusal, RefusedUpload) as why:
        is_done, words = False, str(why)
    except CalendarUnknown as unknown:
        is_done, words = False, calendar_missing(unknown)
    except Exception:
        # The others are told how it went with them all the same.
        logger.exception("%s failed for one of many", act.name)
        is_done, words = (
            False,
            _(
                "Something went wrong and nothing was done. Try again later; an "
                "administrator can find the reason in the log."
            ),
        )
    return Outcome(label=one.label, link=one.link, is_done=is_done, words=words)


def _done(act: Act[Subject], one: Chosen[Subject], values: Values, *, by: Person) -> str:
    """Do it, and say so. Raises Refusal, RefusedUpload, CalendarUnknown."""
    found = one.find()
    if found is None:
        raise NotYourTask
    subject, node = found
    if node not in act.nodes:
        raise NotYourTask
    if not act.may(subject, by):
        raise MayNotHandle
    if not act.is_offered(subject, node, by):
        raise NotYourTask
    act.perform(subject, values, by)
    return act.told(subject, values)
