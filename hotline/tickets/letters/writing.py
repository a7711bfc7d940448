"""A paper of a ticket: in the words in force when the ticket was recorded, stored with the ticket's number.

Its words and its PDF are kept as long as the ticket is kept whole (`hotline.keeping`).
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from accounts.authorities import Authority
from accounts.people import Person
from hotline.tickets.letters.models import TicketLetter
from papers.documents import StoredPaper
from papers.forgetting import forget
from papers.letters import writing
from papers.letters.writing import Draft, Rows, letter_paper
from papers.produce import produce_passing

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


def letter_document(letter: TicketLetter) -> StoredPaper:
    """The signed PDF of a paper while it is kept, made at the first call; it goes with the words."""
    return produce_passing(letter_paper(letter), signer=letter.authority.division_id)


def forget_document(letter: TicketLetter) -> None:
    """Take the PDF of a paper away, in the caller's transaction, before its words go."""
    forget(letter_paper(letter), signer=letter.authority.division_id)
