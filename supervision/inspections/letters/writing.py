"""A paper of an inspection: made from the text in force, numbered, stored; its PDF is made from the stored row."""

from __future__ import annotations

from accounts.authorities import Authority
from accounts.people import Person
from accounts.represented.companies import Company
from papers.documents import Document
from papers.numbers import draw
from papers.paper import AuthoritySeal, LetterPaper
from papers.produce import produce
from supervision.credit.letters.writing import Draft
from supervision.inspections.letters.models import InspectionLetter


def write(found: Draft, *, about: str, company: Company, authority: Authority, by: Person) -> InspectionLetter:
    """Store a paper with the next number of its series; the caller's transaction keeps both or neither."""
    serial = draw(authority, f"letter-{found.kind.value}", year=found.dated.year)
    return InspectionLetter.objects.create(
        company=company,
        authority=authority,
        about=about,
        kind=found.kind.value,
        template_version=found.version,
        number=f"{authority.letter_prefix}{found.series}〔{found.dated.year}〕{serial}号",
        title=found.title,
        addressee=found.addressee,
        paragraphs=list(found.paragraphs),
        table=[list(row) for row in found.table],
        dated=found.dated,
        written_by=by,
    )


def letter_document(letter: InspectionLetter) -> Document:
    """The signed PDF of a paper, made at the first call and the same ever after."""
    authority = letter.authority
    paper = LetterPaper(
        kind=letter.kind,
        number=letter.number,
        title_text=letter.title,
        addressee=letter.addressee,
        paragraphs=tuple(letter.paragraphs),
        table=tuple((label, value) for label, value in letter.table),
        remedies="",
        dated=letter.dated,
        authority=AuthoritySeal(name=authority.name_zh, seal_text=authority.seal_text, code=authority.division_id),
        contact=f"{authority.address} {authority.phone}".strip(),
    )
    return produce(paper, signer=authority.division_id)
