"""Every act of an official is a row of a table; one runner previews it, has it signed, carries it out and tells.

Knows nothing of what the work is about: whose acts they are, which steps there are and how a page looks is told by
the apps above. A preview never performs; a row that signs is not carried out without the password; what is not
offered at the open step is refused.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, Protocol, TypeVar

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.forms import Form
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from accounts.access import SignedInRequest
from accounts.people import Person
from accounts.signing_in.reauthentication import confirmed
from clock.working_days import CalendarUnknown
from desk.refusals import NotYours, NotYourTask, Refusal, TooLate, Unfulfilled
from materials.uploads.rules import RefusedUpload
from pages.sentences import in_a_row

Values = Mapping[str, Any]
Subject = TypeVar("Subject")
"""What the work is about: the desk asks nothing of it."""


@dataclass(frozen=True, kw_only=True)
class Act(Generic[Subject]):
    """`nodes` where it is offered; `letter` the one it would send; `is_main` when it carries out the open step.

    `signs` when the password is the signature; `is_open` narrows the offer by the state of the subject, `whose` to the
    person it waits for: then no `permission` is asked.
    `is_for` narrows it by who acts at a step: a form is never offered to whom it would be refused.
    `sent_as` is what its button sends as `act`.
    `done` is said when it is done, by what was filled in when it is a function.
    `in_bulk` when it can be done to many at once: its form asks for nothing that is about one of them.
    `is_awaited` when nothing goes on without this person's own word: its form stands first, and open.
    `is_rare` when it is what hardly anybody comes for: its form is not opened, however few acts stand beside it.
    `is_last_resort` when it is for what no other act here fits: its form is opened only where it stands alone.
    `has_own_page` when its form stands on a page of its own; `template` shows the form where it needs more than fields.
    """

    name: str
    title: Promise
    explained: Promise
    permission: str
    nodes: frozenset[str]
    form: Callable[..., Form]
    perform: Callable[[Subject, Values, Person], object]
    done: Promise | Callable[[Subject, Values], str | Promise]
    letter: Callable[[Subject, Values], object] | None = None
    is_main: bool = False
    is_awaited: bool = False
    is_rare: bool = False
    is_last_resort: bool = False
    sent_as: str = "do"
    signs: bool = False
    in_bulk: bool = False
    has_own_page: bool = False
    template: str = "desk/_act.html"
    is_open: Callable[[Subject], bool] = lambda subject: True
    whose: Callable[[Subject, Person], bool] | None = None
    is_for: Callable[[Subject, Person, str], bool] = lambda subject, person, node: True

    def is_offered(self, subject: Subject, node: str, person: Person) -> bool:
        """Whether it is open to a person at the step where the work stands."""
        mine = node in self.nodes and self.may(subject, person) and self.is_for(subject, person, node)
        return mine and self.is_open(subject)

    def may(self, subject: Subject, person: Person) -> bool:
        """Whether it is this person's to do."""
        return self.whose(subject, person) if self.whose else person.has_perm(self.permission)

    @property
    def auto_id(self) -> str:
        """The ids of its fields: several forms of a page may ask for reasons."""
        return f"id_{self.name}_%s"

    @property
    def has_letter(self) -> bool:
        """Whether there is a letter to preview; a template would call `letter` itself."""
        return self.letter is not None

    def told(self, subject: Subject, values: Values) -> str:
        return str(self.done(subject, values) if callable(self.done) else self.done)


def filled_in(act: Callable[..., object]) -> Callable[[Subject, Values, Person], object]:
    """How a function is performed whose arguments are named as the fields of the form are."""
    return lambda subject, values, by: act(subject, by=by, **values)


def offered(acts: Sequence[Act[Subject]], subject: Subject, node: str, person: Person) -> list[Act[Subject]]:
    """The acts of a table open to a person at the step where the work stands."""
    return [act for act in acts if act.is_offered(subject, node, person)]


def forms_of(
    acts: Sequence[Act[Subject]], subject: Subject, request: SignedInRequest, shown: dict[str, Any]
) -> list[tuple[Act[Subject], Form]]:
    """Each act with its form, the one that was sent as it was typed.

    Words typed into an act that is not offered any more are `kept_words`, to be copied; those of one that still is
    stand in its form.
    """
    sent = shown.get("act_name")
    if any(act.name == sent for act in acts):
        shown.pop("kept_words", None)
    return [
        (
            act,
            shown["act_form"]
            if act.name == sent
            else Form()
            if act.has_own_page
            else act.form(subject=subject, by=request.user, auto_id=act.auto_id),
        )
        for act in acts
    ]


class Page(Protocol):
    """Draws the page of the subject as it stands now, with what was sent beside it."""

    def __call__(self, *, status: int = 200, **shown: Any) -> HttpResponseBase: ...


def run(
    request: SignedInRequest, act: Act[Subject], subject: Subject, *, node: str, page: Page, back: str
) -> HttpResponseBase:
    """Preview an act, or have it signed and carry it out, and tell how it went; nothing typed is lost.

    `node` is the step where the subject stands, `page` draws it, `back` is its address. Raises PermissionDenied.
    """
    if not act.may(subject, request.user):
        raise PermissionDenied
    form = act.form(request.POST, request.FILES, subject=subject, by=request.user, auto_id=act.auto_id)
    typed: dict[str, Any] = {"act_form": form, "act_name": act.name}
    if not form.is_valid():
        # The page has no form for what is not offered: what is wrong with it is told all the same.
        shown = {} if act.is_offered(subject, node, request.user) else {"problem": errors_of(form)}
        return page(status=422, **typed, **shown)
    values = form.cleaned_data
    if node not in act.nodes:
        # What else narrows the offer, the rule behind the act refuses in its own words, under the lock.
        messages.warning(request, str(NotYourTask()))
        return _undone(form, typed, page=page, back=back)
    if request.POST.get("act") == "preview":
        try:
            return page(letter=act.letter(subject, values) if act.letter else None, **typed)
        except CalendarUnknown as unknown:
            return page(status=409, problem=calendar_missing(unknown), **typed)
        except Refusal as why:
            return page(status=409, problem=str(why), **typed)
    if act.signs and not confirmed(request, request.POST.get("password", "")):
        return page(status=422, password_error=_("The password is wrong."), **typed)
    try:
        is_done = carry_out(request, lambda: act.perform(subject, values, request.user), act.told(subject, values))
    except Unfulfilled as why:
        return page(status=409, **typed, **why.shown)
    return redirect(back) if is_done else _undone(form, typed, page=page, back=back)


def _undone(form: Form, typed: dict[str, Any], *, page: Page, back: str) -> HttpResponseBase:
    """Nothing was done: what was typed is shown, so that it is not lost; where nothing is asked for, the page alone."""
    return page(status=409, kept_words=words_of(form), **typed) if form.fields else redirect(back)


def carry_out(request: SignedInRequest, act: Callable[[], object], done: str) -> bool:
    """Do it and say how it went; whoever comes too late, or too early, gets a clear word. True when it was done.

    Raises PermissionDenied, Unfulfilled.
    """
    try:
        act()
    except NotYours as mine:
        raise PermissionDenied(str(mine)) from mine
    except TooLate as late:
        messages.warning(request, str(late))
    except Unfulfilled:
        raise
    except (Refusal, RefusedUpload) as why:
        messages.error(request, str(why))
    except CalendarUnknown as unknown:
        messages.error(request, calendar_missing(unknown))
    else:
        messages.success(request, done)
        return True
    return False


def calendar_missing(unknown: CalendarUnknown) -> str:
    """Which year an administrator has to enter first."""
    told = _("The working days of %(year)s have not been entered yet. An administrator has to enter them first.")
    return told % {"year": unknown.year}


def errors_of(form: Form) -> str:
    """What is wrong with what was sent, in one line."""
    return in_a_row(error for errors in form.errors.values() for error in errors)


def words_of(form: Form) -> list[tuple[str, str]]:
    """What was typed, as (label, words): to be copied where it is needed now."""
    return [
        (str(form.fields[name].label), value)
        for name, value in form.cleaned_data.items()
        if name in form.fields and isinstance(value, str) and value.strip()
    ]
