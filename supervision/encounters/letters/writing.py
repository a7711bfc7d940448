"""A paper of an encounter or a pledge: made from the text in force, numbered, stored with its words beside it."""

from __future__ import annotations

import datetime
from collections.abc import Mapping

from accounts.authorities import Authority
from accounts.people import Person
from papers.documents import StoredPaper
from papers.letters.texts import fill_in, fill_in_title, text_in_force
from papers.numbers import draw
from papers.produce import produce_passing
from supervision.credit.letters.writing import Draft, Rows, chinese, letter_paper
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
    text = text_in_force(kind.value, on=dated)
    filled = {"today": chinese(dated), "authority": authority.name_zh, **values}
    return Draft(
        kind=kind,
        series=text.series,
        version=text.version,
        title=fill_in_title(text, filled),
        addressee=addressee,
        paragraphs=fill_in(text, filled, flags),
        table=tuple((str(label), str(value)) for label, value in rows),
        dated=dated,
    )


def keep(found: Draft, authority: Authority, *, about: str, by: Person) -> EncounterLetter:
    """Store a paper with the next number of its series; the caller's transaction keeps both or neither."""
    serial = draw(authority, f"letter-{found.kind.value}", year=found.dated.year)
    letter = EncounterLetter.objects.create(
        about=about,
        authority=authority,
        kind=found.kind.value,
        template_version=found.version,
        number=f"{authority.letter_prefix}{found.series}〔{found.dated.year}〕{serial}号",
        title=found.title,
        dated=found.dated,
        written_by=by,
    )
    content = contents(found.addressee, found.paragraphs, found.table)
    letter.said = LetterWords.objects.create(letter=letter, content=content)
    return letter


def letter_document(letter: EncounterLetter) -> StoredPaper:
    """The signed PDF of a paper while it is kept, made at the first call; it goes with the words."""
    return produce_passing(letter_paper(letter), signer=letter.authority.division_id)
