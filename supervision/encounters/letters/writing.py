"""A paper of an encounter or a pledge: in the text in force on its day, stored with its words beside it."""

from __future__ import annotations

import datetime
from collections.abc import Mapping

from accounts.authorities import Authority
from accounts.people import Person
from papers.documents import StoredPaper
from papers.letters.writing import Draft, Rows, drafted, letter_paper, numbered
from papers.produce import produce_passing
from supervision.encounters.letters.models import EncounterLetter, LetterWords, contents


def draft(
    kind: EncounterLetter.Kind,
    authority: Authority,
    *,
    addressee: str,
    dated: datetime.date,
    flags: Mapping[str, bool],
    values: Mapping[str, str],
    rows: Rows = (),
) -> Draft:
    """A paper of a kind as it would be handed over on a day."""
    return drafted(kind, authority, to=addressee, values=values, flags=flags, rows=rows, dated=dated)


def keep(found: Draft, authority: Authority, *, about: str, by: Person) -> EncounterLetter:
    """Store a paper with the next number of its series; the caller's transaction keeps both or neither."""
    letter = EncounterLetter.objects.create(about=about, **numbered(found, authority, by=by))
    content = contents(found.addressee, found.paragraphs, found.table)
    letter.said = LetterWords.objects.create(letter=letter, content=content)
    return letter


def letter_document(letter: EncounterLetter) -> StoredPaper:
    """The signed PDF of a paper while it is kept, made at the first call; it goes with the words."""
    return produce_passing(letter_paper(letter), signer=letter.authority.division_id)
