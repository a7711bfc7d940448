"""A chart as SVG: pygal scales the marks, what stands around them is ours.

pygal writes colours, fonts, styles and a script into its picture, which no page of the portal may carry; of its drawing
only the place of each mark is taken. Colours stand in attributes, for paper and PDF; the style sheet of the pages
overrules them, for the dark. No number is told by colour or length alone: it stands beside its mark.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.machinery import PathFinder
from types import ModuleType
from typing import Any
from xml.etree import ElementTree

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from pages.charts.chart import Chart, Mark, Shape
from pages.sentences import labelled

WIDTH = 480
BAND, BAR = 48, 16
"""Height of a mark with its words, and of the mark alone, where bars lie."""
HEIGHT, FOOT, HEAD = 150, 44, 22
"""Where columns stand: the highest of them, the words below, the number above."""
ROOM_FOR_NUMBERS = 64
WIDEST = 48
"""A column alone is no wall."""
NARROWEST = 2
"""So wide is a mark whose number is above zero, however small it is beside the others."""
FONT = "system-ui, 'Noto Sans CJK SC', 'Noto Sans SC', sans-serif"
INK, MARK, LINE = "currentColor", "#0b57a4", "#74818f"


@dataclass(frozen=True, kw_only=True)
class _Box:
    """Where a mark is drawn."""

    x: float
    y: float
    width: float
    height: float


def drawn(chart: Chart) -> SafeString:
    """The picture, to stand inside a page or a paper; "" when there is nothing to draw."""
    marks = chart.drawn
    if not marks:
        return SafeString("")
    height = BAND * len(marks) if chart.shape == Shape.BARS else HEAD + HEIGHT + FOOT
    picture = _picture(chart, height)
    for mark, box in zip(marks, _boxes(marks, chart.shape), strict=True):
        (_lay if chart.shape == Shape.BARS else _stand)(picture, mark, box)
    _baseline(picture, chart.shape, height)
    return SafeString(ElementTree.tostring(picture, encoding="unicode"))


def _boxes(marks: Sequence[Mark], shape: Shape) -> list[_Box]:
    """The place of each mark, scaled by pygal; words and numbers have room around it."""
    is_lying = shape == Shape.BARS
    size = (
        {"width": WIDTH - ROOM_FOR_NUMBERS, "height": BAND * len(marks)}
        if is_lying
        else {"width": WIDTH, "height": HEIGHT}
    )
    scaled = (_pygal().HorizontalBar if is_lying else _pygal().Bar)(
        **size, margin=0, show_legend=False, show_x_labels=False, show_y_labels=False, js=(), css=(), no_prefix=True
    )
    highest = max(mark.value for mark in marks) or 1
    scaled.range = (0, highest)
    # pygal lays the first bar at the bottom.
    scaled.add("", [mark.value for mark in (reversed(marks) if is_lying else marks)])
    rects = [node for node in scaled.render_tree().iter("rect") if "reactive" in node.get("class", "")]
    boxes = [_box(node) for node in rects]
    return boxes[::-1] if is_lying else boxes


@cache
def _pygal() -> ModuleType:
    """The library, and how packages are found as it was: importlib_metadata, which comes with it, puts a finder of its
    own before every later import and takes away the one of the standard library."""
    found, own = list(sys.meta_path), vars(PathFinder)["find_distributions"]
    import pygal

    sys.meta_path[:] = [finder for finder in sys.meta_path if finder in found]
    PathFinder.find_distributions = own  # type: ignore[method-assign]
    return pygal


def _box(node: Any) -> _Box:
    x, y, width, height = (float(node.get(name, 0)) for name in ("x", "y", "width", "height"))
    return _Box(x=x, y=y, width=width, height=height)


def _picture(chart: Chart, height: int) -> ElementTree.Element:
    named = {name: f"{chart.name}-{name}" for name in ("title", "desc")}
    picture = ElementTree.Element(
        "svg",
        {
            "xmlns": "http://www.w3.org/2000/svg",
            "viewBox": f"0 0 {WIDTH} {height}",
            "role": "group",
            "aria-labelledby": f"{named['title']} {named['desc']}",
            "font-family": FONT,
            "font-size": "15",
            "fill": INK,
        },
    )
    _add(picture, "title", id=named["title"]).text = str(chart.title)
    told = _("%(of)s and number: %(counted)s. The same numbers are in the table below.")
    _add(picture, "desc", id=named["desc"]).text = told % {"of": chart.of, "counted": chart.counted}
    return picture


def _add(parent: ElementTree.Element, tag: str, **attributes: object) -> ElementTree.Element:
    told = {name.replace("_", "-"): _number(value) for name, value in attributes.items() if value not in ("", None)}
    return ElementTree.SubElement(parent, tag, told)


def _number(value: object) -> str:
    return f"{value:.1f}".removesuffix(".0") if isinstance(value, float) else str(value)


def _way(parent: ElementTree.Element, mark: Mark) -> ElementTree.Element:
    """Where a mark is drawn: inside the link to its rows, when there are any."""
    if mark.address and mark.value:
        return _add(parent, "a", href=mark.address, aria_label=labelled(mark.label, mark.value))
    return _add(parent, "g")


def _lay(picture: ElementTree.Element, mark: Mark, box: _Box) -> None:
    """A bar with its words above it and its number at its end."""
    place = _way(picture, mark)
    middle = box.y + box.height / 2
    top = middle + BAND / 2 - BAR - 6
    width = max(box.width, NARROWEST if mark.value else 0)
    _add(place, "text", x=0, y=top - 6, lang=mark.lang).text = mark.label
    _add(place, "rect", x=0, y=top, width=float(width), height=BAR, fill=MARK, **{"class": "mark"})
    number = _add(place, "text", x=width + 6, y=top + BAR - 3, font_weight=600)
    number.text = f"{mark.value:,}"


def _stand(picture: ElementTree.Element, mark: Mark, box: _Box) -> None:
    """A column with its number above it and its words below."""
    place = _way(picture, mark)
    middle, width = box.x + box.width / 2, min(box.width, WIDEST)
    height = max(box.height, NARROWEST if mark.value else 0)
    top = HEAD + HEIGHT - height
    _add(place, "rect", x=middle - width / 2, y=top, width=width, height=float(height), fill=MARK, **{"class": "mark"})
    number = _add(place, "text", x=middle, y=top - 6, text_anchor="middle", font_weight=600)
    number.text = f"{mark.value:,}"
    for line, words in enumerate((mark.short or mark.label).split("\n")):
        below = _add(place, "text", x=middle, y=HEAD + HEIGHT + 18 + 18 * line, text_anchor="middle", font_size=13)
        below.text = words


def _baseline(picture: ElementTree.Element, shape: Shape, height: int) -> None:
    """Zero, from where every mark begins."""
    ends = (0, 0, 0, height) if shape == Shape.BARS else (0, HEAD + HEIGHT, WIDTH, HEAD + HEIGHT)
    x1, y1, x2, y2 = ends
    _add(picture, "line", x1=x1, y1=y1, x2=x2, y2=y2, stroke=LINE, stroke_width=1, **{"class": "zero"})
