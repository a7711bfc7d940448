"""Help and glossary: how things are done here, and what the words mean; data with the day it was gone through."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.urls import reverse

from accounts.people import Person
from accounts.roles import is_staff_member
from pages.languages import localised, pair

_DATA = Path(__file__).parent / "data"


@dataclass(frozen=True, kw_only=True)
class Term:
    """One word for one thing; `zh` is the word of the law, `basis` where it comes from."""

    code: str
    name: str
    zh: str
    meaning: str
    basis: str


@dataclass(frozen=True, kw_only=True)
class Section:
    """One matter of the help, and the page on which it is done; none where the reader has no such page."""

    code: str
    title: str
    text: str
    url: str | None


def glossary() -> list[Term]:
    """The words of the portal in the reader's language, in the order of a case; in English by their letters."""
    terms = [
        Term(
            code=one["code"],
            name=pair(one),
            zh=one["zh"],
            meaning=pair(one, "meaning"),
            basis=localised(one["basis"], ""),
        )
        for one in _told("glossary")["terms"]
    ]
    return sorted(terms, key=lambda term: term.name.lower()) if terms[0].name.isascii() else terms


def help_sections(reader: Person | AnonymousUser) -> list[Section]:
    """Every matter of the help; officials are led to no page of applicants."""
    return [
        Section(
            code=one["code"],
            title=pair(one),
            text=pair(one, "text"),
            url=None if one.get("applicants") and is_staff_member(reader) else reverse(one["address"]),
        )
        for one in _told("help")["sections"]
    ]


def _told(name: str) -> Mapping[str, Any]:
    told: dict[str, Any] = json.loads((_DATA / f"{name}.json").read_text(encoding="utf-8"))
    return told
