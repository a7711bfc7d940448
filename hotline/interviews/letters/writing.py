"""A notice of an interview in the words in force, with the next number of its series, in the caller's transaction."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence

from django.utils import timezone

from accounts.authorities import Authority
from accounts.people import Person
from hotline.interviews.letters.letter_set import FLAGS
from hotline.interviews.letters.models import InterviewLetter
from papers.letters.texts import fill_in, fill_in_title, text_in_force
from papers.numbers import draw


def write(
    kind: InterviewLetter.Kind,
    authority: Authority,
    *,
    about: str,
    to: str,
    values: Mapping[str, str],
    rows: Sequence[tuple[str, str]] = (),
    by: Person,
) -> InterviewLetter:
    """Store a paper as it is sent today."""
    today = timezone.localdate()
    text = text_in_force(kind.value, on=today)
    filled = {"today": chinese(today), "authority": authority.name_zh, **values}
    serial = draw(authority, f"letter-{kind.value}", year=today.year)
    return InterviewLetter.objects.create(
        about=about,
        authority=authority,
        kind=kind.value,
        template_version=text.version,
        number=f"{authority.letter_prefix}{text.series}〔{today.year}〕{serial}号",
        title=fill_in_title(text, filled),
        addressee=to,
        paragraphs=list(fill_in(text, filled, {flag: bool(values.get(flag)) for flag in FLAGS})),
        table=[list(row) for row in rows],
        dated=today,
        written_by=by,
    )


def chinese(day: datetime.date) -> str:
    """2026-11-24 as a letter writes it."""
    return f"{day.year}年{day.month}月{day.day}日"
