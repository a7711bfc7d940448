"""A letter about a code: to a company, in the words in force on its day."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any

from django.db.models import TextChoices

from accounts.authorities import Authority
from accounts.people import Person
from accounts.represented.companies import Company
from papers.letters import writing
from papers.letters.writing import Draft, Rows, Stored, chinese, letter_document, letter_paper
from supervision.credit.letters.models import CreditLetter

__all__ = ["Draft", "Rows", "Stored", "chinese", "draft", "letter_document", "letter_paper", "numbered", "write"]


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
    told = {"you": "您" if company.is_individual else "你单位", "applicant": company.name, **values}
    return writing.drafted(kind, authority, to=company.name, values=told, flags=flags, rows=rows, dated=dated)


def write(found: Draft, company: Company, authority: Authority, *, by: Person) -> CreditLetter:
    """Store a letter with the next number of its series; the caller's transaction keeps both or neither."""
    return writing.keep(CreditLetter, found, authority, by=by, company=company)


def numbered(found: Draft, company: Company, authority: Authority, *, by: Person) -> dict[str, Any]:
    """A letter as the values of its row, with the next number of its series, in the caller's transaction."""
    return {"company": company, **writing.numbered(found, authority, by=by), **writing.worded(found)}
