"""A letter row as the paper it is printed on."""

from __future__ import annotations

from licensing.decisions.models.letters import Letter
from papers.documents import Document
from papers.paper import AuthoritySeal, LetterPaper
from papers.produce import produce


def letter_paper(letter: Letter) -> LetterPaper:
    authority = letter.application.authority
    return LetterPaper(
        kind=letter.kind,
        number=letter.number,
        title_text=letter.title,
        addressee=letter.addressee,
        paragraphs=tuple(letter.paragraphs),
        table=tuple((label, value) for label, value in letter.table),
        remedies=letter.remedies,
        dated=letter.dated,
        authority=AuthoritySeal(name=authority.name_zh, seal_text=authority.seal_text, code=authority.division_id),
        contact=f"{authority.address} {authority.phone}".strip(),
    )


def letter_document(letter: Letter) -> Document:
    """The signed PDF of a letter, made at the first call and the same ever after."""
    return produce(letter_paper(letter), signer=letter.application.authority.division_id)
