"""What every act of an official is, and how it is carried out and told: the same for both flows."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.forms import Form
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from accounts.access import SignedInRequest
from accounts.people import Person
from licensing.applications.models import Application
from licensing.clock.working_days import CalendarUnknown
from licensing.decisions.actions import AlreadyAccepted, AlreadyDecided, MayNotHandle, NotNow
from licensing.decisions.letters import Draft
from licensing.decisions.rules import why_other_eyes
from licensing.flow.locking import NotYourTask, SomebodyElseIsWorking
from materials.uploads.rules import RefusedUpload

Values = Mapping[str, Any]


@dataclass(frozen=True, kw_only=True)
class Act:
    """`nodes` where it is offered; `letter` the one it would send; `is_main` when it carries out the open step.

    `signs` when the password is the signature; `is_open` narrows the offer by the state of the case, `whose` to the
    person it waits for: then no `permission` is asked.
    `is_for` narrows it by who acts: a form is never offered to whom it would be refused.
    """

    name: str
    title: Promise
    explained: Promise
    permission: str
    nodes: frozenset[str]
    form: Callable[..., Form]
    perform: Callable[[Application, Values, Person], object]
    done: Promise
    letter: Callable[[Application, Values], Draft] | None = None
    is_main: bool = False
    signs: bool = False
    is_open: Callable[[Application], bool] = lambda application: True
    whose: Callable[[Application, Person], bool] | None = None
    is_for: Callable[[Application, Person], bool] = lambda application, person: True

    def is_offered(self, application: Application, node: str, person: Person) -> bool:
        """Whether it is open to a person at the step where the case stands."""
        if self.is_main and why_other_eyes(person, application, node):
            return False
        mine = self.may(application, person) and self.is_for(application, person)
        return node in self.nodes and mine and self.is_open(application)

    def may(self, application: Application, person: Person) -> bool:
        """Whether it is this person's to do."""
        return self.whose(application, person) if self.whose else person.has_perm(self.permission)


def carry_out(request: SignedInRequest, act: Callable[[], object], done: str) -> bool:
    """Do it and say how it went; whoever comes too late, or too early, gets a clear word. True when it was done."""
    try:
        act()
    except MayNotHandle as mine:
        raise PermissionDenied(_("You belong to the applicant's side or to another authority.")) from mine
    except (NotNow, RefusedUpload) as why:
        messages.error(request, str(why))
    except NotYourTask:
        messages.warning(request, _("This step was done already, or somebody else has taken it."))
    except SomebodyElseIsWorking:
        messages.warning(request, _("Somebody is just working on this case. Try again in a moment."))
    except (AlreadyDecided, AlreadyAccepted):
        messages.warning(request, _("Somebody else was quicker: this was done already."))
    except CalendarUnknown as unknown:
        messages.error(request, calendar_missing(unknown))
    else:
        messages.success(request, done)
        return True
    return False


def calendar_missing(unknown: CalendarUnknown) -> str:
    """Which year an administrator has to enter first."""
    told = _("The working days of %(year)s are not entered yet; an administrator has to enter them first.")
    return told % {"year": unknown.year}
