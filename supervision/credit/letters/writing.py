"""A letter about a code: made from the text in force, numbered, stored; its PDF is made from the stored row."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from django.db.models import TextChoices

from accounts.authorities import Authority
from accounts.people import Person
from accounts.represented.companies import Company
from papers.documents import Document
from papers.letters.texts import fill_in, fill_in_title, text_in_force
from papers.numbers import draw
from papers.paper import AuthoritySeal, LetterPaper
from papers.produce import produce
from supervision.credit.letters.models import CreditLetter

Rows = Sequence[tuple[str, str]]


@dataclass(frozen=True, kw_only=True)
class Draft:
    """A letter before it has a number: what is previewed and what is then stored."""

    kind: TextChoices
    series: str
    version: int
    title: str
    addressee: str
    paragraphs: tuple[str, ...]
    table: tuple[tuple[str, str], ...]
    dated: datetime.date


def chinese(day: datetime.date) -> str:
    """2026-11-24 as a letter writes it."""
    return f"{day.year}年{day.month}月{day.day}日"


def draft(
    kind: TextChoices,
    company: Company,
    authority: Authority,
    *,
    dated: datetime.date,
    flags: Mapping[str, bool],
    values: Mapping[str, str],
    rows: Rows = (),
) -> Draft:
    """A letter of a kind to a company, as it would be sent on a day."""
    text = text_in_force(kind.value, on=dated)
    filled = {
        "today": chinese(dated),
        "you": "您" if company.is_individual else "你单位",
        "authority": authority.name_zh,
        "applicant": company.name,
        **values,
    }
    return Draft(
        kind=kind,
        series=text.series,
        version=text.version,
        title=fill_in_title(text, filled),
        addressee=company.name,
        paragraphs=fill_in(text, filled, flags),
        table=tuple((str(label), str(value)) for label, value in rows),
        dated=dated,
    )


def write(found: Draft, company: Company, authority: Authority, *, by: Person) -> CreditLetter:
    """Store a letter with the next number of its series; the caller's transaction keeps both or neither."""
    return CreditLetter.objects.create(**numbered(found, company, authority, by=by))


def numbered(found: Draft, company: Company, authority: Authority, *, by: Person) -> dict[str, Any]:
    """A letter as the values of its row, with the next number of its series, in the caller's transaction."""
    serial = draw(authority, f"letter-{found.kind.value}", year=found.dated.year)
    return {
        "company": company,
        "authority": authority,
        "kind": found.kind.value,
        "template_version": found.version,
        "number": f"{authority.letter_prefix}{found.series}〔{found.dated.year}〕{serial}号",
        "title": found.title,
        "addressee": found.addressee,
        "paragraphs": list(found.paragraphs),
        "table": [list(row) for row in found.table],
        "dated": found.dated,
        "written_by": by,
    }


class Stored(Protocol):
    """A letter's row, whatever it is about."""

    @property
    def kind(self) -> str: ...
    @property
    def number(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def addressee(self) -> str: ...
    @property
    def paragraphs(self) -> Any: ...
    @property
    def table(self) -> Any: ...
    @property
    def dated(self) -> datetime.date: ...
    @property
    def authority(self) -> Authority: ...


def letter_paper(letter: Stored) -> LetterPaper:
    authority = letter.authority
    return LetterPaper(
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


def letter_document(letter: Stored) -> Document:
    """The signed PDF of a letter, made at the first call and the same ever after."""
    return produce(letter_paper(letter), signer=letter.authority.division_id)
