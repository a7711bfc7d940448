"""Characters as outlines: what is drawn with them needs no font in the file it is put in."""

from __future__ import annotations

import subprocess
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from papers.drawing.fonts import FALLBACK, cut_faces
from papers.drawing.lines import Command

if TYPE_CHECKING:
    import uharfbuzz as hb

Point = tuple[float, float]


@dataclass(frozen=True, kw_only=True)
class Outline:
    """A character in units of its font, y growing upwards; `em` units make one font size."""

    commands: tuple[Command, ...]
    advance: float
    em: int


@dataclass
class _Pen:
    """Takes down what HarfBuzz draws."""

    commands: list[Command] = field(default_factory=list)

    def moveTo(self, to: Point) -> None:  # noqa: N802 - the names HarfBuzz calls
        self.commands.append(("M", to))

    def lineTo(self, to: Point) -> None:  # noqa: N802
        self.commands.append(("L", to))

    def curveTo(self, first: Point, second: Point, to: Point) -> None:  # noqa: N802
        self.commands.append(("C", (*first, *second, *to)))

    def qCurveTo(self, by: Point, to: Point) -> None:  # noqa: N802
        (x, y) = self.commands[-1][1][-2:]
        first = (x + (by[0] - x) * 2 / 3, y + (by[1] - y) * 2 / 3)
        second = (to[0] + (by[0] - to[0]) * 2 / 3, to[1] + (by[1] - to[1]) * 2 / 3)
        self.curveTo(first, second, to)

    def closePath(self) -> None:  # noqa: N802
        self.commands.append(("Z", ()))


@lru_cache(maxsize=2048)
def outline(char: str) -> Outline:
    """The outline of a character: of our cut face, or of the font the system names for a rare one."""
    faces = cut_faces()
    font = _font(str(faces[400]), 0) if 400 in faces else None
    if font is None or not font.get_nominal_glyph(ord(char)):
        font = _font(*_system_font(char))
    glyph = font.get_nominal_glyph(ord(char)) or 0
    pen = _Pen()
    font.draw_glyph_with_pen(glyph, pen)
    return Outline(commands=tuple(pen.commands), advance=font.get_glyph_h_advance(glyph), em=font.face.upem)


@lru_cache(maxsize=8)
def _font(file: str, index: int) -> hb.Font:
    import uharfbuzz as hb

    return hb.Font(hb.Face(hb.Blob.from_file_path(file), index))


def _system_font(char: str) -> tuple[str, int]:
    """File and number of the face that fontconfig, which WeasyPrint asks too, offers for a character."""
    asked = ["fc-match", "-f", "%{file}\n%{index}", f"{FALLBACK}:charset={ord(char):x}"]
    file, index = subprocess.run(asked, check=True, capture_output=True, text=True).stdout.split("\n")
    # Above the lower half stand instances of variable fonts.
    return file, int(index) & 0xFFFF
