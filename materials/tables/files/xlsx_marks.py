"""The marks of a workbook of Excel since 2007 (ECMA-376), read off its markup: calamine does not tell them."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from xml.etree import ElementTree

from materials.tables.files.conditions import MOST, Area, Condition, Dress, look_alike, merged
from materials.tables.files.marks import (
    BLACK,
    FLAT,
    MOST_COLUMNS,
    WHITE,
    Marked,
    Marks,
    Style,
    TooLarge,
    column_of,
    is_flat,
    tree,
)
from materials.tables.files.number_format import BUILT_IN

_PART = re.compile(rb"<(?:\w+:)?(row|c|col|sheetFormatPr)\b([^>]*)>")
_ATTRIBUTE = re.compile(rb"\b([A-Za-z]+)=(?:\"([^\"]*)\"|'([^']*)')")
_VALUE = re.compile(rb"<(?:\w+:)?v>([^<]*)</")
_FORMULA = re.compile(rb"<(?:\w+:)?f\b[^>]*>([^<]*)</|<(?:\w+:)?f\b[^>]*/>")
_TRUE = (b"1", b"true")
_NO_NUMBERS = ";;"


def marks_of_xlsx(packed: zipfile.ZipFile, names: set[str]) -> Marked:
    book = tree(packed.read("xl/workbook.xml"))
    styles = _styles(tree(packed.read("xl/styles.xml"))) if "xl/styles.xml" in names else []
    dresses = _dresses(tree(packed.read("xl/styles.xml"))) if "xl/styles.xml" in names else []
    shared = packed.read("xl/sharedStrings.xml") if "xl/sharedStrings.xml" in names else b""
    parts = {n: told for n, one in enumerate(tree(shared)) if (told := _parts_of_text(one))} if b"rPr" in shared else {}
    since = next((one.get("date1904") for one in book.iter() if one.tag.endswith("workbookPr")), None)
    return Marked(
        sheets={
            name: _of_sheet(packed.read(part), styles, parts, dresses)
            for name, part in _parts(packed, names, book)
            if part in names
        },
        since_1904=since in ("1", "true"),
    )


def _of_sheet(sheet: bytes, styles: list[Style], parts: Mapping[int, PartsOfText], dresses: list[Dress]) -> Marks:
    marks, place, column = Marks(conditions=merged(_conditions(sheet, dresses))), 0, -1
    all_flat = False
    for part in _PART.finditer(sheet):
        told = {name: first or second for name, first, second in _ATTRIBUTE.findall(part[2])}
        if part[1] == b"sheetFormatPr":
            all_flat = told.get(b"zeroHeight") in _TRUE
        elif part[1] == b"col":
            if told.get(b"hidden") in _TRUE or is_flat(told.get(b"width"), FLAT / 10):
                begin, end = (_whole(told.get(name), 1) for name in (b"min", b"max"))
                marks.columns.update(range(begin - 1, min(end, MOST_COLUMNS)))
        elif part[1] == b"row":
            place, column = _whole(told.get(b"r"), place + 1), -1
            flat = is_flat(told[b"ht"], FLAT) if b"ht" in told else all_flat
            if told.get(b"hidden") in _TRUE or flat:
                marks.rows.add(place)
        else:
            column = column_of(told[b"r"]) if b"r" in told else column + 1
            _mark_cell(marks, (place, column), told, _within(sheet, part), styles, parts)
    return marks


def _mark_cell(
    marks: Marks,
    at: tuple[int, int],
    told: Mapping[bytes, bytes],
    content: bytes,
    styles: list[Style],
    parts: Mapping[int, PartsOfText],
) -> None:
    if not content:
        return
    place, column = at
    kind = told.get(b"t", b"n")
    value = _VALUE.search(content)
    formula = _FORMULA.search(content) if b"<f" in content or b":f" in content else None
    if kind == b"e":
        marks.broken.setdefault(place, {})[column] = value[1].decode() if value else "#N/A"
    elif formula and not (value and value[1]) and kind != b"str":
        written = "=" + ((formula[1] or b"").decode(errors="replace")[:80] or "?")
        marks.broken.setdefault(place, {})[column] = written
    style = _whole(told.get(b"s"), 0)
    dressed = styles[style] if style < len(styles) else Style()
    dressed.mark(marks, place, column)
    if kind == b"s":
        of_text = parts.get(_whole(value[1], -1)) if value else None
    else:
        of_text = _parts_of_text(tree(_alone(content))) if kind == b"inlineStr" and b"rPr" in content else None
    if of_text and of_text.is_partly_unseen(dressed):
        marks.strike(place, column)


def _within(sheet: bytes, part: re.Match[bytes]) -> bytes:
    """What stands in the cell a tag opens."""
    if part[2].endswith(b"/"):
        return b""
    name = part[0][1:].split(None, 1)[0].rstrip(b">")
    return sheet[part.end() : sheet.find(b"</" + name + b">", part.end())]


def _styles(root: ElementTree.Element) -> list[Style]:
    """The formats of cells, as cells name them by their place."""
    own = {
        _whole((one.get("numFmtId") or "").encode(), -1): one.get("formatCode", "")
        for one in root.iter()
        if one.tag.endswith("}numFmt")
    }
    fonts = [(_hides(font), _ink(font)) for font in _children(root, "fonts")]
    grounds = [_ground(fill) for fill in _children(root, "fills")]
    found = []
    for one in _children(root, "cellXfs"):
        number, font, fill = (_whole((one.get(name) or "0").encode(), 0) for name in ("numFmtId", "fontId", "fillId"))
        struck, ink = fonts[font] if font < len(fonts) else (False, BLACK)
        ground = grounds[fill] if fill < len(grounds) else WHITE
        code = own.get(number) or BUILT_IN.get(number, "")
        found.append(Style(format=code, struck=struck or look_alike(ink, ground), ink=ink, ground=ground))
    return found


def _dresses(root: ElementTree.Element) -> list[Dress]:
    """The formats of conditions, as those name them by their place."""
    return [_dress({_kind(part): part for part in one}) for one in _children(root, "dxfs")]


def _dress(told: Mapping[str, ElementTree.Element]) -> Dress:
    font, fill, number = (told.get(name) for name in ("font", "fill", "numFmt"))
    colours = () if fill is None else fill.iter()
    return Dress(
        ink="" if font is None else next((_colour(one, "") for one in font if _kind(one) == "color"), ""),
        # The ground of a condition is told as what lies behind, whatever its pattern.
        ground=next((_colour(one, "") for one in colours if _kind(one) == "bgColor"), ""),
        format="" if number is None else number.get("formatCode", ""),
        struck=font is not None and _hides(font),
    )


def _conditions(sheet: bytes, dresses: list[Dress]) -> Iterator[Condition]:
    """The formats by condition that change how a cell looks. Raises TooLarge: one that is not read may hide a value."""
    for nth, found in enumerate(_CONDITIONAL.finditer(sheet)):
        if nth >= MOST:
            raise TooLarge
        one = tree(_alone(found[0]))
        # Excel 2010 wrote where a condition holds behind it, and its looks into it.
        later = next((part.text for part in one.iter() if _kind(part) == "sqref"), None)
        told = (one[0].get("sqref") or later or "").replace("$", "").split()
        areas = tuple(map(_area, told))
        for rule in (part for part in one.iter() if _kind(part) == "cfRule"):
            for dress in _dresses_of(rule, dresses):
                yield Condition(
                    areas=areas,
                    first=told[0].partition(":")[0] if told and rule.get("type") == "expression" else "",
                    kind=rule.get("type", ""),
                    how=rule.get("operator", "") if rule.get("type") == "cellIs" else rule.get("text", ""),
                    operands=tuple(part.text or "" for part in rule if _kind(part) in ("formula", "f")),
                    dress=dress,
                )


def _dresses_of(rule: ElementTree.Element, dresses: list[Dress]) -> Iterator[Dress]:
    """What a rule may make of a cell: its format, or bars, icons and a scale of colours."""
    place = _whole((rule.get("dxfId") or "").encode(), -1)
    if 0 <= place < len(dresses) and not dresses[place].changes_nothing:
        yield dresses[place]
    for part in rule:
        if _kind(part) == "dxf":
            yield _dress({_kind(one): one for one in part})
        elif _kind(part) in ("dataBar", "iconSet") and part.get("showValue") in ("0", "false"):
            yield Dress(format=_NO_NUMBERS)
        elif _kind(part) == "colorScale":
            yield from (Dress(ground=_colour(one, "")) for one in part if _kind(one) == "color")


def _area(told: str) -> Area:
    """A1:C3 as rows from 1 and columns from 0."""
    first, _colon, last = told.encode().partition(b":")
    top, bottom = (_whole(one.lstrip(_LETTERS), 0) for one in (first, last or first))
    return top, column_of(first), bottom or MOST_ROWS, column_of(last or first)


_LETTERS = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ"
MOST_ROWS = 1_048_576
_CONDITIONAL = re.compile(
    rb"<(?:\w+:)?conditionalFormatting\b[^>]*(?<!/)>.*?</(?:\w+:)?conditionalFormatting>", re.DOTALL
)


def _alone(part: bytes) -> bytes:
    """A part of a sheet as a document of its own: names of namespaces are declared far above."""
    return b"<part>" + re.sub(rb"(</?|\s)\w+:(?=\w)", rb"\1", part) + b"</part>"


@dataclass(frozen=True, kw_only=True)
class PartsOfText:
    """Of a text whose parts look different: whether one is crossed out, and in which inks they are written."""

    struck: bool
    inks: frozenset[str]

    def is_partly_unseen(self, style: Style) -> bool:
        return self.struck or any(look_alike(ink, style.ground) for ink in self.inks)


def _parts_of_text(text: ElementTree.Element) -> PartsOfText | None:
    inks, struck = set(), False
    for run in text.iter():
        looks = next((one for one in run if _kind(one) == "rPr"), None)
        words = "".join(part.text or "" for part in run if _kind(part) == "t")
        if looks is not None and words.strip():
            struck = struck or _hides(looks)
            inks |= {_colour(one, BLACK) for one in looks if _kind(one) == "color"}
    return PartsOfText(struck=struck, inks=frozenset(inks)) if struck or inks else None


_THEME = {"0": WHITE, "1": BLACK}
_INDEXED = {"0": BLACK, "1": WHITE, "8": BLACK, "9": WHITE, "64": BLACK, "65": WHITE}


def _ink(font: ElementTree.Element) -> str:
    return next((_colour(one, BLACK) for one in font if one.tag.endswith("}color")), BLACK)


def _ground(fill: ElementTree.Element) -> str:
    pattern = next((one for one in fill if one.tag.endswith("}patternFill")), None)
    if pattern is None or pattern.get("patternType", "none") == "none":
        return WHITE if pattern is not None else ""
    if pattern.get("patternType") != "solid":
        return ""
    return next((_colour(one, BLACK) for one in pattern if one.tag.endswith("}fgColor")), BLACK)


def _colour(told: ElementTree.Element, otherwise: str) -> str:
    """A name of a colour by which it is known again; tints of a theme are colours of their own."""
    if rgb := told.get("rgb"):
        return rgb[-6:].upper()
    name = {kind: told.get(kind, "") for kind in ("theme", "indexed", "tint")}
    if name["theme"] in _THEME:
        return _tinted(_THEME[name["theme"]], name["tint"])
    if name["indexed"]:
        return _INDEXED.get(name["indexed"], f"indexed {name['indexed']}")
    return f"theme {name['theme']} {name['tint']}" if name["theme"] else otherwise


def _tinted(colour: str, tint: str) -> str:
    """White made darker, or black made lighter (ECMA-376, 18.8.19)."""
    try:
        share = float(tint or 0)
    except ValueError:
        return colour
    light = 1 + min(share, 0) if colour == WHITE else max(share, 0)
    return f"{round(255 * light):02X}" * 3 if 0 <= light <= 1 else colour


def _children(root: ElementTree.Element, name: str) -> list[ElementTree.Element]:
    return next((list(one) for one in root if one.tag.endswith(f"}}{name}")), [])


def _hides(font: ElementTree.Element) -> bool:
    """Crossed out, or too small to be read."""
    return any(
        (_kind(one) == "strike" and one.get("val", "1") not in ("0", "false"))
        or (_kind(one) == "sz" and is_flat(one.get("val"), FLAT))
        for one in font.iter()
    )


def _kind(part: ElementTree.Element) -> str:
    return part.tag.split("}")[-1]


def _parts(packed: zipfile.ZipFile, names: set[str], book: ElementTree.Element) -> Iterator[tuple[str, str]]:
    targets: dict[str, str] = {}
    if "xl/_rels/workbook.xml.rels" in names:
        for link in tree(packed.read("xl/_rels/workbook.xml.rels")):
            target = link.get("Target", "")
            targets[link.get("Id", "")] = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
    for element in book.iter():
        if element.tag.endswith("}sheet") or element.tag == "sheet":
            name = next((v for k, v in element.items() if k.endswith("}id")), "")
            yield element.get("name", ""), targets.get(name, "")


def _whole(told: bytes | None, otherwise: int) -> int:
    return int(told) if told and told.isdigit() and len(told) < 8 else otherwise
