"""A letter is made in the words in force, shown as a draft, numbered and stored; its PDF is made from the stored row.

For every app whose letters are rows of `letter.Letter` or `letter.NumberedLetter`: the app says to whom, about what
and with which values. It knows no app and decides nothing.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar

from django.db.models import TextChoices
from django.utils import timezone

from accounts.authorities import Authority
from accounts.people import Person
from papers.documents import Document
from papers.letters.letter import Letter
from papers.letters.remedies import remedies_against
from papers.letters.texts import fill_in, fill_in_title, text_in_force
from papers.numbers import draw
from papers.paper import AuthoritySeal, LetterPaper
from papers.produce import produce

Rows = Sequence[tuple[str, str]]
"""Labels and values of a letter's table."""
Kept = TypeVar("Kept", bound=Letter)


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


def drafted(
    kind: TextChoices,
    authority: Authority,
    *,
    to: str,
    values: Mapping[str, str],
    flags: Mapping[str, bool] | None = None,
    rows: Rows = (),
    dated: datetime.date | None = None,
    text_of: datetime.date | None = None,
) -> Draft:
    """A letter as it would be sent on the day `dated` (today), in the words in force on `text_of` (the same day).

    A line may stand under a flag or under a value that is there.
    """
    day = dated or timezone.localdate()
    text = text_in_force(kind.value, on=text_of or day)
    told = {"today": chinese(day), "authority": authority.name_zh, "remedies": remedies_against(authority, "choice")}
    filled = {**told, **values}
    return Draft(
        kind=kind,
        series=text.series,
        version=text.version,
        title=fill_in_title(text, filled),
        addressee=to,
        paragraphs=fill_in(text, filled, flags or {}),
        table=tuple((str(label), str(value)) for label, value in rows),
        dated=day,
    )


def numbered(found: Draft, authority: Authority, *, by: Person | None) -> dict[str, Any]:
    """The columns of a `NumberedLetter`, with the next number of its series, in the caller's transaction."""
    serial = draw(authority, f"letter-{found.kind.value}", year=found.dated.year)
    return {
        "authority": authority,
        "kind": found.kind.value,
        "template_version": found.version,
        "number": f"{authority.letter_prefix}{found.series}〔{found.dated.year}〕{serial}号",
        "title": found.title,
        "dated": found.dated,
        "written_by": by,
    }


def worded(found: Draft) -> dict[str, Any]:
    """The columns a `Letter` adds: the words themselves."""
    return {
        "addressee": found.addressee,
        "paragraphs": list(found.paragraphs),
        "table": [list(row) for row in found.table],
    }


def keep(model: type[Kept], found: Draft, authority: Authority, *, by: Person | None, **about: Any) -> Kept:
    """Store a letter; the caller's transaction keeps letter and number, or neither."""
    made = model(**numbered(found, authority, by=by), **worded(found), **about)
    made.save()
    return made


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


def chinese(day: datetime.date) -> str:
    """2026-11-24 as a letter writes it."""
    return f"{day.year}年{day.month}月{day.day}日"


def moment(at: datetime.datetime | None) -> str:
    """2026年12月8日9时30分; the end of a day is that day."""
    if at is None:
        return "（待定）"
    local = timezone.localtime(at)
    day = chinese(local.date())
    return day if _ends_a_day(at) else f"{day}{local.hour}时{local.minute:02d}分"


def until(at: datetime.datetime | None) -> str:
    """A limit as a duty says it: a day counts to its end and says so, an hour ends where it is."""
    if at is None:
        return "另行通知的期限内"
    return f"{moment(at)}前（含当日）" if _ends_a_day(at) else f"{moment(at)}前"


def _ends_a_day(at: datetime.datetime) -> bool:
    local = timezone.localtime(at)
    return (local.hour, local.minute) == (23, 59)
