"""The marks of a workbook of Excel since 2007 (ECMA-376), read off its markup: calamine does not tell them."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator, Mapping
from xml.etree import ElementTree

from materials.tables.files.marks import FLAT, MOST_COLUMNS, Marked, Marks, Style, is_flat, tree
from materials.tables.files.number_format import BUILT_IN

_PART = re.compile(rb"<(?:\w+:)?(row|c|col|sheetFormatPr)\b([^>]*)>")
_ATTRIBUTE = re.compile(rb"\b([A-Za-z]+)=(?:\"([^\"]*)\"|'([^']*)')")
_VALUE = re.compile(rb"<(?:\w+:)?v>([^<]*)</")
_FORMULA = re.compile(rb"<(?:\w+:)?f\b[^>]*>([^<]*)</|<(?:\w+:)?f\b[^>]*/>")
_TRUE = (b"1", b"true")


def marks_of_xlsx(packed: zipfile.ZipFile, names: set[str]) -> Marked:
    book = tree(packed.read("xl/workbook.xml"))
    styles = _styles(tree(packed.read("xl/styles.xml"))) if "xl/styles.xml" in names else []
    shared = packed.read("xl/sharedStrings.xml") if "xl/sharedStrings.xml" in names else b""
    struck = set(_struck_texts(tree(shared))) if b"strike" in shared else set()
    since = next((one.get("date1904") for one in book.iter() if one.tag.endswith("workbookPr")), None)
    return Marked(
        sheets={
            name: _of_sheet(packed.read(part), styles, struck)
            for name, part in _parts(packed, names, book)
            if part in names
        },
        since_1904=since in ("1", "true"),
    )


def _of_sheet(sheet: bytes, styles: list[Style], struck: set[int]) -> Marks:
    marks, place, column = Marks(), 0, -1
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
            column = _column(told[b"r"]) if b"r" in told else column + 1
            _mark_cell(marks, (place, column), told, _within(sheet, part), styles, struck)
    return marks


def _mark_cell(
    marks: Marks,
    at: tuple[int, int],
    told: Mapping[bytes, bytes],
    content: bytes,
    styles: list[Style],
    struck: set[int],
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
    if style < len(styles):
        styles[style].mark(marks, place, column)
    if struck and kind == b"s" and value and _whole(value[1], -1) in struck:
        marks.struck.setdefault(place, set()).add(column)


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
    fonts = [(_strikes(font), _ink(font)) for font in _children(root, "fonts")]
    grounds = [_ground(fill) for fill in _children(root, "fills")]
    found = []
    for one in _children(root, "cellXfs"):
        number, font, fill = (_whole((one.get(name) or "0").encode(), 0) for name in ("numFmtId", "fontId", "fillId"))
        struck, ink = fonts[font] if font < len(fonts) else (False, BLACK)
        ground = grounds[fill] if fill < len(grounds) else WHITE
        code = own.get(number) or BUILT_IN.get(number, "")
        found.append(Style(format=code, struck=struck or ink == ground))
    return found


WHITE, BLACK = "FFFFFF", "000000"
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
    if name["theme"] and not name["tint"]:
        return _THEME.get(name["theme"], f"theme {name['theme']}")
    if name["indexed"]:
        return _INDEXED.get(name["indexed"], f"indexed {name['indexed']}")
    return f"theme {name['theme']} {name['tint']}" if name["theme"] else otherwise


def _children(root: ElementTree.Element, name: str) -> list[ElementTree.Element]:
    return next((list(one) for one in root if one.tag.endswith(f"}}{name}")), [])


def _strikes(font: ElementTree.Element) -> bool:
    return any(one.tag.endswith("}strike") and one.get("val", "1") not in ("0", "false") for one in font.iter())


def _struck_texts(root: ElementTree.Element) -> Iterator[int]:
    """The places of shared texts of which a part is crossed out."""
    for place, one in enumerate(root):
        if _strikes(one):
            yield place


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


def _column(name: bytes) -> int:
    place = 0
    for letter in name.rstrip(b"0123456789").upper():
        place = place * 26 + letter - 64
    return place - 1
