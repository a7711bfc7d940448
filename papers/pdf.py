"""The only door to WeasyPrint: a paper becomes HTML, and HTML a PDF/A-3b with the paper's data embedded.

The same paper always gives the same bytes before signing. Nothing is fetched from anywhere but our own fonts.
"""

from __future__ import annotations

import atexit
import datetime
import json
import os
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from django.template.loader import render_to_string
from django.utils import translation
from django.utils.safestring import mark_safe

from accounts.typed.text import visible
from papers.core import core_of, qr_picture
from papers.drawing.fonts import FALLBACK, FAMILY, cut_faces
from papers.drawing.lines import Drawing
from papers.drawing.ornament import border, seal
from papers.drawing.stamp import stamping
from papers.paper import CertificatePaper, LetterPaper, LicencePaper, Paper

if TYPE_CHECKING:
    from weasyprint import CSS, Document

DATA_NAME = "data.json"
VARIANT = "pdf/a-3b"
_lock = threading.Lock()


@dataclass(frozen=True, kw_only=True)
class Enclosed:
    """A file that goes into a PDF beside its data; `sha256` is told by the paper, so that none can be exchanged."""

    name: str
    description: str
    content: bytes
    sha256: str


class Refused(Exception):
    """A paper tried to load something that is not ours."""


@cache
def _engine() -> dict[str, Any]:
    """WeasyPrint with our fonts, made once per process: its import alone takes more than a second."""
    from weasyprint import CSS
    from weasyprint.text.fonts import FontConfiguration
    from weasyprint.urls import URLFetcher

    ours = {path.as_uri() for path in cut_faces().values()}

    class OwnFilesOnly(URLFetcher):
        def fetch(self, url: str, headers: object = None) -> Any:
            # Besides our fonts only the QR code, a picture the page itself carries.
            if url not in ours and not url.startswith("data:image/png;base64,"):
                raise Refused(url)
            return super().fetch(url, headers)

    fetcher = OwnFilesOnly(allowed_protocols={"file", "data"})
    faces = "".join(
        f'@font-face {{ font-family: "{FAMILY}"; font-weight: {weight}; src: url("{path.as_uri()}"); }}'
        for weight, path in cut_faces().items()
    )
    fonts = FontConfiguration()
    sheet = CSS(
        string=f'{faces} html {{ font-family: "{FAMILY}", "{FALLBACK}", "Noto Serif CJK JP", serif; }}',
        font_config=fonts,
        url_fetcher=fetcher,
    )
    # The fonts must go before the interpreter does: their clean-up needs modules that are gone at its end.
    atexit.register(_engine.cache_clear)
    return {"fonts": fonts, "sheet": sheet, "fetcher": fetcher}


@cache
def _looks(stylesheet: str) -> CSS:
    """The style sheet of a kind of paper, read once per process."""
    from weasyprint import CSS

    engine = _engine()
    return CSS(
        string=render_to_string(stylesheet),
        base_url="about:blank",
        font_config=engine["fonts"],
        url_fetcher=engine["fetcher"],
    )


def warm_up() -> None:
    """Load WeasyPrint and the fonts before the first paper is asked for."""
    _engine()


def html_of(paper: Paper, *, tight: bool = False) -> str:
    """A paper as a page for a browser, whole; what the yardstick of the bench prints. `tight` sets a letter closer."""
    drawn = {name: mark_safe(drawing.svg) for name, drawing in _ornaments(paper).items()}  # noqa: S308 - ours
    return _text_of(paper, {"style": render_to_string(paper.stylesheet), **drawn}, tight=tight)


def _text_of(paper: Paper, parts: Mapping[str, str], *, tight: bool) -> str:
    """The words of a paper with `parts` of what else a page needs: looks and ornaments, which a PDF gets otherwise."""
    context: dict[str, Any] = {"paper": paper, "tight": tight, **parts}
    if isinstance(paper, CertificatePaper):
        context["qr"] = qr_picture(f"{paper.verify_url}#{core_of(paper)}")
    with translation.override("zh-hans"):
        return visible(render_to_string(paper.template, context))  # nothing turns the order of letters round


def _ornaments(paper: Paper) -> dict[str, Drawing]:
    """What a paper is adorned with, by the id of the element it fills."""
    drawings = {"seal": seal(paper.authority.seal_text, paper.authority.code)}
    if isinstance(paper, CertificatePaper):
        wide = isinstance(paper, LicencePaper) and paper.is_original
        drawings["border"] = border(297, 210, hue="green") if wide else border(210, 297, hue="blue")
    return drawings


def render(paper: Paper, *, enclosed: Sequence[Enclosed] = ()) -> bytes:
    """The unsigned PDF/A-3b of a paper, with the files it encloses.

    A letter that needs a second page only by a little is set closer.
    """
    laid_out = _lay_out(_text_of(paper, {}, tight=False), paper)
    if isinstance(paper, LetterPaper) and len(laid_out.pages) > 1:
        closer = _lay_out(_text_of(paper, {}, tight=True), paper)
        laid_out = closer if len(closer.pages) == 1 else laid_out
    return _write(laid_out, paper, enclosed)


def to_pdf(html: str, paper: Paper) -> bytes:
    """Print a page as the PDF of a paper."""
    return _write(_lay_out(html, paper), paper)


def _lay_out(html: str, paper: Paper) -> Document:
    """The pages of a text, not written yet: whoever only counts them has not wasted the work."""
    from weasyprint import HTML

    engine, looks = _engine(), _looks(paper.stylesheet)
    with _lock:
        return HTML(string=html, base_url="about:blank", url_fetcher=engine["fetcher"]).render(
            stylesheets=[engine["sheet"], looks], font_config=engine["fonts"], pdf_variant=VARIANT
        )


def _write(laid_out: Document, paper: Paper, enclosed: Sequence[Enclosed] = ()) -> bytes:
    """Write laid out pages; dates and identifier follow the paper, so that writing again gives the same bytes."""
    from weasyprint import Attachment

    noon = datetime.datetime.combine(paper.made_on, datetime.time(4), tzinfo=datetime.UTC)
    data = json.dumps(paper.data(), ensure_ascii=False, indent=1, sort_keys=True)
    attached: list[tuple[str, str, str | bytes, str]] = [(DATA_NAME, paper.title, data, "Data")]
    attached += [(one.name, one.description, one.content, "Supplement") for one in enclosed]
    attachments = [
        Attachment(
            string=content,
            name=name,
            description=description,
            created=noon,
            modified=noon,
            relationship=relationship,
            url_fetcher=_engine()["fetcher"],
        )
        for name, description, content, relationship in attached
    ]
    with _lock:
        # Font subsetting stamps the time it finds here.
        os.environ["SOURCE_DATE_EPOCH"] = str(int(noon.timestamp()))
        printed: bytes = laid_out.write_pdf(
            attachments=attachments,
            pdf_variant=VARIANT,
            pdf_identifier=bytes.fromhex(paper.digest())[:16],
            custom_metadata=True,
            finisher=stamping(_ornaments(paper)),
        )
    return printed
