"""Showing an uploaded file: only as what it was checked to be, in a sandbox of its own.

No browser starts its PDF reader in a sandbox, so a PDF is shown as pictures of its pages, drawn in a confined process;
the file itself is there to be saved, never to be opened in the portal's own address.
"""

from __future__ import annotations

import json
from typing import Any, Protocol

from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render

from materials.confined import TooLong, run_confined
from materials.uploads import pdf_reader


class Shown(Protocol):
    """A file as it was received: an upload, or one that is kept for a time alone."""

    kind: Any
    original_name: Any
    file: Any

    @property
    def is_image(self) -> bool: ...


PAGES_AT_ONCE = 10
_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; frame-ancestors 'self'; "
    "sandbox allow-downloads allow-popups"
)


def preview(request: HttpRequest, upload: Shown) -> HttpResponseBase:
    """The file for a tab or a frame; GET `save`: the file as it was received; GET `from`: first page shown of a PDF."""
    if upload.is_image or "save" in request.GET:
        return _guarded(_file(upload, as_attachment="save" in request.GET))
    first = _number(request.GET.get("from", ""))
    told = _pages(upload, first)
    context = {"upload": upload, "told": told, "first": first + 1, "next": first + PAGES_AT_ONCE}
    context["more"] = bool(told) and first + PAGES_AT_ONCE < told["pages"]
    return _guarded(render(request, "materials/uploads/pages.html", context))


def saved(upload: Shown) -> HttpResponseBase:
    """The file as it was received, to be kept by who may see it."""
    return _guarded(_file(upload, as_attachment=True))


def _file(upload: Shown, *, as_attachment: bool) -> HttpResponseBase:
    content = upload.file.open("rb")
    return FileResponse(content, content_type=upload.kind, filename=upload.original_name, as_attachment=as_attachment)


def _pages(upload: Shown, first: int) -> dict[str, Any]:
    with upload.file.open("rb") as file:
        try:
            code, told = run_confined(pdf_reader, file.read(), "show", str(first), str(PAGES_AT_ONCE))
        except TooLong:
            return {}
    return json.loads(told) if code == 0 else {}


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else 0


def _guarded(response: HttpResponseBase) -> HttpResponseBase:
    if isinstance(response, HttpResponse) and not response.has_header("Content-Disposition"):
        response["Content-Disposition"] = "inline"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    response["Content-Security-Policy"] = _POLICY
    return response
