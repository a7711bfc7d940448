"""A drawing as values: paths with a colour. One writer makes SVG of it for a web page, one operators for a PDF."""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from functools import cached_property

Matrix = tuple[float, float, float, float, float, float]
Command = tuple[str, tuple[float, ...]]
"""An SVG command in absolute coordinates: M, L, C or Z."""

_OPERATORS = {"M": "m", "L": "l", "C": "c", "Z": "h"}
IDENTITY: Matrix = (1, 0, 0, 1, 0, 0)


@dataclass(frozen=True, kw_only=True)
class Path:
    """A path in one colour (#rrggbb): a line of a width, or an area when `width` is 0; `place` moves it."""

    commands: tuple[Command, ...]
    colour: str
    width: float = 0
    place: Matrix = IDENTITY


@dataclass(frozen=True, kw_only=True)
class Drawing:
    """Paths in a box (left, top, width, height), y growing downwards, seen through with an opacity as a whole."""

    box: tuple[float, float, float, float]
    paths: tuple[Path, ...]
    opacity: float = 1

    @cached_property
    def svg(self) -> str:
        """The drawing as an SVG element as wide as what it stands in."""
        paths = "".join(map(_element, self.paths))
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{_numbers(self.box)}" width="100%" height="100%">'
            f'<g opacity="{_number(self.opacity)}">{paths}</g></svg>'
        )

    @cached_property
    def deflated(self) -> bytes:
        """The drawing as operators of a PDF content stream, deflated; written once for as long as the value lives."""
        return zlib.compress("\n".join(map(_painted, self.paths)).encode(), 9)


def _number(value: float) -> str:
    text = f"{value:.5f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def _numbers(values: tuple[float, ...]) -> str:
    return " ".join(map(_number, values))


def _element(path: Path) -> str:
    paint = f'fill="none" stroke="{path.colour}" stroke-width="{path.width}"' if path.width else f'fill="{path.colour}"'
    place = "" if path.place == IDENTITY else f' transform="matrix({_numbers(path.place)})"'
    lines = "".join(f"{name}{_numbers(at)}" for name, at in path.commands)
    return f'<path d="{lines}"{place} {paint}/>'


def _painted(path: Path) -> str:
    colour = _numbers(tuple(round(int(path.colour[at : at + 2], 16) / 255, 4) for at in (1, 3, 5)))
    paint, set_up = ("S", f"{colour} RG {path.width} w") if path.width else ("f", f"{colour} rg")
    lines = "\n".join(f"{_numbers(at)} {_OPERATORS[name]}".lstrip() for name, at in path.commands)
    return f"q {_numbers(path.place)} cm {set_up}\n{lines}\n{paint} Q"
