"""What a certificate is adorned with, computed and drawn by us: fine-line border and official seal."""

from __future__ import annotations

import math
from functools import lru_cache

from papers.drawing.glyphs import outline
from papers.drawing.lines import Command, Drawing, Matrix, Path

_RED = "#c8161d"
_HUES = {"green": ("#2f7d5b", "#8fbf9f"), "blue": ("#2c5f9e", "#93b3d8")}
_QUARTER = 0.5523
"""How far the handles of a quarter circle reach, in radii."""


def _wave(length: float, turns: int, height: float, phase: float) -> tuple[Command, ...]:
    """A sine along a line as cubic curves, two to a turn: a tenth of the points a polyline needs."""
    half = length / turns / 2
    handle = half * 0.3642
    start = -phase * half
    parts: list[Command] = [("M", (round(start, 1), 0))]
    for index in range(2 * turns + 1):
        x, side = start + index * half, round(height * (1 if index % 2 else -1) * 1.33, 1)
        ends = round(x + handle, 1), round(x + half - handle, 1), round(x + half, 1)
        parts.append(("C", (ends[0], side, ends[1], side, ends[2], 0)))
    return tuple(parts)


def _band(length: float, depth: float, places: list[Matrix], colours: tuple[str, str]) -> list[Path]:
    turns = round(length / depth / 2.2)
    waves = [
        (_wave(length, turns, height, index / 3), colour)
        for index in range(3)
        for height, colour in ((depth / 2, colours[0]), (depth / 3.2, colours[1]))
    ]
    return [Path(commands=wave, colour=colour, width=0.22, place=place) for place in places for wave, colour in waves]


def _rosette(size: float, places: list[Matrix], colours: tuple[str, str]) -> list[Path]:
    lines = []
    for index in range(4):
        points = []
        for step in range(49):
            angle = 2 * math.pi * step / 48
            radius = size * (0.66 + 0.32 * math.cos(6 * angle + index * math.pi / 2))
            points.append((round(radius * math.cos(angle), 1), round(radius * math.sin(angle), 1)))
        lines.append((_polygon(points, closed=False), colours[index % 2]))
    return [Path(commands=line, colour=colour, width=0.2, place=place) for place in places for line, colour in lines]


def _polygon(points: list[tuple[float, float]], *, closed: bool = True) -> tuple[Command, ...]:
    lines: list[Command] = [("M" if at == 0 else "L", point) for at, point in enumerate(points)]
    return (*lines, ("Z", ())) if closed else tuple(lines)


def _rectangle(left: float, top: float, width: float, height: float) -> tuple[Command, ...]:
    right, bottom = left + width, top + height
    return _polygon([(left, top), (right, top), (right, bottom), (left, bottom)])


@lru_cache(maxsize=8)
def border(width: float, height: float, *, hue: str) -> Drawing:
    """A fine-line frame for a page of that size (millimetres)."""
    colours = _HUES[hue]
    inset, depth = 9.0, 7.0
    edge, middle = inset + depth, inset + depth / 2
    level: list[Matrix] = [(1, 0, 0, 1, edge, y) for y in (middle, height - middle)]
    upright: list[Matrix] = [(0, 1, -1, 0, x, edge) for x in (middle, width - middle)]
    corners: list[Matrix] = [(1, 0, 0, 1, x, y) for x in (middle, width - middle) for y in (middle, height - middle)]
    frames = ((inset - 1.2, 0.6), (inset - 0.1, 0.2), (edge + 0.2, 0.2), (edge + 1.2, 0.5))
    return Drawing(
        box=(0, 0, width, height),
        paths=(
            *_band(width - 2 * edge, depth - 1.4, level, colours),
            *_band(height - 2 * edge, depth - 1.4, upright, colours),
            *_rosette(depth * 0.62, corners, colours),
            *(
                Path(commands=_rectangle(gap, gap, width - 2 * gap, height - 2 * gap), colour=colours[0], width=stroke)
                for gap, stroke in frames
            ),
        ),
    )


def _star(size: float) -> Path:
    points = []
    for index in range(10):
        radius = size if index % 2 == 0 else size * 0.382
        angle = math.pi / 5 * index - math.pi / 2
        points.append((round(radius * math.cos(angle), 2), round(radius * math.sin(angle), 2)))
    return Path(commands=_polygon(points), colour=_RED)


def _ring(radius: float, width: float) -> Path:
    r, k = radius, radius * _QUARTER
    commands: tuple[Command, ...] = (
        ("M", (r, 0)),
        ("C", (r, k, k, r, 0, r)),
        ("C", (-k, r, -r, k, -r, 0)),
        ("C", (-r, -k, -k, -r, 0, -r)),
        ("C", (k, -r, r, -k, r, 0)),
        ("Z", ()),
    )
    return Path(commands=commands, colour=_RED, width=width)


def _arc(text: str, radius: float, spread: float, size: float, *, below: bool, stretch: float) -> list[Path]:
    """Characters along a circle, each turned and centred on its place; read from outside when `below`."""
    glyphs = []
    step = spread / max(len(text) - 1, 1)
    for index, char in enumerate(text):
        turn = math.radians(-spread / 2 + index * step) * (-1 if below else 1)
        shift = radius if below else -radius
        drawn = outline(char)
        cos, sin = math.cos(turn), math.sin(turn)
        across, up = size / drawn.em, -stretch * size / drawn.em
        start = -drawn.advance / 2 * across
        place = (
            cos * across, sin * across, -sin * up, cos * up,
            cos * start - sin * shift, sin * start + cos * shift,
        )  # fmt: skip
        if drawn.commands:
            glyphs.append(Path(commands=drawn.commands, colour=_RED, place=place))
    return glyphs


@lru_cache(maxsize=64)
def seal(text: str, code: str) -> Drawing:
    """A round official seal, 42 mm across: the authority on an arc, a five-pointed star, its code below."""
    spread = min(280.0, 24.0 * (len(text) - 1))
    size = 5.2 if len(text) <= 11 else 4.5
    return Drawing(
        box=(-21, -21, 42, 42),
        opacity=0.86,
        paths=(
            _ring(20.2, 1.1),
            _ring(18.9, 0.25),
            _star(6.2),
            *_arc(text, 12.9, spread, size, below=False, stretch=1.12),
            *_arc(code.ljust(6), 16.6, 36, 2.4, below=True, stretch=1),
        ),
    )
