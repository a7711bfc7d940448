"""Drawings put on finished pages: each is in the file once, and drawn where an element bears its name as id.

WeasyPrint reads SVG anew for every page it makes; an ornament is the same on all of them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Protocol

from papers.drawing.lines import Drawing

if TYPE_CHECKING:
    import pydyf

POINTS_PER_PIXEL = 0.75
Corners = tuple[float, float, float, float]
"""Left, top, right and bottom in CSS pixels from the top left of a page."""


class Page(Protocol):
    """A page laid out by WeasyPrint."""

    @property
    def anchors(self) -> Mapping[str, Corners]: ...


class LaidOut(Protocol):
    """A document laid out by WeasyPrint."""

    @property
    def pages(self) -> Sequence[Page]: ...


def stamping(drawings: Mapping[str, Drawing]) -> Callable[[LaidOut, pydyf.PDF], None]:
    """A finisher for WeasyPrint: draws over the element whose id is the drawing's name, as large as that is."""

    def finish(laid_out: LaidOut, pdf: pydyf.PDF) -> None:
        forms: dict[str, pydyf.Stream] = {}
        for page, reference in zip(laid_out.pages, pdf.page_references, strict=True):
            for name in (name for name in drawings if name in page.anchors):
                if name not in forms:
                    forms[name] = _form(drawings[name])
                    pdf.add_object(forms[name])
                _draw(pdf, _object(pdf, reference), name, forms[name], drawings[name], page.anchors[name])

    return finish


def _object(pdf: pydyf.PDF, reference: bytes) -> pydyf.Object:
    return pdf.objects[int(reference.split()[0])]


def _form(drawing: Drawing) -> pydyf.Stream:
    import pydyf

    left, top, width, height = drawing.box
    extra = {
        "Type": "/XObject",
        "Subtype": "/Form",
        "BBox": pydyf.Array((left, top, left + width, top + height)),
        # One group: the opacity is that of the whole, not of each line.
        "Group": pydyf.Dictionary({"S": "/Transparency", "CS": "/DeviceRGB"}),
        "Filter": "/FlateDecode",
    }
    return pydyf.Stream([drawing.deflated], extra)


def _draw(
    pdf: pydyf.PDF,
    page: pydyf.Dictionary,
    name: str,
    form: pydyf.Stream,
    drawing: Drawing,
    corners: Corners,
) -> None:
    import pydyf

    _object(pdf, page["Resources"])["XObject"][name] = form.reference
    left, top, width, height = drawing.box
    x, y, right, bottom = (POINTS_PER_PIXEL * edge for edge in corners)
    across, down = (right - x) / width, (bottom - y) / height
    content = _object(pdf, page["Contents"])
    # WeasyPrint leaves a page with its origin at the top left and y growing downwards, as drawings have it.
    content.push_state()
    content.set_state(pydyf.Dictionary({"Type": "/ExtGState", "ca": drawing.opacity, "CA": drawing.opacity}))
    content.set_matrix(across, 0, 0, down, x - left * across, y - top * down)
    content.draw_x_object(name)
    content.pop_state()
