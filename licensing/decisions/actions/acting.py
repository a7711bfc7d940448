"""What every act of an authority begins and ends with: may it be done, its letter, its event."""

from __future__ import annotations

from django.utils.translation import gettext_lazy

from accounts.people import Person
from accounts.roles import works_at
from desk.refusals import MayNotHandle, NotNow, TooLate
from licensing.applications.models.application import Application
from licensing.decisions.held import standing_between
from licensing.decisions.models.letters import Letter
from licensing.decisions.serving.rules import is_served_on_line
from licensing.decisions.writing import letters
from papers.numbers import draw
from papers.serving.reaching import reached
from papers.serving.rows import Way
from trail.events import EventKind


class AlreadyDecided(TooLate):
    """The case is closed: decided, withdrawn or ended."""

    words = gettext_lazy("Someone else was faster: this has already been done.")


class ReasonsNeeded(NotNow):
    """A refusal without reasons and articles is no decision (Licensing Law art. 38)."""

    words = gettext_lazy("Give reasons: pick a standard one or write your own.")


def guard(application: Application, by: Person | None) -> None:
    """Raises MayNotHandle, AlreadyDecided. Nobody acts: the law does, and only the state counts."""
    # Read past the caller's copy: somebody else may have closed the case in the meantime.
    now = standing_between(by, application)
    if by is not None and (now.is_applicants_own or not works_at(by, application.authority_id)):
        raise MayNotHandle
    if now.is_closed:
        raise AlreadyDecided


def write(application: Application, draft: letters.Draft, *, by: Person | None, to_applicant: bool = True) -> Letter:
    """Store a letter with the next number of its series; the caller's transaction keeps both or neither.

    One that must be served is served with it where the applicant agreed to be served on line; an interested party, who
    has no account, is served on paper.
    """
    authority = application.authority
    serial = draw(authority, f"letter-{draft.kind}", year=draft.dated.year)
    letter = Letter.objects.create(
        application=application,
        kind=draft.kind,
        template_version=draft.version,
        number=letters.letter_number(authority, draft.series, draft.dated.year, serial),
        title=draft.title,
        addressee=draft.addressee,
        paragraphs=list(draft.paragraphs),
        table=[list(row) for row in draft.table],
        remedies=draft.remedies,
        dated=draft.dated,
        written_by=by,
    )
    if to_applicant and letter.is_unserved and is_served_on_line(application):
        reached(letter, way=Way.AGREED, served_on=letter.dated, by=None)
    return letter


def tell(kind: EventKind, application: Application, *, by: Person | str, **values: object) -> None:
    kind.record(subject=application.subject, by=by, authority=application.authority.division_id, **values)
