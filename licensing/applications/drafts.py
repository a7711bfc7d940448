"""What a draft keeps beside its answers: which page wrote a topic last, and the identity of each row.

A page that writes says on which version of its topic it stands. The page that wrote last may go on writing; every
other one that has not seen the newest answers is stale, and nothing is stored until its reader has chosen.
"""

from __future__ import annotations

import datetime
import secrets
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from accounts.versions import Difference, Stale, is_stale, seen_version, turn_in, version_of
from licensing.applications.answers.given import Answers
from licensing.applications.answers.reading import text_of
from licensing.applications.answers.validation import is_empty
from materials.catalogue.forms import FieldSpec, SectionForm
from pages.sentences import labelled

WRITERS, TURNS, ROW_IDS = "writers", "turns", "row-ids"
MOST_CHARACTERS = 1_000_000
"""In all answers of a draft together: 500 rows filled to the brim stay below a third of it."""


class DraftTooLarge(Exception):
    """All answers together hold more than `MOST_CHARACTERS`; nothing was stored. The message says so."""

    def __init__(self, count: int) -> None:
        told = _(
            "All answers of an application together can hold at most %(most)s characters; these "
            "are %(count)s. Nothing was saved. Shorten what is marked; everything you typed is "
            "still here."
        )
        super().__init__(told % {"most": MOST_CHARACTERS, "count": count})


def refuse_too_large(answers: Answers) -> None:
    """Raises DraftTooLarge."""
    rows = [row for section_rows in answers.rows.values() for row in section_rows]
    count = sum(_characters(values) for values in (answers.fields, answers.doubts, *rows))
    if count > MOST_CHARACTERS:
        raise DraftTooLarge(count)


def _characters(values: Mapping[str, Any]) -> int:
    return sum(len(v) if isinstance(v, str) else len(str(v)) for v in values.values())


@dataclass(frozen=True, kw_only=True)
class Page:
    """A page of a topic as it was sent: its own name, what it has seen, and the identities of the rows there are then.

    `turn` grows with whatever is typed on it: what it saved first and comes last is older than what stands.
    `part`: the rows it spoke of, when it showed a part of them; what it has seen is then of these alone.
    """

    section: SectionForm
    name: str
    seen: str
    turn: int = 0
    row_ids: tuple[str, ...] = ()
    part: tuple[str, ...] | None = None


@dataclass(frozen=True, kw_only=True)
class Typed:
    """What was typed of one topic, and the page it was typed on: None when no page says what it has seen."""

    fields: Mapping[str, Any]
    rows: Mapping[str, list[dict[str, Any]]]
    doubts: Mapping[str, str]
    page: Page | None = None


def page_of(
    section: SectionForm, posted: QueryDict, row_ids: tuple[str, ...], part: tuple[str, ...] | None = None
) -> Page:
    name = posted.get("page", "")[:32]
    turn = turn_in(posted.get("turn", ""))
    return Page(section=section, name=name, seen=seen_version(posted), turn=turn, row_ids=row_ids, part=part)


def turn_of(draft: Mapping[str, Any], section: str) -> int:
    """The last a page wrote with: the next begins there."""
    return int(draft.get(TURNS, {}).get(section, 0))


def is_older(draft: Mapping[str, Any], page: Page) -> bool:
    """Whether the same page has written something newer already: what it sent before comes late."""
    is_same = page.name and draft.get(WRITERS, {}).get(page.section.code) == page.name
    return bool(is_same) and page.turn < turn_of(draft, page.section.code)


def new_name() -> str:
    """A name for a page, or for a row."""
    return secrets.token_hex(4)


def row_ids(draft: Mapping[str, Any], section: str) -> list[str]:
    """The identity of each row of a section, in its order; rows no page has written yet are named by their place."""
    count = len(Answers.of(draft).rows.get(section, []))
    kept = draft.get(ROW_IDS, {}).get(section, [])
    return list(kept) if len(kept) == count else [f"r{place}" for place in range(count)]


def topic_version(draft: Mapping[str, Any], section: SectionForm, part: Collection[str] | None = None) -> str:
    """A name of what is stored of a topic; empty answers and missing ones are the same.

    `part`: of its rows only these count.
    """
    answers = Answers.of(draft)
    codes = [spec.code for spec in section.fields]
    fields = {code: answers.fields[code] for code in codes if not is_empty(answers.fields.get(code))}
    of_rows = f"{section.code}:"
    doubts = {code: words for code, words in answers.doubts.items() if code in codes or code.startswith(of_rows)}
    rows = zip(row_ids(draft, section.code), answers.rows.get(section.code, []), strict=True)
    return version_of(fields, doubts, [_filled(row) for name, row in rows if part is None or name in part])


def _filled(row: Mapping[str, Any]) -> dict[str, Any]:
    return {code: value for code, value in row.items() if not is_empty(value)}


def refuse_stale(draft: Mapping[str, Any], mine: Answers, page: Page, *, when: datetime.datetime) -> None:
    """Refuse a page that has not seen what stands now, unless it says the same. Raises Stale."""
    current = topic_version(draft, page.section, page.part)
    if not is_stale(page.seen, current) or (page.name and draft.get(WRITERS, {}).get(page.section.code) == page.name):
        return
    if found := differences(draft, mine, page):
        raise Stale(version=current, differences=found, when=when, about=page.section.code)


def written(draft: Mapping[str, Any], answers: Answers, page: Page | None = None) -> dict[str, Any]:
    """The draft with new answers; whoever writes without a page leaves every open page stale."""
    before = Answers.of(draft).rows
    # Rows that came in without identities (an import, a program) are other rows than those an open page shows.
    ids = {code: kept for code, kept in draft.get(ROW_IDS, {}).items() if before.get(code) == answers.rows.get(code)}
    writers, turns = (dict(draft.get(name, {})) if page else {} for name in (WRITERS, TURNS))
    if page:
        writers[page.section.code] = page.name
        turns[page.section.code] = page.turn
        ids[page.section.code] = list(page.row_ids)
    return {**answers.stored(), ROW_IDS: ids, WRITERS: writers, TURNS: turns}


def differences(draft: Mapping[str, Any], mine: Answers, page: Page) -> list[Difference]:
    """What is stored and what was typed, where they differ: field by field, row by row."""
    section, theirs = page.section, Answers.of(draft)
    found = [_difference(spec, spec.label, theirs.fields, mine.fields) for spec in section.fields]
    before = dict(zip(row_ids(draft, section.code), theirs.rows.get(section.code, []), strict=True))
    after = dict(zip(page.row_ids, mine.rows.get(section.code, []), strict=False))
    for name in [*before, *(name for name in after if name not in before)]:
        old, new = before.get(name), after.get(name)
        title = _title(section, old or new or {})
        if old is None or new is None:
            if _filled(old or new or {}):
                there, gone = _("there"), _("not there")
                found.append(
                    Difference(label=title, theirs=gone if old is None else there, mine=gone if new is None else there)
                )
            continue
        place = f"{section.code}-{list(after).index(name)}-"
        found += [_difference(spec, labelled(title, spec.label), old, new, place) for spec in section.row_fields]
    return [difference for difference in found if difference is not None]


def _title(section: SectionForm, row: Mapping[str, Any]) -> str:
    first = next((str(row[s.code]) for s in section.row_fields if not is_empty(row.get(s.code))), "")
    return first or _("a row")


def _difference(
    spec: FieldSpec, label: str, theirs: Mapping[str, Any], mine: Mapping[str, Any], place: str = ""
) -> Difference | None:
    before, after = theirs.get(spec.code), mine.get(spec.code)
    if before == after or (is_empty(before) and is_empty(after)):
        return None
    return Difference(label=label, theirs=plain(spec, before), mine=plain(spec, after), place=f"{place}{spec.code}")


def plain(spec: FieldSpec, value: object) -> str:
    """A value as its writer reads it."""
    if is_empty(value):
        return ""
    # It is their own form: two ID numbers that differ in the masked digits would look the same.
    return str(value) if spec.type == "id-number" else text_of(spec, value)
