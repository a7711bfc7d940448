"""Facts of other authorities from a table: first a dry run, then all rows or none; known again by source and number."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.people import Person
from accounts.represented.companies import Company
from accounts.typed.identifiers import normalise_uscc, validate_uscc
from accounts.typed.text import one_line
from materials.tables.headings import Column
from materials.tables.layout import Layout, Taken, taken
from materials.tables.reading import Cell, Sheet
from materials.tables.telling import unusable_message
from materials.tables.unknown import in_quotes, not_known
from materials.tables.values import day, text
from pages.days import read_day
from pages.sentences import listed
from supervision import events
from supervision.credit.editions.queries import models_in_force
from supervision.credit.facts.actions import NewFact, enter_facts, known_keys
from supervision.credit.facts.models import GravityChoices
from supervision.credit.subjects.models import Sector, Subject

COLUMNS: tuple[tuple[str, str, object, tuple[str, ...]], ...] = (
    ("uscc", "key", gettext_lazy("Unified social credit code"), ("统一社会信用代码", "信用代码")),
    ("number", "", gettext_lazy("Number at the source"), ("文书号", "编号", "来源编号", "案号", "文号")),
    ("indicator", "", gettext_lazy("Indicator"), ("指标", "事项", "指标代码")),
    ("happened-on", "", gettext_lazy("Day"), ("日期", "发生日期", "决定日期", "认定日期")),
    ("sector", "", gettext_lazy("Sector"), ("业务领域", "领域", "行业")),
    ("gravity", "", gettext_lazy("Class"), ("失信等级", "类别", "失信类别")),
    ("magnitude", "", gettext_lazy("How many"), ("数量", "人数")),
    ("article", "", gettext_lazy("Article"), ("依据", "法律依据")),
    ("words", "", gettext_lazy("What happened"), ("内容", "事实", "摘要")),
    ("ends-on", "", gettext_lazy("Ends on"), ("截止日期", "终止日期")),
)
"""Code, whether it finds the company, title, the words people use for it."""
NEEDED = ("uscc", "number", "indicator", "happened-on")
LONGEST_NUMBER = 80
LONGEST_WORDS = {"article": 200, "words": 300}
GRAVITIES = {"": "", "轻微": "slight", "一般": "ordinary", "严重": "serious", **{c: c for c in GravityChoices.values}}


class NotATable(Exception):
    """The table cannot be taken in; the message says why."""


@dataclass(frozen=True, kw_only=True)
class Line:
    """A row: its place in the file, the fact it would be, whether it is known, and what is wrong with it."""

    place: int
    fact: NewFact | None
    errors: list[str]
    is_known: bool = False


def columns() -> list[Column]:
    return [
        Column(code=code, label=str(title), names=(str(title), *names), is_key=kind == "key")
        for code, kind, title, names in COLUMNS
    ]


def read(sheet: Sheet, layout: Layout, *, source: str, with_hidden: bool = False) -> tuple[list[Line], Taken]:
    """Check the rows of a table as understood, line by line; nothing is stored. Raises NotATable."""
    found = taken(sheet, layout, with_hidden=with_hidden)
    if why := unusable_message(found, columns()):
        raise NotATable(why)
    rows = [(place, {code: _value(code, cell) for code, cell in cells.items()}) for place, cells in found.rows]
    companies = _companies(values.get("uscc", "") for _place, values in rows)
    words = _indicators()
    lines = [_line(place, values, source=source, companies=companies, words=words) for place, values in rows]
    known = known_keys([line.fact for line in lines if line.fact])
    seen: set[tuple[str, str, str]] = set()
    told = []
    for line in lines:
        key = line.fact.key if line.fact else None
        if key in seen:
            line = Line(place=line.place, fact=line.fact, errors=[*line.errors, _("The same number appears twice.")])
        elif key:
            seen.add(key)
        told.append(Line(place=line.place, fact=line.fact, errors=line.errors, is_known=key in known))
    return told, found


def _value(code: str, cell: Cell) -> str:
    if code.endswith("-on"):
        return day(cell)
    written = one_line(text(cell))
    return normalise_uscc(written) if code == "uscc" else written


def _companies(codes: Iterable[str]) -> dict[str, int]:
    wanted = {code for code in codes if code}
    return dict(Company.objects.filter(uscc__in=wanted).values_list("uscc", "pk"))


def _indicators() -> dict[str, str]:
    """What an indicator may be called: its code, and its names in the models in force."""
    found: dict[str, str] = {}
    for by in models_in_force(on=timezone.localdate()).values():
        for one in by.content.indicators:
            found |= {one.code: one.code, one.name_zh: one.code, one.name_en.lower(): one.code}
    return found


def _names_of_indicators() -> set[str]:
    """Their names in the reader's language."""
    models = models_in_force(on=timezone.localdate()).values()
    return {one.name for by in models for one in by.content.indicators}


def _line(
    place: int,
    values: Mapping[str, str],
    *,
    source: str,
    companies: Mapping[str, int],
    words: Mapping[str, str],
) -> Line:
    titles = {code: str(title) for code, _kind, title, _names in COLUMNS}
    missing = [titles[code] for code in NEEDED if not values.get(code)]
    errors = [_("Missing: %(names)s.") % {"names": listed(missing)}] if missing else []
    uscc = values.get("uscc", "")
    if uscc:
        try:
            validate_uscc(uscc)
        except ValidationError as wrong:
            errors += wrong.messages
    company = companies.get(uscc)
    if uscc and company is None and not errors:
        errors.append(_("No company on the portal has this code."))
    named = values.get("indicator", "")
    indicator = words.get(named) or words.get(named.lower())
    if named and indicator is None:
        told = _("“%(name)s” is not an indicator of a model in force.") % {"name": in_quotes(named)}
        errors.append(not_known(told, _names_of_indicators()))
    happened_on, ends_on = (_day(values.get(code, ""), errors) for code in ("happened-on", "ends-on"))
    if happened_on and happened_on > timezone.localdate():
        errors.append(_("The date of a fact cannot be in the future."))
    if happened_on and ends_on and ends_on <= happened_on:
        errors.append(_("The end must be after the day it happened."))
    if len(values.get("number", "")) > LONGEST_NUMBER:
        errors.append(_("A number has at most %(n)s characters.") % {"n": LONGEST_NUMBER})
    for code, most in LONGEST_WORDS.items():
        if len(values.get(code, "")) > most:
            errors.append(_("%(name)s: at most %(count)s characters.") % {"name": titles[code], "count": most})
    gravity = GRAVITIES.get(values.get("gravity", ""))
    if gravity is None:
        told = _("“%(name)s” is not a class of the national rule; it may be left empty.")
        errors.append(not_known(told % {"name": in_quotes(values["gravity"])}, GRAVITIES))
    sector = _sector(values.get("sector", ""), errors)
    magnitude = _magnitude(values.get("magnitude", ""), errors)
    if errors or company is None or indicator is None or happened_on is None:
        return Line(place=place, fact=None, errors=errors or [_("This row cannot be read.")])
    return Line(
        place=place,
        errors=[],
        fact=NewFact(
            company=company,
            indicator=indicator,
            happened_on=happened_on,
            source=source,
            source_ref=values["number"],
            sector=sector,
            gravity=gravity or "",
            magnitude=magnitude,
            article=values.get("article", ""),
            words=values.get("words", ""),
            ends_on=ends_on,
        ),
    )


def _day(written: str, errors: list[str]) -> datetime.date | None:
    if not written:
        return None
    if (found := read_day(written)) is None:
        errors.append(_("%(text)s is not a date such as 2026-12-31.") % {"text": written})
    return found


def _sector(written: str, errors: list[str]) -> str:
    known = {"": "", **{code: code for code in Sector.values}, **{str(label): code for code, label in Sector.choices}}
    known |= {"一货": "freight", "普货": "freight", "普通货物运输": "freight", "一危": "hazardous"}
    known |= {"危货": "hazardous", "危险货物运输": "hazardous", "班线客运": "passenger-line"}
    known |= {"旅游包车": "charter", "旅游包车客运": "charter"}
    if written not in known:
        errors.append(not_known(_("“%(name)s” is not a sector.") % {"name": in_quotes(written)}, Sector.labels))
    return known.get(written, "")


def _magnitude(written: str, errors: list[str]) -> Decimal:
    try:
        found = Decimal(written or 1).quantize(Decimal("0.01"))
        if 0 < found < 10**6:
            return found
    except InvalidOperation:
        pass
    errors.append(_("“%(name)s” is not a number above 0.") % {"name": in_quotes(written)})
    return Decimal(1)


def take_in(lines: Sequence[Line], *, source: str, file: str, by: Person) -> int:
    """Enter all rows, or none when one has errors (ValueError); what is known stays. Returns how many are new."""
    if any(line.errors or line.fact is None for line in lines):
        raise ValueError("a line has errors")
    with transaction.atomic():
        new = enter_facts([line.fact for line in lines if line.fact], by=by)
        events.FACTS_IMPORTED.record(
            subject="credit-facts:import",
            by=by,
            authority=by.authority.division_id if by.authority else "",
            count=len(new),
            source=source,
            file=file,
        )
    return len(new)


def reaches(by: Person, lines: Sequence[Line]) -> bool:
    """Whether every company of a table is coded by an authority the person's roles reach."""
    companies = {line.fact.company for line in lines if line.fact}
    seen = Subject.objects.visible_to(by).filter(company__in=companies).values_list("company", flat=True)
    return companies <= set(seen)
