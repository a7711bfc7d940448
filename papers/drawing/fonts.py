"""Fonts of papers: Noto Serif CJK cut once to the characters of GB 2312, the whole font behind it.

A cut face makes rendering twice as fast and a certificate a third of the size. Names may hold characters
outside the cut (生僻字): WeasyPrint then falls back to the whole font, the next family in the list.
"""

from __future__ import annotations

import io
import os
import tempfile
from pathlib import Path

from django.conf import settings

FAMILY = "Paper Serif"
FALLBACK = "Noto Serif CJK SC"
SOURCES = {
    400: Path("/usr/share/fonts/opentype/noto/NotoSerifCJK-Regular.ttc"),
    700: Path("/usr/share/fonts/opentype/noto/NotoSerifCJK-Bold.ttc"),
}
MAKE = 3
"""Counted up when faces are cut in another way: a face kept from before is then not taken for a new one."""
SIMPLIFIED_FACE = "Noto Serif CJK SC"


def characters() -> set[int]:
    """The code points of a cut face: ASCII, GB 2312, and the marks papers use."""
    found = set(range(0x20, 0x7F)) | {ord(c) for c in "×·—–…“”‘’〔〕《》℃№✓①②③④⑤⑥⑦⑧⑨⑩²³　"}
    for high in range(0xA1, 0xF8):
        for low in range(0xA1, 0xFF):
            try:
                found.add(ord(bytes((high, low)).decode("gb2312")))
            except UnicodeDecodeError:
                continue
    return found


def cut_faces() -> dict[int, Path]:
    """Weight -> file of the cut face; cut at the first call of an installation, kept in VAR_DIR/fonts.

    Empty when the source font is not installed: papers then use whatever the system offers.
    """
    faces = {}
    for weight, source in SOURCES.items():
        if source.exists():
            stat = source.stat()
            name = f"paper-serif-{MAKE}-{weight}-{stat.st_size}-{int(stat.st_mtime)}.otf"
            target = settings.VAR_DIR / "fonts" / name
            if not target.exists():
                _cut(source, target)
            faces[weight] = target
    return faces


def _cut(source: Path, target: Path) -> None:
    import uharfbuzz as hb

    blob = hb.Blob.from_file_path(str(source))
    face = next(
        (f for f in (hb.Face(blob, index) for index in range(_faces(blob))) if _name(f) == SIMPLIFIED_FACE),
        hb.Face(blob, 0),
    )
    wanted = hb.SubsetInput()
    wanted.unicode_set.update(characters())
    # Papers are set horizontally in one size: hints, vertical forms and layout rules are dead weight.
    wanted.flags = hb.SubsetFlags.NO_HINTING | hb.SubsetFlags.NO_LAYOUT_CLOSURE
    dead = (b"GSUB", b"GPOS", b"GDEF", b"BASE", b"VORG", b"vhea", b"vmtx", b"DSIG")
    wanted.drop_table_tag_set.update({int.from_bytes(tag, "big") for tag in dead})
    content = _numbered_through(hb.subset(face, wanted).blob.data)
    target.parent.mkdir(parents=True, exist_ok=True)
    # Written beside and moved: two workers starting at once never see half a font.
    handle, name = tempfile.mkstemp(dir=target.parent)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
    Path(name).replace(target)


def _numbered_through(font: bytes) -> bytes:
    """The font with its characters' identifiers (CID) the same as their places in it.

    A PDF asks for characters by identifier, WeasyPrint writes their places: only where both are one, the file says what
    it means to every reader. And a list of thousands of identifiers with gaps makes each paper 25 kB larger.
    """
    from fontTools.ttLib import TTFont

    # Nothing is drawn anew, so no box is: the outlines stay as they are, unread.
    opened = TTFont(io.BytesIO(font), recalcTimestamp=False, recalcBBoxes=False)
    table = opened["CFF "].cff.topDictIndex[0]
    names = [".notdef", *(f"cid{place:05d}" for place in range(1, len(table.charset)))]
    table.CharStrings.charStrings = {name: place for place, name in enumerate(names)}
    table.charset, table.CIDCount = names, len(names)
    # The other tables are not read yet, and go as they are.
    opened.setGlyphOrder(names)
    written = io.BytesIO()
    opened.save(written, reorderTables=None)
    return written.getvalue()


def _faces(blob: object) -> int:
    """How many faces a font collection holds."""
    data: bytes = blob.data  # type: ignore[attr-defined]
    return int.from_bytes(data[8:12], "big") if data[:4] == b"ttcf" else 1


def _name(face: object) -> str:
    import uharfbuzz as hb

    return str(face.get_name(hb.OTNameIdPredefined.FONT_FAMILY) or "")  # type: ignore[attr-defined]
