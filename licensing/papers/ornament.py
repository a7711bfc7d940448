"""What a certificate is adorned with, computed and drawn as SVG by us: fine-line border and official seal."""

from __future__ import annotations

import math
from functools import lru_cache
from html import escape

from licensing.papers.fonts import FALLBACK, FAMILY

_RED = "#c8161d"


def _wave(length: float, turns: int, height: float, phase: float) -> str:
    """A sine along a line as cubic curves, two to a turn: a tenth of the points a polyline needs."""
    quarter = length / turns / 4
    handle = quarter * 2 * 0.3642
    start = -phase * quarter * 2
    parts = [f"M{start:.1f} 0"]
    for index in range(2 * turns + 1):
        x, side = start + index * quarter * 2, height * (1 if index % 2 else -1) * 1.33
        parts.append(f"C{x + handle:.1f} {side:.1f} {x + 2 * quarter - handle:.1f} {side:.1f} {x + 2 * quarter:.1f} 0")
    return "".join(parts)


def _path(d: str, place: str, colour: str, width: float) -> str:
    return f'<path d="{d}" transform="{place}" fill="none" stroke="{colour}" stroke-width="{width}"/>'


def _band(length: float, depth: float, place: str, colours: tuple[str, str]) -> str:
    turns = round(length / depth / 2.2)
    lines = []
    for index in range(3):
        for height, colour in ((depth / 2, colours[0]), (depth / 3.2, colours[1])):
            lines.append(_path(_wave(length, turns, height, index / 3), place, colour, 0.22))
    return "".join(lines)


def _rosette(x: float, y: float, size: float, colours: tuple[str, str]) -> str:
    lines = []
    for index in range(4):
        points = []
        for step in range(49):
            angle = 2 * math.pi * step / 48
            radius = size * (0.66 + 0.32 * math.cos(6 * angle + index * math.pi / 2))
            points.append(f"{radius * math.cos(angle):.1f} {radius * math.sin(angle):.1f}")
        lines.append(_path("M" + "L".join(points), f"translate({x} {y})", colours[index % 2], 0.2))
    return "".join(lines)


@lru_cache(maxsize=8)
def border(width: float, height: float, *, hue: str = "green") -> str:
    """A fine-line frame for a page of that size (millimetres), as an SVG element."""
    colours = {"green": ("#2f7d5b", "#8fbf9f"), "blue": ("#2c5f9e", "#93b3d8"), "red": ("#a8483e", "#dba69d")}[hue]
    inset, depth = 9.0, 7.0
    across, down = width - 2 * inset - 2 * depth, height - 2 * inset - 2 * depth
    middle = inset + depth / 2
    parts = [
        _band(across, depth - 1.4, f"translate({inset + depth} {middle})", colours),
        _band(across, depth - 1.4, f"translate({inset + depth} {height - middle})", colours),
        _band(down, depth - 1.4, f"translate({middle} {inset + depth}) rotate(90)", colours),
        _band(down, depth - 1.4, f"translate({width - middle} {inset + depth}) rotate(90)", colours),
    ]
    corners = [(x, y) for x in (middle, width - middle) for y in (middle, height - middle)]
    parts += [_rosette(x, y, depth * 0.62, colours) for x, y in corners]
    for gap, stroke in ((inset - 1.2, 0.6), (inset - 0.1, 0.2), (inset + depth + 0.2, 0.2), (inset + depth + 1.2, 0.5)):
        parts.append(
            f'<rect x="{gap}" y="{gap}" width="{width - 2 * gap}" height="{height - 2 * gap}" '
            f'fill="none" stroke="{colours[0]}" stroke-width="{stroke}"/>'
        )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" '
        f'width="{width}mm" height="{height}mm">{"".join(parts)}</svg>'
    )


def _star(size: float) -> str:
    points = []
    for index in range(10):
        radius = size if index % 2 == 0 else size * 0.382
        angle = math.pi / 5 * index - math.pi / 2
        points.append(f"{radius * math.cos(angle):.2f},{radius * math.sin(angle):.2f}")
    return f'<polygon points="{" ".join(points)}" fill="{_RED}"/>'


def _arc(text: str, radius: float, spread: float, size: float, *, below: bool, weight: int, stretch: float) -> str:
    glyphs = []
    step = spread / max(len(text) - 1, 1)
    for index, char in enumerate(text):
        turn = -spread / 2 + index * step
        turn = -turn if below else turn
        shift = radius if below else -radius
        glyphs.append(
            f'<text transform="rotate({turn:.2f}) translate(0 {shift:.2f}) scale(1 {stretch})" text-anchor="middle" '
            f'font-family="{FAMILY}, {FALLBACK}" font-size="{size}" font-weight="{weight}" '
            f'fill="{_RED}">{escape(char)}</text>'
        )
    return "".join(glyphs)


@lru_cache(maxsize=64)
def seal(text: str, code: str) -> str:
    """A round official seal, 42 mm across: the authority on an arc, a five-pointed star, its code below."""
    spread = min(280.0, 24.0 * (len(text) - 1))
    size = 5.2 if len(text) <= 11 else 4.5
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="-21 -21 42 42" width="42mm" height="42mm" class="seal">'
        f'<circle r="20.2" fill="none" stroke="{_RED}" stroke-width="1.1"/>'
        f'<circle r="18.9" fill="none" stroke="{_RED}" stroke-width="0.25"/>'
        f"{_star(6.2)}"
        f"{_arc(text, 12.9, spread, size, below=False, weight=400, stretch=1.12)}"
        f"{_arc(code.ljust(6), 16.6, 36, 2.4, below=True, weight=400, stretch=1)}"
        "</svg>"
    )
