"""A program of its own that looks into a PDF on its standard input: what in it is dangerous, or how its pages look.

`check`: {"pages": 3, "dangers": ["script"]} – every object is looked at, those nobody refers to as well.
`show FIRST COUNT`: {"pages": 3, "shown": ["<base64 of a JPEG>", …]}.
What unpacks without end, or keeps a parser busy, does it here, within limits. Imports nothing of the portal.
"""

from __future__ import annotations

import base64
import io
import json
import sys
from collections.abc import Iterator
from typing import Any

MEMORY = 1536 * 1024 * 1024
CPU_SECONDS = 15
MOST_OBJECTS = 200_000
DOTS_PER_INCH = 110
LONGEST_SIDE = 2200
"""Pixels of a page as shown."""

TOO_LARGE, DAMAGED, LOCKED = 3, 4, 5
"""What the process ends with when the file cannot be looked into."""

ACTIONS = {
    "/JavaScript": "script",
    "/Launch": "program",
    "/GoToE": "embedded-file",
    "/GoToR": "other-file",
    "/GoToDp": "other-file",
    "/ImportData": "import",
    "/SubmitForm": "submit",
    "/URI": "link",
    "/Rendition": "media",
    "/Movie": "media",
    "/Sound": "media",
    "/GoTo3DView": "media",
    "/RichMediaExecute": "media",
}
"""Kinds of actions (ISO 32000-2, 12.6.4) -> the danger; GoTo, Named and the like only turn pages and pass."""
KEYS = {
    "/JS": "script",
    "/JavaScript": "script",
    "/EF": "embedded-file",
    "/EmbeddedFiles": "embedded-file",
    "/AF": "embedded-file",
    "/XFA": "dynamic-form",
    "/RichMediaContent": "media",
    "/RichMediaSettings": "media",
}
SUBTYPES = {
    "/FileAttachment": "embedded-file",
    "/RichMedia": "media",
    "/Screen": "media",
    "/Movie": "media",
    "/Sound": "media",
    "/3D": "media",
}
TYPES = {"/EmbeddedFile": "embedded-file"}


def main() -> int:
    content = sys.stdin.buffer.read()
    try:
        told = _check(content) if sys.argv[1] == "check" else _show(content, int(sys.argv[2]), int(sys.argv[3]))
    except MemoryError:
        return TOO_LARGE
    except Exception as broken:  # noqa: BLE001 - whatever a parser raises, the file cannot be looked into
        return LOCKED if "assword" in f"{type(broken).__name__}{broken}" else DAMAGED
    json.dump(told, sys.stdout)
    return 0


def _check(content: bytes) -> dict[str, Any]:
    import pikepdf

    with pikepdf.open(io.BytesIO(content)) as pdf:
        dangers = {danger for thing in _things(pdf) for danger in _dangers(thing)}
        return {"pages": len(pdf.pages), "dangers": sorted(dangers)}


def _things(pdf: Any) -> Iterator[Any]:
    """Every dictionary of the file, those within others too; a stream by its dictionary."""
    import pikepdf

    waiting = [*pdf.objects, pdf.trailer]
    seen = 0
    while waiting:
        thing = waiting.pop()
        seen += 1
        if seen > MOST_OBJECTS:
            raise MemoryError
        if isinstance(thing, pikepdf.Array):
            waiting += [part for part in thing if not _is_apart(part)]
        elif isinstance(thing, pikepdf.Dictionary | pikepdf.Stream):
            yield thing
            waiting += [part for _key, part in thing.items() if not _is_apart(part)]


def _is_apart(part: object) -> bool:
    """Whether this is no container, or one that stands in the list of objects itself."""
    import pikepdf

    return not isinstance(part, pikepdf.Object) or part.is_indirect


def _dangers(thing: Any) -> Iterator[str]:
    import pikepdf

    keys = set(thing.keys())
    yield from (danger for key, danger in KEYS.items() if key in keys and _holds_something(thing[key]))
    yield from _named(thing, "/Subtype", SUBTYPES)
    yield from _named(thing, "/Type", TYPES)
    # A structure element has an /S too: its role.
    if str(thing.get("/Type", "")) != "/StructElem":
        yield from _named(thing, "/S", ACTIONS)
    if isinstance(thing, pikepdf.Stream) and "/F" in keys:
        yield "other-file"
    # An article may go on, and a form may be drawn from a page, in another file (ISO 32000-2, 12.6.4.7 and 8.10.4).
    if str(thing.get("/S", "")) == "/Thread" and "/F" in keys:
        yield "other-file"
    if isinstance(thing.get("/Ref"), pikepdf.Dictionary) and "/F" in thing["/Ref"]:
        yield "other-file"


def _named(thing: Any, key: str, known: dict[str, str]) -> Iterator[str]:
    name = thing.get(key)
    if name is not None and (danger := known.get(str(name))):
        yield danger


def _holds_something(value: Any) -> bool:
    import pikepdf

    return len(value) > 0 if isinstance(value, pikepdf.Array | pikepdf.Dictionary) else value is not None


def _show(content: bytes, first: int, count: int) -> dict[str, Any]:
    import pypdfium2

    book = pypdfium2.PdfDocument(content)
    shown = []
    for place in range(first, min(first + count, len(book))):
        page = book[place]
        scale = min(DOTS_PER_INCH / 72, LONGEST_SIDE / max(page.get_size()))
        picture = io.BytesIO()
        page.render(scale=scale, may_draw_forms=False).to_pil().convert("RGB").save(picture, "JPEG", quality=80)
        shown.append(base64.b64encode(picture.getvalue()).decode())
    return {"pages": len(book), "shown": shown}


if __name__ == "__main__":
    sys.exit(main())
