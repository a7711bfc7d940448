"""A paper of a ticket: in the words in force when the ticket was recorded, stored with the ticket's number."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from accounts.authorities import Authority
from accounts.people import Person
from hotline.tickets.letters.models import TicketLetter
from papers.letters import writing
from papers.letters.writing import Draft, Rows

CALLER = "诉求人"
"""A paper to a caller names nobody: it may lie where others read it."""


def draft(
    kind: TicketLetter.Kind,
    authority: Authority,
    *,
    to: str,
    text_of: datetime.date,
    dated: datetime.date | None = None,
    flags: Sequence[str] = (),
    rows: Rows = (),
    **values: str,
) -> Draft:
    """A paper as it would be sent on the day `dated` (today), in the words in force on the day `text_of`."""
    raised = dict.fromkeys(flags, True)
    return writing.drafted(kind, authority, to=to, values=values, flags=raised, rows=rows, dated=dated, text_of=text_of)


def keep(
    found: Draft, *, about: str, authority: Authority, by: Person | None, at: datetime.datetime | None = None
) -> TicketLetter:
    """Store a paper with the next number of its series, in the caller's transaction; written `at`, or now."""
    written = {"written_at": at} if at else {}
    return writing.keep(TicketLetter, found, authority, by=by, about=about, **written)
