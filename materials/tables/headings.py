"""Where a table names its columns, and what the names people give them mean."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import zip_longest
from pathlib import Path

from accounts.typed.text import plain
from materials.identifiers import PLATE_COLOURS
from materials.tables.reading import Cell, Line, Sheet
from materials.tables.values import UNITS, plate_colour, text, unit_in
from pages.characters import simplified

SEARCHED_LINES = 40
"""Titles, notes and empty lines stand above a heading, not more of them than this."""

WORDS: dict[str, list[str]] = json.loads(Path(__file__).with_name("heading_words.json").read_text(encoding="utf-8"))
"""Field code -> the words people use for it besides the form's own."""
UNUSED = frozenset(
    {
        "序号",
        "序",
        "编号",
        "行号",
        "no",
        "no.",
        "#",
        "备注",
        "说明",
        "备考",
        "remark",
        "remarks",
        "note",
        "notes",
        "操作",
        "车身颜色",
        "车体颜色",
        "bodycolour",
        "bodycolor",
    }
)
"""Columns every list has and nobody asks for."""

_COLOUR = frozenset({"颜色", "colour", "color"})
_OF_BODY = frozenset({"车身颜色", "车体颜色", "bodycolour", "bodycolor"})

_MARKS = re.compile(
    r"[*＊※:：\s'\"“”_]|[（(\[【](?:必填|必填项|选填|可选|非必填|required|optional)[）)\]】]|必填\Z|选填\Z"
)
_SLASHED = re.compile(r"(?:[/、,，|\\=.·-]|(?<=[一-鿿]))(kg|kgs|t|吨|噸|千克|公斤|公吨|tons?|tonnes?)\Z")
"""核定载质量/吨, 总质量kg: the unit as others put it into brackets."""
_UNIT_OF_ALL = re.compile(r"(?:计量)?单位[:：]?\s*([^\s,，;；、()（）]{1,3})")
"""单位：吨, in a title or at the right above the table."""
_RUNS = re.compile(r"[㐀-鿿]+|[a-z]+")
_OF_WHAT = re.compile(r"\A(?:机动车|营运车辆|道路运输车辆|车辆)")
_NUMBERED = re.compile(r"\A(?:[（(]?\d{1,2}[)）]?[.、,，．]?|[（(]?[一二三四五六七八九十]{1,3}[)）、.．,，])")
_OPEN, _CLOSE = r"（(\[【〔<《「『{", r"）)\]】〕>》」』}"
_BRACKETED = re.compile(rf"[{_OPEN}]([^{_OPEN}{_CLOSE}]*)(?:[{_CLOSE}]|\Z)")


@dataclass(frozen=True, kw_only=True)
class Column:
    """A column that may be taken in: its field code, its title on the page, its own names; keys find the record."""

    code: str
    label: str
    names: tuple[str, ...]
    is_key: bool = False


@dataclass(frozen=True, kw_only=True)
class Heading:
    """A line that names columns: `places` place -> field code, `unused` and `unknown` place -> the word there,
    `units` field code -> unit in the heading."""

    line: Line
    places: Mapping[int, str]
    unused: Mapping[int, str] = field(default_factory=dict)
    unknown: Mapping[int, str] = field(default_factory=dict)
    units: Mapping[str, str] = field(default_factory=dict)


def find(sheet: Sheet, columns: Sequence[Column]) -> Heading | None:
    """The heading of a sheet: of its first lines the one that names most columns: a key, or two others."""
    names = _names(columns)
    keys = {column.code for column in columns if column.is_key}
    best: Heading | None = None
    for line, below in zip_longest(sheet.lines[:SEARCHED_LINES], sheet.lines[1 : SEARCHED_LINES + 1]):
        for found in (_read(line, names), _read_together(line, below, names)) if line else ():
            names_enough = keys & set(found.places.values()) or len(found.places) >= 2
            if names_enough and (best is None or len(found.places) > len(best.places)):
                best = found
    if best is None:
        return None
    return _with_units_above(sheet, _with_units_below(sheet, _with_colour_of_plate(sheet, best, columns)))


def _read_together(upper: Line, lower: Line | None, names: Mapping[str, str]) -> Heading:
    """Two lines as one heading: 号牌 over 号码 and 颜色; a name above stands over all columns to the next one."""
    if lower is None or any(char.isdigit() for cell in lower.cells for char in text(cell)):
        return Heading(line=upper, places={})
    words, over = [], ""
    for place, cell in enumerate(lower.cells):
        above, below = (text(upper.cells[place]) if place < len(upper.cells) else ""), text(cell)
        over = above or over
        known = below and over != below and _code_of(_bare(over + below), _bare(over + below), names)
        words.append(over + below if known else below or above)
    return _read(Line(place=lower.place, cells=tuple(words)), names)


def _with_colour_of_plate(sheet: Sheet, heading: Heading, columns: Sequence[Column]) -> Heading:
    """颜色 beside the plate is the plate's colour, where nothing but such colours stands in it and no other is told."""
    codes = {column.code for column in columns}
    plate_at = next((place for place, code in heading.places.items() if code == "plate"), None)
    told_apart = any(_bare(word) in _OF_BODY for word in heading.unused.values())
    if plate_at is None or told_apart or "plate-colour" in heading.places.values() or "plate-colour" not in codes:
        return heading
    for place, word in heading.unknown.items():
        if _bare(word) in _COLOUR and abs(place - plate_at) == 1 and _holds_colours(sheet, heading, place, plate_at):
            unknown = {other: name for other, name in heading.unknown.items() if other != place}
            units = {**heading.units, "plate-colour": ""}
            return replace(heading, places={**heading.places, place: "plate-colour"}, unknown=unknown, units=units)
    return heading


def _holds_colours(sheet: Sheet, heading: Heading, place: int, plate_at: int) -> bool:
    below = [line.cells for line in sheet.lines if line.place > heading.line.place]
    told = [(text(cells[place]), text(cells[plate_at])) for cells in below if max(place, plate_at) < len(cells)]
    colours = [plate_colour(colour, plate=plate) for colour, plate in told if colour and plate]
    return bool(colours) and all(colour in PLATE_COLOURS for colour in colours)


def _with_units_above(sheet: Sheet, heading: Heading) -> Heading:
    """The heading with what is said above it: 质量（吨） over 总质量 and 核载, or 单位：吨 over the whole table."""
    units = dict(heading.units)
    for line in reversed([line for line in sheet.lines if line.place < heading.line.place]):
        of_all = next(filter(None, (_unit_of_all(text(cell)) for cell in line.cells)), "")
        for place, code in heading.places.items():
            over = next(filter(None, (text(cell) for cell in reversed(line.cells[: place + 1]))), "")
            units[code] = units[code] or _unit_in(_bare(over)) or of_all
    return replace(heading, units=units)


def _unit_of_all(written: str) -> str:
    told = _UNIT_OF_ALL.search(plain(written).lower())
    return told[1] if told and told[1] in UNITS else ""


def _unit_in(bare: str) -> str:
    """The unit a heading ends with."""
    told = _BRACKETED.findall(_SLASHED.sub(r"(\1)", bare))
    return told[-1] if told and told[-1] in UNITS else ""


def _with_units_below(sheet: Sheet, heading: Heading) -> Heading:
    """The heading with the units of a line of units below it."""
    below = next((line for line in sheet.lines if line.place > heading.line.place), None)
    if below is None or not holds_units_only(below):
        return heading
    told = {
        c: _BRACKETED.sub(r"\1", _bare(text(below.cells[p]))).removeprefix("单位")
        for p, c in heading.places.items()
        if p < len(below.cells)
    }
    return replace(heading, units={c: unit or told.get(c, "") for c, unit in heading.units.items()})


def holds_units_only(line: Line) -> bool:
    """Whether each cell says a unit and nothing else."""
    told = [_bare(text(cell)) for cell in line.cells if text(cell)]
    return bool(told) and all(_BRACKETED.sub(r"\1", word).removeprefix("单位") in UNITS for word in told)


def _names(columns: Iterable[Column]) -> dict[str, str]:
    names: dict[str, str] = {}
    for column in columns:
        for word in (column.code, *column.names):
            names.setdefault(_bare(word), column.code)
    for column in columns:
        for word in WORDS.get(column.code, ()):
            names.setdefault(_bare(word), column.code)
    return names


def _bare(word: str) -> str:
    """A heading as it is compared: simplified, usual width, small letters, without marks and spaces."""
    return _MARKS.sub("", simplified(plain(word)).lower()).rstrip(".")


def repeats(line: Line, heading: Line, places: Mapping[int, str]) -> bool:
    """Whether a line names the columns once more, as on each printed page: by the heading's words, or by others."""
    told = [(place, _bare(text(cell))) for place, cell in enumerate(line.cells) if text(cell)]
    above = [_bare(text(cell)) for cell in heading.cells]
    known = [
        (place < len(above) and word == above[place]) or word in WORDS.get(places.get(place, ""), ())
        for place, word in told
    ]
    return bool(told) and all(known)


def _read(line: Line, names: Mapping[str, str]) -> Heading:
    places: dict[int, str] = {}
    unused, unknown, units = {}, {}, {}
    for place, cell in enumerate(line.cells):
        written = text(cell)
        if not written or not isinstance(cell, str):
            continue
        bare, code = _understood(_SLASHED.sub(r"(\1)", _bare(written)), names)
        if code is None and (bare in UNUSED or _BRACKETED.sub("", bare) in UNUSED):
            unused[place] = written
        elif code is None or code in places.values():
            unknown[place] = written
        else:
            places[place] = code
            # （一）总质量（吨）: the number a form sets before a heading is no unit, or tonnes were kilograms.
            units[code] = next(filter(None, map(unit_in, _BRACKETED.findall(bare))), "")
    return Heading(line=line, places=places, unused=unused, unknown=unknown, units=units)


def _understood(bare: str, names: Mapping[str, str]) -> tuple[str, str | None]:
    """A heading and its field: as it stands, else without the number official forms set before it (1.号牌号码)."""
    plainer = _NUMBERED.sub("", bare)
    for word in dict.fromkeys((bare, plainer)):
        if code := _code_of(word, _BRACKETED.sub("", word), names):
            return word, code
    return plainer, None


def _code_of(bare: str, short: str, names: Mapping[str, str]) -> str | None:
    """The field a heading names: as it stands, without 机动车 before it, or in two languages (号牌号码/Plate No.)."""
    for word in (bare, short, _OF_WHAT.sub("", short)):
        if code := names.get(word):
            return code
    if any(char.isdigit() for char in short):
        return None
    words = [run for run in _RUNS.findall(bare) if run not in UNITS]
    known = {names.get(word) for word in words if names.get(word) or not word.isascii()}
    return known.pop() if len(known) == 1 else None


def unit_of(heading: Sequence[Cell], place: int) -> str:
    """The unit a heading tells somewhere, of a column whose field was not known by it."""
    return unit_in(_bare(text(heading[place]))) if place < len(heading) else ""


def is_of_no_use(word: str) -> bool:
    """Whether this is the name of a column every list has and nobody asks for."""
    return _bare(word) in UNUSED


def names_anew(line: Line) -> dict[int, str]:
    """Place -> field code of a second heading within a table: two known names at least, and no figure in any cell."""
    told = {place: _bare(text(cell)) for place, cell in enumerate(line.cells) if text(cell)}
    if any(char.isdigit() for word in told.values() for char in word):
        return {}
    found = {place: code for place, word in told.items() if (code := _everywhere().get(word))}
    return found if len(set(found.values())) >= 2 else {}


@cache
def _everywhere() -> dict[str, str]:
    """Every word that names one column and no other."""
    codes: dict[str, set[str]] = {}
    for code, words in WORDS.items():
        for word in words:
            codes.setdefault(_bare(word), set()).add(code)
    return {word: next(iter(found)) for word, found in codes.items() if len(found) == 1}
